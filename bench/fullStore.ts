import { existsSync } from 'node:fs';
import { copyFile, constants, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqlite } from '../src/stores/sqlite/openSqlite.ts';
import { MIGRATIONS } from '../src/stores/sqlite/schema.ts';
import { NO_RULES } from '../src/core/rules/rules.ts';
import { BUSY } from '../test/fixtures/generator/busyHours.ts';
import { fill } from '../test/stores/fill.ts';
import { cacheFolder } from './cacheFolder.ts';

/** What the full store holds. */
export const FULL = { tracebacks: 1_000_000, groups: 50_000 } as const;

/** Puts a copy of a store with a million tracebacks, the hours before the busy one's, where `storeIn` looks for it. */
export async function copyFullStore(folder: string): Promise<void> {
  const full = await fullStore();
  await copyFile(full, join(folder, 'tracebacks.db'), constants.COPYFILE_FICLONE);
}

/** Made once and kept until the schema changes. */
async function fullStore(): Promise<string> {
  const file = join(cacheFolder(), `full-${MIGRATIONS.length}.db`);
  if (existsSync(file)) return file;
  const unfinished = `${file}.unfinished`;
  await rm(unfinished, { force: true });
  process.stderr.write(`filling ${file} with ${FULL.tracebacks} tracebacks of ${FULL.groups} groups\n`);
  const store = await openSqlite(unfinished, { timeZone: 'UTC', rules: NO_RULES });
  try {
    await fill(store, { ...FULL, end: BUSY.from });
  } finally {
    await store.close();
  }
  await rename(unfinished, file);
  return file;
}
