import { s3Name, type S3Object } from '../../src/core/papertrail/s3Address.ts';
import type { Parts } from '../parts.ts';
import { checkAllowed } from '../s3/allowedObjects.ts';
import type { Notified } from '../s3/notifiedObjects.ts';
import { failArchive } from './failArchive.ts';
import { readMessage } from './readMessage.ts';

/** What became of a message: it is through with, or is to come again, and why. */
export type Taken = { kind: 'done'; archives: string[]; passedOver: string[] } | { kind: 'again'; because: string };

/** What a worker needs of the server's parts. */
export type WorkerParts = Pick<Parts, 'store' | 'ingestion' | 'settings'>;

/** Whether this is the last time that the queue gives a message out. */
export interface Delivery {
  isLast: boolean;
}

/**
 * Takes in the archives that a message names. What is nonsense, not allowed or not to be read is to come again too: after so many
 * times the queue puts it with the dead letters. Why is in the ledger by then.
 */
export async function takeMessage(
  parts: WorkerParts,
  body: string,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<Taken> {
  let notified: Notified;
  try {
    notified = readMessage(body);
  } catch (error) {
    return { kind: 'again', because: `This message names no archive. ${(error as Error).message}` };
  }
  const troubles: string[] = [];
  for (const object of notified.archives) {
    const trouble = await takeIn(parts, object, delivery, signal);
    if (trouble !== undefined) troubles.push(trouble);
  }
  if (troubles.length > 0) return { kind: 'again', because: troubles.join(' ') };
  return { kind: 'done', archives: notified.archives.map(s3Name), passedOver: notified.passedOver };
}

/** Gives why it did not go well. */
async function takeIn(
  { store, ingestion, settings }: WorkerParts,
  object: S3Object,
  { isLast }: Delivery,
  signal: AbortSignal,
): Promise<string | undefined> {
  const name = s3Name(object);
  try {
    checkAllowed(settings, object);
    if (isLast && (await store.archive(name))?.state === 'running')
      throw new Error(`Reading ${name} ended the process each time it was tried. It is with the dead letters now.`);
    const row = await ingestion.ingest(name, { signal });
    if (row.state === 'queued') return `${name} was handed back.`;
    return row.state === 'failed' ? (row.error ?? `${name} could not be taken in.`) : undefined;
  } catch (error) {
    if (signal.aborted) return `${name} was handed back.`;
    const { message } = error as Error;
    // A store that is not to be reached cannot be told either; then the ledger says so the next time.
    await failArchive(store, name, message).catch(() => undefined);
    return message;
  }
}
