import type { Context, ContextLine } from '../core/papertrail/context.ts';
import { lineOf } from '../core/papertrail/link.ts';

/** Which log lines are wanted beyond a traceback's own context. */
export interface MoreLines {
  /** Id of the traceback. */
  traceback: string;
  direction: 'before' | 'after';
  /** Papertrail id of the line to go on from, digits; absent: the first (or last) line of the traceback's own context. */
  from?: string;
  /** At most so many, up to 200. */
  limit: number;
}

/** Reads log lines around a traceback again from the archive it was found in. */
export interface ContextSource {
  /** Oldest first, fewer than the limit when the archive has no more; undefined when archive or traceback is not at hand any more. */
  moreLines(wanted: MoreLines): Promise<ContextLine[] | undefined>;
}

/** The line to go on from: the one that is named, else the outermost of the traceback's own context, else its own last line. */
export function edgeOf(
  { id, context }: { id: string; context: Context },
  { direction, from }: Pick<MoreLines, 'direction' | 'from'>,
): string {
  const outermost = direction === 'before' ? context.before[0] : context.after.at(-1);
  return from ?? outermost?.id ?? lineOf(id);
}
