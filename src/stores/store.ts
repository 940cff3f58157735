import type { Day, DayRange } from '../core/groups/day.ts';
import type { FaultSummary, GroupState, Standing } from '../core/groups/group.ts';
import type { Query } from '../core/groups/query.ts';
import { TICKET_FILTERS, type GroupTicket } from '../core/groups/ticket.ts';
import type { StreamBorder } from '../core/papertrail/border.ts';
import type { Context } from '../core/papertrail/context.ts';
import type { IndexedTraceback, Labels, PythonException } from '../core/python/traceback.ts';
import type { Rules } from '../core/rules/rules.ts';
import type { FaultLines, FaultLinesQuery } from './faultLines.ts';
import type { RecordStore } from './records.ts';

/** A stored traceback, whole: what the API and `parse` give. */
export interface Traceback {
  id: string;
  /** ISO 8601, UTC. */
  at: string;
  instance: string;
  program: string;
  exceptions: PythonException[];
  text: string;
  unfinished?: true;
  context: Context;
  fingerprint: string;
  /** What it was identified as, when a rule makes it another fault's. */
  ownFingerprint?: string;
  archive: string;
  labels: Labels;
  hiddenBy?: string;
}

/** A traceback as a row of a list. */
export interface Hit {
  id: string;
  at: string;
  instance: string;
  program: string;
  fingerprint: string;
  archive: string;
  labels: Labels;
  type: string;
  message: string;
  hiddenBy?: string;
}

export type ArchiveState = 'queued' | 'running' | 'done' | 'partial' | 'failed';

/** A row of the ledger: what is known of one archive. Times are milliseconds since 1970. */
export interface ArchiveRow {
  name: string;
  state: ArchiveState;
  etag: string;
  parser: number;
  bytes: number;
  lines: number;
  tracebacks: number;
  error?: string;
  startedAt: number;
  endedAt?: number;
}

/** Which archive is to be taken in: its object's ETag, the parser's version, and when (milliseconds since 1970). */
export interface ArchiveClaim {
  name: string;
  etag: string;
  parser: number;
  at: number;
  /** The rules that its tracebacks are labelled and judged by; without them the next `rejudge` looks at everything. */
  rules?: Rules;
}

/** What the ingestion says when it is through with an archive; `queued` hands it back to be taken up again. */
export interface ArchiveOutcome {
  state: 'done' | 'partial' | 'failed' | 'queued';
  bytes: number;
  lines: number;
  tracebacks: number;
  error?: string;
}

/**
 * One ingestion of one archive. Call `write` any number of times, `replace` once with the borders, then `close`; or
 * only `close` with state `failed` or `queued`, which keeps what was written before. The buffers under contexts and
 * borders belong to the store from then on: they may be moved to its thread.
 */
export interface ArchiveWriter {
  /**
   * Stores tracebacks by id. The lists show the first at once, the others at the latest when the archive is closed: a store across a network
   * counts several batches together. Those of frozen days are left out. An id that another archive
   * wrote (one file taken in under two names) belongs to whoever wrote it last.
   */
  write(tracebacks: IndexedTraceback[]): Promise<void>;
  /** Drops what the archive had and no longer has, and keeps its borders in place of the former ones. */
  replace(borders: StreamBorder[]): Promise<void>;
  /** Ends the ingestion with the ledger's row, which it gives back. */
  close(outcome: ArchiveOutcome): Promise<ArchiveRow>;
}

/**
 * Which groups a list shows, beside the search. `all` are those nobody hid; `new`, `regressed`, `resolved` and those by
 * tickets are among them; `hidden` shows what the others leave out: groups that were hidden, and tracebacks that a rule hides.
 */
export const GROUP_FILTERS = ['all', 'new', 'regressed', 'resolved', 'hidden', ...TICKET_FILTERS] as const;
export type GroupFilter = (typeof GROUP_FILTERS)[number];

export interface GroupQuery {
  range: DayRange;
  /** Absent: no search. */
  search?: Query;
  filter: GroupFilter;
  /** Fingerprints that the list leaves out, whatever the filter: what somebody hides for themselves. At most 1,000. */
  exclude?: readonly string[];
  /** At most so many groups on the page. */
  limit: number;
  /** From the former page; `CursorError` when it belongs to another query. */
  cursor?: string;
}

/** A group as a row of a list. Times are milliseconds since 1970; counts, first and last are those of the range (and of the search). */
export interface GroupRow {
  fingerprint: string;
  summary: FaultSummary;
  count: number;
  first: number;
  last: number;
  /** Counts of the 28 days that end with the range's last day (or the store's newest day when the range has no end), oldest first, whatever the search. */
  history: number[];
  /** First seen at all within the range. */
  isNew: boolean;
  standing: Standing;
  state: GroupState;
}

export interface GroupPage {
  /** By last seen, then fingerprint. On the last pages also those that changed since the first page was made: they may come twice, but none is missed. */
  groups: GroupRow[];
  /** Absent on the last page. */
  cursor?: string;
  /** How many groups there are in all, at most 10,000; `more` when there are more than that. */
  total: number;
  more: boolean;
  /** Set when a search looked at its newest 10,000 hits only. */
  searchCut?: true;
}

/** What a range holds, for the links above a list: how many groups each filter shows, at most 10,000. */
export interface GroupCounts extends Record<GroupFilter, number> {
  /** How many tracebacks each rule hides in the range, whatever was excluded. */
  hiddenByRule: { rule: string; count: number }[];
}

/** One group with its whole history. */
export interface GroupDetail extends Omit<GroupRow, 'count' | 'history' | 'isNew'> {
  /** All tracebacks ever counted, but those that rules hide. First and last are theirs too, unless there are none. */
  count: number;
  hiddenByRule: { rule: string; count: number }[];
  /** Days with tracebacks, oldest first. */
  days: { day: Day; first: number; last: number; count: number }[];
  /** Up to ten of each, by count, of the newest 1,000 tracebacks. */
  programs: { name: string; count: number }[];
  instances: { name: string; count: number }[];
}

export interface HitQuery {
  range: DayRange;
  fingerprint?: string;
  search?: Query;
  /** Those that a rule hides, too. */
  hidden?: boolean;
  limit: number;
  cursor?: string;
}

/** Tracebacks, newest first (then by id, descending). */
export interface HitPage {
  hits: Hit[];
  cursor?: string;
}

export interface ArchiveQuery {
  state?: ArchiveState;
  /** Begins with the names that come after this one, whether there is such an archive or not; a cursor goes on from its own place. */
  after?: string;
  limit: number;
  cursor?: string;
}

/** Ledger rows by name, descending: the newest hour first. */
export interface ArchivePage {
  archives: ArchiveRow[];
  cursor?: string;
  counts: Record<ArchiveState, number>;
}

/** Days with tracebacks to show, around a given one. */
export interface NearestDays {
  atOrBefore?: Day;
  before?: Day;
  after?: Day;
}

/** What a store holds. */
export interface StoreStatus {
  kind: string;
  timeZone: string;
  /** All that are counted, those of frozen days and those that rules hide too. */
  tracebacks: number;
  groups: number;
  archives: number;
  oldestDay?: Day;
  newestDay?: Day;
  /** Days before this one are frozen: counted, their tracebacks dropped. */
  frozenBefore?: Day;
}

/**
 * Why a store cannot do what was asked: it is none, or a newer version's (of a server: or an older one's); there is no right to it; its disk is full;
 * another process has kept it locked; it is not to be reached; it was closed; or what the message says.
 */
export type StoreTrouble =
  | 'not-a-store'
  | 'newer'
  | 'older'
  | 'no-access'
  | 'full'
  | 'busy'
  | 'unreachable'
  | 'closed'
  | 'failed';

/** What went wrong with a store, as one sentence that says where and what to do. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly reason: StoreTrouble;

  constructor(reason: StoreTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Thrown for a cursor that was made for another query or by nobody. */
export class CursorError extends Error {
  override name = 'CursorError';
}

/** What every adapter that keeps tracebacks itself is opened with; plain data, so that it can be sent to a thread. */
export interface StoreOptions {
  /** IANA name of the zone that days are days of. Taken when the store is made; a store that exists keeps its own. */
  timeZone: string;
  /** The team's rules; `settle` and `rejudge` apply them. */
  rules: Rules;
}

/** Where tracebacks are read and judged by people: all that a list, a page or a panel needs. Contract: test/stores/contract.ts. */
export interface BrowsableStore {
  /** IANA name; days are days of this zone. A store elsewhere knows it once any call was answered. */
  readonly timeZone: string;

  groups(query: GroupQuery, now: number): Promise<GroupPage>;
  /** `exclude`: as in a list. */
  counts(range: DayRange, now: number, exclude?: readonly string[]): Promise<GroupCounts>;
  group(fingerprint: string): Promise<GroupDetail | undefined>;
  tracebacks(query: HitQuery): Promise<HitPage>;
  traceback(id: string): Promise<Traceback | undefined>;
  /**
   * What an open file's marks need, in one request: of the faults that ran through it, neither hidden nor resolved, the
   * frames of the newest traceback in the range. They are looked for among the newest 10,000 tracebacks that the search
   * for the file finds; the last seen fault comes first.
   */
  faultLines(query: FaultLinesQuery, now: number): Promise<FaultLines[]>;
  status(): Promise<StoreStatus>;
  /** The newest day up to the given one that has tracebacks to show, and the oldest after it: for the pager. */
  nearestDays(day: Day): Promise<NearestDays>;
  archive(name: string): Promise<ArchiveRow | undefined>;
  archives(query: ArchiveQuery): Promise<ArchivePage>;

  /** False when there is no such group. The same for the three below. */
  hide(fingerprint: string, hidden: NonNullable<GroupState['hidden']>): Promise<boolean>;
  unhide(fingerprint: string): Promise<boolean>;
  resolve(fingerprint: string, resolved: NonNullable<GroupState['resolved']>): Promise<boolean>;
  reopen(fingerprint: string): Promise<boolean>;
  /** Unhides every group; gives how many were hidden. */
  restoreAll(): Promise<number>;

  close(): Promise<void>;
}

/** Where tracebacks are kept: what the ingestion and the upkeep need beside. Contract: test/stores/contract.ts, which runs against every adapter. */
export interface TracebackStore extends BrowsableStore, RecordStore {
  openArchive(claim: ArchiveClaim): Promise<ArchiveWriter>;
  /**
   * Recomputes, in one step that nothing interrupts, what this archive owns of the tracebacks at its borders: reads its
   * own and its neighbours' borders, gives them to core's `joinBorders`, writes what comes out. Does nothing when the
   * archive has no borders (never taken in, or dropped since), and leaves what was joined where a neighbour dropped its.
   * The ingestion settles the archive and both neighbours.
   */
  settle(archive: string, neighbours: { before: string; after: string }): Promise<void>;
  /** Links these tickets with a group, in place of the former ones. False when there is no such group. */
  setTickets(fingerprint: string, tickets: readonly GroupTicket[]): Promise<boolean>;
  /** The fingerprints of the groups that a ticket is linked with, in their order. */
  groupsOfTicket(key: string): Promise<string[]>;
  /** Puts an archive into the ledger as queued, unless it is known with this ETag and parser and not failed. Gives the row. */
  queueArchive(claim: ArchiveClaim): Promise<ArchiveRow>;

  /** Applies the store's rules, and those on faults that it keeps, to every stored traceback again: labels, which rule hides it, which fault it is of. Gives how many changed. */
  rejudge(): Promise<number>;
  /** Freezes the days before the given one: their tracebacks go, their counts stay. Gives how many tracebacks went. */
  retain(before: Day): Promise<number>;
  /** Drops borders of archives whose hour, and both neighbours', ended before this time. */
  dropBorders(before: number): Promise<void>;
}
