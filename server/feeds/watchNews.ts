import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { counted } from '../../src/core/wording/number.ts';
import type { Parts } from '../parts.ts';
import { siteBase } from './siteBase.ts';
import { tellWebhook } from './webhook.ts';

const EVERY = 20_000;

/** Tells the webhooks of `WEBHOOK_URLS` of new and regressed faults, until the signal ends it. What fails is logged and tried again. */
export async function watchNews(
  { store, settings, now }: Parts,
  log: FastifyBaseLogger,
  signal: AbortSignal,
): Promise<void> {
  const { webhookUrls, webhookSecret: secret, webhookPrivateHosts: allowed } = settings;
  if (webhookUrls.length === 0) return;
  const telling = { store, base: siteBase(settings), secret, allowed, now };
  while (!signal.aborted) {
    for (const url of webhookUrls) {
      // Its path is what lets one post there: only its host is logged.
      const where = `the webhook at ${url.host}`;
      try {
        const told = await tellWebhook(url, telling);
        if (told.kind === 'nothing') continue;
        const what = counted(told.faults, 'new or regressed fault');
        if (told.delivery.kind === 'delivered') log.info(`told ${where} of ${what}`);
        else log.error(`${where} was not told of ${what}: ${told.delivery.because}`);
      } catch (error) {
        if (!signal.aborted) log.error({ err: error }, `${where} could not be told what is new`);
      }
    }
    await wait(EVERY, undefined, { signal, ref: false }).catch(() => {});
  }
}
