import type { ContextLine } from '../core/papertrail/context.ts';

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
