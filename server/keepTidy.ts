import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { addDays, dayIn } from '../src/core/groups/day.ts';
import type { Parts } from './parts.ts';
import type { OpenQueue } from './queue/openQueue.ts';

const HOUR = 3_600_000;
/** Borders are kept so long after their hour: archives that come late still find them. */
const BORDERS = 7 * 24 * HOUR;

/**
 * What the server does beside answering, until the signal ends it: takes up archives that were left undone, and every hour
 * applies rules that changed to what is stored, drops what is older than the retention and sends again what the queue lost.
 */
export async function keepTidy(
  parts: Parts & Pick<OpenQueue, 'sendLost'>,
  log: FastifyBaseLogger,
  signal: AbortSignal,
): Promise<void> {
  await attempt(log, signal, 'archives left undone were not taken up', () =>
    parts.ingestion.resume((name) => parts.queue.isOwn(name)),
  );
  while (!signal.aborted) {
    // Those on faults, too: another process may have taken archives in by what they were before.
    await attempt(log, signal, 'the rules were not applied to what is stored', async () => {
      const changed = await parts.store.rejudge();
      if (changed > 0) log.info(`the rules have changed: ${changed} stored tracebacks were labelled or judged anew`);
    });
    await attempt(log, signal, 'the queue was not compared with the ledger', async () => {
      const sent = await parts.sendLost(parts.now());
      if (sent > 0) log.info(`sent ${sent} archives to the queue that waited in the ledger only`);
    });
    await attempt(log, signal, 'old tracebacks were not dropped', () => dropOld(parts, log));
    await wait(HOUR, undefined, { signal, ref: false }).catch(() => {});
  }
}

async function dropOld({ store, settings, now }: Parts, log: FastifyBaseLogger): Promise<void> {
  await store.dropBorders(now() - BORDERS);
  if (settings.retentionDays === undefined) return;
  const before = addDays(dayIn(store.timeZone)(now()), -settings.retentionDays);
  const dropped = await store.retain(before);
  if (dropped > 0) log.info(`dropped ${dropped} tracebacks from before ${before} (RETENTION_DAYS)`);
}

/** One that fails is logged and tried again with the next start or hour: the site is worth more without it than not at all. */
async function attempt(
  log: FastifyBaseLogger,
  signal: AbortSignal,
  failure: string,
  work: () => Promise<void>,
): Promise<void> {
  if (signal.aborted) return;
  await work().catch((error: unknown) => {
    if (!signal.aborted) log.error({ err: error }, failure);
  });
}
