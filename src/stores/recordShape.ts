import type { RecordKind, RecordValue } from './records.ts';

/** Bytes of UTF-8 that a record's id may have. */
const ID_BYTES = 512;
/** Bytes of JSON that a record's value may have. */
const VALUE_BYTES = 64 * 1024;

/** Whether a record can have this id; one that cannot is never found. */
export function isRecordId(id: string): boolean {
  return id !== '' && id.isWellFormed() && bytesOf(id) <= ID_BYTES;
}

/** The value as every store keeps it. Throws RangeError for what is no record: a programming error, or a text of a user's that is too long. */
export function recordText(kind: RecordKind, id: string, value: RecordValue): string {
  if (!/^[a-z-]+$/i.test(kind)) throw new RangeError(`A record’s kind is of letters and hyphens, not ${kind}.`);
  if (!isRecordId(id)) throw new RangeError(`A record’s id has 1 to ${ID_BYTES} bytes of UTF-8.`);
  const text = JSON.stringify(value);
  const bytes = bytesOf(text);
  if (bytes > VALUE_BYTES) throw new RangeError(`A record of ${bytes} bytes is too large: ${VALUE_BYTES} are allowed.`);
  return text;
}

/** The first id after all that begin with the prefix, in the order of their bytes; undefined when none is. */
export function afterPrefix(prefix: string): string | undefined {
  const characters = Array.from(prefix.toWellFormed());
  for (let last = characters.pop(); last !== undefined; last = characters.pop()) {
    const point = last.codePointAt(0) ?? 0;
    // Surrogates are no characters.
    if (point < 0x10ffff) return characters.join('') + String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1);
  }
  return undefined;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}
