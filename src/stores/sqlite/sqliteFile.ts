import type { Day, DayRange } from '../../core/groups/day.ts';
import { without, withTickets, type FaultSummary, type GroupState } from '../../core/groups/group.ts';
import type { GroupTicket } from '../../core/groups/ticket.ts';
import { unpackContext } from '../../core/papertrail/context.ts';
import { formatInstant } from '../../core/papertrail/instant.ts';
import type { Labels } from '../../core/python/traceback.ts';
import { indexer } from '../../core/rules/indexer.ts';
import { withFaultRules } from '../faultRules.ts';
import type { FaultLines, FaultLinesQuery } from '../faultLines.ts';
import type { Moving } from '../moving.ts';
import type { RecordKind, RecordPage, RecordQuery, RecordValue, StoredRecord } from '../records.ts';
import type * as store from '../store.ts';
import { RecordRows } from './recordRows.ts';
import { archivePage, archiveRow, claimArchive } from './archiveRows.ts';
import { SqliteArchiveWriter } from './archiveWriter.ts';
import { bodyAt } from './blocks.ts';
import { dropBorders } from './borderRows.ts';
import { calendarOf, type Calendar } from './calendar.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { faultLines } from './faultLines.ts';
import { groupDetail } from './groupDetail.ts';
import { groupCounts, groupPage } from './groupPage.ts';
import { hitPage } from './hits.ts';
import { frozenBefore } from './meta.ts';
import { movingGroups } from './movingGroups.ts';
import { movingArchives, movingRecords, movingTracebacks } from './movingParts.ts';
import { rejudge, willBeJudgedBy } from './rejudge.ts';
import { retain } from './retain.ts';
import { migrate } from './schema.ts';
import { settle } from './settle.ts';
import { decide, groupsOfTicket, unhideAll } from './states.ts';
import { nearestDays, storeStatus } from './storeStatus.ts';

/**
 * A SQLite file as a store, on the thread that calls it: every method but the compression blocks. Programs open it with
 * `openSqlite`, which puts it on threads. One machine only: SQLite's locks do not reach across a network.
 */
export class SqliteFile implements store.TracebackStore {
  readonly #db: Connection;
  readonly #calendar: Calendar;
  readonly #rules: store.StoreOptions['rules'];
  readonly #records: RecordRows;
  #runs = 0;

  /** Opens the file, or makes it; a read-only one must be there. Throws StoreError. */
  constructor(file: string, { timeZone, rules }: store.StoreOptions, connection: ConnectionOptions) {
    this.#rules = rules;
    this.#db = new Connection(file, connection);
    if (!connection.readOnly) {
      migrate(this.#db, timeZone);
      // A crash of the machine may take the last saves, never the file: the ledger does not call their archive done.
      this.#db.exec(
        'PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 16000',
      );
    }
    this.#calendar = calendarOf(this.#db);
    this.#records = new RecordRows(this.#db);
  }

  get timeZone(): string {
    return this.#calendar.timeZone;
  }

  async openArchive(claim: store.ArchiveClaim): Promise<store.ArchiveWriter> {
    willBeJudgedBy(this.#db, claim.rules);
    return new SqliteArchiveWriter(this.#db, this.#calendar, claim, ++this.#runs);
  }

  async settle(archive: string, neighbours: { before: string; after: string }): Promise<void> {
    const rules = await withFaultRules(this.#records, this.#rules);
    willBeJudgedBy(this.#db, rules);
    settle(this.#db, this.#calendar, indexer(rules), archive, neighbours);
  }

  async archive(name: string): Promise<store.ArchiveRow | undefined> {
    return archiveRow(this.#db, name);
  }

  async archives(query: store.ArchiveQuery): Promise<store.ArchivePage> {
    return this.#db.read(() => archivePage(this.#db, query));
  }

  async queueArchive(claim: store.ArchiveClaim): Promise<store.ArchiveRow> {
    return this.#db.write(() => {
      const row = archiveRow(this.#db, claim.name);
      if (row && row.state !== 'failed' && row.etag === claim.etag && row.parser === claim.parser) return row;
      claimArchive(this.#db, claim, 'queued');
      return archiveRow(this.#db, claim.name) as store.ArchiveRow;
    });
  }

  async groups(query: store.GroupQuery, now: number): Promise<store.GroupPage> {
    return this.#db.read(() => groupPage(this.#db, this.#calendar, query, now));
  }

  async counts(range: DayRange, now: number, exclude: readonly string[] = []): Promise<store.GroupCounts> {
    return this.#db.read(() => groupCounts(this.#db, this.#calendar, { range, exclude }, now));
  }

  async group(fingerprint: string): Promise<store.GroupDetail | undefined> {
    return this.#db.read(() => groupDetail(this.#db, fingerprint));
  }

  async tracebacks(query: store.HitQuery): Promise<store.HitPage> {
    return this.#db.read(() => hitPage(this.#db, this.#calendar, query));
  }

  async traceback(id: string): Promise<store.Traceback | undefined> {
    const row = this.#db.get<{
      at: number;
      fingerprint: string;
      rule: string | null;
      labels: string;
      summary: string;
      archive: string;
      block: number;
      place: number;
      size: number;
      packed: Uint8Array;
    }>(
      `SELECT t.at, t.fingerprint, t.rule, t.labels, t.summary, a.name AS archive, t.block, t.place, t.size, b.packed
       FROM traceback AS t JOIN archive AS a ON a.id = t.archive JOIN block AS b ON b.id = t.block WHERE t.id = ?`,
      [id],
    );
    if (!row) return undefined;
    const { header: _header, context, ...text } = bodyAt(row);
    const { instance, program } = JSON.parse(row.summary) as FaultSummary;
    return {
      id,
      at: formatInstant(row.at),
      instance,
      program,
      ...text,
      context: unpackContext(context),
      fingerprint: row.fingerprint,
      archive: row.archive,
      labels: JSON.parse(row.labels) as Labels,
      ...(row.rule !== null && { hiddenBy: row.rule }),
    };
  }

  async faultLines(query: FaultLinesQuery, now: number): Promise<FaultLines[]> {
    return await faultLines(this.#db, this.#calendar, query, now);
  }

  async status(): Promise<store.StoreStatus> {
    return this.#db.read(() => storeStatus(this.#db, this.#calendar));
  }

  async nearestDays(day: Day): Promise<{ atOrBefore?: Day; before?: Day; after?: Day }> {
    return this.#db.read(() => nearestDays(this.#db, this.#calendar, day));
  }

  async hide(fingerprint: string, hidden: NonNullable<GroupState['hidden']>): Promise<boolean> {
    return decide(this.#db, fingerprint, (state) => ({ ...state, hidden }));
  }

  async unhide(fingerprint: string): Promise<boolean> {
    return decide(this.#db, fingerprint, (state) => without(state, 'hidden'));
  }

  async resolve(fingerprint: string, resolved: NonNullable<GroupState['resolved']>): Promise<boolean> {
    return decide(this.#db, fingerprint, (state) => ({ ...state, resolved }));
  }

  async reopen(fingerprint: string): Promise<boolean> {
    return decide(this.#db, fingerprint, (state) => without(state, 'resolved'));
  }

  async setTickets(fingerprint: string, tickets: readonly GroupTicket[]): Promise<boolean> {
    return decide(this.#db, fingerprint, (state) => withTickets(state, tickets));
  }

  async groupsOfTicket(key: string): Promise<string[]> {
    return groupsOfTicket(this.#db, key);
  }

  async restoreAll(): Promise<number> {
    return this.#db.write(() => unhideAll(this.#db));
  }

  async rejudge(): Promise<number> {
    return await rejudge(this.#db, this.#calendar, await withFaultRules(this.#records, this.#rules));
  }

  async retain(before: Day): Promise<number> {
    return await retain(this.#db, this.#calendar, before);
  }

  async dropBorders(before: number): Promise<void> {
    this.#db.write(() => dropBorders(this.#db, before));
  }

  record(kind: RecordKind, id: string): Promise<StoredRecord | undefined> {
    return this.#records.record(kind, id);
  }

  createRecord(kind: RecordKind, id: string, value: RecordValue): Promise<boolean> {
    return this.#records.createRecord(kind, id, value);
  }

  replaceRecord(kind: RecordKind, id: string, value: RecordValue, version: string): Promise<boolean> {
    return this.#records.replaceRecord(kind, id, value, version);
  }

  removeRecord(kind: RecordKind, id: string): Promise<boolean> {
    return this.#records.removeRecord(kind, id);
  }

  records(query: RecordQuery): Promise<RecordPage> {
    return this.#records.records(query);
  }

  /** Everything in it, to be moved to another store or from one. It ends with this store. */
  moving(): Moving {
    const [db, calendar] = [this.#db, this.#calendar];
    return {
      timeZone: this.timeZone,
      frozenBefore: async () => frozenBefore(db) || undefined,
      freeze: (before) => this.retain(before),
      tracebacks: movingTracebacks(db, calendar),
      groups: movingGroups(db, calendar),
      records: movingRecords(db),
      archives: movingArchives(db),
      close: () => this.close(),
    };
  }

  async close(): Promise<void> {
    this.#db.close();
  }
}
