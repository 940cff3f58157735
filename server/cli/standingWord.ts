import { type GroupState, type Standing, isHidden } from '../../src/core/groups/group.ts';

/** How a fault stands, in a word or two; nothing for an open one. */
export function standingWord(standing: Standing, state: GroupState, now: number): string[] {
  return [...(isHidden(state, now) ? ['hidden'] : []), ...(standing === 'open' ? [] : [standing])];
}
