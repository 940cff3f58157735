import { ALL_DAYS } from '../core/groups/day.ts';
import type { BrowsableStore } from './store.ts';

/** The id of a group's newest hit that is kept; undefined when none is. */
export async function newestHit(store: BrowsableStore, fingerprint: string): Promise<string | undefined> {
  const query = { fingerprint, range: ALL_DAYS, limit: 1 };
  const { hits } = await store.tracebacks(query);
  // A group whose every hit a rule hides still has a newest one.
  return (hits[0] ?? (await store.tracebacks({ ...query, hidden: true })).hits[0])?.id;
}
