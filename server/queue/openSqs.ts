import type { FastifyBaseLogger } from 'fastify';
import type { TracebackStore } from '../../src/stores/store.ts';
import { sendLost } from './sendLost.ts';
import { SqsAccess } from './sqsAccess.ts';
import { SqsQueue } from './sqsQueue.ts';
import type { WorkerParts } from './takeMessage.ts';
import { takeMessages } from './takeMessages.ts';

/** A queue of SQS, and what is done with it. Loads the SDK: import it where there is such a queue only. */
export function openSqs(address: URL, store: TracebackStore) {
  const sqs = new SqsAccess(address, process.env);
  const queue = new SqsQueue(sqs, store);
  return {
    queue,
    take: (parts: WorkerParts, log: FastifyBaseLogger, signal: AbortSignal): Promise<void> =>
      takeMessages(sqs, parts, log, signal),
    sendLost: (now: number): Promise<number> => sendLost({ sqs, queue, store }, now),
    close: (): void => sqs.close(),
  };
}
