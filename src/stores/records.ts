/**
 * What is kept beside tracebacks: small documents of one kind each, such as API tokens, claims of tickets, saved searches,
 * who did what. Contract: test/stores/recordsContract.ts, which runs against every store that has them.
 */
export interface RecordStore {
  /** Undefined when there is none. */
  record(kind: RecordKind, id: string): Promise<StoredRecord | undefined>;
  /** False when there is one with this id: of several at the same moment exactly one gets true, also across processes. Durable when it is told. */
  createRecord(kind: RecordKind, id: string, value: RecordValue): Promise<boolean>;
  /** False, and nothing is written, when it was changed or removed since `version` was read. */
  replaceRecord(kind: RecordKind, id: string, value: RecordValue, version: string): Promise<boolean>;
  /** False when there was none: of several at the same moment at most one gets true. */
  removeRecord(kind: RecordKind, id: string): Promise<boolean>;
  /** In the order of their ids' UTF-8 bytes; a page is exact as of now, not as of the first page. */
  records(query: RecordQuery): Promise<RecordPage>;
}

/** Letters and hyphens; a kind is whatever its only user says it is. */
export type RecordKind = string;

/** What JSON can say, at most 64 KiB of it; ids have 1 to 512 bytes. What is neither is refused with a RangeError. */
export type RecordValue = Readonly<Record<string, unknown>>;

export interface StoredRecord {
  id: string;
  value: RecordValue;
  /** Changes with each change; means nothing else. */
  version: string;
}

export interface RecordQuery {
  kind: RecordKind;
  /** Only ids that begin so. */
  prefix?: string;
  /** Only ids after this one: the last one of the former page. */
  after?: string;
  /** At most 1,000. */
  limit: number;
}

export interface RecordPage {
  records: StoredRecord[];
  /** Whether there are more after the last one. */
  more: boolean;
}
