/** What Papertrail and syslog put before a line, and what mail and wiki put before a quotation. */
const BEFORE_LINE = /^[ \t]*(?:>[ \t]?)+|^[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d (?:\S+ )[^\s:]+: ?/;

/** White space and what cannot be seen. */
const SPACE = /[\s\u200b-\u200d\u2060\ufeff]/;

/**
 * A text that people pasted and that was wrapped, quoted, indented anew or prefixed on its way, without what such places
 * change: its lines without prefixes and quotation marks, and all of its characters but white space in a row.
 */
export class SqueezedText {
  readonly lines: readonly string[];
  /** The characters of all lines without white space; typographic quotation marks are plain ones. */
  readonly text: string;
  readonly #starts: number[] = [];

  constructor(text: string) {
    this.lines = text.split(/\r\n?|\n/).map(bare);
    let squeezed = '';
    for (const line of this.lines) {
      this.#starts.push(squeezed.length);
      squeezed += squeeze(line);
    }
    this.text = squeezed;
  }

  /** The line that holds the squeezed text's character at this offset, and the character's column in it. */
  placeOf(offset: number): { line: number; column: number } {
    let line = this.#lineAt(offset);
    let left = offset - (this.#starts[line] ?? 0);
    const whole = this.lines[line] ?? '';
    for (let column = 0; column < whole.length; column++) {
      if (SPACE.test(whole[column] ?? '')) continue;
      if (left-- === 0) return { line, column };
    }
    return { line, column: whole.length };
  }

  /** True when a line begins at this offset, or the text ends. */
  beginsLine(offset: number): boolean {
    return offset >= this.text.length || this.#starts[this.#lineAt(offset)] === offset;
  }

  /** What stands before this offset in its line, without white space. */
  beforeInLine(offset: number): string {
    return this.text.slice(this.#starts[this.#lineAt(offset)] ?? 0, offset);
  }

  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    // The last line that starts at or before the offset: empty ones start where the next does.
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Text without white space. */
export function squeeze(text: string): string {
  return text.replace(/[\s\u200b-\u200d\u2060\ufeff]+/g, '').replace(/[“”„]/g, '"');
}

function bare(line: string): string {
  let left = line;
  // A quoted line of Papertrail, or a quotation within one.
  for (let i = 0; i < 3; i++) {
    const before = BEFORE_LINE.exec(left)?.[0];
    if (before === undefined) break;
    left = left.slice(before.length);
  }
  return left;
}
