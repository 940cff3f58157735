import { addDays, ALL_DAYS, dayIn } from '../core/groups/day.ts';
import { faultTitle } from '../core/wording/faultTitle.ts';
import type { BrowsableStore } from '../stores/store.ts';

/** More than so many new faults are told as “more than”. */
const MOST = 100;

/** Faults that nobody has looked at yet. */
export interface NewFaults {
  count: number;
  /** There are more than that. */
  more: boolean;
  /** The first few, the one seen last first. */
  titles: string[];
}

/** The faults that were first logged after `seen` (milliseconds since 1970). */
export async function newFaultsSince(store: BrowsableStore, seen: number, now: number): Promise<NewFaults> {
  // The store's time zone may not be known yet; none is a day behind UTC.
  const range = { from: addDays(dayIn('UTC')(seen), -1), to: ALL_DAYS.to };
  const { groups, cursor } = await store.groups({ range, filter: 'new', limit: MOST }, now);
  const found = groups.filter(({ first }) => first > seen);
  const titles = found.slice(0, 5).map(({ summary }) => faultTitle(summary));
  return { count: found.length, more: cursor !== undefined && found.length > 0, titles };
}

/**
 * When the newest traceback was logged; undefined without any. Seen is told by the log's time, never by the reader's clock:
 * an hour's archive comes when the hour is long over.
 */
export async function newestInstant(store: BrowsableStore, now: number): Promise<number | undefined> {
  const { groups } = await store.groups({ range: ALL_DAYS, filter: 'all', limit: 1 }, now);
  return groups[0]?.last;
}
