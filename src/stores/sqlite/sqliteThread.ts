import { parentPort, workerData } from 'node:worker_threads';
import { sendError } from '../sentError.ts';
import { serveStore } from '../serveStore.ts';
import { lowerPriority } from './lowerPriority.ts';
import { SqliteFile } from './sqliteFile.ts';
import type { ThreadData, ThreadRequest, ThreadStart } from './threads.ts';

/** A thread that has one connection to a SQLite file and answers on the ports it is given. */
function run({ file, options, connection, lowPriority }: ThreadData): void {
  if (lowPriority) lowerPriority();
  const say = (start: ThreadStart): void => parentPort?.postMessage(start);
  let store: SqliteFile;
  try {
    store = new SqliteFile(file, options, connection);
  } catch (error) {
    say({ failed: sendError(error) });
    return;
  }
  parentPort?.on('message', (request: ThreadRequest) => {
    if (request !== 'close') serveStore(store, request.serve);
    // oxlint-disable-next-line unicorn/no-process-exit -- ends this thread only, and with it its ports
    else void store.close().finally(() => process.exit());
  });
  say('open');
}

run(workerData as ThreadData);
