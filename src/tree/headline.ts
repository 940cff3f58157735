import { oneLine } from '../core/wording/oneLine.ts';
import type { Listed } from './viewQuery.ts';

/** What stands beside the view's name: the filter and the search, so that nobody takes a part for the whole. */
export function headline({ filter, search }: Listed): string | undefined {
  const parts = [...(filter === 'all' ? [] : [filter]), ...(search ? [oneLine(search.text, 60)] : [])];
  return parts.length === 0 ? undefined : parts.join(' · ');
}
