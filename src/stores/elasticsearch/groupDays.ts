import type { Day } from '../../core/groups/day.ts';
import { sumTallies } from '../../core/groups/tally.ts';
import { ticketFacts } from '../../core/groups/ticket.ts';
import { dayNumber, NO_NEXT_DAY } from './dayNumber.ts';
import type { Operation } from './bulk.ts';
import { firstDay, standingOf, talliesOf, type DayTallies, type Group } from './groupDocument.ts';

/** A row of the index that lists are made from. */
export interface GroupDay {
  fingerprint: string;
  day: number;
  /** The group's next day with anything, with something shown, with something that a rule hides. */
  next: number;
  last: number;
  n: number;
  shownNext?: number;
  shownLast?: number;
  shownN?: number;
  ruledNext?: number;
  ruledLast?: number;
  rules?: { rule: string; n: number }[];
  firstDay: number;
  standing: string;
  /** Absent: not hidden. */
  hiddenUntil?: number;
  /** As `ticketFacts` has it; absent: no ticket. */
  newestTicket?: number;
  openTicket?: true;
}

/** `hiddenUntil` of what is hidden for good. */
const FOR_GOOD = Number.MAX_SAFE_INTEGER;

/** All rows of a group, by their ids. A row says the same whoever makes it from the same document. */
export function groupDays(group: Group): Map<string, GroupDay> {
  const rows = new Map<string, GroupDay>();
  const { fingerprint, state } = group;
  const { hidden } = state;
  const { newest, open } = ticketFacts(state.tickets);
  const ofGroup = {
    fingerprint,
    firstDay: dayNumber(firstDay(group)),
    standing: standingOf(group),
    ...(hidden && { hiddenUntil: hidden.until ?? FOR_GOOD }),
    ...(newest !== undefined && { newestTicket: newest }),
    ...(open && { openTicket: open }),
  };
  let [next, shownNext, ruledNext] = [NO_NEXT_DAY, NO_NEXT_DAY, NO_NEXT_DAY];
  for (const [day, tallies] of [...group.days].sort(([a], [b]) => (a < b ? 1 : -1))) {
    const number = dayNumber(day);
    const shown = tallies.shown;
    const ruled = sumTallies(talliesOf(tallies, 'ruled'));
    rows.set(rowId(fingerprint, number), {
      ...ofGroup,
      day: number,
      next,
      ...counted(tallies),
      ...(shown && { shownNext, shownLast: shown.last, shownN: shown.count }),
      ...(ruled && {
        ruledNext,
        ruledLast: ruled.last,
        rules: tallies.ruled.map(([rule, { count }]) => ({ rule, n: count })),
      }),
    });
    next = number;
    if (shown) shownNext = number;
    if (ruled) ruledNext = number;
  }
  return rows;
}

/** Writes all rows of a revision of a group, whatever there is, and drops those of days that it has no more. */
export function allRows(index: string, group: Group, revision: number, days: Iterable<Day> = []): Operation[] {
  const gone = [...days].filter((day) => !group.days.has(day)).map((day) => rowId(group.fingerprint, dayNumber(day)));
  return [
    ...rowChanges(index, undefined, group, revision),
    ...gone.map((id): Operation => ({ does: 'delete', index, id, version: revision })),
  ];
}

/**
 * What brings the index from the rows of one revision of a group to those of the next. Every operation carries the revision: a slower
 * writer of an older one changes nothing. Without a former revision all rows are written.
 */
export function rowChanges(index: string, former: Group | undefined, group: Group, revision: number): Operation[] {
  const old = former ? groupDays(former) : new Map<string, GroupDay>();
  const rows = groupDays(group);
  const operations: Operation[] = [];
  for (const [id, document] of rows) {
    if (JSON.stringify(old.get(id)) === JSON.stringify(document)) continue;
    operations.push({ does: 'index', index, id, document, version: revision });
  }
  for (const id of old.keys()) {
    if (!rows.has(id)) operations.push({ does: 'delete', index, id, version: revision });
  }
  return operations;
}

function rowId(fingerprint: string, day: number): string {
  return `${fingerprint} ${day}`;
}

function counted(tallies: DayTallies): { last: number; n: number } {
  const { last, count } = sumTallies(talliesOf(tallies, 'both')) ?? { last: 0, count: 0 };
  return { last, n: count };
}
