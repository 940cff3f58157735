import type { LineIndex } from './archiveScanner.ts';

const FIRST_CAPACITY = 4_096;

/** Lines of one stream from a certain one on, all of them, for as long as they may be needed at the hour's end. */
export class LineTape {
  readonly #most: number;
  /** The first lines, and behind them those that were appended. */
  #before: Uint8Array;
  #buffer = new Uint8Array(FIRST_CAPACITY);
  #length = 0;
  /** Where each appended line ends in the buffer, and the index of the one that ends first. */
  #ends: number[] = [];
  #first: LineIndex;

  /** Begins with the lines before a traceback, which end before the line of this index. `most`: bytes it takes before it drops what is not needed. */
  constructor(before: Uint8Array, next: LineIndex, most: number) {
    this.#most = most;
    // A copy: the traceback may be given away, with its context, while others wait.
    this.#before = before.slice();
    this.#first = next;
  }

  get lines(): Uint8Array {
    const lines = new Uint8Array(this.#before.length + this.#length);
    lines.set(this.#before);
    lines.set(this.#buffer.subarray(0, this.#length), this.#before.length);
    return lines;
  }

  /** Adds a line: `bytes` from start to before end. `needed`: index of the oldest line that is needed still. */
  append(bytes: Uint8Array, start: number, end: number, needed: LineIndex): void {
    const size = end - start;
    if (this.#before.length + this.#length + size > this.#most) this.#drop(needed);
    if (this.#before.length + this.#length + size > this.#most) return;
    if (this.#length + size > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(2 * this.#buffer.length, this.#length + size));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes.subarray(start, end), this.#length);
    this.#length += size;
    this.#ends.push(this.#length);
  }

  #drop(needed: LineIndex): void {
    const count = needed - this.#first;
    if (count <= 0) return;
    const from = this.#ends[count - 1] ?? this.#length;
    this.#buffer.copyWithin(0, from, this.#length);
    this.#before = NOTHING;
    this.#length -= from;
    this.#ends = this.#ends.slice(count).map((end) => end - from);
    this.#first = needed;
  }
}

const NOTHING = new Uint8Array(0);
