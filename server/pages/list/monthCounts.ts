import type { Day } from '../../../src/core/groups/day.ts';
import type { GroupFilter, StoreStatus } from '../../../src/stores/store.ts';
import type { Site } from '../site.ts';
import { type Month, monthDays } from './month.ts';

/** How many faults a filter shows on each day of a month; days without any are left out. */
export async function monthCounts(
  { store, now }: Site,
  {
    month,
    status,
    filter,
    exclude,
  }: { month: Month; status: StoreStatus; filter: GroupFilter; exclude: readonly string[] },
): Promise<Map<Day, number>> {
  const { oldestDay, newestDay } = status;
  const counts = new Map<Day, number>();
  if (oldestDay === undefined || newestDay === undefined) return counts;
  for (const day of monthDays(month).filter((day) => day >= oldestDay && day <= newestDay)) {
    const count = (await store.counts({ from: day, to: day }, now(), exclude))[filter];
    if (count > 0) counts.set(day, count);
    // Indexed reads do not wait for anything: let other readers in between.
    await new Promise(setImmediate);
  }
  return counts;
}
