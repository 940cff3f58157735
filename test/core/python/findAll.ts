import { ArchiveScanner } from '../../../src/core/papertrail/archiveScanner.ts';
import { ArchiveFinder } from '../../../src/core/python/archiveFinder.ts';
import { unpackContext } from '../../../src/core/papertrail/context.ts';
import type { StreamBorder } from '../../../src/core/papertrail/border.ts';
import { parseTraceback } from '../../../src/core/python/parse.ts';
import type { FoundTraceback, TracebackText } from '../../../src/core/python/traceback.ts';
import type { Truth } from '../../fixtures/generator/truth.ts';

/** A traceback that was found, and what its text says. */
type Parsed = FoundTraceback & TracebackText;

/** One for all: making one takes a millisecond. */
const scanner = new ArchiveScanner();

/** All tracebacks of an archive given as text or bytes, in chunks of a size, with its borders. */
export function findAll(
  archive: string | Uint8Array,
  chunkSize = Number.POSITIVE_INFINITY,
): { found: Parsed[]; borders: StreamBorder[] } {
  const bytes = typeof archive === 'string' ? Buffer.from(archive) : archive;
  const found: Parsed[] = [];
  const finder = new ArchiveFinder((traceback) => found.push(parsed(traceback)), { borders: true, scanner });
  for (let start = 0; start < bytes.length; start += chunkSize) finder.push(bytes.subarray(start, start + chunkSize));
  return { borders: finder.end(), found };
}

/** What a truth says that can be compared with what was found. */
export function asTold({ id, header, instance, program, text, exceptions, before, after, unfinished }: Truth): unknown {
  return { id, header, instance, program, text, exceptions, before, after, unfinished: unfinished === true };
}

/** What was found, in the same shape. */
export function asFound({ id, header, instance, program, text, exceptions, context, unfinished }: Parsed): unknown {
  const { before, after } = unpackContext(context);
  const ids = (lines: { id: string }[]): string[] => lines.map((line) => line.id);
  return {
    id,
    header,
    instance,
    program,
    text,
    exceptions,
    before: ids(before),
    after: ids(after),
    unfinished: unfinished === true,
  };
}

/** Everything of a traceback that must not depend on how its archive was read, as text; contexts as their lines. */
export function inFull(traceback: FoundTraceback): string {
  return JSON.stringify({ ...parsed(traceback), context: unpackContext(traceback.context) });
}

function parsed(traceback: FoundTraceback): Parsed {
  return { ...parseTraceback(traceback.text), ...traceback };
}

export function byId<Item extends { id: string }>(items: readonly Item[]): Item[] {
  return items.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
