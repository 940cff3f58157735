import { looksLikeS3 } from '../../src/core/papertrail/s3Address.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import type { SqsAccess } from './sqsAccess.ts';
import type { SqsQueue } from './sqsQueue.ts';

/** The queue's counts are some seconds late, and a row is there before its message. Milliseconds. */
const SURE_AFTER = 10 * 60_000;

/**
 * Sends archives of S3 again that the ledger calls queued or running while the queue has not a single message: those whose message
 * was lost between ledger and queue, or that waited before there was a queue. Gives how many. `now`: milliseconds since 1970.
 */
export async function sendLost(
  { sqs, queue, store }: { sqs: SqsAccess; queue: SqsQueue; store: Pick<TracebackStore, 'archives'> },
  now: number,
): Promise<number> {
  const { messages } = await sqs.facts();
  if (messages > 0) return 0;
  let count = 0;
  for (const state of ['queued', 'running'] as const) {
    let cursor: string | undefined;
    do {
      const page = await store.archives({ state, limit: 100, ...(cursor !== undefined && { cursor }) });
      const lost = page.archives.filter(({ name, startedAt }) => looksLikeS3(name) && now - startedAt > SURE_AFTER);
      await queue.add(lost.map(({ name }) => name));
      count += lost.length;
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return count;
}
