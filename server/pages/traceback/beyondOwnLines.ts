import type { ContextLine } from '../../../src/core/papertrail/context.ts';
import type { Traceback } from '../../../src/stores/store.ts';

/**
 * Of lines that stand before (or after) a traceback's own id's line, those that are not the traceback's. The lines are in the
 * log's order; lines of other processes may stand among its own.
 */
export function beyondOwnLines(
  lines: readonly ContextLine[],
  { text, exceptions, unfinished }: Traceback,
  direction: 'before' | 'after',
): ContextLine[] {
  const own = text.split('\n');
  const type = exceptions.at(-1)?.type ?? '';
  // The id is that of the line that names the last exception; of an unfinished traceback, that of its header.
  const named = unfinished ? 0 : own.findLastIndex((line) => line.includes(type));
  const expected = direction === 'before' ? own.slice(0, named).reverse() : own.slice(named + 1);
  const nearestFirst = direction === 'before' ? lines.toReversed() : [...lines];
  let matched = 0;
  let end = 0;
  for (const [index, { message }] of nearestFirst.entries()) {
    const line = expected[matched];
    if (line === undefined || !message.endsWith(line)) continue;
    matched++;
    end = index + 1;
  }
  // A traceback that came as one line has no others.
  const beyond = matched === expected.length ? nearestFirst.slice(end) : nearestFirst;
  return direction === 'before' ? beyond.reverse() : beyond;
}
