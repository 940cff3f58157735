const encoder = new TextEncoder();
const TIME = /\d\d:\d\d/;

const NOTHING = new Uint8Array();
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

/**
 * What stands before each line of one traceback: the same bytes on every line, or, when there is a time of day in it,
 * the same but for its digits.
 */
export class LinePrefix {
  readonly text: string;
  /** True when it tells the lines of one process from those of others: it is more than white space. */
  readonly tells: boolean;
  readonly #bytes: Uint8Array;
  readonly #anyDigits: boolean;

  constructor(text: string) {
    this.text = text;
    this.tells = text.trim() !== '';
    this.#bytes = text === '' ? NOTHING : encoder.encode(text);
    this.#anyDigits = TIME.test(text);
  }

  /** Where the line goes on behind the prefix; -1 when it has another. */
  skip(bytes: Uint8Array, start: number, end: number): number {
    return this.#anyDigits ? this.#skipShape(bytes, start, end) : this.#skipSame(bytes, start, end);
  }

  /** True for a prefix that this one would be on another line. */
  fits(text: string): boolean {
    if (text === this.text) return true;
    const bytes = encoder.encode(text);
    return this.skip(bytes, 0, bytes.length) === bytes.length;
  }

  #skipSame(bytes: Uint8Array, start: number, end: number): number {
    const length = this.#bytes.length;
    if (end - start < length) return -1;
    for (let i = 0; i < length; i++) if (bytes[start + i] !== this.#bytes[i]) return -1;
    return start + length;
  }

  #skipShape(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    for (let i = 0; i < this.#bytes.length; i++) {
      if (isDigit(this.#bytes[i])) {
        if (at >= end || !isDigit(bytes[at])) return -1;
        while (at < end && isDigit(bytes[at])) at++;
        while (isDigit(this.#bytes[i + 1])) i++;
      } else {
        if (at >= end || bytes[at] !== this.#bytes[i]) return -1;
        at++;
      }
    }
    return at;
  }
}

/** No prefix: most tracebacks. */
export const NO_PREFIX: LinePrefix = new LinePrefix('');
