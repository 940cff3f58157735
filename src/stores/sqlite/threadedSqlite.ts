import type { MessagePort } from 'node:worker_threads';
import { ALL_DAYS } from '../../core/groups/day.ts';
import type { FaultLines } from '../faultLines.ts';
import type { RecordPage, RecordQuery, StoredRecord } from '../records.ts';
import type * as store from '../store.ts';
import { StoreError } from '../store.ts';
import type { SqliteStore } from './openSqlite.ts';
import type { SqliteFile } from './sqliteFile.ts';
import type { StoreThread } from './threads.ts';

type Port = store.TracebackStore;

/** Sends each call where it belongs: writes to the writer, what looks at many rows to the reader, the rest is read here. */
export class ThreadedSqlite implements SqliteStore {
  readonly timeZone: string;
  readonly #writer: StoreThread;
  readonly #local: SqliteFile;
  readonly #startReader: () => Promise<StoreThread>;
  #reader: Promise<StoreThread> | undefined;

  constructor(writer: StoreThread, local: SqliteFile, startReader: () => Promise<StoreThread>) {
    this.timeZone = local.timeZone;
    this.#writer = writer;
    this.#local = local;
    this.#startReader = startReader;
  }

  connect(): MessagePort {
    return this.#writer.connect();
  }

  groups(...args: Parameters<Port['groups']>): Promise<store.GroupPage> {
    const [{ range, search, filter }] = args;
    // A day, or all days to the newest: each group's row is found without looking at others.
    const indexed = !search && filter === 'all' && (range.from === range.to || range.to === ALL_DAYS.to);
    return indexed ? this.#here((local) => local.groups(...args)) : this.#there((reader) => reader.groups(...args));
  }

  tracebacks(query: store.HitQuery): Promise<store.HitPage> {
    const indexed = query.fingerprint !== undefined && !query.search;
    return indexed ? this.#here((local) => local.tracebacks(query)) : this.#there((reader) => reader.tracebacks(query));
  }

  counts(...args: Parameters<Port['counts']>): Promise<store.GroupCounts> {
    return this.#there((reader) => reader.counts(...args));
  }

  faultLines(...args: Parameters<Port['faultLines']>): Promise<FaultLines[]> {
    return this.#there((reader) => reader.faultLines(...args));
  }

  status(): Promise<store.StoreStatus> {
    return this.#there((reader) => reader.status());
  }

  archive(name: string): Promise<store.ArchiveRow | undefined> {
    return this.#here((local) => local.archive(name));
  }

  archives(query: store.ArchiveQuery): Promise<store.ArchivePage> {
    return this.#here((local) => local.archives(query));
  }

  group(fingerprint: string): Promise<store.GroupDetail | undefined> {
    return this.#here((local) => local.group(fingerprint));
  }

  traceback(id: string): Promise<store.Traceback | undefined> {
    return this.#here((local) => local.traceback(id));
  }

  nearestDays(day: string): ReturnType<Port['nearestDays']> {
    return this.#here((local) => local.nearestDays(day));
  }

  openArchive(claim: store.ArchiveClaim): Promise<store.ArchiveWriter> {
    return this.#writer.store.openArchive(claim);
  }

  settle(...args: Parameters<Port['settle']>): Promise<void> {
    return this.#writer.store.settle(...args);
  }

  queueArchive(claim: store.ArchiveClaim): Promise<store.ArchiveRow> {
    return this.#writer.store.queueArchive(claim);
  }

  hide(...args: Parameters<Port['hide']>): Promise<boolean> {
    return this.#writer.store.hide(...args);
  }

  unhide(fingerprint: string): Promise<boolean> {
    return this.#writer.store.unhide(fingerprint);
  }

  resolve(...args: Parameters<Port['resolve']>): Promise<boolean> {
    return this.#writer.store.resolve(...args);
  }

  reopen(fingerprint: string): Promise<boolean> {
    return this.#writer.store.reopen(fingerprint);
  }

  setTickets(...args: Parameters<Port['setTickets']>): Promise<boolean> {
    return this.#writer.store.setTickets(...args);
  }

  groupsOfTicket(key: string): Promise<string[]> {
    return this.#here((local) => local.groupsOfTicket(key));
  }

  restoreAll(): Promise<number> {
    return this.#writer.store.restoreAll();
  }

  rejudge(): Promise<number> {
    return this.#writer.store.rejudge();
  }

  retain(before: string): Promise<number> {
    return this.#writer.store.retain(before);
  }

  dropBorders(before: number): Promise<void> {
    return this.#writer.store.dropBorders(before);
  }

  record(...args: Parameters<Port['record']>): Promise<StoredRecord | undefined> {
    return this.#here((local) => local.record(...args));
  }

  createRecord(...args: Parameters<Port['createRecord']>): Promise<boolean> {
    return this.#writer.store.createRecord(...args);
  }

  replaceRecord(...args: Parameters<Port['replaceRecord']>): Promise<boolean> {
    return this.#writer.store.replaceRecord(...args);
  }

  removeRecord(...args: Parameters<Port['removeRecord']>): Promise<boolean> {
    return this.#writer.store.removeRecord(...args);
  }

  records(query: RecordQuery): Promise<RecordPage> {
    return this.#here((local) => local.records(query));
  }

  async close(): Promise<void> {
    await this.#local.close();
    await (await this.#reader)?.close();
    // The last connection writes the log back into the file and removes it.
    await this.#writer.close();
  }

  /** Read here; a lock, which is rare for a reader, is left for the reader's thread to wait for. */
  async #here<T>(read: (store: Port) => Promise<T>): Promise<T> {
    try {
      return await read(this.#local);
    } catch (error) {
      if (error instanceof StoreError && error.reason === 'busy') return await this.#there(read);
      throw error;
    }
  }

  async #there<T>(read: (store: Port) => Promise<T>): Promise<T> {
    this.#reader ??= this.#startReader();
    return await read((await this.#reader).store);
  }
}
