import { archiveHour, neighbours } from '../../../src/core/papertrail/archiveName.ts';
import type { ContextLine } from '../../../src/core/papertrail/context.ts';
import { lineOf } from '../../../src/core/papertrail/link.ts';
import type { Traceback, TracebackStore } from '../../../src/stores/store.ts';
import type { Ingestion } from '../../ingest/ingestion.ts';
import { beyondOwnLines } from './beyondOwnLines.ts';

/** One end of a context: its lines, oldest first, and what lies beyond them. */
export interface ContextEnd {
  lines: ContextLine[];
  /** `more`: there may be; `end`: no archive that was taken in has more; `far`: so many hours are not looked at; `gone`: the archive is not at hand. */
  beyond: 'more' | 'end' | 'far' | 'gone';
}

/** Which end, and how many lines beyond those that are kept. */
interface Wanted {
  direction: 'before' | 'after';
  limit: number;
}

/** Where lines are read from. */
interface Archives {
  store: Pick<TracebackStore, 'archive'>;
  ingestion: Pick<Ingestion, 'moreLines'>;
}

/** Other hours' archives that are looked into for one end: each is read whole, or nearly so. */
const MOST_HOURS = 3;
const HOUR = 3_600_000;

/** The lines before and after a traceback, and so many more at each end as are asked for: from its archive, and from those of the hours around it. */
export async function loadContext(
  archives: Archives,
  traceback: Traceback,
  more: { before: number; after: number },
): Promise<{ before: ContextEnd; after: ContextEnd }> {
  const [before, after] = await Promise.all([
    loadEnd(archives, traceback, { direction: 'before', limit: more.before }),
    loadEnd(archives, traceback, { direction: 'after', limit: more.after }),
  ]);
  return { before, after };
}

async function loadEnd(archives: Archives, traceback: Traceback, wanted: Wanted): Promise<ContextEnd> {
  const { direction, limit } = wanted;
  const stored = traceback.context[direction];
  if (limit === 0) return { lines: stored, beyond: 'more' };
  const outermost = direction === 'before' ? stored.at(0) : stored.at(-1);
  const archive = (outermost && archiveOf(outermost, traceback, direction)) ?? traceback.archive;
  const first = await besideLine(archives, traceback, { ...wanted, archive, outermost });
  if (!first) return { lines: stored, beyond: 'gone' };
  if (first.whole) return { lines: joined(direction, stored, first.lines), beyond: 'more' };
  const others = await ofOtherHours(archives, traceback, { direction, limit: limit - first.lines.length, archive });
  const known = new Set(stored.map(({ id }) => id));
  // A line that was archived an hour off its time is not found where it is looked for, and comes again.
  const lines = others.lines.filter(({ id }) => !known.has(id));
  return { lines: joined(direction, stored, first.lines, lines), beyond: others.beyond };
}

/** The archive that a line of the context lies in, when that is the one of the hour before (or after). */
function archiveOf({ at }: ContextLine, { archive }: Traceback, direction: 'before' | 'after'): string | undefined {
  const name = neighbours(archive)?.[direction];
  const hour = name === undefined ? undefined : archiveHour(name);
  const time = Date.parse(at);
  return hour !== undefined && time >= hour && time < hour + HOUR ? name : undefined;
}

/** Lines beside the outermost one that is kept (or beside the traceback); `whole` when there are as many as were asked for. */
async function besideLine(
  { ingestion }: Archives,
  traceback: Traceback,
  { direction, limit, archive, outermost }: Wanted & { archive: string; outermost: ContextLine | undefined },
) {
  const { instance, program, id, text } = traceback;
  const stream = { archive, instance, program, direction };
  const asked = outermost
    ? { ...stream, from: outermost.id, limit }
    : { ...stream, from: lineOf(id), limit: limit + text.split('\n').length };
  const found = await ingestion.moreLines(asked);
  if (!found) return undefined;
  const lines = outermost ? found : beyondOwnLines(found, traceback, direction);
  return { lines, whole: found.length >= asked.limit };
}

/** Lines of the archives of the hours before (or after) one, as far as those were taken in. */
async function ofOtherHours(
  { store, ingestion }: Archives,
  { instance, program }: Traceback,
  { direction, limit, archive }: Wanted & { archive: string },
): Promise<ContextEnd> {
  let lines: ContextLine[] = [];
  let name = neighbours(archive)?.[direction];
  for (let hour = 0; hour < MOST_HOURS; hour++) {
    if (name === undefined || (await store.archive(name)) === undefined) return { lines, beyond: 'end' };
    const asked = { archive: name, instance, program, direction, limit: limit - lines.length };
    const found = await ingestion.moreLines(asked);
    if (!found) return { lines, beyond: 'end' };
    lines = joined(direction, lines, found);
    if (found.length >= asked.limit) return { lines, beyond: 'more' };
    name = neighbours(name)?.[direction];
  }
  return { lines, beyond: 'far' };
}

/** Lines nearest to the traceback first given, all of them oldest first. */
function joined(direction: 'before' | 'after', ...runs: ContextLine[][]): ContextLine[] {
  return (direction === 'before' ? runs.reverse() : runs).flat();
}
