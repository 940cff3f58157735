/** Bytes of one line that are looked at; what is beyond them is passed over. Papertrail's own limit is 100,000. */
export const MOST_LINE = 131_072;

export const LINE_FEED = 10;

/** Gets one line, `bytes` from start to before end, without its line feed, which stands at end. The bytes are not changed afterwards. */
export type TakeLine = (bytes: Uint8Array, start: number, end: number) => void;

/**
 * Cuts bytes that come in chunks of any size into lines. A line that lies in one chunk is given where it lies; one that
 * is cut is put together; one that is too long is shortened, wherever the chunks' borders are.
 */
export class ChunkedLines {
  readonly #take: TakeLine;
  /** The beginning of a line that the last chunk cut; made when first needed. */
  #rest = new Uint8Array(0);
  #restLength = 0;
  #restPending = false;

  constructor(take: TakeLine) {
    this.#take = take;
  }

  /** The next bytes, which must not change afterwards: lines are given where they lie. */
  push(chunk: Uint8Array): void {
    let start = 0;
    if (this.#restPending) {
      const end = chunk.indexOf(LINE_FEED);
      this.#keepRest(chunk, 0, end < 0 ? chunk.length : end);
      if (end < 0) return;
      this.end();
      start = end + 1;
    }
    // Node's Buffer finds a byte three times as fast as a plain array does, and takes 90 ns longer to give a part of itself.
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length);
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, start);
      if (end < 0) break;
      if (end - start > MOST_LINE) this.#takeShortened(bytes, start);
      else this.#take(bytes, start, end);
      start = end + 1;
    }
    if (start < chunk.length) this.#keepRest(chunk, start, chunk.length);
  }

  /** No more bytes come: the last line need not have a line feed. */
  end(): void {
    if (!this.#restPending) return;
    const length = this.#restLength;
    this.#rest[length] = LINE_FEED;
    this.#restLength = 0;
    this.#restPending = false;
    this.#take(this.#rest.slice(0, length + 1), 0, length);
  }

  #keepRest(chunk: Uint8Array, start: number, end: number): void {
    if (this.#rest.length === 0) this.#rest = new Uint8Array(MOST_LINE + 1);
    const part = chunk.subarray(start, Math.min(end, start + MOST_LINE - this.#restLength));
    this.#rest.set(part, this.#restLength);
    this.#restLength += part.length;
    this.#restPending = true;
  }

  #takeShortened(chunk: Uint8Array, start: number): void {
    const line = chunk.slice(start, start + MOST_LINE + 1);
    line[MOST_LINE] = LINE_FEED;
    this.#take(line, 0, MOST_LINE);
  }
}
