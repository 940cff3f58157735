import type { DayRange } from '../../core/groups/day.ts';
import type { GroupFilter } from '../store.ts';
import { dayNumber } from './dayNumber.ts';

/** Which groups a list is about, without a search. */
export interface ListOf {
  range: DayRange;
  filter: GroupFilter;
  now: number;
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
export function partsOf({ range, filter, now }: ListOf): Part[] {
  const hidden = { range: { hiddenUntil: { gt: now } } };
  const notHidden = { bool: { must_not: [hidden] } };
  switch (filter) {
    case 'all':
      return [{ filter: [...newest(range, 'shownNext'), notHidden], order: 'shownLast' }];
    case 'new':
      return [{ filter: [...newest(range, 'shownNext'), notHidden, inRange('firstDay', range)], order: 'shownLast' }];
    case 'hidden':
      return [
        { filter: [...newest(range, 'next'), hidden], order: 'last' },
        { filter: [...newest(range, 'ruledNext'), notHidden], order: 'ruledLast' },
      ];
    default:
      return [
        { filter: [...newest(range, 'shownNext'), notHidden, { term: { standing: filter } }], order: 'shownLast' },
      ];
  }
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
