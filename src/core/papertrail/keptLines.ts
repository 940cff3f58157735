const FIRST_CAPACITY = 2_048;
const MARKS = 128;

/**
 * Copies of lines of one stream, one after the other in one buffer. Lines that are older than the bounds go. At most
 * 128 lines.
 */
export class KeptLines {
  readonly #most: { lines: number; bytes: number };
  #buffer = new Uint8Array(FIRST_CAPACITY);
  #length = 0;
  /** Where the newest lines begin in all bytes ever added, by their number modulo MARKS; and what of these bytes is gone. */
  readonly #starts = new Float64Array(MARKS);
  #gone = 0;
  #lines = 0;

  constructor(most: { lines: number; bytes: number }) {
    this.#most = most;
  }

  /** Bytes of memory taken. */
  get capacity(): number {
    return this.#buffer.length;
  }

  /** Adds a line: `bytes` from start to before end. */
  append(bytes: Uint8Array, start: number, end: number): void {
    const size = end - start;
    if (this.#length + size > this.#buffer.length) this.#makeRoom(size);
    this.#starts[this.#lines & (MARKS - 1)] = this.#gone + this.#length;
    this.#lines++;
    this.#buffer.set(bytes.subarray(start, end), this.#length);
    this.#length += size;
  }

  /** The newest lines, at most so many lines and bytes: a view that the next line added makes invalid. */
  newest(lines: number, bytes: number): { lines: number; bytes: Uint8Array } {
    const end = this.#gone + this.#length;
    const most = Math.min(lines, this.#lines, MARKS);
    let start = end;
    let count = 0;
    while (count < most) {
      const at = this.#starts[(this.#lines - count - 1) & (MARKS - 1)] as number;
      if (at < this.#gone || end - at > bytes) break;
      start = at;
      count++;
    }
    return { lines: count, bytes: this.#buffer.subarray(start - this.#gone, this.#length) };
  }

  #makeRoom(size: number): void {
    const kept = this.newest(this.#most.lines, this.#most.bytes).bytes;
    // Twice what is kept, so that moving it to the front costs one copy of each byte on average.
    const needed = Math.max(2 * kept.length, kept.length + size);
    let capacity = FIRST_CAPACITY;
    while (capacity < needed) capacity *= 2;
    this.#gone += this.#length - kept.length;
    if (capacity === this.#buffer.length) {
      this.#buffer.copyWithin(0, this.#length - kept.length, this.#length);
    } else {
      const moved = new Uint8Array(capacity);
      moved.set(kept);
      this.#buffer = moved;
    }
    this.#length = kept.length;
  }
}
