import { dayIn, type Day, type DayRange } from '../../core/groups/day.ts';
import { without, withTickets, type GroupState } from '../../core/groups/group.ts';
import { matches } from '../../core/groups/matchQuery.ts';
import { sumTallies } from '../../core/groups/tally.ts';
import type { GroupTicket } from '../../core/groups/ticket.ts';
import { messagesOf, unpackContext, type PackedContext } from '../../core/papertrail/context.ts';
import { formatInstant } from '../../core/papertrail/instant.ts';
import { joinBorders } from '../../core/python/joinBorders.ts';
import type { IndexedTraceback } from '../../core/python/traceback.ts';
import { indexer } from '../../core/rules/indexer.ts';
import { verdictOf } from '../../core/rules/verdict.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { FaultLines, FaultLinesQuery } from '../faultLines.ts';
import { withFaultRules } from '../faultRules.ts';
import { jointsOf } from '../joints.ts';
import type { RecordKind, RecordPage, RecordQuery, RecordValue, StoredRecord } from '../records.ts';
import type * as store from '../store.ts';
import { MemoryRecords } from './memoryRecords.ts';
import { MemoryArchives } from './memoryArchives.ts';
import { memoryFaultLines } from './memoryFaultLines.ts';
import { MemoryGroups } from './memoryGroups.ts';
import { MemoryTracebacks, newestFirst, type Kept } from './memoryTracebacks.ts';
import { asHit } from './asHit.ts';
import { isSame } from './isSame.ts';

/** Keeps tracebacks in memory: for the editor's own archives, and as the measure of what every other store must answer. */
export class MemoryStore implements store.TracebackStore {
  readonly timeZone: string;
  readonly #rules: store.StoreOptions['rules'];
  readonly #tracebacks: MemoryTracebacks;
  readonly #archives = new MemoryArchives();
  readonly #groups: MemoryGroups;
  readonly #records = new MemoryRecords();

  constructor({ timeZone, rules }: store.StoreOptions) {
    this.timeZone = timeZone;
    this.#rules = rules;
    this.#tracebacks = new MemoryTracebacks(dayIn(timeZone));
    this.#groups = new MemoryGroups(this.#tracebacks);
  }

  async openArchive(claim: store.ArchiveClaim): Promise<store.ArchiveWriter> {
    const archive = claim.name;
    const written = new Set<string>();
    this.#archives.claim(claim, 'running');
    return {
      write: async (tracebacks) => {
        for (const { id } of tracebacks) written.add(id);
        this.#save(tracebacks.map((traceback) => ({ traceback, archive, joined: false })));
      },
      replace: async (borders) => {
        const gone = [...this.#owned(archive)].filter(({ traceback }) => !written.has(traceback.id));
        this.#tracebacks.save([], idsOf(gone));
        this.#archives.keepBorders(archive, borders);
      },
      close: async (outcome) => this.#archives.finish(claim, outcome, Date.now()),
    };
  }

  async settle(archive: string, neighbours: { before: string; after: string }): Promise<void> {
    const rules = await withFaultRules(this, this.#rules);
    const own = this.#archives.borders(archive);
    if (!own) return;
    const before = this.#archives.borders(neighbours.before);
    const after = this.#archives.borders(neighbours.after);
    const { put, remove } = joinBorders(jointsOf({ own, before, after }), indexer(rules));
    const canTell = !this.#archives.hasDropped(neighbours.before) && !this.#archives.hasDropped(neighbours.after);
    const kept = new Set(put.map(({ traceback }) => traceback.id));
    const removed = new Set(remove);
    const gone = [...this.#owned(archive)].filter(
      ({ traceback, joined }) => removed.has(traceback.id) || (joined && canTell && !kept.has(traceback.id)),
    );
    this.#save(
      put.map(({ traceback, joined }) => ({ traceback, archive, joined })),
      idsOf(gone),
    );
  }

  async archive(name: string): Promise<store.ArchiveRow | undefined> {
    return this.#archives.row(name);
  }

  async archives(query: store.ArchiveQuery): Promise<store.ArchivePage> {
    return this.#archives.page(query);
  }

  async queueArchive(claim: store.ArchiveClaim): Promise<store.ArchiveRow> {
    return this.#archives.queue(claim);
  }

  async groups(query: store.GroupQuery, now: number): Promise<store.GroupPage> {
    return this.#groups.page(query, now);
  }

  async counts(range: DayRange, now: number, exclude?: readonly string[]): Promise<store.GroupCounts> {
    return this.#groups.counts(range, now, exclude);
  }

  async group(fingerprint: string): Promise<store.GroupDetail | undefined> {
    return this.#groups.detail(fingerprint);
  }

  async tracebacks({ limit, cursor, ...list }: store.HitQuery): Promise<store.HitPage> {
    const { range, fingerprint, search, hidden } = list;
    const after = cursor === undefined ? undefined : decodeCursor(cursor, list, [0, '']);
    const hits = [...this.#tracebacks.byId.values()]
      .filter(({ traceback, archive, day }) => {
        if (day < range.from || day > range.to || (!hidden && traceback.hiddenBy !== undefined)) return false;
        if (fingerprint !== undefined && traceback.fingerprint !== fingerprint) return false;
        if (after && newestFirst({ at: after[0], id: after[1] }, traceback) >= 0) return false;
        return !search || matches(search, { ...traceback, archive });
      })
      .sort((a, b) => newestFirst(a.traceback, b.traceback));
    const page = hits.slice(0, limit);
    const last = page.at(-1)?.traceback;
    return {
      hits: page.map(({ traceback, archive }) => asHit(traceback, archive)),
      ...(hits.length > limit && last && { cursor: encodeCursor(list, [last.at, last.id]) }),
    };
  }

  async traceback(id: string): Promise<store.Traceback | undefined> {
    const kept = this.#tracebacks.byId.get(id);
    if (!kept) return undefined;
    const { header: _header, context: _context, at, ...traceback } = kept.traceback;
    const context = unpackContext(this.contextOf(kept.traceback));
    return { ...traceback, at: formatInstant(at), context, archive: kept.archive };
  }

  async faultLines(query: FaultLinesQuery, now: number): Promise<FaultLines[]> {
    return memoryFaultLines(this.#tracebacks, this.#groups, query, now);
  }

  async status(): Promise<store.StoreStatus> {
    const groups = [...this.#tracebacks.groups.values()];
    const days = groups.flatMap((group) => [...group.days]).sort(([a], [b]) => (a < b ? -1 : 1));
    const tallies = days.flatMap(([, { shown, byRule }]) => [...(shown ? [shown] : []), ...byRule.values()]);
    const [oldest, newest] = [days[0]?.[0], days.at(-1)?.[0]];
    const frozenBefore = this.#tracebacks.frozenBefore;
    return {
      kind: 'memory',
      timeZone: this.timeZone,
      tracebacks: sumTallies(tallies)?.count ?? 0,
      groups: groups.length,
      archives: this.#archives.size,
      ...(oldest !== undefined && { oldestDay: oldest }),
      ...(newest !== undefined && { newestDay: newest }),
      ...(frozenBefore !== '' && { frozenBefore }),
    };
  }

  async nearestDays(day: Day): Promise<store.NearestDays> {
    const nearest: store.NearestDays = {};
    for (const { days } of this.#tracebacks.groups.values())
      for (const [other, { shown }] of days) {
        if (!shown) continue;
        if (other <= day && other > (nearest.atOrBefore ?? '')) nearest.atOrBefore = other;
        if (other < day && other > (nearest.before ?? '')) nearest.before = other;
        if (other > day && other < (nearest.after ?? '~')) nearest.after = other;
      }
    return nearest;
  }

  hide(fingerprint: string, hidden: NonNullable<GroupState['hidden']>): Promise<boolean> {
    return this.#decide(fingerprint, (state) => ({ ...state, hidden }));
  }

  unhide(fingerprint: string): Promise<boolean> {
    return this.#decide(fingerprint, (state) => without(state, 'hidden'));
  }

  resolve(fingerprint: string, resolved: NonNullable<GroupState['resolved']>): Promise<boolean> {
    return this.#decide(fingerprint, (state) => ({ ...state, resolved }));
  }

  reopen(fingerprint: string): Promise<boolean> {
    return this.#decide(fingerprint, (state) => without(state, 'resolved'));
  }

  setTickets(fingerprint: string, tickets: readonly GroupTicket[]): Promise<boolean> {
    return this.#decide(fingerprint, (state) => withTickets(state, tickets));
  }

  async groupsOfTicket(key: string): Promise<string[]> {
    return this.#groups.ofTicket(key);
  }

  async restoreAll(): Promise<number> {
    const hidden = [...this.#groups.states].filter(([, state]) => state.hidden);
    for (const [fingerprint, state] of hidden) this.#groups.states.set(fingerprint, without(state, 'hidden'));
    return hidden.length;
  }

  async rejudge(): Promise<number> {
    const verdict = verdictOf<IndexedTraceback>(await withFaultRules(this, this.#rules));
    const judged = [...this.#tracebacks.byId.values()].map((kept) => {
      return { ...kept, traceback: verdict(kept.traceback, () => messagesOf(this.contextOf(kept.traceback))) };
    });
    return this.#save(judged);
  }

  async retain(before: Day): Promise<number> {
    return this.#tracebacks.freeze(before);
  }

  async dropBorders(before: number): Promise<void> {
    this.#archives.dropBorders(before);
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

  async close(): Promise<void> {}

  /** The context of a traceback that is kept; another store may keep it elsewhere. */
  protected contextOf(traceback: IndexedTraceback): PackedContext {
    return traceback.context;
  }

  *#owned(archive: string): Iterable<Kept> {
    for (const kept of this.#tracebacks.byId.values()) if (kept.archive === archive) yield kept;
  }

  /** Saves what differs from what is kept; gives how many did. */
  #save(put: Omit<Kept, 'day'>[], remove: string[] = []): number {
    const last = new Map(put.map((next) => [next.traceback.id, next] as const));
    const changed = [...last]
      .filter(([id, next]) => !isSame(next, this.#tracebacks.byId.get(id)))
      .map(([, next]) => next);
    this.#tracebacks.save(changed, remove);
    return changed.length;
  }

  async #decide(fingerprint: string, change: (state: GroupState) => GroupState): Promise<boolean> {
    if (!this.#tracebacks.groups.has(fingerprint)) return false;
    this.#groups.states.set(fingerprint, change(this.#groups.states.get(fingerprint) ?? {}));
    return true;
  }
}

function idsOf(kept: Kept[]): string[] {
  return kept.map(({ traceback }) => traceback.id);
}
