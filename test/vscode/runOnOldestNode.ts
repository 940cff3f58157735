// Runs the tests of what extensions need of the project, on the Node of the oldest VS Code: `npm run test:oldest`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { missingOldestNode, oldestNode } from './host/oldestNode.ts';
import { saysMissing } from './host/saysMissing.ts';
import { root } from './root.ts';

const TESTS = ['test/core/**/*.test.ts', 'test/stores/memory.test.ts', 'test/connection/cluster*.test.ts'];

if (!saysMissing(missingOldestNode())) {
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  // This Node still needs to be asked to take types away, and warns that it does.
  const node = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', mocha];
  const words = [...node, '--no-config', '--timeout', '60000', '--reporter', 'dot', ...TESTS];
  const { status } = spawnSync(oldestNode(), words, { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
