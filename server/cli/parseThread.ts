import { parentPort, workerData } from 'node:worker_threads';
import { ArchiveFinder } from '../../src/core/python/archiveFinder.ts';
import type { FoundTraceback } from '../../src/core/python/traceback.ts';
import { ArchiveError, localSource } from '../../src/ingest/archiveSource.ts';
import { checkLines, readArchive } from '../../src/ingest/readArchive.ts';
import { parcelTracebacks } from '../../src/stores/ownedBytes.ts';
import type { FindAnswer, FindThreadData } from './parseProtocol.ts';

/** Tracebacks sent at a time, and how many such batches may be under way: 30 KB each, so 4 MB. */
const BATCH = 32;
const MOST_UNDER_WAY = 4;

/** The thread of `parse` that reads the archive and finds tracebacks, so that parsing and printing them goes on beside. */
const port = parentPort!;
const { file, context } = workerData as FindThreadData;
const NOTHING = new Uint8Array();
let batch: FoundTraceback[] = [];
let underWay = 0;
let taken: (() => void) | undefined;

port.on('message', () => {
  underWay--;
  if (underWay <= MOST_UNDER_WAY) taken?.();
});

try {
  const source = await localSource(file);
  const keep = (found: FoundTraceback): unknown => batch.push(context === 0 ? withoutContext(found) : found);
  const finder = new ArchiveFinder(keep, { borders: false, context });
  const push = async (chunk: Uint8Array): Promise<void> => {
    finder.push(chunk);
    if (batch.length >= BATCH) send();
    if (underWay > MOST_UNDER_WAY) await new Promise<void>((resolve) => (taken = resolve));
  };
  const outcome = await readArchive(source, { push });
  finder.end();
  send();
  checkLines(source, finder.totals);
  say({ kind: 'read', outcome });
} catch (error) {
  if (!(error instanceof ArchiveError)) throw error;
  send();
  say({ kind: 'unreadable', why: error.message });
}
// The port would keep the thread alive.
port.close();

/** Finding looks at some lines whatever is wanted; sending them costs a tenth of the time. */
function withoutContext(found: FoundTraceback): FoundTraceback {
  return { ...found, context: { ...found.context, before: NOTHING, after: NOTHING } };
}

function send(): void {
  if (batch.length === 0) return;
  const { values, transfer } = parcelTracebacks(batch);
  batch = [];
  underWay++;
  say({ kind: 'found', tracebacks: values }, transfer);
}

function say(answer: FindAnswer, transfer: ArrayBuffer[] = []): void {
  port.postMessage(answer, transfer);
}
