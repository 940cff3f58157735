import type { StreamBorder } from '../../core/papertrail/border.ts';
import type { IndexedTraceback } from '../../core/python/traceback.ts';
import type { ArchiveClaim, ArchiveOutcome, ArchiveRow, ArchiveWriter } from '../store.ts';
import { keepBorders } from './archiveBorders.ts';
import { claimArchive, finishArchive } from './archiveRows.ts';
import type { Backend } from './backend.ts';
import { storedTracebacks } from './ownedTracebacks.ts';
import { recount } from './recount.ts';
import { RecountQueue } from './recountQueue.ts';
import { removeTracebacks, TracebackSaver, type Going } from './saveTracebacks.ts';
import { SlotQueue } from './slotQueue.ts';
import { incoming } from './tracebackDocument.ts';
import { Unfinished } from './unfinished.ts';

/** So many batches are on their way at once: the cluster takes one in while the next is compressed and sent. */
const MOST_SAVES = 4;

/**
 * One ingestion of one archive. Batches are saved side by side; two that have an id in common in the order of the calls. Counting
 * them costs about as much as saving them, so several are counted together: see RecountQueue.
 */
export class ElasticsearchArchiveWriter implements ArchiveWriter {
  readonly #backend: Backend;
  readonly #claim: ArchiveClaim;
  readonly #unfinished: Unfinished;
  readonly #saver: TracebackSaver;
  readonly #saves = new SlotQueue(MOST_SAVES);
  readonly #written = new Set<string>();
  readonly #counts: RecountQueue;
  /** A call failed: what it touched may not have been counted. */
  #failed = false;

  /** Counts first what an ingestion of this archive left that did not come to its end. */
  static async open(backend: Backend, claim: ArchiveClaim): Promise<ElasticsearchArchiveWriter> {
    const unfinished = new Unfinished(backend, claim.name);
    const [, left] = await Promise.all([claimArchive(backend, claim, 'running'), unfinished.left()]);
    await recount(backend, left, { whole: true });
    return new ElasticsearchArchiveWriter(backend, claim, unfinished);
  }

  private constructor(backend: Backend, claim: ArchiveClaim, unfinished: Unfinished) {
    this.#backend = backend;
    this.#claim = claim;
    this.#unfinished = unfinished;
    this.#saver = new TracebackSaver(backend, unfinished);
    this.#counts = new RecountQueue(backend);
  }

  async write(tracebacks: IndexedTraceback[]): Promise<void> {
    await this.#noting(async () => {
      const batch = incoming(tracebacks, this.#claim.name, false);
      // Of an id that comes twice the later one counts.
      const alone = batch.some(({ traceback }) => this.#written.has(traceback.id));
      for (const { traceback } of batch) this.#written.add(traceback.id);
      const touched = await this.#saves.run(() => this.#saver.put(batch), { alone });
      await this.#counts.add(touched);
    });
  }

  async replace(borders: StreamBorder[]): Promise<void> {
    await this.#noting(async () => {
      await this.#saves.idle();
      const { requests, names } = this.#backend;
      await requests.refresh(names.tracebacks);
      const gone: Going[] = [];
      for await (const page of storedTracebacks(this.#backend, [{ term: { archive: this.#claim.name } }])) {
        gone.push(...page.filter(({ id }) => !this.#written.has(id)));
      }
      // What another wrote meanwhile is that one's.
      await this.#counts.add(await removeTracebacks(this.#backend, gone, this.#unfinished));
      await Promise.all([this.#counts.end(), keepBorders(this.#backend, this.#claim.name, borders)]);
    });
  }

  async close(outcome: ArchiveOutcome): Promise<ArchiveRow> {
    await this.#saves.idle();
    try {
      await this.#countAll();
      await this.#unfinished.done();
    } catch (error) {
      // Whoever takes the archive up counts what is noted.
      if (outcome.state !== 'queued') throw error;
    }
    return await finishArchive(this.#backend, this.#claim, outcome, Date.now());
  }

  async #countAll(): Promise<void> {
    await this.#noting(() => this.#counts.end()).catch(() => undefined);
    if (this.#failed) await recount(this.#backend, await this.#unfinished.left(), { whole: true });
  }

  async #noting<Result>(steps: () => Promise<Result>): Promise<Result> {
    try {
      return await steps();
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }
}
