import type { Grouping, ViewQuery } from '../tree/viewQuery.ts';
import type { Handler } from './commandMap.ts';

/** Shows faults by themselves, or in source files or programs that fold out to them. */
export function groupBy(
  query: ViewQuery,
  grouping: Grouping,
): Handler<'assertionContext.groupByFault' | 'assertionContext.groupByFile' | 'assertionContext.groupByProgram'> {
  return () => query.group(grouping);
}
