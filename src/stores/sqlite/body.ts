import { hash } from 'node:crypto';
import type { PackedContext } from '../../core/papertrail/context.ts';
import type { IndexedTraceback, TracebackText } from '../../core/python/traceback.ts';

/** What of a traceback is kept in its body: all that lists do not show. */
export interface Body extends TracebackText {
  header: string;
  context: PackedContext;
}

/** Two lengths (JSON, lines before), then the JSON and the context's lines as they are. */
const PREFIX = 8;

export function packBody({ header, exceptions, text, unfinished, context }: Body): Uint8Array {
  const { before, after, cut } = context;
  const json = Buffer.from(JSON.stringify({ header, exceptions, text, unfinished, cut }));
  const packed = new Uint8Array(PREFIX + json.length + before.length + after.length);
  const lengths = new DataView(packed.buffer);
  lengths.setUint32(0, json.length);
  lengths.setUint32(4, before.length);
  packed.set(json, PREFIX);
  packed.set(before, PREFIX + json.length);
  packed.set(after, PREFIX + json.length + before.length);
  return packed;
}

export function unpackBody(packed: Uint8Array): Body {
  const lengths = new DataView(packed.buffer, packed.byteOffset);
  const json = PREFIX + lengths.getUint32(0);
  const before = json + lengths.getUint32(4);
  const { cut, ...text } = JSON.parse(new TextDecoder().decode(packed.subarray(PREFIX, json))) as Body & { cut?: true };
  return { ...text, context: { before: packed.slice(json, before), after: packed.slice(before), ...(cut && { cut }) } };
}

/** A digest of all that a traceback says; not of its labels and rule, which are compared by themselves. */
export function digestOf({ id, at, instance, program, fingerprint }: IndexedTraceback, packed: Uint8Array): Uint8Array {
  const place = hash('sha1', JSON.stringify([id, at, instance, program, fingerprint]), 'buffer');
  const content = hash('sha1', packed, 'buffer');
  return Buffer.concat([place.subarray(0, 8), content]);
}
