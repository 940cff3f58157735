import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './hostFolder.ts';

/** The Node that VS Code 1.101, the oldest in package.json's `engines`, runs extensions on. */
export const OLDEST_NODE = { name: 'node', version: '22.15.1' };

/** The folder it is installed in. */
export function oldestNodeFolder(): string {
  return join(cacheFolder(), `node-${OLDEST_NODE.version}`);
}

/** Its program. */
export function oldestNode(): string {
  return join(oldestNodeFolder(), 'node_modules', OLDEST_NODE.name, 'bin', 'node');
}

/** Why it can't be started, in words that go into a sentence; undefined when it can. */
export function missingOldestNode(): string | undefined {
  if (existsSync(oldestNode())) return undefined;
  return `there is no Node ${OLDEST_NODE.version} in ${oldestNodeFolder()} (npm run install:vscode puts it there)`;
}
