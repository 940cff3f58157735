import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { SqsAccess } from '../../../server/queue/sqsAccess.ts';
import type { WorkerParts } from '../../../server/queue/takeMessage.ts';
import { takeMessages } from '../../../server/queue/takeMessages.ts';
import { parseSettings } from '../../../server/settings.ts';
import type { TestQueue } from '../../support/testQueue.ts';

/** A worker that takes messages within this process. */
export interface Worker {
  /** What it logged, a line each. */
  log: string[];
  /** Waits for a line of its log. */
  logged(pattern: RegExp): Promise<void>;
  /** Until it ends by itself; throws why. */
  ended: Promise<void>;
  /** Ends it as SIGTERM does. */
  stop(): Promise<void>;
}

/** Starts a worker on a queue, with the ingestion and the store of an app over S3. */
export function openWorker({ parts }: { parts: Omit<WorkerParts, 'settings'> }, queue: TestQueue): Worker {
  const { settings } = parseSettings({ S3_BUCKETS: 'logs, spare', S3_PREFIX: 'papertrail', LOG_LEVEL: 'debug' });
  const sqs = new SqsAccess(queue.address, process.env);
  const abort = new AbortController();
  const log: string[] = [];
  const lines = new PassThrough();
  lines.on('data', (line: Buffer) => log.push(line.toString()));
  const taking = takeMessages(sqs, { ...parts, settings }, pino({ level: 'debug' }, lines), abort.signal);
  return {
    log,
    ended: taking,
    async logged(pattern) {
      while (!log.some((line) => pattern.test(line))) await once(lines, 'data');
    },
    async stop() {
      abort.abort();
      await taking;
      sqs.close();
    },
  };
}
