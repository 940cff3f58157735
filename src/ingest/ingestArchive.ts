import type { StreamBorder } from '../core/papertrail/border.ts';
import { neighbours } from '../core/papertrail/archiveName.ts';
import { ArchiveFinder, PARSER_VERSION } from '../core/python/archiveFinder.ts';
import type { Indexer } from '../core/python/joinBorders.ts';
import type { IndexedTraceback } from '../core/python/traceback.ts';
import { StoreError, type ArchiveRow, type ArchiveWriter, type TracebackStore } from '../stores/store.ts';
import type { Rules } from '../core/rules/rules.ts';
import { ArchiveError, type ArchiveSource } from './archiveSource.ts';
import { checkLines, readArchive, type ReadOutcome } from './readArchive.ts';
import type { IngestProgress } from './ingestProgress.ts';

/** Tracebacks sent to the store at a time, and how many such batches may be under way: 30 KB each, so 4 MB. */
const BATCH = 64;
const MOST_UNDER_WAY = 2;

/**
 * Takes one archive in: finds its tracebacks, stores them, then its borders, then joins it with its neighbours, then
 * calls it done. `index` is made of the rules. Whatever is interrupted is not done, and taking it in again gives the same.
 */
export async function ingestArchive(
  store: TracebackStore,
  { index, rules }: { index: Indexer; rules: Rules },
  archive: { name: string; source: ArchiveSource },
  options: { signal: AbortSignal; onProgress: (progress: IngestProgress) => void },
): Promise<ArchiveRow> {
  const { name, source } = archive;
  const known = await store.archive(name);
  const wasRead = known?.state === 'done' || known?.state === 'partial';
  if (wasRead && known.etag === source.etag && known.parser === PARSER_VERSION) return known;
  const writer = await store.openArchive({ name, etag: source.etag, parser: PARSER_VERSION, at: Date.now(), rules });
  const reading = new Reading(archive, writer, index, options.onProgress);
  try {
    const outcome = await reading.run(options.signal);
    if (outcome.state === 'done') await writer.replace(reading.borders);
    // A part takes nothing away of what was read from a better copy.
    else if (!wasRead) await writer.replace(headsOf(reading.borders));
    await joinNeighbours(store, name);
    return await writer.close({ ...outcome, ...reading.counts });
  } catch (error) {
    if (options.signal.aborted) return writer.close({ state: 'queued', ...reading.counts });
    if (error instanceof ArchiveError)
      return writer.close({ state: 'failed', error: error.message, ...reading.counts });
    if (error instanceof StoreError && error.reason !== 'closed') await handBack(writer, error, reading.counts);
    throw error;
  }
}

/** The ledger says why the store did not take it, and that it is to be taken up again. */
async function handBack(
  writer: ArchiveWriter,
  { message }: StoreError,
  counts: { bytes: number; lines: number; tracebacks: number },
): Promise<void> {
  // A store that takes no ledger's row either leaves it running: that is taken up again, too.
  await writer.close({ state: 'queued', error: message, ...counts }).catch(() => undefined);
}

/** One archive being read: the finder, and the batches on their way to the store. */
class Reading {
  borders: StreamBorder[] = [];
  readonly #archive: { name: string; source: ArchiveSource };
  readonly #writer: ArchiveWriter;
  readonly #finder: ArchiveFinder;
  readonly #onProgress: (progress: IngestProgress) => void;
  #batch: IndexedTraceback[] = [];
  readonly #underWay: Promise<void>[] = [];
  #bytes = 0;

  constructor(
    archive: { name: string; source: ArchiveSource },
    writer: ArchiveWriter,
    index: Indexer,
    onProgress: (progress: IngestProgress) => void,
  ) {
    this.#archive = archive;
    this.#writer = writer;
    this.#onProgress = onProgress;
    this.#finder = new ArchiveFinder((found) => this.#batch.push(index(found)), { borders: true });
  }

  get counts(): { bytes: number; lines: number; tracebacks: number } {
    const { lines, tracebacks } = this.#finder.totals;
    return { bytes: this.#bytes, lines, tracebacks };
  }

  /** Reads everything and writes all tracebacks. */
  async run(signal: AbortSignal): Promise<ReadOutcome> {
    const { source } = this.#archive;
    try {
      const outcome = await readArchive(source, this, { signal, onBytes: (bytes) => (this.#bytes = bytes) });
      this.borders = this.#finder.end();
      if (outcome.state === 'done') checkLines(source, this.#finder.totals);
      return outcome;
    } finally {
      this.#send();
      await Promise.all(this.#underWay);
    }
  }

  /** The next bytes of the archive. */
  async push(chunk: Uint8Array): Promise<void> {
    this.#finder.push(chunk);
    if (this.#batch.length >= BATCH) this.#send();
    while (this.#underWay.length > MOST_UNDER_WAY) await this.#underWay.shift();
    const { name, source } = this.#archive;
    this.#onProgress({ name, ...(source.size === undefined ? undefined : { size: source.size }), ...this.counts });
  }

  #send(): void {
    if (this.#batch.length === 0) return;
    const batch = this.#batch;
    this.#batch = [];
    const written = this.#writer.write(batch);
    // Whoever waits for the batch gets its error; until then it is nobody's.
    written.catch(() => {});
    this.#underWay.push(written);
  }
}

/** Of an archive that was not read to its end, only the beginnings of streams are known to be what they are. */
function headsOf(borders: readonly StreamBorder[]): StreamBorder[] {
  return borders.filter(({ side }) => side !== 'tail').map((border) => ({ ...border, side: 'head' }));
}

/** Joins what the hour cut, on both sides, seen from each of the three archives. */
async function joinNeighbours(store: TracebackStore, name: string): Promise<void> {
  const own = neighbours(name);
  if (!own) return;
  for (const archive of [name, own.before, own.after]) {
    const around = neighbours(archive);
    if (around) await store.settle(archive, around);
  }
}
