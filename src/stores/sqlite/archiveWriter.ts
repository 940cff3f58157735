import type { StreamBorder } from '../../core/papertrail/border.ts';
import type { IndexedTraceback } from '../../core/python/traceback.ts';
import type { ArchiveClaim, ArchiveOutcome, ArchiveRow, ArchiveWriter } from '../store.ts';
import { claimArchive, finishArchive } from './archiveRows.ts';
import { packBlocks } from './blocks.ts';
import { keepBorders } from './borderRows.ts';
import type { Calendar } from './calendar.ts';
import type { Connection } from './connection.ts';
import { recount } from './recount.ts';
import { incoming, isStored, Save } from './saveTracebacks.ts';

/**
 * One ingestion of one archive. What is written is compressed in the thread pool and saved in the order of the calls: a caller that
 * does not wait for one call before the next has the compression of one batch beside the saving of another.
 */
export class SqliteArchiveWriter implements ArchiveWriter {
  readonly #db: Connection;
  readonly #calendar: Calendar;
  readonly #claim: ArchiveClaim;
  readonly #archive: { id: number; name: string };
  readonly #run: number;
  #former: Promise<unknown> = Promise.resolve();

  /** `run` tells apart the ingestions of one connection. */
  constructor(db: Connection, calendar: Calendar, claim: ArchiveClaim, run: number) {
    this.#db = db;
    this.#calendar = calendar;
    this.#claim = claim;
    this.#run = run;
    // What an ingestion has written, on disk when it is much; it dies with the connection, as the ingestion does.
    db.exec('CREATE TEMP TABLE IF NOT EXISTS written (run INTEGER, key INTEGER, PRIMARY KEY (run, key)) WITHOUT ROWID');
    this.#archive = db.write(() => claimArchive(db, claim, 'running'));
  }

  async write(tracebacks: IndexedTraceback[]): Promise<void> {
    const batch = incoming(tracebacks, this.#archive, false);
    // Neighbours of one stream share a block, and most of their context.
    batch.sort((a, b) => compareStreams(a.traceback, b.traceback) || a.traceback.at - b.traceback.at);
    const fresh = batch.filter((next) => !isStored(this.#db, next));
    const packed = packBlocks(fresh.map(({ body }) => body));
    await this.#afterFormer(packed, (places) => {
      const placed = new Map(fresh.map((next, n) => [next, places[n]] as const));
      const save = new Save(this.#db, this.#calendar);
      // The full text takes rows in the order of their keys without a detour.
      for (const next of batch.sort((a, b) => a.traceback.at - b.traceback.at)) {
        const key = save.put(next, placed.get(next));
        if (key !== undefined) this.#db.run('INSERT OR IGNORE INTO written VALUES (?, ?)', [this.#run, key]);
      }
      recount(this.#db, this.#calendar, save.touched);
    });
  }

  async replace(borders: StreamBorder[]): Promise<void> {
    await this.#afterFormer(Promise.resolve(), () => {
      const save = new Save(this.#db, this.#calendar);
      const gone = this.#db.all<{ key: number }>(
        'SELECT key FROM traceback WHERE archive = ? AND key NOT IN (SELECT key FROM written WHERE run = ?)',
        [this.#archive.id, this.#run],
      );
      for (const { key } of gone) save.remove(key);
      recount(this.#db, this.#calendar, save.touched);
      keepBorders(this.#db, this.#archive.id, borders);
    });
  }

  async close(outcome: ArchiveOutcome): Promise<ArchiveRow> {
    return await this.#afterFormer(Promise.resolve(), () => {
      this.#db.run('DELETE FROM written WHERE run = ?', [this.#run]);
      return finishArchive(this.#db, this.#claim, outcome, Date.now());
    });
  }

  /** One transaction, after those of the former calls and when its input is ready. A call that failed does not stop the next. */
  async #afterFormer<Input, Result>(ready: Promise<Input>, steps: (input: Input) => Result): Promise<Result> {
    const former = this.#former;
    const turn = (async () => {
      const input = await ready;
      await former.catch(() => undefined);
      return this.#db.write(() => steps(input));
    })();
    this.#former = turn;
    return turn;
  }
}

function compareStreams(a: IndexedTraceback, b: IndexedTraceback): number {
  return compareText(a.instance, b.instance) || compareText(a.program, b.program);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
