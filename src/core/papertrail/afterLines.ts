import { AFTER } from './context.ts';

const NOTHING = new Uint8Array(0);
const FIRST_CAPACITY = 1_024;

/** The lines after a traceback, as many as its context may have. */
export class AfterLines {
  #bytes = NOTHING;
  #length = 0;
  #lines = 0;
  readonly #most: number;
  #full: boolean;

  /** `most`: how many lines, at most 20. */
  constructor(most: number) {
    this.#most = Math.min(most, AFTER.lines);
    this.#full = this.#most === 0;
  }

  /** True when it takes no more lines. */
  get full(): boolean {
    return this.#full;
  }

  /** Whole log lines. */
  get lines(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** Adds a whole log line, `bytes` from start to before end, if there is room for all of it. */
  add(bytes: Uint8Array, start: number, end: number): void {
    if (this.#full) return;
    if (this.#length + end - start > AFTER.bytes) {
      this.#full = true;
      return;
    }
    if (this.#length + end - start > this.#bytes.length) {
      const larger = new Uint8Array(Math.min(AFTER.bytes, Math.max(FIRST_CAPACITY, 2 * (this.#length + end - start))));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes.subarray(start, end), this.#length);
    this.#length += end - start;
    this.#lines++;
    this.#full = this.#lines === this.#most;
  }

  /** What was added stands in the traceback's middle: begins anew. */
  clear(): void {
    this.#length = 0;
    this.#lines = 0;
    this.#full = this.#most === 0;
  }
}
