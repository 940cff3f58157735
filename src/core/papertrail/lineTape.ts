import type { LineIndex } from './recentLines.ts';

const FIRST_CAPACITY = 32_768;

/** Lines of one stream from a certain one on, all of them, for as long as they may be needed at the hour's end. */
export class LineTape {
  readonly #most: number;
  #buffer = new Uint8Array(FIRST_CAPACITY);
  #length = 0;
  /** Where each line after the first ones ends, and the index of the line that ends first. */
  #ends: number[] = [];
  #first: LineIndex;

  /** Begins with the lines before a traceback, which end before the line of this index. `most`: bytes it takes before it drops what is not needed. */
  constructor(before: Uint8Array, next: LineIndex, most: number) {
    this.#most = most;
    this.#first = next;
    this.#add(before, 0, before.length);
  }

  get lines(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }

  /** Adds a line: `bytes` from start to before end. `needed`: index of the oldest line that is needed still. */
  append(bytes: Uint8Array, start: number, end: number, needed: LineIndex): void {
    if (this.#length + end - start > this.#most) this.#drop(needed);
    if (this.#length + end - start > this.#most) return;
    this.#add(bytes, start, end);
    this.#ends.push(this.#length);
  }

  #add(bytes: Uint8Array, start: number, end: number): void {
    const size = end - start;
    if (this.#length + size > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(2 * this.#buffer.length, this.#length + size));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes.subarray(start, end), this.#length);
    this.#length += size;
  }

  #drop(needed: LineIndex): void {
    const count = needed - this.#first;
    if (count <= 0) return;
    const from = this.#ends[count - 1] ?? this.#length;
    this.#buffer.copyWithin(0, from, this.#length);
    this.#length -= from;
    this.#ends = this.#ends.slice(count).map((end) => end - from);
    this.#first = needed;
  }
}
