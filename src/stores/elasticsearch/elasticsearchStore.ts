import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Day, DayRange } from '../../core/groups/day.ts';
import { without, withTickets, type GroupState } from '../../core/groups/group.ts';
import type { GroupTicket } from '../../core/groups/ticket.ts';
import { indexer } from '../../core/rules/indexer.ts';
import { withFaultRules } from '../faultRules.ts';
import type { FaultLines, FaultLinesQuery } from '../faultLines.ts';
import type { Moving } from '../moving.ts';
import { serveStore } from '../serveStore.ts';
import type { RecordKind, RecordPage, RecordQuery, RecordValue, StoredRecord } from '../records.ts';
import type * as store from '../store.ts';
import { RecordDocuments } from './recordDocuments.ts';
import { dropBorders } from './archiveBorders.ts';
import { archivePage, archiveRow, queueArchive } from './archiveRows.ts';
import { ElasticsearchArchiveWriter } from './archiveWriter.ts';
import type { Backend } from './backend.ts';
import { decide, unhideAll } from './decide.ts';
import { faultLines } from './faultLines.ts';
import { groupCounts } from './groupCounts.ts';
import { groupDetail } from './groupDetail.ts';
import { groupPage } from './groupPage.ts';
import { groupsOfTicket } from './groupsOfTicket.ts';
import { hitPage, readTraceback } from './hits.ts';
import { rejudge, willBeJudgedBy } from './rejudge.ts';
import { retain } from './retain.ts';
import { settle } from './settle.ts';
import { movingGroups } from './movingGroups.ts';
import { movingArchives, movingRecords, movingTracebacks } from './movingParts.ts';
import { nearestDays, storeStatus } from './storeStatus.ts';

/** The indices of an Elasticsearch cluster as a store; open it with `openElasticsearch`. Any number of processes may write at once. */
export class ElasticsearchStore implements store.TracebackStore {
  readonly #backend: Backend;
  readonly #rules: store.StoreOptions['rules'];
  readonly #records: RecordDocuments;

  constructor(backend: Backend, rules: store.StoreOptions['rules']) {
    this.#backend = backend;
    this.#rules = rules;
    this.#records = new RecordDocuments(backend);
  }

  get timeZone(): string {
    return this.#backend.calendar.timeZone;
  }

  /** A port for `remoteStore` on another thread (transfer it there). Its calls are answered here: nearly all of their time is the cluster's. */
  connect(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    serveStore(this, port1);
    // Whoever has the other end keeps the process alive, not this one.
    port1.unref();
    return port2;
  }

  async openArchive(claim: store.ArchiveClaim): Promise<store.ArchiveWriter> {
    await willBeJudgedBy(this.#backend, claim.rules);
    return await ElasticsearchArchiveWriter.open(this.#backend, claim);
  }

  async settle(archive: string, neighbours: { before: string; after: string }): Promise<void> {
    const rules = await withFaultRules(this.#records, this.#rules);
    await willBeJudgedBy(this.#backend, rules);
    await settle(this.#backend, indexer(rules), archive, neighbours);
  }

  archive(name: string): Promise<store.ArchiveRow | undefined> {
    return archiveRow(this.#backend, name);
  }

  archives(query: store.ArchiveQuery): Promise<store.ArchivePage> {
    return archivePage(this.#backend, query);
  }

  queueArchive(claim: store.ArchiveClaim): Promise<store.ArchiveRow> {
    return queueArchive(this.#backend, claim);
  }

  groups(query: store.GroupQuery, now: number): Promise<store.GroupPage> {
    return groupPage(this.#backend, query, now);
  }

  counts(range: DayRange, now: number, exclude: readonly string[] = []): Promise<store.GroupCounts> {
    return groupCounts(this.#backend, { range, exclude }, now);
  }

  group(fingerprint: string): Promise<store.GroupDetail | undefined> {
    return groupDetail(this.#backend, fingerprint);
  }

  tracebacks(query: store.HitQuery): Promise<store.HitPage> {
    return hitPage(this.#backend, query);
  }

  traceback(id: string): Promise<store.Traceback | undefined> {
    return readTraceback(this.#backend, id);
  }

  faultLines(query: FaultLinesQuery, now: number): Promise<FaultLines[]> {
    return faultLines(this.#backend, query, now);
  }

  status(): Promise<store.StoreStatus> {
    return storeStatus(this.#backend);
  }

  nearestDays(day: Day): Promise<store.NearestDays> {
    return nearestDays(this.#backend, day);
  }

  hide(fingerprint: string, hidden: NonNullable<GroupState['hidden']>): Promise<boolean> {
    return decide(this.#backend, fingerprint, (state) => ({ ...state, hidden }));
  }

  unhide(fingerprint: string): Promise<boolean> {
    return decide(this.#backend, fingerprint, (state) => without(state, 'hidden'));
  }

  resolve(fingerprint: string, resolved: NonNullable<GroupState['resolved']>): Promise<boolean> {
    return decide(this.#backend, fingerprint, (state) => ({ ...state, resolved }));
  }

  reopen(fingerprint: string): Promise<boolean> {
    return decide(this.#backend, fingerprint, (state) => without(state, 'resolved'));
  }

  setTickets(fingerprint: string, tickets: readonly GroupTicket[]): Promise<boolean> {
    return decide(this.#backend, fingerprint, (state) => withTickets(state, tickets));
  }

  groupsOfTicket(key: string): Promise<string[]> {
    return groupsOfTicket(this.#backend, key);
  }

  restoreAll(): Promise<number> {
    return unhideAll(this.#backend);
  }

  async rejudge(): Promise<number> {
    return await rejudge(this.#backend, await withFaultRules(this.#records, this.#rules));
  }

  retain(before: Day): Promise<number> {
    return retain(this.#backend, before);
  }

  dropBorders(before: number): Promise<void> {
    return dropBorders(this.#backend, before);
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
    const backend = this.#backend;
    return {
      timeZone: this.timeZone,
      frozenBefore: async () => (await this.status()).frozenBefore,
      freeze: (before) => this.retain(before),
      tracebacks: movingTracebacks(backend),
      groups: movingGroups(backend),
      records: movingRecords(backend),
      archives: movingArchives(backend),
      close: () => this.close(),
    };
  }

  close(): Promise<void> {
    return this.#backend.requests.close();
  }
}
