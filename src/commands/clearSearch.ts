import type { ViewQuery } from '../tree/viewQuery.ts';
import type { Handler } from './commandMap.ts';

/** Shows all faults of the chosen days again. */
export function clearSearch(query: ViewQuery): Handler<'assertionContext.clearSearch'> {
  return () => query.clear();
}
