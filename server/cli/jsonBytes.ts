import { contextLine } from '../../src/core/papertrail/context.ts';
import { inertJson } from './output.ts';

const TAB = 9;
const LINE_FEED = 10;
const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;

/** What a byte is to a JSON string that is written to a terminal: itself, itself behind a backslash, or nothing to be decided by the byte alone. */
const PLAIN = 0;
const ESCAPED = 1;
const OTHER = 2;
const KINDS = new Uint8Array(256).map((_, byte) =>
  byte === QUOTE || byte === BACKSLASH ? ESCAPED : byte < 0x20 || byte >= 0x7f ? OTHER : PLAIN,
);

/**
 * JSON as bytes. Context lines go from the archive's bytes to the output's without becoming strings: of a busy hour
 * they are 100 MB, and `JSON.stringify` over them takes longer than everything else `parse` does.
 */
export class JsonBytes {
  #bytes = Buffer.allocUnsafe(1_048_576);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** What was written so far; the next write after `clear` goes to the same bytes. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  /** Text that is JSON already. */
  raw(text: string): void {
    this.#reserve(3 * text.length);
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** Whole log lines, each ended by a line feed, as an array of context lines. */
  contextLines(lines: Uint8Array): void {
    // The most that a line's escapes and names can add.
    this.#reserve(2 * lines.length + 2);
    this.#byte(0x5b);
    for (let start = 0; start < lines.length;) {
      const end = lines.indexOf(LINE_FEED, start);
      if (start > 0) this.#byte(COMMA);
      const before = this.#length;
      if (!this.#plainLine(lines, start, end)) {
        this.#length = before;
        this.raw(inertJson(contextLine(decoder.decode(lines.subarray(start, end)))));
        this.#reserve(2 * (lines.length - end) + 2);
      }
      start = end + 1;
    }
    this.#byte(0x5d);
  }

  /** Writes a line of ASCII with a time as Papertrail writes it; false when it is none, having written some. */
  #plainLine(lines: Uint8Array, start: number, end: number): boolean {
    let at = start;
    while (lines[at] !== TAB) at++;
    this.#ascii(ID);
    this.#copy(lines, start, at);
    at++;
    while (lines[at] !== TAB) at++;
    const received = ++at;
    while (lines[at] !== TAB) at++;
    if (at - received !== UTC_LENGTH || lines[at - 1] !== LETTER_Z || lines[received + 10] !== LETTER_T) return false;
    this.#ascii(AT);
    this.#copy(lines, received, at);
    for (let tabs = 3; tabs < 9;) if (lines[++at] === TAB) tabs++;
    this.#ascii(MESSAGE);
    if (!this.#escape(lines, at + 1, end)) return false;
    this.#ascii(END);
    return true;
  }

  #escape(lines: Uint8Array, start: number, end: number): boolean {
    const target = this.#bytes;
    let length = this.#length;
    for (let at = start; at < end; at++) {
      const byte = lines[at] as number;
      const kind = KINDS[byte];
      if (kind === OTHER) return false;
      if (kind === ESCAPED) target[length++] = BACKSLASH;
      target[length++] = byte;
    }
    this.#length = length;
    return true;
  }

  #ascii(text: Uint8Array): void {
    this.#copy(text, 0, text.length);
  }

  #copy(bytes: Uint8Array, start: number, end: number): void {
    let length = this.#length;
    for (let at = start; at < end; at++) this.#bytes[length++] = bytes[at] as number;
    this.#length = length;
  }

  #byte(byte: number): void {
    this.#bytes[this.#length++] = byte;
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.#length + size));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

const UTC_LENGTH = 20;
const LETTER_T = 84;
const LETTER_Z = 90;
const decoder = new TextDecoder();
const encoder = new TextEncoder();
const ID = encoder.encode('{"id":"');
const AT = encoder.encode('","at":"');
const MESSAGE = encoder.encode('","message":"');
const END = encoder.encode('"}');
