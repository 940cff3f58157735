import { Worker } from 'node:worker_threads';
import type { Rules } from '../core/rules/rules.ts';
import type { IngestProgress } from '../ingest/ingestProgress.ts';
import type { ContextSource } from '../stores/contextSource.ts';
import { remoteStore } from '../stores/remote.ts';
import { restoreError } from '../stores/sentError.ts';
import { StoreError, type ArchiveRow, type BrowsableStore } from '../stores/store.ts';
import type {
  ArchiveAnswer,
  ArchiveInput,
  ArchiveRequest,
  ArchiveResults,
  ArchiveWorkerData,
  Pasted,
} from './archiveProtocol.ts';

/** Memory for the worker's objects, in MB, so that it dies of its own archives and not the editor's extensions with it. */
const MOST_OBJECTS = 1_536;

/** A worker that reads archives and keeps what they hold. */
export interface ArchiveThread {
  readonly store: BrowsableStore;
  readonly lines: ContextSource;
  /**
   * Reads an archive; they wait for one another. Gives the ledger's row: what is wrong with the archive is in it (`partial`,
   * `failed`, with the sentence to show), and `queued` says that it was cancelled. Bytes handed over are moved.
   */
  open(
    archive: ArchiveInput,
    options?: { onProgress?: (progress: IngestProgress) => void; signal?: AbortSignal },
  ): Promise<ArchiveRow>;
  /** Finds tracebacks in a pasted text. */
  paste(text: string): Promise<Pasted>;
  /** Resolves when the thread has ended: with why, unless it was closed. */
  readonly ended: Promise<Error | undefined>;
  /** Ends the thread with all that it keeps. Calls under way fail. */
  close(): Promise<void>;
}

/** Starts the worker whose file is given. */
export function startArchiveThread(
  file: string | URL,
  { rules, timeZone }: { rules: Rules; timeZone: string },
): ArchiveThread {
  const { port1, port2 } = new MessageChannel();
  const workerData: ArchiveWorkerData = { store: port2, rules, timeZone };
  const worker = new Worker(file, {
    workerData,
    transferList: [port2],
    name: 'log archives',
    resourceLimits: { maxOldGenerationSizeMb: MOST_OBJECTS },
  });
  return new RunningThread(worker, remoteStore(port1));
}

interface Waiting {
  resolve: (result: ArchiveResults[keyof ArchiveResults]) => void;
  reject: (error: Error) => void;
  onProgress?: ((progress: IngestProgress) => void) | undefined;
}

type Request = ArchiveRequest extends infer Each ? (Each extends unknown ? Omit<Each, 'id'> : never) : never;

class RunningThread implements ArchiveThread {
  readonly store: BrowsableStore;
  readonly lines: ContextSource;
  readonly ended: Promise<Error | undefined>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #end: Error | undefined;

  constructor(worker: Worker, store: BrowsableStore) {
    this.#worker = worker;
    this.store = store;
    this.lines = { moreLines: (wanted) => this.#ask<'lines'>({ kind: 'lines', wanted }) };
    worker.on('message', (answer: ArchiveAnswer) => this.#take(answer));
    let failure: Error | undefined;
    worker.on('error', (error) => (failure = tell(error)));
    this.ended = new Promise((resolve) => {
      worker.once('exit', () => {
        this.#stop(failure ?? new StoreError('closed', 'The log archives have been closed.'));
        resolve(failure);
      });
    });
  }

  async open(archive: ArchiveInput, options: Parameters<ArchiveThread['open']>[1] = {}): Promise<ArchiveRow> {
    const transfer = archive.kind === 'bytes' ? [archive.bytes] : [];
    return this.#ask<'open'>({ kind: 'open', archive }, { ...options, transfer });
  }

  paste(text: string): Promise<Pasted> {
    return this.#ask<'paste'>({ kind: 'paste', text });
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.#worker.terminate();
  }

  #ask<Kind extends keyof ArchiveResults>(
    request: Request & { kind: Kind },
    {
      onProgress,
      signal,
      transfer = [],
    }: NonNullable<Parameters<ArchiveThread['open']>[1]> & { transfer?: ArrayBuffer[] } = {},
  ): Promise<ArchiveResults[Kind]> {
    if (this.#end) return Promise.reject(this.#end);
    const id = ++this.#last;
    return new Promise<ArchiveResults[keyof ArchiveResults]>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onProgress });
      this.#say({ ...request, id }, transfer);
      const cancel = (): void => this.#say({ id, kind: 'cancel' });
      if (signal?.aborted) cancel();
      else signal?.addEventListener('abort', cancel, { once: true });
      // Both ends are of one build: the answer is that of the request.
    }) as Promise<ArchiveResults[Kind]>;
  }

  #say(request: ArchiveRequest, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(request, transfer);
  }

  #take(answer: ArchiveAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    if (answer.kind === 'progress') {
      waiting?.onProgress?.(answer.progress);
      return;
    }
    this.#waiting.delete(answer.id);
    if (answer.kind === 'failed') waiting?.reject(restoreError(answer.error));
    else waiting?.resolve(answer.result);
  }

  #stop(why: Error): void {
    this.#end = why;
    for (const { reject } of this.#waiting.values()) reject(why);
    this.#waiting.clear();
  }
}

function tell(error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  return new StoreError(
    'failed',
    code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? 'The log archives took more memory than there is for them and have been closed. Open fewer at a time, or let the companion server take them in.'
      : `The log archives have been closed, as reading them failed: ${message}`,
    { cause: error },
  );
}
