import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { looksLikeS3, parseS3Address } from '../../src/core/papertrail/s3Address.ts';
import type { ArchiveRow, TracebackStore } from '../../src/stores/store.ts';
import type { ArchiveQueue } from './archiveQueue.ts';
import type { SqsAccess } from './sqsAccess.ts';

/** How often the ledger is asked whether an archive was read: another process may have done it. Milliseconds. */
const LOOK_EVERY = 500;

/** The queue of several servers and workers that share one store: Amazon SQS. */
export class SqsQueue implements ArchiveQueue {
  readonly #sqs: Pick<SqsAccess, 'send'>;
  readonly #store: Pick<TracebackStore, 'archive'>;

  constructor(sqs: Pick<SqsAccess, 'send'>, store: Pick<TracebackStore, 'archive'>) {
    this.#sqs = sqs;
    this.#store = store;
  }

  async add(names: readonly string[]): Promise<void> {
    await this.#sqs.send(names.map(messageOf));
  }

  async outcome(name: string, milliseconds: number): Promise<ArchiveRow | undefined> {
    const end = performance.now() + milliseconds;
    for (;;) {
      const row = await this.#store.archive(name);
      if (row && row.state !== 'queued' && row.state !== 'running') return row;
      if (performance.now() + LOOK_EVERY > end) return undefined;
      await wait(LOOK_EVERY);
    }
  }

  /** What lies in S3 comes back as a message, to whoever is free; files are those of one machine. */
  isOwn(name: string): boolean {
    return !looksLikeS3(name) && existsSync(name);
  }
}

/** Our own message: the object and nothing else, as the body of `POST /api/parse_s3`. */
function messageOf(name: string): string {
  const { bucket, key } = parseS3Address(name);
  return JSON.stringify({ bucket, key });
}
