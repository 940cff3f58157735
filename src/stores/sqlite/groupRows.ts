import { addDays, ALL_DAYS, daysOf, type Day, type DayRange } from '../../core/groups/day.ts';
import { isHidden, standing, type FaultSummary, type GroupState } from '../../core/groups/group.ts';
import { sumTallies, type Tally } from '../../core/groups/tally.ts';
import { passesTickets } from '../../core/groups/ticket.ts';
import { HISTORY_DAYS } from '../limits.ts';
import type { GroupRow } from '../store.ts';
import type { Calendar } from './calendar.ts';
import type { Connection } from './connection.ts';
import type { ListOf } from './groupList.ts';
import { stateOf } from './states.ts';

/** A group's totals. */
export interface GroupTotals {
  shown: number;
  hidden: number;
  first: number;
  last: number;
  firstDay: Day;
  summary: string;
}

export function totalsOf(db: Connection, fingerprint: string): GroupTotals | undefined {
  return db.get<GroupTotals>('SELECT shown, hidden, first, last, firstDay, summary FROM grp WHERE fingerprint = ?', [
    fingerprint,
  ]);
}

/** What a list counts of a group: what is shown; in the list of what is hidden, what the others leave out. Undefined when that is nothing. */
export function tallyInRange(
  db: Connection,
  { range, filter, now }: ListOf,
  fingerprint: string,
  state: GroupState,
): Tally | undefined {
  const tallies: Tally[] = [];
  if (filter !== 'hidden' || isHidden(state, now)) tallies.push(...tallyOf(db, 'group_day', fingerprint, range));
  if (filter === 'hidden') tallies.push(...tallyOf(db, 'hidden_day', fingerprint, range));
  return sumTallies(tallies);
}

function tallyOf(
  db: Connection,
  table: 'group_day' | 'hidden_day',
  fingerprint: string,
  { from, to }: DayRange,
): Tally[] {
  const row = db.get<{ [Part in keyof Tally]: number | null }>(
    `SELECT min(first) AS first, max(last) AS last, sum(n) AS count FROM ${table} WHERE fingerprint = ? AND day BETWEEN ? AND ?`,
    [fingerprint, from, to],
  );
  return row?.first == null || row.last === null || row.count === null
    ? []
    : [{ first: row.first, last: row.last, count: row.count }];
}

/** True when the list's filter lets the group pass, whatever it counts. */
export function passes(
  { range, filter, now, exclude }: ListOf,
  fingerprint: string,
  state: GroupState,
  totals: GroupTotals,
): boolean {
  if (exclude?.includes(fingerprint)) return false;
  if (filter === 'hidden') return true;
  if (isHidden(state, now)) return false;
  switch (filter) {
    case 'all':
      return true;
    case 'new':
      return isNew(totals, range);
    case 'regressed':
    case 'resolved':
      return standing(state, totals.last) === filter;
    default:
      return passesTickets(filter, state.tickets, now);
  }
}

function isNew({ firstDay }: GroupTotals, { from, to }: DayRange): boolean {
  return firstDay >= from && firstDay <= to;
}

/** Makes the rows of one page. */
export class GroupRows {
  readonly #db: Connection;
  readonly #list: ListOf;
  readonly #days: Day[];

  constructor(db: Connection, calendar: Calendar, list: ListOf) {
    this.#db = db;
    this.#list = list;
    const to = list.range.to === ALL_DAYS.to ? newestDay(db, calendar) : list.range.to;
    this.#days = daysOf({ from: addDays(to, 1 - HISTORY_DAYS), to });
  }

  /** Undefined when the group is none any more. The tally is that of a search; without one it is counted. */
  row(fingerprint: string, searchTally?: Tally): GroupRow | undefined {
    const totals = totalsOf(this.#db, fingerprint);
    const state = stateOf(this.#db, fingerprint);
    const tally = searchTally ?? this.#tally(fingerprint, state, totals);
    if (!totals || !tally) return undefined;
    return {
      fingerprint,
      summary: JSON.parse(totals.summary) as FaultSummary,
      ...tally,
      history: this.#history(fingerprint),
      isNew: isNew(totals, this.#list.range),
      standing: standing(state, totals.last),
      state,
    };
  }

  /** Over all days it is known without adding them up. */
  #tally(fingerprint: string, state: GroupState, totals: GroupTotals | undefined): Tally | undefined {
    const { range, filter } = this.#list;
    const isAll = range.from === ALL_DAYS.from && range.to === ALL_DAYS.to && filter !== 'hidden';
    if (!isAll || !totals) return tallyInRange(this.#db, this.#list, fingerprint, state);
    return totals.shown > 0 ? { first: totals.first, last: totals.last, count: totals.shown } : undefined;
  }

  #history(fingerprint: string): number[] {
    const tables = this.#list.filter === 'hidden' ? ['group_day', 'hidden_day'] : ['group_day'];
    const history = this.#days.map(() => 0);
    for (const table of tables) {
      const rows = this.#db.all<{ day: Day; n: number }>(
        `SELECT day, n FROM ${table} WHERE fingerprint = ? AND day BETWEEN ? AND ?`,
        [fingerprint, this.#days[0] ?? '', this.#days.at(-1) ?? ''],
      );
      for (const { day, n } of rows) {
        const index = this.#days.indexOf(day);
        history[index] = (history[index] ?? 0) + n;
      }
    }
    return history;
  }
}

/** That of any traceback counted; the first of 1970 when there is none. */
export function newestDay(db: Connection, calendar: Calendar): Day {
  const last = db.get<{ last: number | null }>('SELECT max(last) AS last FROM group_day')?.last;
  const hidden = db.get<{ day: Day | null }>('SELECT max(day) AS day FROM hidden_day')?.day ?? '1970-01-01';
  const shown = last == null ? '1970-01-01' : calendar.dayOf(last);
  return shown > hidden ? shown : hidden;
}
