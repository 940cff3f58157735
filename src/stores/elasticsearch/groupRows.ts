import { addDays, ALL_DAYS, daysOf, type Day } from '../../core/groups/day.ts';
import { isHidden } from '../../core/groups/group.ts';
import { sumTallies, type Tally } from '../../core/groups/tally.ts';
import { HISTORY_DAYS } from '../limits.ts';
import type { GroupRow } from '../store.ts';
import { isNew, standingOf, talliesOf, within, type Group } from './groupDocument.ts';
import type { ListOf } from './groupList.ts';

/** The days of a list's histories. `newest`: the store's newest day. */
export function historyDays({ range }: ListOf, newest: Day): Day[] {
  const to = range.to === ALL_DAYS.to ? newest : range.to;
  return daysOf({ from: addDays(to, 1 - HISTORY_DAYS), to });
}

/** A group as a row of the list; undefined when it has nothing there any more. The tally is that of a search; without one it is counted. */
export function groupRow(group: Group, list: ListOf, days: readonly Day[], searchTally?: Tally): GroupRow | undefined {
  const tally = searchTally ?? tallyInRange(group, list);
  if (!tally || group.days.size === 0) return undefined;
  const counted = list.filter === 'hidden' ? 'both' : 'shown';
  return {
    fingerprint: group.fingerprint,
    summary: group.summary,
    ...tally,
    history: days.map((day) => {
      const tallies = group.days.get(day);
      return tallies ? (sumTallies(talliesOf(tallies, counted))?.count ?? 0) : 0;
    }),
    isNew: isNew(group, list.range),
    standing: standingOf(group),
    state: group.state,
  };
}

/** What a list counts of a group: what is shown; in the list of what is hidden, what the others leave out. */
function tallyInRange(group: Group, { range, filter, now }: ListOf): Tally | undefined {
  const which = filter !== 'hidden' ? 'shown' : isHidden(group.state, now) ? 'both' : 'ruled';
  return sumTallies(within(group, range).flatMap((day) => talliesOf(day, which)));
}
