import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './sourceFiles.ts';

const run = promisify(execFile);

/** Makes the extension's package of what is built, as `npm run package` does after building. Gives the .vsix's path. */
export async function packExtension(): Promise<string> {
  const words = ['run', 'package', '--silent', '--ignore-scripts'];
  const { stdout } = await run('npm', words, { cwd: root, maxBuffer: 1e7 });
  const [, path] = /Packaged: (\S+\.vsix)/.exec(stdout) ?? [];
  if (path === undefined) throw new Error(`No package was made:\n${stdout}`);
  return join(root, path);
}
