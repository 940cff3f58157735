import type { DayRange } from '../../core/groups/day.ts';
import { RECENT } from '../../core/groups/ticket.ts';
import type { GroupFilter } from '../store.ts';
import { dayNumber } from './dayNumber.ts';

/** Which groups a list is about, without a search. */
export interface ListOf {
  range: DayRange;
  filter: GroupFilter;
  now: number;
  /** Groups that are left out. */
  exclude?: readonly string[] | undefined;
}

/** A part of a list: one row for each of its groups, and the field that has the group's place. The parts have no group in common. */
export interface Part {
  filter: object[];
  order: 'shownLast' | 'ruledLast' | 'last';
}

/**
 * The newest row of each group within a range is the one in the range whose next day is not. In the list of what is hidden, the
 * groups that people hid stand with everything, the others with what rules hide.
 */
export function partsOf(list: ListOf): Part[] {
  return filteredParts(list).map(({ filter, order }) => ({ filter: [...filter, ...notExcluded(list)], order }));
}

/** What leaves out the groups that the list excludes. */
export function notExcluded({ exclude }: ListOf): object[] {
  return exclude ? [not({ terms: { fingerprint: exclude } })] : [];
}

function filteredParts({ range, filter, now }: ListOf): Part[] {
  const hidden = { range: { hiddenUntil: { gt: now } } };
  const notHidden = not(hidden);
  const shown = (...filters: object[]): Part[] => [
    { filter: [...newest(range, 'shownNext'), notHidden, ...filters], order: 'shownLast' },
  ];
  switch (filter) {
    case 'all':
      return shown();
    case 'new':
      return shown(inRange('firstDay', range));
    case 'regressed':
    case 'resolved':
      return shown({ term: { standing: filter } });
    case 'with-ticket':
      return shown({ exists: { field: 'newestTicket' } });
    case 'open-ticket':
      return shown({ term: { openTicket: true } });
    case 'no-ticket':
      return shown(not({ exists: { field: 'newestTicket' } }));
    case 'no-recent-ticket':
      return shown(not({ range: { newestTicket: { gt: now - RECENT } } }));
    default:
      return [
        { filter: [...newest(range, 'next'), hidden], order: 'last' },
        { filter: [...newest(range, 'ruledNext'), notHidden], order: 'ruledLast' },
      ];
  }
}

function not(filter: object): object {
  return { bool: { must_not: [filter] } };
}

/** The newest row of each group within a range, of those with anything at all. */
export function newestRows(range: DayRange): object[] {
  return newest(range, 'next');
}

/** What lies in a range of days. */
export function inRange(field: 'day' | 'firstDay', { from, to }: DayRange): object {
  return { range: { [field]: { gte: dayNumber(from), lte: dayNumber(to) } } };
}

function newest(range: DayRange, next: 'shownNext' | 'ruledNext' | 'next'): object[] {
  return [inRange('day', range), { range: { [next]: { gt: dayNumber(range.to) } } }];
}
