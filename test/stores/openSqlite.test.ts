import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../src/stores/sqlite/openSqlite.ts';
import type { StoreOptions, TracebackStore } from '../../src/stores/store.ts';
import { storeContract } from './contract.ts';

/** A store in a folder of its own, which goes when the store is closed. */
async function inFolder(options: StoreOptions): Promise<TracebackStore> {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  const store = await openSqlite(join(folder, 'data', 'tracebacks.db'), options);
  const close = store.close.bind(store);
  store.close = async () => {
    await close();
    await rm(folder, { recursive: true });
  };
  return store;
}

storeContract('SQLite on threads', inFolder, { runs: 12 });
