import type { Day } from '../../core/groups/day.ts';
import type { Tally } from '../../core/groups/tally.ts';
import { summarize } from '../../core/groups/summary.ts';
import type { FaultSummary } from '../../core/groups/group.ts';
import type { IndexedTraceback } from '../../core/python/traceback.ts';

/** A traceback as it is kept. */
export interface Kept {
  traceback: IndexedTraceback;
  archive: string;
  /** A neighbouring archive's lines have a part in it. */
  joined: boolean;
  day: Day;
}

/** What is counted of one group on one day: what is shown, and what each rule hides. */
export interface DayTallies {
  shown?: Tally;
  byRule: Map<string, Tally>;
  /** The store's count of saves when this was counted last. */
  changed: number;
}

/** A group as the saves leave it; what people decided about it is kept apart. */
export interface KeptGroup {
  summary: FaultSummary;
  days: Map<Day, DayTallies>;
}

/** The tracebacks, and the day rows of their groups, which are counted from them and from nothing else. */
export class MemoryTracebacks {
  readonly byId = new Map<string, Kept>();
  readonly groups = new Map<string, KeptGroup>();
  /** Days before this one keep their counts and have no tracebacks. */
  frozenBefore: Day = '';
  /** How many saves there have been. */
  saves = 0;
  readonly #byGroup = new Map<string, Set<Kept>>();
  readonly #dayOf: (at: number) => Day;

  constructor(dayOf: (at: number) => Day) {
    this.#dayOf = dayOf;
  }

  /** The group's tracebacks that are still kept. */
  of(fingerprint: string): ReadonlySet<Kept> {
    return this.#byGroup.get(fingerprint) ?? new Set();
  }

  /** Puts and removes tracebacks, then counts anew what that touched. */
  save(put: Iterable<Omit<Kept, 'day'>>, remove: Iterable<string> = []): void {
    const touched = new Set<Kept>();
    for (const id of remove) this.#drop(id, touched);
    for (const kept of put) {
      const day = this.#dayOf(kept.traceback.at);
      this.#drop(kept.traceback.id, touched);
      if (day >= this.frozenBefore) this.#add({ ...kept, day }, touched);
    }
    if (touched.size > 0) this.#recount(touched);
  }

  /** Freezes the days before the given one. Gives how many tracebacks went. */
  freeze(before: Day): number {
    if (before > this.frozenBefore) this.frozenBefore = before;
    const old = [...this.byId.values()].filter(({ day }) => day < this.frozenBefore);
    for (const { traceback } of old) this.#drop(traceback.id, new Set());
    return old.length;
  }

  #add(kept: Kept, touched: Set<Kept>): void {
    const { id, fingerprint } = kept.traceback;
    this.byId.set(id, kept);
    const group = this.#byGroup.get(fingerprint);
    if (group) group.add(kept);
    else this.#byGroup.set(fingerprint, new Set([kept]));
    touched.add(kept);
  }

  #drop(id: string, touched: Set<Kept>): void {
    const kept = this.byId.get(id);
    if (!kept) return;
    this.byId.delete(id);
    this.#byGroup.get(kept.traceback.fingerprint)?.delete(kept);
    touched.add(kept);
  }

  #recount(touched: Set<Kept>): void {
    this.saves++;
    const groups = Map.groupBy(touched, ({ traceback }) => traceback.fingerprint);
    for (const [fingerprint, ofGroup] of groups) {
      for (const [day, [sample]] of Map.groupBy(ofGroup, (kept) => kept.day))
        if (sample) this.#recountDay(sample.traceback, day);
      const group = this.groups.get(fingerprint);
      if (group?.days.size === 0) this.groups.delete(fingerprint);
      else if (group) group.summary = this.#summary(fingerprint) ?? group.summary;
    }
  }

  #recountDay(sample: IndexedTraceback, day: Day): void {
    const group = this.groups.get(sample.fingerprint) ?? { summary: summarize(sample), days: new Map() };
    this.groups.set(sample.fingerprint, group);
    const tracebacks = [...this.of(sample.fingerprint)]
      .filter((kept) => kept.day === day)
      .map((kept) => kept.traceback);
    if (tracebacks.length === 0) group.days.delete(day);
    else group.days.set(day, { ...tallyDay(tracebacks), changed: this.saves });
  }

  /** That of the newest shown traceback, or the newest at all when a rule hides each. */
  #summary(fingerprint: string): FaultSummary | undefined {
    let best: IndexedTraceback | undefined;
    for (const { traceback } of this.of(fingerprint)) if (!best || tellsMore(traceback, best)) best = traceback;
    return best && summarize(best);
  }
}

/** True when a group is rather told by the first of two of its tracebacks. */
function tellsMore(one: IndexedTraceback, other: IndexedTraceback): boolean {
  const hidden = Number(one.hiddenBy !== undefined) - Number(other.hiddenBy !== undefined);
  return hidden < 0 || (hidden === 0 && newestFirst(one, other) < 0);
}

/** Newest first, then by id, descending: the order of every list of tracebacks. */
export function newestFirst(a: { at: number; id: string }, b: { at: number; id: string }): number {
  return b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

function tallyDay(tracebacks: IndexedTraceback[]): Omit<DayTallies, 'changed'> {
  let shown: Tally | undefined;
  const byRule = new Map<string, Tally>();
  for (const [rule, ofRule] of Map.groupBy(tracebacks, ({ hiddenBy }) => hiddenBy)) {
    const tally = tallyOf(ofRule);
    if (rule === undefined) shown = tally;
    else if (tally) byRule.set(rule, tally);
  }
  return { ...(shown && { shown }), byRule };
}

/** Counts tracebacks; undefined for none. */
export function tallyOf(tracebacks: Iterable<{ at: number }>): Tally | undefined {
  const tally: Tally = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY, count: 0 };
  for (const { at } of tracebacks) {
    tally.first = Math.min(tally.first, at);
    tally.last = Math.max(tally.last, at);
    tally.count++;
  }
  return tally.count > 0 ? tally : undefined;
}
