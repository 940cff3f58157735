import type { Day, DayRange } from '../../core/groups/day.ts';
import { standing, type FaultSummary, type GroupState } from '../../core/groups/group.ts';
import { sumTallies, type Tally } from '../../core/groups/tally.ts';
import type { Fetched } from './requests.ts';

/** What is counted of one group on one day: what is shown, and what each rule hides. */
export interface DayTallies {
  shown?: Tally;
  ruled: [rule: string, tally: Tally][];
}

/** The traceback that the summary is of: its day, and whether it is shown. */
export interface Told {
  day: Day;
  shown: boolean;
}

/** A group: all that is known of it, in one document, so that it changes in one step. */
export interface Group {
  fingerprint: string;
  days: Map<Day, DayTallies>;
  summary: FaultSummary;
  told?: Told;
  state: GroupState;
}

/** A group as it was read, with what it takes to change exactly that. */
export interface StoredGroup extends Group {
  revision: number;
  read: { seqNo: number; primaryTerm: number };
}

export interface GroupSource {
  fingerprint: string;
  live: boolean;
  hidden: boolean;
  /** Keys; absent when there are none. */
  tickets?: string[];
  revision: number;
  data: string;
}

type PackedTally = [first: number, last: number, count: number];

/** `data` of the document, as JSON. */
interface Data {
  days: [day: Day, shown: PackedTally | 0, ...ruled: [rule: string, ...PackedTally][]][];
  summary: FaultSummary;
  told?: Told;
  state: GroupState;
}

export function groupSource({ fingerprint, days, summary, told, state }: Group, revision: number): GroupSource {
  const sorted = [...days].sort(([a], [b]) => (a < b ? -1 : 1));
  const data: Data = {
    days: sorted.map(([day, { shown, ruled }]) => [
      day,
      shown ? pack(shown) : 0,
      ...ruled.map(([rule, tally]): [string, ...PackedTally] => [rule, ...pack(tally)]),
    ]),
    summary,
    ...(told && { told }),
    state,
  };
  return {
    fingerprint,
    live: days.size > 0,
    hidden: state.hidden !== undefined,
    ...(state.tickets && { tickets: state.tickets.map(({ key }) => key) }),
    revision,
    data: JSON.stringify(data),
  };
}

export function readGroup(found: Fetched<GroupSource>): StoredGroup | undefined {
  if (!found.found) return undefined;
  const { fingerprint, revision, data } = found._source;
  const { days, ...rest } = JSON.parse(data) as Data;
  return {
    fingerprint,
    revision,
    read: { seqNo: found._seq_no, primaryTerm: found._primary_term },
    days: new Map(
      days.map(([day, shown, ...ruled]) => [
        day,
        {
          ...(shown !== 0 && { shown: unpack(shown) }),
          ruled: ruled.map(([rule, ...tally]): [string, Tally] => [rule, unpack(tally)]),
        },
      ]),
    ),
    ...rest,
  };
}

/** First and last seen at all: what is shown, or what rules hide when nothing is shown. */
export function overall({ days }: Group): Tally {
  const all = [...days.values()];
  const tally =
    sumTallies(all.flatMap(({ shown }) => shown ?? [])) ?? sumTallies(all.flatMap((day) => talliesOf(day, 'ruled')));
  return tally ?? { first: 0, last: 0, count: 0 };
}

/** The first day that counts for `isNew`: the first that shows something, or the first at all when none does. */
export function firstDay({ days }: Group): Day {
  const all = [...days].sort(([a], [b]) => (a < b ? -1 : 1));
  return (all.find(([, { shown }]) => shown) ?? all[0])?.[0] ?? '';
}

/** True when the group's first day is in the range. */
export function isNew(group: Group, { from, to }: DayRange): boolean {
  const first = firstDay(group);
  return first >= from && first <= to;
}

export function standingOf(group: Group): ReturnType<typeof standing> {
  return standing(group.state, overall(group).last);
}

/** The days of the range. */
export function within({ days }: Group, { from, to }: DayRange): DayTallies[] {
  return [...days].filter(([day]) => day >= from && day <= to).map(([, tallies]) => tallies);
}

/** Those of a day that are shown, that rules hide, or both. */
export function talliesOf({ shown, ruled }: DayTallies, which: 'shown' | 'ruled' | 'both'): Tally[] {
  return [
    ...(shown && which !== 'ruled' ? [shown] : []),
    ...(which === 'shown' ? [] : ruled.map(([, tally]) => tally)),
  ];
}

/** How many each rule hides: the most first, then by name. */
export function sumRules(days: Iterable<DayTallies>): { rule: string; count: number }[] {
  const rules = new Map<string, number>();
  for (const { ruled } of days) {
    for (const [rule, { count }] of ruled) rules.set(rule, (rules.get(rule) ?? 0) + count);
  }
  return [...rules]
    .map(([rule, count]) => ({ rule, count }))
    .sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
}

function pack({ first, last, count }: Tally): PackedTally {
  return [first, last, count];
}

function unpack([first, last, count]: PackedTally): Tally {
  return { first, last, count };
}
