import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

/**
 * Installs one package of npm with exactly this version into a folder of its own, on the Node that runs this. Throws when
 * npm fails; what it says goes to this process's output.
 */
export async function installPackage(folder: string, name: string, version: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const manifest = { private: true, dependencies: { [name]: version }, allowScripts: { [name]: true } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  // Packages that are built while they are installed must be built for this Node, not for the machine's own.
  const path = `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`;
  const words = ['install', '--no-fund', '--no-audit', '--no-package-lock', '--foreground-scripts'];
  const npm = spawn('npm', words, { cwd: folder, env: { ...process.env, PATH: path }, stdio: 'inherit' });
  const status = await new Promise((resolve, reject) => npm.once('error', reject).once('close', resolve));
  if (status !== 0) throw new Error(`npm install ${name}@${version} in ${folder} ended with ${String(status)}.`);
}
