import { once } from 'node:events';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { remoteStore } from '../remote.ts';
import type { SentError } from '../remoteProtocol.ts';
import { restoreError } from '../sentError.ts';
import type { StoreOptions, TracebackStore } from '../store.ts';
import type { ConnectionOptions } from './connection.ts';

/** What a thread is started with. */
export interface ThreadData {
  file: string;
  options: StoreOptions;
  connection: ConnectionOptions;
  /** Other threads go first. */
  lowPriority: boolean;
}

/** To a thread: one more port to answer on, or the end. */
export type ThreadRequest = { serve: MessagePort } | 'close';

/** From a thread, once, when its store is open or could not be opened. */
export type ThreadStart = 'open' | { failed: SentError };

/**
 * The thread's entry. Run from source it is the .ts beside this file; bundled it must be an entry of its own beside the bundle:
 * `src/stores/sqlite/sqliteThread.ts` as `dist/server/sqliteThread.js`.
 */
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './sqliteThread.ts' : './sqliteThread.js', import.meta.url);

/** A thread with a connection of its own. */
export class StoreThread {
  readonly store: TracebackStore;
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
    this.store = remoteStore(this.connect());
  }

  /** Throws what opening the file on the thread threw. */
  static async start(data: ThreadData): Promise<StoreThread> {
    const worker = new Worker(ENTRY, {
      workerData: data,
      name: data.connection.readOnly ? 'store reader' : 'store writer',
    });
    const [start] = (await once(worker, 'message')) as [ThreadStart];
    if (start !== 'open') {
      await once(worker, 'exit');
      throw restoreError(start.failed);
    }
    // Should the thread die, its ports close, and the calls under way fail with that reason.
    worker.on('error', () => undefined);
    worker.unref();
    return new StoreThread(worker);
  }

  /** A port at whose other end the thread answers; for `remoteStore`, here or on another thread. */
  connect(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    const request: ThreadRequest = { serve: port1 };
    this.#worker.postMessage(request, [port1]);
    return port2;
  }

  /** Closes the thread's connection and waits for its end. */
  async close(): Promise<void> {
    const ended = once(this.#worker, 'exit');
    this.#worker.ref();
    const request: ThreadRequest = 'close';
    this.#worker.postMessage(request);
    await this.store.close();
    await ended;
  }
}
