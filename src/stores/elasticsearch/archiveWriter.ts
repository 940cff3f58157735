import type { StreamBorder } from '../../core/papertrail/border.ts';
import type { IndexedTraceback } from '../../core/python/traceback.ts';
import type { ArchiveClaim, ArchiveOutcome, ArchiveRow, ArchiveWriter } from '../store.ts';
import { keepBorders } from './archiveBorders.ts';
import { claimArchive, finishArchive } from './archiveRows.ts';
import type { Backend } from './backend.ts';
import { storedTracebacks } from './ownedTracebacks.ts';
import { recount } from './recount.ts';
import { RecountQueue } from './recountQueue.ts';
import { putTracebacks, removeTracebacks, type Going } from './saveTracebacks.ts';
import { incoming } from './tracebackDocument.ts';
import { Unfinished } from './unfinished.ts';

/**
 * One ingestion of one archive. What is written is saved in the order of the calls: a caller that does not wait for one call before the
 * next has the saving of one batch beside the counting of another.
 */
export class ElasticsearchArchiveWriter implements ArchiveWriter {
  readonly #backend: Backend;
  readonly #claim: ArchiveClaim;
  readonly #unfinished: Unfinished;
  readonly #written = new Set<string>();
  readonly #counts: RecountQueue;
  #saves: Promise<unknown> = Promise.resolve();
  #calls: Promise<unknown> = Promise.resolve();
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
    this.#counts = new RecountQueue(backend);
  }

  async write(tracebacks: IndexedTraceback[]): Promise<void> {
    const former = this.#saves;
    const saved = this.#noting(async () => {
      const batch = incoming(tracebacks, this.#claim.name, false);
      await former.catch(() => undefined);
      const { touched } = await putTracebacks(this.#backend, batch, this.#unfinished);
      for (const { traceback } of batch) this.#written.add(traceback.id);
      return touched;
    });
    this.#saves = saved;
    await this.#inTurn(async () => this.#counts.add(await saved), Promise.resolve());
  }

  async replace(borders: StreamBorder[]): Promise<void> {
    await this.#inTurn(async () => {
      const { requests, names } = this.#backend;
      await requests.refresh(names.tracebacks);
      const gone: Going[] = [];
      for await (const page of storedTracebacks(this.#backend, [{ term: { archive: this.#claim.name } }])) {
        gone.push(...page.filter(({ id }) => !this.#written.has(id)));
      }
      // What another wrote meanwhile is that one's.
      await this.#counts.add(await removeTracebacks(this.#backend, gone, this.#unfinished));
      await keepBorders(this.#backend, this.#claim.name, borders);
    });
  }

  async close(outcome: ArchiveOutcome): Promise<ArchiveRow> {
    return await this.#inTurn(async () => {
      if (this.#failed) await recount(this.#backend, await this.#unfinished.left(), { whole: true });
      await this.#unfinished.done();
      return await finishArchive(this.#backend, this.#claim, outcome, Date.now());
    });
  }

  /** Runs when all former calls have ended (or at once, after what is given instead). A call that failed does not stop the next. */
  async #inTurn<Result>(steps: () => Promise<Result>, after: Promise<unknown> = this.#calls): Promise<Result> {
    const turn = this.#noting(async () => {
      await after.catch(() => undefined);
      return await steps();
    });
    this.#calls = Promise.allSettled([this.#calls, turn]);
    return await turn;
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
