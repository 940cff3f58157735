import { PARSER_VERSION } from '../core/python/archiveFinder.ts';
import type { Indexer } from '../core/python/joinBorders.ts';
import { pastedTracebacks } from '../core/python/pastedText.ts';
import type { TracebackStore } from '../stores/store.ts';
import type { Pasted } from './archiveProtocol.ts';

/** The archive that pasted tracebacks belong to. */
const PASTED = 'pasted';

/**
 * Stores the tracebacks of a pasted text; `now`: milliseconds since 1970, when what tells no time happened. One that was
 * pasted before stays as it is.
 */
export async function takePaste(store: TracebackStore, index: Indexer, text: string, now: number): Promise<Pasted> {
  const found = pastedTracebacks(text, { now, timeZone: store.timeZone });
  const known = await Promise.all(found.map(({ id }) => store.traceback(id)));
  const fresh = found.filter((_, i) => !known[i]).map(index);
  if (fresh.length > 0) {
    const before = await store.archive(PASTED);
    const writer = await store.openArchive({ name: PASTED, etag: String(now), parser: PARSER_VERSION, at: now });
    await writer.write(fresh);
    await writer.close({
      state: 'done',
      bytes: (before?.bytes ?? 0) + text.length,
      lines: (before?.lines ?? 0) + text.split('\n').length,
      tracebacks: (before?.tracebacks ?? 0) + fresh.length,
    });
  }
  return { ids: found.map(({ id }) => id), added: fresh.length };
}
