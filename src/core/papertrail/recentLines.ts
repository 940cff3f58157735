import { KeptLines } from './keptLines.ts';
import type { LineWindow, Position, WindowPart } from './lineWindow.ts';

/** Number of a line in its stream, from 0. */
export type LineIndex = number;

const FIRST_MARKS = 8;

/** The newest lines of one stream, for a context: where they lie in the window, and copies of those that have left it. */
export class RecentLines {
  readonly #window: LineWindow;
  readonly #most: { lines: number; bytes: number };
  /** Of the newest lines in the window, by their index modulo the arrays' length, which is a power of two. */
  #starts = new Float64Array(FIRST_MARKS);
  #sizes = new Int32Array(FIRST_MARKS);
  #count: LineIndex = 0;
  /** Index of the oldest line that is marked. */
  #oldest: LineIndex = 0;
  #kept: KeptLines | undefined;
  /** Index of the oldest line that was not forgotten; undefined when none was. */
  #known: LineIndex | undefined;

  /** `most`: lines and bytes of a context. `continued`: the stream may have had lines before. */
  constructor(window: LineWindow, most: { lines: number; bytes: number }, continued: boolean) {
    this.#window = window;
    this.#most = most;
    this.#known = continued ? 0 : undefined;
  }

  /** How many lines the stream has had. */
  get count(): LineIndex {
    return this.#count;
  }

  /** Bytes of memory that copies take. */
  get keptBytes(): number {
    return this.#kept?.capacity ?? 0;
  }

  /** The next line, which lies in the window. */
  push(start: Position, size: number): void {
    const length = this.#starts.length;
    if (this.#count - this.#oldest === length) {
      if (length > this.#most.lines) this.#oldest++;
      else this.#grow();
    }
    const slot = this.#count & (this.#starts.length - 1);
    this.#starts[slot] = start;
    this.#sizes[slot] = size;
    this.#count++;
  }

  /** A copy of the newest lines, as many as a context may have, and the index of the first; `cut`: there would be room for lines that were forgotten. */
  context(): { lines: Uint8Array; from: LineIndex; cut: boolean } {
    let bytes = 0;
    let from = this.#count;
    const first = Math.max(this.#oldest, this.#count - this.#most.lines);
    while (from > first) {
      const size = this.#sizes[(from - 1) & (this.#sizes.length - 1)] as number;
      if (bytes + size > this.#most.bytes) break;
      bytes += size;
      from--;
    }
    const kept =
      from === this.#oldest
        ? this.#kept?.newest(this.#most.lines - (this.#count - from), this.#most.bytes - bytes)
        : undefined;
    const before = kept?.bytes.length ?? 0;
    const lines = new Uint8Array(before + bytes);
    if (kept) lines.set(kept.bytes);
    this.#copy(lines, before, from);
    from -= kept?.lines ?? 0;
    return { lines, from, cut: from === this.#known };
  }

  /** A part is about to leave the window: copies of it the lines that a context may still need. */
  leave({ bytes, start }: WindowPart): void {
    while (this.#oldest < this.#count) {
      const slot = this.#oldest & (this.#starts.length - 1);
      const at = (this.#starts[slot] as number) - start;
      if (at >= bytes.length) return;
      if (this.#oldest >= this.#count - this.#most.lines) this.#keep(bytes, at, at + (this.#sizes[slot] as number));
      this.#oldest++;
    }
  }

  /** Drops the copies. */
  forget(): void {
    if (this.#kept) this.#known = this.#oldest;
    this.#kept = undefined;
  }

  #keep(bytes: Uint8Array, start: number, end: number): void {
    // What is larger than a context is in none, nor is what stands before it.
    if (end - start > this.#most.bytes) this.#kept = undefined;
    else (this.#kept ??= new KeptLines(this.#most)).append(bytes, start, end);
  }

  #copy(target: Uint8Array, offset: number, from: LineIndex): void {
    let at = offset;
    let part: WindowPart | undefined;
    for (let index = from; index < this.#count; index++) {
      const slot = index & (this.#starts.length - 1);
      const position = this.#starts[slot] as number;
      const size = this.#sizes[slot] as number;
      if (!part || position >= part.start + part.bytes.length) part = this.#window.partAt(position);
      const start = position - part.start;
      target.set(part.bytes.subarray(start, start + size), at);
      at += size;
    }
  }

  #grow(): void {
    const { length } = this.#starts;
    const starts = new Float64Array(2 * length);
    const sizes = new Int32Array(2 * length);
    for (let index = this.#oldest; index < this.#count; index++) {
      starts[index & (2 * length - 1)] = this.#starts[index & (length - 1)] as number;
      sizes[index & (2 * length - 1)] = this.#sizes[index & (length - 1)] as number;
    }
    this.#starts = starts;
    this.#sizes = sizes;
  }
}
