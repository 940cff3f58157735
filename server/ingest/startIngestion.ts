import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ContextLine } from '../../src/core/papertrail/context.ts';
import { looksLikeS3, parseS3Address, s3Name } from '../../src/core/papertrail/s3Address.ts';
import { PARSER_VERSION } from '../../src/core/python/archiveFinder.ts';
import type { Rules } from '../../src/core/rules/rules.ts';
import { StoreError, type ArchiveRow, type StoreTrouble, type TracebackStore } from '../../src/stores/store.ts';
import type { IngestProgress } from '../../src/ingest/ingestProgress.ts';
import type { LinesRequest } from '../../src/ingest/linesAround.ts';
import type { Ingestion } from './ingestion.ts';
import type { IngestAnswer, IngestRequest, IngestThreadData } from './ingestProtocol.ts';

/** How standard input is named, in commands and in the ledger. */
const STANDARD_INPUT = '-';

/** A store that other threads can write to. */
interface ConnectableStore extends TracebackStore {
  connect(): IngestThreadData['store'];
}

/**
 * Starts the ingestion's thread, which writes to the store by a way of its own. `readersFirst`: where the processor is short,
 * everything else goes before it. `tookIn` is told of every archive that was read.
 */
export function startIngestion(
  store: ConnectableStore,
  rules: Rules,
  { readersFirst = false, tookIn }: { readersFirst?: boolean; tookIn?: (row: ArchiveRow) => void } = {},
): Ingestion {
  const port = store.connect();
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const data: IngestThreadData = { store: port, rules, lowPriority: readersFirst };
  const worker = new Worker(new URL(`./ingestThread.${extension}`, import.meta.url), {
    workerData: data,
    transferList: [port],
    stdin: true,
  });
  return new ThreadIngestion(worker, store, tookIn);
}

interface Waiting {
  answer: (answer: Exclude<IngestAnswer, { kind: 'progress' }>) => void;
  fail: (error: Error) => void;
  onProgress?: ((progress: IngestProgress) => void) | undefined;
}

class ThreadIngestion implements Ingestion {
  readonly #worker: Worker;
  readonly #store: TracebackStore;
  readonly #tookIn: ((row: ArchiveRow) => void) | undefined;
  readonly #waiting = new Map<number, Waiting>();
  readonly #closing = new AbortController();
  #lastId = 0;
  /** Archives are read one after the other: two at once only share the processor. */
  #turn: Promise<unknown> = Promise.resolve();
  #pending = 0;
  /** Why the thread answers no more. */
  #end: Error | undefined;

  constructor(worker: Worker, store: TracebackStore, tookIn?: (row: ArchiveRow) => void) {
    this.#worker = worker;
    this.#store = store;
    this.#tookIn = tookIn;
    worker.on('message', (answer: IngestAnswer) => this.#answered(answer));
    worker.on('error', (error) => this.#failed(error));
    worker.on('exit', () => this.#failed(new Error('The ingestion has been stopped.')));
  }

  get pending(): number {
    return this.#pending;
  }

  ingest(file: string, options: Parameters<Ingestion['ingest']>[1] = {}): Promise<ArchiveRow> {
    this.#pending++;
    const row = this.#turn.then(() => this.#ingest(file, options)).finally(() => this.#pending--);
    this.#turn = row.catch(() => {});
    return row;
  }

  get broken(): Error | undefined {
    return this.#end;
  }

  async resume(isOwn: (name: string) => boolean = () => true): Promise<void> {
    const failures: unknown[] = [];
    for (const name of (await this.#leftUndone()).filter(isOwn)) {
      if (this.#closing.signal.aborted) return;
      await this.#takeUp(name).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }

  async #leftUndone(): Promise<string[]> {
    const names: string[] = [];
    for (const state of ['running', 'queued'] as const) {
      let cursor: string | undefined;
      do {
        const after = cursor === undefined ? undefined : { cursor };
        const page = await this.#store.archives({ state, limit: 100, ...after });
        names.push(...page.archives.map(({ name }) => name));
        cursor = page.cursor;
      } while (cursor !== undefined);
    }
    return names;
  }

  async #takeUp(name: string): Promise<void> {
    if (name !== STANDARD_INPUT) {
      await this.ingest(name);
      return;
    }
    // It went by with the process that read it; this one's is something else.
    const claim = { name, etag: 'gone', parser: PARSER_VERSION, at: Date.now() };
    const writer = await this.#store.openArchive(claim);
    const error = 'Standard input ended before it was taken in: give it to ingest again.';
    await writer.close({ state: 'failed', error, bytes: 0, lines: 0, tracebacks: 0 });
  }

  async moreLines(lines: LinesRequest): Promise<ContextLine[] | undefined> {
    const answer = await this.#ask((id) => ({ id, kind: 'lines', lines }));
    return answer.kind === 'lines' ? answer.lines : undefined;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#turn;
    await this.#worker.terminate();
  }

  async #ingest(
    file: string,
    { onProgress, signal }: NonNullable<Parameters<Ingestion['ingest']>[1]>,
  ): Promise<ArchiveRow> {
    const name = ledgerName(file);
    const abort = AbortSignal.any([this.#closing.signal, ...(signal ? [signal] : [])]);
    abort.throwIfAborted();
    if (file === STANDARD_INPUT && this.#worker.stdin) process.stdin.pipe(this.#worker.stdin);
    const begun = Date.now();
    const answer = await this.#ask((id) => {
      abort.addEventListener('abort', () => this.#say({ id, kind: 'abort' }), { once: true });
      return { id, kind: 'ingest', name, file };
    }, onProgress);
    if (answer.kind !== 'row') throw new Error(`The ingestion answered ${answer.kind} instead of a row.`);
    // One that was known already is not read.
    if (answer.row.startedAt >= begun) this.#tookIn?.(answer.row);
    return answer.row;
  }

  #ask(
    request: (id: number) => IngestRequest,
    onProgress?: (progress: IngestProgress) => void,
  ): Promise<Exclude<IngestAnswer, { kind: 'progress' }>> {
    const id = ++this.#lastId;
    return new Promise((answer, fail) => {
      if (this.#end) throw this.#end;
      this.#waiting.set(id, { answer, fail, onProgress });
      this.#say(request(id));
    });
  }

  #say(request: IngestRequest): void {
    this.#worker.postMessage(request);
  }

  #answered(answer: IngestAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    if (answer.kind === 'progress') {
      waiting?.onProgress?.(answer.progress);
      return;
    }
    this.#waiting.delete(answer.id);
    if (answer.kind === 'failed') waiting?.fail(errorOf(answer.error));
    else waiting?.answer(answer);
  }

  #failed(error: Error): void {
    this.#end ??= error;
    for (const { fail } of this.#waiting.values()) fail(error);
    this.#waiting.clear();
  }
}

/** What the ledger calls an archive, from wherever it is named. */
function ledgerName(file: string): string {
  if (file === STANDARD_INPUT) return STANDARD_INPUT;
  return looksLikeS3(file) ? s3Name(parseS3Address(file)) : resolve(file);
}

function errorOf({ name, message, reason }: Extract<IngestAnswer, { kind: 'failed' }>['error']): Error {
  return name === 'StoreError' ? new StoreError(reason as StoreTrouble, message) : new Error(message);
}
