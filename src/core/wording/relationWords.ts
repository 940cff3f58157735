import type { Relation } from '../python/traceback.ts';

/** What stands between an exception and the one after it: what the first was to the second. */
export const RELATION_WORDS: Record<Relation, string> = {
  cause: 'was the direct cause of',
  context: 'was being handled when this was raised:',
  member: 'is a part of the exception group that follows:',
};
