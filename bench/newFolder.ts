import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder.ts';

/** Runs something with a folder for a new store, which is gone afterwards. Beside the data: the same disk. */
export async function inNewFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(cacheFolder(), 'store-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where a folder's store is. */
export function storeFile(folder: string): string {
  return join(folder, 'tracebacks.db');
}

/** The settings of a store in a folder. */
export function storeIn(folder: string): Record<string, string> {
  return { STORE_URL: `sqlite:${storeFile(folder)}`, TIME_ZONE: 'UTC' };
}
