import { ALL_DAYS } from '../core/groups/day.ts';
import type { BrowsableStore, Traceback } from '../stores/store.ts';
import type { GroupTarget, HitTarget } from './targets.ts';

/** The hit a command is for: the one that was chosen, or the newest of the group. One sentence when there is none. */
export async function hitOf(store: BrowsableStore, target: GroupTarget | HitTarget): Promise<Traceback> {
  const id = 'traceback' in target ? target.traceback : await newestId(store, target.fingerprint);
  const traceback = id === undefined ? undefined : await store.traceback(id);
  if (traceback) return traceback;
  throw new Error(
    'This fault’s tracebacks are no longer kept: its archive was read again and has changed, or its days are past the retention time.',
  );
}

async function newestId(store: BrowsableStore, fingerprint: string): Promise<string | undefined> {
  const query = { fingerprint, range: ALL_DAYS, limit: 1 };
  const { hits } = await store.tracebacks(query);
  // A group whose every hit a rule hides still has a newest one.
  return (hits[0] ?? (await store.tracebacks({ ...query, hidden: true })).hits[0])?.id;
}
