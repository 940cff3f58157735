import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Installs one package of npm with exactly this version into a folder of its own, on the Node that runs this. Throws, with
 * what npm said, when it fails.
 */
export async function installPackage(folder: string, name: string, version: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const manifest = { private: true, dependencies: { [name]: version }, allowScripts: { [name]: true } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  // Packages that are built while they are installed must be built for this Node, not for the machine's own.
  const path = `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`;
  const environment = { ...process.env, PATH: path };
  await run('npm', ['install', '--no-package-lock'], { cwd: folder, env: environment, maxBuffer: 1e8 });
}
