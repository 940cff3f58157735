import type { ContextLine } from '../../../src/core/papertrail/context.ts';
import { lineOf } from '../../../src/core/papertrail/link.ts';
import type { Traceback } from '../../../src/stores/store.ts';
import type { Ingestion } from '../../ingest/ingestion.ts';
import { beyondOwnLines } from './beyondOwnLines.ts';

/** One end of a context: its lines, oldest first, and what lies beyond them. */
export interface ContextEnd {
  lines: ContextLine[];
  /** `more`: there may be; `end`: the archive has no more; `gone`: the archive is not at hand. */
  beyond: 'more' | 'end' | 'gone';
}

/** The lines before and after a traceback, and so many more at each end from its archive as are asked for. */
export async function loadContext(
  ingestion: Ingestion,
  traceback: Traceback,
  more: { before: number; after: number },
): Promise<{ before: ContextEnd; after: ContextEnd }> {
  const [before, after] = await Promise.all([
    loadEnd(ingestion, traceback, 'before', more.before),
    loadEnd(ingestion, traceback, 'after', more.after),
  ]);
  return { before, after };
}

async function loadEnd(
  ingestion: Ingestion,
  traceback: Traceback,
  direction: 'before' | 'after',
  limit: number,
): Promise<ContextEnd> {
  const { context, archive, instance, program, id, text } = traceback;
  const stored = context[direction];
  if (limit === 0) return { lines: stored, beyond: 'more' };
  const outermost = direction === 'before' ? stored.at(0) : stored.at(-1);
  const stream = { archive, instance, program, direction };
  const asked = outermost
    ? { ...stream, from: outermost.id, limit }
    : { ...stream, from: lineOf(id), limit: limit + text.split('\n').length };
  const found = await ingestion.moreLines(asked);
  if (!found) return { lines: stored, beyond: 'gone' };
  const loaded = outermost ? found : beyondOwnLines(found, traceback, direction);
  const beyond = found.length < asked.limit ? 'end' : 'more';
  return { lines: direction === 'before' ? [...loaded, ...stored] : [...stored, ...loaded], beyond };
}
