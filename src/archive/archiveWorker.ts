import { parentPort, workerData } from 'node:worker_threads';
import { indexer } from '../core/rules/indexer.ts';
import { ingestArchive } from '../ingest/ingestArchive.ts';
import type { IngestProgress } from '../ingest/ingestProgress.ts';
import { sendError } from '../stores/sentError.ts';
import { serveStore } from '../stores/serveStore.ts';
import { ArchiveInputs } from './archiveInputs.ts';
import type {
  ArchiveAnswer,
  ArchiveInput,
  ArchiveRequest,
  ArchiveResults,
  ArchiveWorkerData,
} from './archiveProtocol.ts';
import { BoundedStore } from './boundedStore.ts';
import { linesBeyond } from './linesBeyond.ts';
import { takePaste } from './takePaste.ts';

/** The editor's archives, on a thread of their own: reading, parsing and the store that the lists come from. */
const port = parentPort!;
const { store: storePort, rules, timeZone } = workerData as ArchiveWorkerData;
const store = new BoundedStore({ timeZone, rules });
const index = indexer(rules);
const inputs = new ArchiveInputs();
const cancels = new Map<number, AbortController>();
/** Archives are read one after the other: two at once only share the processor. */
let turn: Promise<unknown> = Promise.resolve();

/** Milliseconds from one telling of progress to the next: ten a second are enough to watch. */
const PROGRESS_EVERY = 100;

serveStore(store, storePort);
port.on('message', (request: ArchiveRequest) => {
  if (request.kind === 'cancel') cancels.get(request.id)?.abort();
  else void answer(request);
});

async function answer(request: Exclude<ArchiveRequest, { kind: 'cancel' }>): Promise<void> {
  const { id } = request;
  try {
    say({ id, kind: 'result', result: await fulfil(request) });
  } catch (error) {
    say({ id, kind: 'failed', error: sendError(error) });
  }
}

async function fulfil(
  request: Exclude<ArchiveRequest, { kind: 'cancel' }>,
): Promise<ArchiveResults[keyof ArchiveResults]> {
  if (request.kind === 'open') return open(request.id, request.archive);
  if (request.kind === 'lines') return linesBeyond(store, inputs, request.wanted);
  return takePaste(store, index, request.text, Date.now());
}

function open(id: number, archive: ArchiveInput): Promise<ArchiveResults['open']> {
  const cancel = new AbortController();
  cancels.set(id, cancel);
  const row = turn
    .then(async () => {
      const source = await inputs.add(archive);
      const options = { signal: cancel.signal, onProgress: progressTeller(id) };
      return await ingestArchive(store, { index, rules }, { name: archive.name, source }, options);
    })
    .finally(() => cancels.delete(id));
  turn = row.catch(() => {});
  return row;
}

function progressTeller(id: number): (progress: IngestProgress) => void {
  let told = 0;
  return (progress) => {
    const now = performance.now();
    if (now - told < PROGRESS_EVERY) return;
    told = now;
    say({ id, kind: 'progress', progress });
  };
}

function say(message: ArchiveAnswer): void {
  port.postMessage(message);
}
