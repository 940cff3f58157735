import { addDays, ALL_DAYS, type DayRange } from '../core/groups/day.ts';
import type { BrowsableStore } from '../stores/store.ts';

/**
 * The last so many days that a store has tracebacks of, counted from its newest: an archive of last year has recent ones, too.
 * Undefined when it has none to show.
 */
export async function recentRange(store: BrowsableStore, days: number): Promise<DayRange | undefined> {
  const { atOrBefore: newest } = await store.nearestDays(ALL_DAYS.to);
  return newest === undefined ? undefined : { from: addDays(newest, 1 - days), to: ALL_DAYS.to };
}
