// Runs every suite, one after the other, whether the one before passed or not: `npm test`. Fails when one of them failed.
import { spawnSync } from 'node:child_process';

const SUITES: Readonly<Record<string, string>> = {
  'test:node': 'everything that needs no editor',
  'test:oldest': 'what the extension needs, on the Node of the oldest VS Code',
  'test:vscode': 'inside VS Code',
  'test:journeys': 'through VS Code, as a person would',
};

for (const [script, about] of Object.entries(SUITES)) {
  console.log(`\n== ${script}: ${about}`);
  // The build that comes before each of them has been made once, before this.
  const { status } = spawnSync('npm', ['run', '--silent', '--ignore-scripts', script], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
