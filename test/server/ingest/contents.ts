import { ALL_DAYS } from '../../../src/core/groups/day.ts';
import type { TracebackStore } from '../../../src/stores/store.ts';
import { everyTraceback } from './takenIn.ts';

/** Everything a store has of its archives, without times and ETags, so that two can be compared. At most 200 groups and archives. */
export async function contents(store: TracebackStore): Promise<unknown> {
  const tracebacks = [...(await everyTraceback(store)).values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  const groups = await store.groups({ range: ALL_DAYS, filter: 'all', limit: 200 }, 0);
  const details = await Promise.all(groups.groups.map(({ fingerprint }) => store.group(fingerprint)));
  const { archives, counts } = await store.archives({ limit: 200 });
  const ledger = archives.map(({ name, state, lines, tracebacks: count }) => ({ name, state, lines, count }));
  return { tracebacks, groups, details, ledger, counts };
}
