import type { ContextLine } from '../../src/core/papertrail/context.ts';
import type { IngestProgress } from '../../src/ingest/ingestProgress.ts';
import type { LinesRequest } from '../../src/ingest/linesAround.ts';
import type { ArchiveRow } from '../../src/stores/store.ts';

/** Reads archives on a thread of its own and stores what they hold. */
export interface Ingestion {
  /**
   * Takes in one archive: a local file, or `-` for standard input. Archives wait for one another. Gives the ledger's row;
   * what is wrong with the archive is in the row (`partial`, `failed`, with the sentence to show), not thrown. An archive
   * that the store already has `done`, same ETag and parser, is not read again. Aborting hands it back: the row stays `queued`.
   */
  ingest(
    file: string,
    options?: { onProgress?: (progress: IngestProgress) => void; signal?: AbortSignal },
  ): Promise<ArchiveRow>;
  /**
   * Takes up again what the ledger does not call done: queued, and running when a former process died. `isOwn`: only those that are
   * for this process to take up; others may be working on the rest.
   */
  resume(isOwn?: (name: string) => boolean): Promise<void>;
  /** How many archives wait or are under way. */
  readonly pending: number;
  /** Why its thread has ended and takes nothing in any more. */
  readonly broken?: Error | undefined;
  /**
   * More lines of a traceback's stream from its archive, oldest first: those before (or after) the line with the given id, at most `limit`.
   * Undefined when the archive is not at hand any more.
   */
  moreLines(request: LinesRequest): Promise<ContextLine[] | undefined>;
  /** Hands back what is under way and stops the thread. */
  close(): Promise<void>;
}
