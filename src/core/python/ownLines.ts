/** Bytes that one traceback takes, whatever the archive holds. */
const MOST_BYTES = 524_288;

const SPACE = 32;
const LINE_FEED = 10;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** The lines of a traceback, without what they were logged with. They stay bytes until all are there: most are never needed one by one. */
export class OwnLines {
  #bytes = new Uint8Array(1_024);
  #length = 0;

  /** Joined by line feeds. */
  get text(): string {
    return decoder.decode(this.#bytes.subarray(0, Math.max(0, this.#length - 1)));
  }

  /** The last line's last byte; 0 when it is empty. */
  get lastByte(): number {
    const byte = this.#bytes[this.#length - 2] ?? 0;
    return byte === LINE_FEED ? 0 : byte;
  }

  addText(text: string): void {
    const bytes = encoder.encode(text);
    this.add(bytes, 0, bytes.length);
  }

  /** Adds a line: `bytes` from start to before end. */
  add(bytes: Uint8Array, start: number, end: number): void {
    const size = end - start;
    // Beyond the bound frames go first; what names the exception stays.
    if (this.#length + size > (bytes[start] === SPACE ? MOST_BYTES : 2 * MOST_BYTES)) return;
    if (this.#length + size + 1 > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + size + 1));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes.subarray(start, end), this.#length);
    this.#length += size;
    this.#bytes[this.#length++] = LINE_FEED;
  }
}
