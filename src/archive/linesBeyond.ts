import type { ContextLine } from '../core/papertrail/context.ts';
import { linesAround } from '../ingest/linesAround.ts';
import { edgeOf, type MoreLines } from '../stores/contextSource.ts';
import type { BrowsableStore } from '../stores/store.ts';
import type { ArchiveInputs } from './archiveInputs.ts';

/** Lines beyond a traceback's context, read from its archive again; undefined when traceback or archive is not at hand any more. */
export async function linesBeyond(
  store: BrowsableStore,
  inputs: ArchiveInputs,
  wanted: MoreLines,
): Promise<ContextLine[] | undefined> {
  const traceback = await store.traceback(wanted.traceback);
  if (!traceback) return undefined;
  const { archive, instance, program } = traceback;
  const { direction, limit } = wanted;
  const from = edgeOf(traceback, wanted);
  return linesAround({ archive, instance, program, from, direction, limit }, (name) => inputs.open(name));
}
