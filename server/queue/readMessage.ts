import { checkBucket, checkKey, type S3Object } from '../../src/core/papertrail/s3Address.ts';
import { notifiedObjects, type Notified } from '../s3/notifiedObjects.ts';

/**
 * What a message of the queue asks for: our own, which names one object, or a notification of S3, bare, in SNS or from
 * EventBridge. Throws Error with one sentence for what is none of them.
 */
export function readMessage(body: string): Notified {
  const message = parse(body);
  const notified: Notified = isOwn(message)
    ? { archives: [{ bucket: message.bucket, key: message.key }], passedOver: [] }
    : notifiedObjects(message);
  for (const { bucket, key } of notified.archives) {
    checkBucket(bucket);
    checkKey(key);
  }
  return notified;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Error('It is no JSON.');
  }
}

function isOwn(message: unknown): message is S3Object {
  if (typeof message !== 'object' || message === null) return false;
  const { bucket, key } = message as Partial<Record<keyof S3Object, unknown>>;
  return typeof bucket === 'string' && typeof key === 'string';
}
