import { oneLine } from '../core/wording/oneLine.ts';
import type { Listed } from './viewQuery.ts';

/** What stands beside the view's name: the filter and the search, so that nobody takes a part for the whole. */
export function headline({ filter, search }: Listed): string | undefined {
  const parts = [...(filter === 'all' ? [] : [filter]), ...(search ? [oneLine(search.text, 60)] : [])];
  return parts.length === 0 ? undefined : parts.join(' · ');
}

/** The same as a sentence above the rows, for where nothing can stand beside the name; empty when everything is listed. */
export function headSentence({ filter, search }: Listed): string {
  const which = filter === 'all' ? '' : filter === 'hidden' ? 'Only what is hidden' : `Only ${filter} faults`;
  return [which, search ? `Search: ${oneLine(search.text, 200)}` : ''].filter((part) => part !== '').join(' · ');
}
