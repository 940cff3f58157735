import type { FastifyBaseLogger } from 'fastify';
import type { Parts } from '../parts.ts';
import type { ArchiveQueue } from './archiveQueue.ts';
import { OwnQueue } from './ownQueue.ts';
import type { WorkerParts } from './takeMessage.ts';

/** Where archives wait, and the work of taking them from there. */
export interface OpenQueue {
  queue: ArchiveQueue;
  /** Takes in what waits, until the signal ends it. Nothing to do for a server that works alone: it begins with what it is given. */
  take: (parts: WorkerParts, log: FastifyBaseLogger, signal: AbortSignal) => Promise<void>;
  /** Has archives read again that the ledger has as waiting and the queue does not know. Gives how many. */
  sendLost: (now: number) => Promise<number>;
  close: () => void;
}

/** The queue that `QUEUE_URL` names, or this server's own. The SDK is loaded when there is such a queue only: that costs 0.1 s. */
export async function openQueue({
  store,
  ingestion,
  settings,
}: Pick<Parts, 'store' | 'ingestion' | 'settings'>): Promise<OpenQueue> {
  const { queueUrl } = settings;
  if (!queueUrl)
    return {
      queue: new OwnQueue({ store, ingestion }),
      take: async () => undefined,
      sendLost: async () => 0,
      close: () => undefined,
    };
  const { openSqs } = await import('./openSqs.ts');
  return openSqs(queueUrl, store);
}
