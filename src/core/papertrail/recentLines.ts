/** Lines kept, and the bytes they may take, for the context before a traceback. */
interface Bounds {
  lines: number;
  bytes: number;
}

/** A place in a stream, in bytes from its first line. */
export type StreamOffset = number;

const FIRST_CAPACITY = 2_048;
const MARKS = 128;

/**
 * The newest lines of one stream, one after the other in one buffer, so that a context is one slice of it. Lines older
 * than the bounds go, unless they are held.
 */
export class RecentLines {
  readonly #bounds: Bounds;
  readonly #limit: number;
  #buffer = new Uint8Array(FIRST_CAPACITY);
  /** The stream's offset of the buffer's first byte. */
  #base: StreamOffset = 0;
  #length = 0;
  /** Where the newest lines begin, by their number modulo MARKS. */
  readonly #starts = new Float64Array(MARKS);
  #lines = 0;
  #held: StreamOffset = Number.POSITIVE_INFINITY;

  /** `limit`: bytes that held lines may take; older ones go even when held. */
  constructor(bounds: Bounds, limit: number) {
    this.#bounds = bounds;
    this.#limit = limit;
  }

  /** Bytes of memory taken. */
  get capacity(): number {
    return this.#buffer.length;
  }

  /** Where the oldest line kept begins. */
  get start(): StreamOffset {
    return this.#base;
  }

  /** Where the next line will begin. */
  get end(): StreamOffset {
    return this.#base + this.#length;
  }

  /** The same place in the stream without any lines kept. */
  emptied(): RecentLines {
    const empty = new RecentLines(this.#bounds, this.#limit);
    empty.#base = this.end;
    return empty;
  }

  /** Keeps everything from this place on until told otherwise (infinity: holds nothing). */
  hold(from: StreamOffset): void {
    this.#held = from;
  }

  /** Adds a line with the line feed at its end: `bytes` from `start` to before `end` is copied. Gives by how many bytes the memory taken changed. */
  append(bytes: Uint8Array, start: number, end: number): number {
    const size = end - start;
    if (size > this.#bounds.bytes && this.#held === Number.POSITIVE_INFINITY) {
      // No context can have it, nor anything before it.
      this.#base = this.end + size;
      this.#length = 0;
      this.#lines = 0;
      return 0;
    }
    const grown = this.#length + size > this.#buffer.length ? this.#makeRoom(size) : 0;
    this.#starts[this.#lines & (MARKS - 1)] = this.#base + this.#length;
    this.#lines++;
    this.#buffer.set(bytes.subarray(start, end), this.#length);
    this.#length += size;
    return grown;
  }

  /** Where the context of the next line begins: at most so many lines and bytes back. */
  get contextStart(): StreamOffset {
    const end = this.#base + this.#length;
    const most = Math.min(this.#bounds.lines, this.#lines);
    let start = end;
    for (let back = 1; back <= most; back++) {
      const at = this.#starts[(this.#lines - back) & (MARKS - 1)] as number;
      if (at < this.#base || end - at > this.#bounds.bytes) break;
      start = at;
    }
    return start;
  }

  /** A copy of everything from this place (or from the oldest line kept) to the end. */
  slice(from: StreamOffset): Uint8Array {
    return this.#buffer.slice(Math.max(0, from - this.#base), this.#length);
  }

  #makeRoom(size: number): number {
    let keepFrom = Math.min(this.contextStart, this.#held);
    if (this.end - keepFrom > this.#limit) keepFrom = this.contextStart;
    const drop = Math.max(0, keepFrom - this.#base);
    const kept = this.#length - drop;
    // Twice what is kept, so that moving it to the front costs one copy of each byte on average.
    const needed = Math.max(2 * kept, kept + size);
    const before = this.#buffer.length;
    let capacity = FIRST_CAPACITY;
    while (capacity < needed) capacity *= 2;
    if (capacity === before) {
      this.#buffer.copyWithin(0, drop, this.#length);
    } else {
      const moved = new Uint8Array(capacity);
      moved.set(this.#buffer.subarray(drop, this.#length));
      this.#buffer = moved;
    }
    this.#base += drop;
    this.#length = kept;
    return capacity - before;
  }
}
