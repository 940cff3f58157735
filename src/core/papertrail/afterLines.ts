import { AFTER } from './context.ts';

const NOTHING = new Uint8Array(0);

/** The lines after a traceback, as many as its context may have. */
export class AfterLines {
  #bytes = NOTHING;
  #length = 0;
  #lines = 0;
  #full = false;

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
    if (this.#bytes === NOTHING) this.#bytes = new Uint8Array(AFTER.bytes);
    this.#bytes.set(bytes.subarray(start, end), this.#length);
    this.#length += end - start;
    this.#lines++;
    this.#full = this.#lines === AFTER.lines;
  }

  /** What was added stands in the traceback's middle: begins anew. */
  clear(): void {
    this.#length = 0;
    this.#lines = 0;
    this.#full = false;
  }
}
