import { parentPort, workerData } from 'node:worker_threads';
import { remoteStore } from '../../src/stores/remote.ts';
import { lowerPriority } from '../../src/stores/sqlite/lowerPriority.ts';
import { ArchiveError, missingSource } from '../../src/ingest/archiveSource.ts';
import { indexerOf } from '../../src/ingest/indexerOf.ts';
import { ingestArchive } from '../../src/ingest/ingestArchive.ts';
import { lazyS3 } from '../s3/s3Access.ts';
import { openArchive } from './openArchive.ts';
import type { IngestAnswer, IngestRequest, IngestThreadData } from './ingestProtocol.ts';
import type { IngestProgress } from '../../src/ingest/ingestProgress.ts';
import { linesAround } from '../../src/ingest/linesAround.ts';

/** The ingestion's thread: reads archives and sends what they hold to the store. */
const port = parentPort!;
const { store: storePort, rules, lowPriority } = workerData as IngestThreadData;
if (lowPriority) lowerPriority();
const store = remoteStore(storePort);
const indexing = indexerOf(store, rules);
const s3 = lazyS3(process.env);
const aborts = new Map<number, AbortController>();
const PROGRESS_EVERY = 100;
/** An object that is replaced while it is read is read again, so often. */
const MOST_READS = 3;
const NEVER = new AbortController().signal;

port.on('message', (request: IngestRequest) => {
  if (request.kind === 'abort') aborts.get(request.id)?.abort();
  else void answer(request);
});

async function answer(request: Exclude<IngestRequest, { kind: 'abort' }>): Promise<void> {
  const { id } = request;
  try {
    if (request.kind === 'lines')
      say({ id, kind: 'lines', lines: await linesAround(request.lines, (name) => openArchive(name, s3, NEVER)) });
    else say({ id, kind: 'row', row: await ingest(request) });
  } catch (error) {
    const { name, message, reason } = error as Error & { reason?: string };
    say({ id, kind: 'failed', error: { name, message, ...(reason === undefined ? undefined : { reason }) } });
  }
}

async function ingest({
  id,
  name,
  file,
}: Extract<IngestRequest, { kind: 'ingest' }>): ReturnType<typeof ingestArchive> {
  const abort = new AbortController();
  aborts.set(id, abort);
  let said = 0;
  const onProgress = (progress: IngestProgress) => {
    const now = performance.now();
    if (now - said < PROGRESS_EVERY) return;
    said = now;
    say({ id, kind: 'progress', progress });
  };
  try {
    for (let reads = 1; ; reads++) {
      const source = await openArchive(file, s3, abort.signal).catch((error: unknown) => {
        if (error instanceof ArchiveError) return missingSource(file, error);
        throw error;
      });
      const row = await ingestArchive(store, await indexing(), { name, source }, { signal: abort.signal, onProgress });
      if (!source.changed || reads === MOST_READS) return row;
    }
  } finally {
    aborts.delete(id);
  }
}

function say(answer: IngestAnswer): void {
  port.postMessage(answer);
}
