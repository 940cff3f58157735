import { AFTER, BEFORE } from './context.ts';
import type { LineIndex } from './archiveScanner.ts';

const FIRST_CAPACITY = 1_024;

/**
 * The first lines of a stream in an archive, for joining with the hour before: as many as a context can reach into, and
 * then until the tracebacks that began among them, and what looks like the rest of one from the hour before, are over.
 */
export class StreamHead {
  readonly #most: number;
  #buffer = new Uint8Array(FIRST_CAPACITY);
  #length = 0;
  #lines = 0;
  /** Index of the first line that no context reaches back over; undefined before it. */
  #reach: LineIndex | undefined;
  #lastFrame = 0;
  #done = false;

  /** `most`: bytes it takes, whatever is still open. */
  constructor(most: number) {
    this.#most = most;
  }

  /** False while it wants lines: then it holds all there were. */
  get done(): boolean {
    return this.#done;
  }

  get lines(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }

  /**
   * Adds the next line, `bytes` from start to before end. `frame`: it looks like a traceback's frame. `waitingSince`: index of the line with which the oldest
   * traceback that waits for lines begins. Gives by how many bytes the memory taken grew.
   */
  append(bytes: Uint8Array, start: number, end: number, frame: boolean, waitingSince: LineIndex | undefined): number {
    const size = end - start;
    const before = this.#buffer.length;
    if (this.#length + size > before) {
      const larger = new Uint8Array(Math.max(2 * before, this.#length + size));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes.subarray(start, end), this.#length);
    this.#length += size;
    this.#lines++;
    if (frame) this.#lastFrame = this.#lines;
    if (this.#lines >= BEFORE.lines || this.#length >= BEFORE.bytes) this.#reach ??= this.#lines;
    this.#done = this.#length >= this.#most || this.#isOver(waitingSince);
    return this.#buffer.length - before;
  }

  #isOver(waitingSince: LineIndex | undefined): boolean {
    if (this.#reach === undefined || this.#lines - this.#lastFrame < AFTER.lines) return false;
    if (this.#lines < BEFORE.lines + AFTER.lines && this.#length < BEFORE.bytes + AFTER.bytes) return false;
    return waitingSince === undefined || waitingSince >= this.#reach;
  }
}
