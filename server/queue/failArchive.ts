import { PARSER_VERSION } from '../../src/core/python/archiveFinder.ts';
import type { TracebackStore } from '../../src/stores/store.ts';

/** Writes into the ledger why an archive was not read, for people to see. What was read before stays as it is. */
export async function failArchive(
  store: Pick<TracebackStore, 'archive' | 'openArchive'>,
  name: string,
  error: string,
): Promise<void> {
  const known = await store.archive(name);
  if (known?.state === 'done' || known?.state === 'partial') return;
  // Not the object's ETag: whatever comes next is to be read.
  const writer = await store.openArchive({ name, etag: 'not read', parser: PARSER_VERSION, at: Date.now() });
  await writer.close({ state: 'failed', error, bytes: 0, lines: 0, tracebacks: 0 });
}
