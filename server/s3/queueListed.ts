import type { Day } from '../../src/core/groups/day.ts';
import { s3Name } from '../../src/core/papertrail/s3Address.ts';
import { PARSER_VERSION } from '../../src/core/python/archiveFinder.ts';
import type { Parts } from '../parts.ts';
import type { LogError } from '../queue/archiveQueue.ts';

/**
 * Lists the archives of some days, puts those that are new or have changed into the ledger, and has them read. Gives
 * how many there are, and how many of them wait now or were known. Throws S3Trouble and QueueTrouble.
 */
export async function queueListed(
  { store, queue, s3, now }: Pick<Parts, 'store' | 'queue' | 's3' | 'now'>,
  where: { bucket: string; prefix: string; from: Day; to: Day },
  logError: LogError,
): Promise<{ found: number; queued: number; known: number }> {
  const waiting: string[] = [];
  let found = 0;
  for await (const { bucket, key, etag } of s3.list(where, new AbortController().signal)) {
    found++;
    const name = s3Name({ bucket, key });
    const { state } = await store.queueArchive({ name, etag, parser: PARSER_VERSION, at: now() });
    if (state === 'queued') waiting.push(name);
  }
  await queue.add(waiting, logError);
  return { found, queued: waiting.length, known: found - waiting.length };
}
