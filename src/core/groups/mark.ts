import { isHidden, type GroupState, type Standing } from './group.ts';

/** How a fault stands, as its mark says it: by shape, colour and word. */
export type Mark = 'new' | 'regressed' | 'known' | 'resolved' | 'hidden';

/** The mark of a group; hidden wins, then what happened to it since it was resolved. */
export function markOf(group: { state: GroupState; standing: Standing; isNew: boolean }, now: number): Mark {
  if (isHidden(group.state, now)) return 'hidden';
  if (group.standing !== 'open') return group.standing;
  return group.isNew ? 'new' : 'known';
}
