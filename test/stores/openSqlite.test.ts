import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../src/stores/sqlite/openSqlite.ts';
import type { StoreOptions, TracebackStore } from '../../src/stores/store.ts';
import { storeContract } from './contract.ts';
import { recordsRace } from './recordsContract.ts';

/** A store in a folder of its own, which goes when the store is closed. */
async function inFolder(options: StoreOptions): Promise<TracebackStore & { file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  const file = join(folder, 'data', 'tracebacks.db');
  const store = await openSqlite(file, options);
  const close = store.close.bind(store);
  store.close = async () => {
    await close();
    await rm(folder, { recursive: true });
  };
  return Object.assign(store, { file });
}

storeContract('SQLite on threads', inFolder, { runs: 12 });

recordsRace(async (options) => {
  const one = await inFolder(options);
  return [await openSqlite(one.file, options), one];
});
