import { addDays, ALL_DAYS, daysOf, type Day, type DayRange } from '../../core/groups/day.ts';
import { isHidden, resolutionOf, standing, type GroupState, type Standing } from '../../core/groups/group.ts';
import { matches } from '../../core/groups/matchQuery.ts';
import { sumTallies, type Tally } from '../../core/groups/tally.ts';
import { passesTickets, TICKET_FILTERS } from '../../core/groups/ticket.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { excluded } from '../excluded.ts';
import { COUNT_LIMIT, HISTORY_DAYS, SEARCH_LIMIT } from '../limits.ts';
import { GROUP_FILTERS } from '../store.ts';
import type { GroupCounts, GroupDetail, GroupFilter, GroupPage, GroupQuery, GroupRow } from '../store.ts';
import {
  newestFirst,
  tallyOf,
  type DayTallies,
  type Kept,
  type KeptGroup,
  type MemoryTracebacks,
} from './memoryTracebacks.ts';

/** A group that a list shows, and whether it changed since the list's first page. */
interface Listed {
  fingerprint: string;
  group: KeptGroup;
  tally: Tally;
  changed: number;
}

/** Lists of groups, and what people decided about them. */
export class MemoryGroups {
  readonly states = new Map<string, GroupState>();
  readonly #tracebacks: MemoryTracebacks;

  constructor(tracebacks: MemoryTracebacks) {
    this.#tracebacks = tracebacks;
  }

  page(query: GroupQuery, now: number): GroupPage {
    const { range, filter, limit, cursor } = query;
    const list = { range, filter, search: query.search, exclude: excluded(query.exclude) };
    const { listed, cut } = this.#listed(query, now);
    const [last, fingerprint, saves, tail] =
      cursor === undefined ? [Infinity, '', this.#tracebacks.saves, 0] : decodeCursor(cursor, list, [0, '', 0, 0]);
    const rest = tail ? [] : listed.filter((group) => follows(group, last, fingerprint));
    // Those that changed since the first page may have moved past the cursor: they close the list, in the order of their change.
    const moved = listed
      .filter(({ changed }) => changed > saves)
      .sort((a, b) => a.changed - b.changed || (a.fingerprint < b.fingerprint ? -1 : 1))
      .filter((group) => !tail || group.changed > last || (group.changed === last && group.fingerprint > fingerprint));
    const shown = [...rest, ...moved].slice(0, limit);
    const end = shown.at(-1);
    const inTail = shown.length > rest.length;
    const historyEnd = range.to === ALL_DAYS.to ? this.newestDay() : range.to;
    const historyDays = daysOf({ from: addDays(historyEnd, 1 - HISTORY_DAYS), to: historyEnd });
    const more = rest.length + moved.length > limit && end;
    return {
      groups: shown.map((group) => this.#row(group, range, historyDays, filter)),
      ...(more && {
        cursor: encodeCursor(list, [inTail ? end.changed : end.tally.last, end.fingerprint, saves, inTail ? 1 : 0]),
      }),
      total: Math.min(listed.length, COUNT_LIMIT),
      more: listed.length > COUNT_LIMIT,
      ...(cut && { searchCut: true as const }),
    };
  }

  /** One pass over the groups, in no order: a list of each filter would sort them all five times. */
  counts(range: DayRange, now: number, exclude?: readonly string[]): GroupCounts {
    const counts = Object.fromEntries(GROUP_FILTERS.map((filter) => [filter, 0])) as Record<GroupFilter, number>;
    const out = new Set(excluded(exclude));
    const inRange: DayTallies[] = [];
    for (const [fingerprint, group] of this.#tracebacks.groups) {
      const days = within(group.days, range);
      inRange.push(...days);
      if (out.has(fingerprint)) continue;
      const state = this.states.get(fingerprint) ?? {};
      const hidden = isHidden(state, now);
      const shown = days.some((day) => day.shown);
      if (days.some(({ byRule }) => byRule.size > 0) || (hidden && shown)) counts.hidden++;
      if (hidden || !shown) continue;
      counts.all++;
      if (isNew(group, range)) counts.new++;
      const standsNow = standingOf(group, state);
      if (standsNow !== 'open') counts[standsNow]++;
      for (const filter of TICKET_FILTERS) if (passesTickets(filter, state.tickets, now)) counts[filter]++;
    }
    const capped = Object.entries(counts).map(([filter, count]) => [filter, Math.min(COUNT_LIMIT, count)]);
    return { ...(Object.fromEntries(capped) as Record<GroupFilter, number>), hiddenByRule: sumRules(inRange) };
  }

  /** Those that a ticket is linked with, in order. */
  ofTicket(key: string): string[] {
    return [...this.states]
      .filter(([fingerprint, { tickets = [] }]) => {
        return this.#tracebacks.groups.has(fingerprint) && tickets.some((ticket) => ticket.key === key);
      })
      .map(([fingerprint]) => fingerprint)
      .sort();
  }

  detail(fingerprint: string): GroupDetail | undefined {
    const group = this.#tracebacks.groups.get(fingerprint);
    if (!group) return undefined;
    const { first, last } = overall(group);
    const days = [...group.days].sort(([a], [b]) => (a < b ? -1 : 1));
    const newest = [...this.#tracebacks.of(fingerprint)]
      .map(({ traceback }) => traceback)
      .sort(newestFirst)
      .slice(0, 1000);
    const state = this.states.get(fingerprint) ?? {};
    return {
      fingerprint,
      summary: group.summary,
      count: sumTallies(days.flatMap(([, { shown }]) => shown ?? []))?.count ?? 0,
      first,
      last,
      standing: standing(state, last),
      state,
      hiddenByRule: sumRules([...group.days.values()]),
      days: days.flatMap(([day, { shown }]) => (shown ? { day, ...shown } : [])),
      programs: mostFrequent(newest.map(({ program }) => program)),
      instances: mostFrequent(newest.map(({ instance }) => instance)),
    };
  }

  /** The groups of a list, all of them, in its order. */
  #listed(query: GroupQuery, now: number): { listed: Listed[]; cut: boolean } {
    const hits = query.search && this.#hits(query);
    const out = new Set(query.exclude);
    const listed: Listed[] = [];
    for (const [fingerprint, group] of this.#tracebacks.groups) {
      if (out.has(fingerprint)) continue;
      const days = within(group.days, query.range);
      const tally = hits
        ? this.#searchTally(fingerprint, hits.found.get(fingerprint) ?? [], query.filter, now)
        : this.#tally(fingerprint, days, query.filter, now);
      if (!tally || !this.#passes(fingerprint, group, query, now)) continue;
      listed.push({ fingerprint, group, tally, changed: Math.max(...days.map(({ changed }) => changed)) });
    }
    listed.sort((a, b) => b.tally.last - a.tally.last || (a.fingerprint < b.fingerprint ? -1 : 1));
    return { listed, cut: hits?.cut ?? false };
  }

  #passes(fingerprint: string, group: KeptGroup, { filter, range }: GroupQuery, now: number): boolean {
    if (filter === 'hidden') return true;
    const state = this.states.get(fingerprint) ?? {};
    if (isHidden(state, now)) return false;
    switch (filter) {
      case 'all':
        return true;
      case 'new':
        return isNew(group, range);
      case 'regressed':
      case 'resolved':
        return standingOf(group, state) === filter;
      default:
        return passesTickets(filter, state.tickets, now);
    }
  }

  /** What the list counts: what is shown; in the list of what is hidden, what the others leave out. */
  #tally(fingerprint: string, days: DayTallies[], filter: GroupFilter, now: number): Tally | undefined {
    const shown = days.flatMap((day) => day.shown ?? []);
    if (filter !== 'hidden') return sumTallies(shown);
    const byRule = days.flatMap((day) => [...day.byRule.values()]);
    return sumTallies(this.#isHidden(fingerprint, now) ? [...shown, ...byRule] : byRule);
  }

  #searchTally(fingerprint: string, found: Kept[], filter: GroupFilter, now: number): Tally | undefined {
    const all = filter !== 'hidden' || this.#isHidden(fingerprint, now);
    return tallyOf(found.map(({ traceback }) => traceback).filter(({ hiddenBy }) => all || hiddenBy !== undefined));
  }

  #isHidden(fingerprint: string, now: number): boolean {
    return isHidden(this.states.get(fingerprint) ?? {}, now);
  }

  /** The newest hits of a search in its range, those that a rule hides only for the list of what is hidden. */
  #hits({ range, search, filter }: GroupQuery): { found: Map<string, Kept[]>; cut: boolean } {
    const found = [...this.#tracebacks.byId.values()]
      .filter(({ traceback, archive, day }) => {
        if (day < range.from || day > range.to || (filter !== 'hidden' && traceback.hiddenBy !== undefined))
          return false;
        return !search || matches(search, { ...traceback, archive });
      })
      .sort((a, b) => newestFirst(a.traceback, b.traceback));
    return {
      found: Map.groupBy(found.slice(0, SEARCH_LIMIT), ({ traceback }) => traceback.fingerprint),
      cut: found.length > SEARCH_LIMIT,
    };
  }

  #row({ fingerprint, group, tally }: Listed, range: DayRange, historyDays: Day[], filter: GroupFilter): GroupRow {
    const state = this.states.get(fingerprint) ?? {};
    const history = historyDays.map((day) => {
      const { shown, byRule } = group.days.get(day) ?? { byRule: new Map<string, Tally>() };
      return sumTallies([...(shown ? [shown] : []), ...(filter === 'hidden' ? byRule.values() : [])])?.count ?? 0;
    });
    return {
      fingerprint,
      summary: group.summary,
      ...tally,
      history,
      isNew: isNew(group, range),
      standing: standingOf(group, state),
      state,
    };
  }

  /** That of any traceback counted; the first of 1970 when there is none. */
  newestDay(): Day {
    let newest = '1970-01-01';
    for (const { days } of this.#tracebacks.groups.values())
      for (const day of days.keys()) if (day > newest) newest = day;
    return newest;
  }
}

function follows({ tally, fingerprint }: Listed, last: number, after: string): boolean {
  return tally.last < last || (tally.last === last && fingerprint > after);
}

function within(days: Map<Day, DayTallies>, { from, to }: DayRange): DayTallies[] {
  const found: DayTallies[] = [];
  for (const [day, tallies] of days) if (day >= from && day <= to) found.push(tallies);
  return found;
}

/** First and last seen at all: what is shown, or what rules hide when nothing is shown. */
function overall(group: KeptGroup): Tally {
  const days = [...group.days.values()];
  const tally =
    sumTallies(days.flatMap(({ shown }) => shown ?? [])) ??
    sumTallies(days.flatMap(({ byRule }) => [...byRule.values()]));
  return tally ?? { first: 0, last: 0, count: 0 };
}

/** When a group was last seen matters only once it was resolved: most never were. */
function standingOf(group: KeptGroup, state: GroupState): Standing {
  return resolutionOf(state) ? standing(state, overall(group).last) : 'open';
}

/** True when the group's first day is in the range: the first that is shown, or the first at all when rules hide each. */
function isNew(group: KeptGroup, { from, to }: DayRange): boolean {
  let first: Day | undefined;
  let firstShown: Day | undefined;
  for (const [day, { shown }] of group.days) {
    if (first === undefined || day < first) first = day;
    if (shown && (firstShown === undefined || day < firstShown)) firstShown = day;
  }
  const day = firstShown ?? first ?? '';
  return day >= from && day <= to;
}

function sumRules(days: DayTallies[]): { rule: string; count: number }[] {
  const rules = new Map<string, number>();
  for (const { byRule } of days)
    for (const [rule, { count }] of byRule) rules.set(rule, (rules.get(rule) ?? 0) + count);
  return [...rules]
    .map(([rule, count]) => ({ rule, count }))
    .sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
}

function mostFrequent(names: string[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, 10);
}
