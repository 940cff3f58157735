import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Settings as in settings.json. */
export type Settings = Readonly<Record<string, unknown>>;

/** What keeps a new VS Code quiet: nothing opens or is saved by itself, nothing asks. */
const QUIET: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'files.autoSave': 'off',
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
};

/** The folders of a VS Code that nobody has used yet. */
export interface Profile {
  folder: string;
  user: string;
  server: string;
  extensions: string;
  remove: () => Promise<void>;
}

/**
 * Makes a new profile in a temporary folder. `settings` are the user's; `machineSettings` those of the machine that VS Code's
 * server runs on: only they count for settings of the scope `machine`.
 */
export async function newProfile(settings: Settings = {}, machineSettings: Settings = {}): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), 'vscode-profile-'));
  const profile = {
    folder,
    user: join(folder, 'user'),
    server: join(folder, 'server'),
    extensions: join(folder, 'extensions'),
  };
  await save(join(profile.user, 'User'), { ...QUIET, ...settings });
  await save(join(profile.user, 'Machine'), { ...QUIET, ...machineSettings });
  await mkdir(profile.extensions);
  return { ...profile, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}

async function save(folder: string, settings: Settings): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}
