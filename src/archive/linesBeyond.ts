import type { ContextLine } from '../core/papertrail/context.ts';
import { lineOf } from '../core/papertrail/link.ts';
import { linesAround } from '../ingest/linesAround.ts';
import type { MoreLines } from '../stores/contextSource.ts';
import type { BrowsableStore } from '../stores/store.ts';
import type { ArchiveInputs } from './archiveInputs.ts';

/** Lines beyond a traceback's context, read from its archive again; undefined when traceback or archive is not at hand any more. */
export async function linesBeyond(
  store: BrowsableStore,
  inputs: ArchiveInputs,
  { traceback: id, direction, from, limit }: MoreLines,
): Promise<ContextLine[] | undefined> {
  const traceback = await store.traceback(id);
  if (!traceback) return undefined;
  const { archive, instance, program, context } = traceback;
  const edge = direction === 'before' ? context.before[0] : context.after.at(-1);
  const start = from ?? edge?.id ?? lineOf(id);
  return linesAround({ archive, instance, program, from: start, direction, limit }, (name) => inputs.open(name));
}
