import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { addDays, dayIn } from '../../src/core/groups/day.ts';
import type { Parts } from '../parts.ts';
import { queueListed } from './queueListed.ts';

/** An archive comes some minutes after its hour; late ones, after an outage of Papertrail, within days. */
const DAYS_BACK = 2;

/**
 * Looks for new archives in the allowed buckets every `S3_POLL` seconds, until the signal ends it: for teams without the
 * Lambda function. Does nothing when `S3_POLL` is not set. What fails is logged and tried again the next time.
 */
export async function watchBuckets(parts: Parts, log: FastifyBaseLogger, signal: AbortSignal): Promise<void> {
  const { s3Poll, s3Buckets, s3Prefix: prefix } = parts.settings;
  if (s3Poll === undefined) return;
  while (!signal.aborted) {
    const to = dayIn('UTC')(parts.now());
    for (const bucket of s3Buckets) {
      const where = { bucket, prefix, from: addDays(to, -DAYS_BACK), to };
      try {
        const { queued } = await queueListed(parts, where, log.error.bind(log));
        if (queued > 0) log.info(`found ${queued} new or changed archives in ${bucket}`);
      } catch (error) {
        log.error({ err: error }, `the bucket ${bucket} could not be looked through`);
      }
    }
    await wait(s3Poll * 1_000, undefined, { signal, ref: false }).catch(() => {});
  }
}
