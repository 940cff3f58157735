import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, constants, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqlite } from '../src/stores/sqlite/openSqlite.ts';
import { MIGRATIONS } from '../src/stores/sqlite/schema.ts';
import { NO_RULES } from '../src/core/rules/rules.ts';
import { BUSY } from '../test/fixtures/generator/busyHours.ts';
import { fill } from '../test/stores/fill.ts';
import { cacheFolder } from './cacheFolder.ts';
import { storeFile } from './newFolder.ts';

/** What the full store holds. */
export const FULL = { tracebacks: 1_000_000, groups: 50_000 } as const;

/** Puts a copy of a store with a million tracebacks, the hours before the busy one's, where `storeFile` says. */
export async function copyFullStore(folder: string): Promise<void> {
  const full = await fullStore();
  await copyFile(full, storeFile(folder), constants.COPYFILE_FICLONE);
}

/** Made once and kept until the schema, or what it is filled with, changes. */
async function fullStore(): Promise<string> {
  const made = [MIGRATIONS.join(), readFileSync(new URL('../test/stores/fill.ts', import.meta.url))];
  const hash = made.reduce((sum, part) => sum.update(part), createHash('sha256'));
  const file = join(cacheFolder(), `full-${hash.digest('hex').slice(0, 16)}.db`);
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
