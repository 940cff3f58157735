import type { Message } from '@aws-sdk/client-sqs';
import type { FastifyBaseLogger } from 'fastify';
import { Consumer } from 'sqs-consumer';
import { describeSqs } from './queueTrouble.ts';
import type { QueueFacts, SqsAccess } from './sqsAccess.ts';
import { takeMessage, type WorkerParts } from './takeMessage.ts';

/** A message is kept so often longer than its visibility while it is worked on. */
const HEARTBEATS = 3;
/** What fails comes again after the queue's visibility, then after twice that, and so on up to this. Seconds. */
const LONGEST_WAIT = 900;

/**
 * Takes messages from the queue, one at a time, until the signal ends it; then the archive under way is handed back and its
 * message left to the others at once. Throws QueueTrouble when the queue cannot be looked at, and what ended the ingestion.
 */
export async function takeMessages(
  sqs: SqsAccess,
  parts: WorkerParts,
  log: FastifyBaseLogger,
  signal: AbortSignal,
): Promise<void> {
  const facts = await sqs.facts();
  log.info(`taking archives from ${sqs.address.href}`);
  warnOf(facts, log);
  const broken = new AbortController();
  const end = AbortSignal.any([signal, broken.signal]);
  const consumer = Consumer.create({
    queueUrl: sqs.address.href,
    sqs: sqs.client,
    messageSystemAttributeNames: ['ApproximateReceiveCount'],
    visibilityTimeout: facts.visibility,
    heartbeatInterval: facts.visibility / HEARTBEATS,
    terminateVisibilityTimeout: ([message]) => (end.aborted || !message ? 0 : waitBefore(receives(message), facts)),
    handleMessage: async (message) => {
      const count = receives(message);
      const isLast = count > 1 && count >= (facts.mostReceives ?? Infinity);
      const taken = await takeMessage(parts, message.Body ?? '', { isLast }, end);
      if (parts.ingestion.broken) broken.abort(parts.ingestion.broken);
      if (taken.kind === 'again') throw new Error(taken.because);
      for (const what of taken.passedOver) log.debug(`passed over ${what}`);
      for (const name of taken.archives) log.info(`took in ${name}`);
      return message;
    },
  });
  logTroubles(consumer, { sqs, facts, log, end });
  await untilStopped(consumer, end);
  broken.signal.throwIfAborted();
}

/** Polls until the signal, then until what is under way has ended. */
async function untilStopped(consumer: Consumer, end: AbortSignal): Promise<void> {
  let busy: PromiseWithResolvers<void> | undefined;
  consumer.on('message_received', () => {
    busy = Promise.withResolvers();
  });
  consumer.on('response_processed', () => {
    busy?.resolve();
    busy = undefined;
  });
  if (end.aborted) return;
  consumer.start();
  await new Promise<void>((resolve) => {
    end.addEventListener('abort', () => resolve(), { once: true });
  });
  // An abort would break its own last requests too, so only a poll is broken off.
  consumer.stop({ abort: busy === undefined });
  await busy?.promise;
}

function logTroubles(
  consumer: Consumer,
  { sqs, facts, log, end }: { sqs: SqsAccess; facts: QueueFacts; log: FastifyBaseLogger; end: AbortSignal },
): void {
  let said: string | undefined;
  for (const event of ['message_received', 'empty'] as const) {
    consumer.on(event, () => {
      said = undefined;
    });
  }
  consumer.on('error', (error) => {
    const cause = error.cause ?? error;
    const { message } = describeSqs(cause, 'read from', sqs.address);
    // The same outage is tried again every second: once is enough.
    if (!end.aborted && message !== said) log.error({ err: cause }, message);
    said = message;
  });
  consumer.on('processing_error', (error, message) => {
    const because = error.cause instanceof Error ? error.cause.message : error.message;
    if (end.aborted) log.info(because);
    else
      log.error(
        { message: message.MessageId, body: message.Body?.slice(0, 1_000) },
        `${because} ${fate(message, facts)}`,
      );
  });
}

function fate(message: Message, facts: QueueFacts): string {
  const count = receives(message);
  if (facts.mostReceives !== undefined && count >= facts.mostReceives)
    return `That was the last of ${facts.mostReceives} times: the message goes to the dead-letter queue.`;
  const times = facts.mostReceives === undefined ? `${count}` : `${count} of ${facts.mostReceives}`;
  return `It comes again in ${waitBefore(count, facts)} s (time ${times}).`;
}

function warnOf({ visibility, mostReceives }: QueueFacts, log: FastifyBaseLogger): void {
  if (mostReceives === undefined)
    log.warn('the queue has no dead-letter queue: what cannot be taken in comes again for ever (docs/aws.md)');
  if (visibility < 10)
    log.warn(`the queue’s visibility timeout is ${visibility} s: on a busy machine messages come twice`);
}

function receives({ Attributes }: Message): number {
  return Number(Attributes?.ApproximateReceiveCount ?? 1);
}

function waitBefore(count: number, { visibility }: QueueFacts): number {
  return Math.min(LONGEST_WAIT, visibility * 2 ** (count - 1));
}
