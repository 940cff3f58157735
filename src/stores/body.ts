import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { PackedContext } from '../core/papertrail/context.ts';
import type { IndexedTraceback, TracebackText } from '../core/python/traceback.ts';

/** What of a traceback is kept in its body: all that lists do not show. */
export interface Body extends TracebackText {
  header: string;
  context: PackedContext;
  ownFingerprint?: string;
}

/** Its parts as they are stored one after another: two lengths (JSON, lines before), the JSON, the context's lines. */
export type BodyParts = readonly Uint8Array[];

const LENGTHS = 8;

export function bodyParts({ header, exceptions, text, unfinished, context, ownFingerprint }: Body): BodyParts {
  const { before, after, cut } = context;
  const json = Buffer.from(JSON.stringify({ header, exceptions, text, unfinished, cut, ownFingerprint }));
  const lengths = new DataView(new ArrayBuffer(LENGTHS));
  lengths.setUint32(0, json.length);
  lengths.setUint32(4, before.length);
  return [new Uint8Array(lengths.buffer), json, before, after];
}

/** Reads a body; its context is copied out of the bytes. */
export function readBody(bytes: Uint8Array): Body {
  const lengths = new DataView(bytes.buffer, bytes.byteOffset);
  const json = LENGTHS + lengths.getUint32(0);
  const before = json + lengths.getUint32(4);
  const { cut, ...text } = JSON.parse(new TextDecoder().decode(bytes.subarray(LENGTHS, json))) as Body & { cut?: true };
  return { ...text, context: { before: bytes.slice(json, before), after: bytes.slice(before), ...(cut && { cut }) } };
}

/** A digest of all that a traceback says; not of its labels and rule, which are compared by themselves. */
export function digestOf({ id, at, instance, program, fingerprint }: IndexedTraceback, parts: BodyParts): Uint8Array {
  const [lengths = NOTHING, json = NOTHING, ...context] = parts;
  // Checksums are enough for the context, which is ten times as long as all the rest.
  const place = JSON.stringify([id, at, instance, program, fingerprint, ...context.map((lines) => crc32(lines))]);
  return hash('sha1', Buffer.concat([lengths, json, Buffer.from(place)]), 'buffer');
}

const NOTHING = new Uint8Array();
