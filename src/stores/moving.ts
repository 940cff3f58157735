import type { Day } from '../core/groups/day.ts';
import type { FaultSummary, GroupState } from '../core/groups/group.ts';
import type { Tally } from '../core/groups/tally.ts';
import type { StreamBorder } from '../core/papertrail/border.ts';
import type { IndexedTraceback } from '../core/python/traceback.ts';
import type { RecordKind, RecordValue } from './records.ts';
import type { ArchiveRow } from './store.ts';

/**
 * A store as everything in it moves to another store of any kind: `copyStore`. Puts are by id and replace what is there, so that
 * a copy that was cut short is made whole by another. Contract: test/stores/copyStore.test.ts.
 */
export interface Moving {
  readonly timeZone: string;
  /** Days before this one are frozen; undefined: none. */
  frozenBefore(): Promise<Day | undefined>;
  /** See TracebackStore.retain. */
  freeze(before: Day): Promise<unknown>;
  tracebacks: MovingPart<MovedTraceback>;
  /** To be put after the tracebacks: what is not frozen is counted from them. */
  groups: MovingPart<MovedGroup>;
  records: MovingPart<MovedRecord>;
  /** To be put last: an archive that is done is not taken in again. */
  archives: MovingPart<MovedArchive>;
  close(): Promise<void>;
}

/** All of one sort, page by page in an order of its own. */
export interface MovingPart<Item> {
  /** `after`: from the former page; absent: the first. */
  read(after?: string): Promise<MovedPage<Item>>;
  put(items: readonly Item[]): Promise<void>;
  /** How many there are, to compare; groups: those that have days. */
  count(): Promise<number>;
}

export interface MovedPage<Item> {
  items: Item[];
  /** Absent on the last page. */
  after?: string;
}

export interface MovedTraceback {
  traceback: IndexedTraceback;
  archive: string;
  /** A neighbouring archive's lines have a part in it. */
  joined: boolean;
}

export interface MovedGroup {
  fingerprint: string;
  days: MovedDay[];
  summary: FaultSummary;
  state: GroupState;
}

/** What is counted of a group on a day: what is shown, and what each rule hides. */
export interface MovedDay {
  day: Day;
  shown?: Tally;
  ruled: [rule: string, tally: Tally][];
}

export interface MovedRecord {
  kind: RecordKind;
  id: string;
  value: RecordValue;
}

export interface MovedArchive {
  row: ArchiveRow;
  /** `none`: it never kept any; `dropped`: not any more. */
  borders: StreamBorder[] | 'none' | 'dropped';
}
