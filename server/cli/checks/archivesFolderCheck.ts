import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { TracebackStore } from '../../../src/stores/store.ts';
import { counted } from '../../../src/core/wording/number.ts';
import type { Check } from './check.ts';

/** So many of the newest archives are looked for. */
const NEWEST = 100;

/** Whether the folders that the newest archives came from are still there and readable: more context is loaded from them. */
export async function archivesFolderCheck(store: TracebackStore): Promise<Check[]> {
  const { archives } = await store.archives({ limit: NEWEST });
  const folders = [...new Set(archives.filter(({ name }) => name !== '-').map(({ name }) => dirname(name)))];
  const unreadable: string[] = [];
  for (const folder of folders) {
    if (!(await isReadable(folder))) unreadable.push(folder);
  }
  if (folders.length === 0) return [];
  if (unreadable.length === 0)
    return [{ name: 'Folders', state: 'ok', says: `${counted(folders.length, 'folder')} with archives, all readable` }];
  return unreadable.map((folder) => ({
    name: 'Folders',
    state: 'warning',
    says: `${folder} cannot be read`,
    advice:
      'Its tracebacks are in the store; only more context than was kept cannot be loaded. Bring the folder back or let this user read it.',
  }));
}

async function isReadable(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
