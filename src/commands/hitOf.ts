import { newestHit } from '../stores/newestHit.ts';
import type { BrowsableStore, Traceback } from '../stores/store.ts';
import type { GroupTarget, HitTarget } from './targets.ts';

/** The hit a command is for: the one that was chosen, or the newest of the group. One sentence when there is none. */
export async function hitOf(store: BrowsableStore, target: GroupTarget | HitTarget): Promise<Traceback> {
  const id = 'traceback' in target ? target.traceback : await newestHit(store, target.fingerprint);
  const traceback = id === undefined ? undefined : await store.traceback(id);
  if (traceback) return traceback;
  throw new Error(
    'This fault’s tracebacks are no longer kept: its archive was read again and has changed, or its days are past the retention time.',
  );
}
