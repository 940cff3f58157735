import type { MessagePort } from 'node:worker_threads';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreError, type StoreOptions, type TracebackStore } from '../store.ts';
import { SqliteFile } from './sqliteFile.ts';
import { StoreThread } from './threads.ts';
import { ThreadedSqlite } from './threadedSqlite.ts';

/** A store in a SQLite file. */
export interface SqliteStore extends TracebackStore {
  /** A port for `remoteStore` on another thread (transfer it there), whose calls go to the writer's thread straight. */
  connect(): MessagePort;
}

/** Milliseconds that threads wait for another process, such as a command line that takes an archive in, to end a save. */
const BUSY_TIMEOUT = 30_000;

/**
 * Opens a SQLite file as a store, or makes it and its folder. Writes go to one thread, searches to another, which starts with
 * the first of them; the calling thread does indexed reads only and never waits for a lock. `readersFirst`: where the processor
 * is short, reading goes before writing. Throws StoreError.
 */
export async function openSqlite(
  file: string,
  options: StoreOptions,
  { readersFirst = false }: { readersFirst?: boolean } = {},
): Promise<SqliteStore> {
  if (file === '' || file === ':memory:') {
    throw new StoreError('failed', 'A store in memory is not shared between threads: name a file in STORE_URL.');
  }
  await mkdir(dirname(file), { recursive: true }).catch((cause: unknown) => {
    throw new StoreError('no-access', `The folder of ${file} cannot be made: ${(cause as Error).message}.`, { cause });
  });
  const writer = await StoreThread.start({
    file,
    options,
    connection: { busyTimeout: BUSY_TIMEOUT, cache: 16 },
    lowPriority: readersFirst,
  });
  try {
    const local = new SqliteFile(file, options, { readOnly: true, busyTimeout: 0, cache: 8 });
    const startReader = (): Promise<StoreThread> =>
      StoreThread.start({
        file,
        options,
        connection: { readOnly: true, busyTimeout: BUSY_TIMEOUT, cache: 16 },
        lowPriority: false,
      });
    return new ThreadedSqlite(writer, local, startReader);
  } catch (error) {
    await writer.close();
    throw error;
  }
}
