import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { serverProgram } from './hostFolder.ts';
import type { Profile } from './profile.ts';

const run = promisify(execFile);

/** Installs a .vsix into a profile, as `code --install-extension` does. Throws, with what was said, when it is refused. */
export async function installExtension(profile: Profile, vsix: string): Promise<void> {
  const folders = ['--extensions-dir', profile.extensions, '--server-data-dir', profile.server];
  const words = [serverProgram(), '--install-extension', vsix, ...folders, '--user-data-dir', profile.user];
  const { stdout, stderr } = await run(process.execPath, [...words, '--accept-server-license-terms']);
  if (!stdout.includes('was successfully installed')) throw new Error(`${vsix} was not installed:\n${stdout}${stderr}`);
}
