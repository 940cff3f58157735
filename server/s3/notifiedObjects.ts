import { isArchiveName } from '../../src/core/papertrail/archiveName.ts';
import type { S3Object } from '../../src/core/papertrail/s3Address.ts';

/** What a notification says: the archives to take in, and what was passed over, each with the reason. */
export interface Notified {
  archives: S3Object[];
  passedOver: string[];
}

/**
 * Reads a notification in whichever wrapping it comes: S3's own event (docs.aws.amazon.com, “Event message structure”), the
 * same in an SNS message, EventBridge's “Object Created”, and S3's test event. Throws Error when it is none of them.
 */
export function notifiedObjects(event: unknown): Notified {
  const notified: Notified = { archives: [], passedOver: [] };
  read(event, notified);
  return notified;
}

function read(event: unknown, into: Notified): void {
  if (!isObject(event)) throw new Error(`This is no notification: ${shown(event)}`);
  if (event['Event'] === 's3:TestEvent') into.passedOver.push('S3’s test notification');
  else if (event['Type'] === 'Notification' && typeof event['Message'] === 'string')
    read(parse(event['Message']), into);
  else if (event['source'] === 'aws.s3' && isObject(event['detail'])) readBridged(event, into);
  else if (Array.isArray(event['Records'])) for (const record of event['Records']) readRecord(record, into);
  else throw new Error(`This is no notification of S3: ${shown(event)}`);
}

/** A record of S3's own event, or of SNS around one. */
function readRecord(record: unknown, into: Notified): void {
  if (!isObject(record)) throw new Error(`This is no record of a notification: ${shown(record)}`);
  const { Sns: sns, s3, eventName } = record;
  if (isObject(sns) && typeof sns['Message'] === 'string') read(parse(sns['Message']), into);
  else if (isObject(s3)) add(String(eventName), s3, decodeKey, into);
  else throw new Error(`This is no record of S3: ${shown(record)}`);
}

function readBridged(event: Record<string, unknown>, into: Notified): void {
  const detail = event['detail'] as Record<string, unknown>;
  const created = event['detail-type'] === 'Object Created' ? 'ObjectCreated' : String(event['detail-type']);
  // EventBridge sends keys as they are.
  add(created, detail, (key) => key, into);
}

function add(
  eventName: string,
  { bucket, object }: Record<string, unknown>,
  decode: (key: string) => string,
  into: Notified,
): void {
  const name = isObject(bucket) ? bucket['name'] : undefined;
  const encoded = isObject(object) ? object['key'] : undefined;
  if (typeof name !== 'string' || typeof encoded !== 'string')
    throw new Error(`This notification names no object: ${shown({ bucket, object })}`);
  const key = decode(encoded);
  if (!eventName.startsWith('ObjectCreated')) into.passedOver.push(`${key}: ${eventName} is no new object`);
  else if (key.endsWith('/')) into.passedOver.push(`${key}: a folder`);
  else if (!isArchiveName(key)) into.passedOver.push(`${key}: no archive (.tsv or .tsv.gz)`);
  else into.archives.push({ bucket: name, key });
}

/** S3 encodes keys as forms do: a space is `+`, a plus `%2B`, an equals sign `%3D`. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    throw new Error(`The key ${shown(key)} is not encoded as S3 does.`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`This is no notification: ${shown(text)}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 200);
}
