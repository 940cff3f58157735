const [BACKSLASH, HASH, DOUBLE, SINGLE] = [0x5c, 0x23, 0x22, 0x27];

/** What the lines of a Python file read so far leave open: a string, brackets, or a backslash at the end. By character codes: each is looked at. */
export class OpenText {
  /** The quote that ends the string, its code; 0 outside of strings. */
  #quote = 0;
  #triple = false;
  #depth = 0;
  #joined = false;

  /** Whether the next line begins within a string. */
  get inString(): boolean {
    return this.#quote !== 0;
  }

  /** Whether the next line belongs to the statement before it. */
  get continues(): boolean {
    return this.#quote !== 0 || this.#depth > 0 || this.#joined;
  }

  closeBrackets(): void {
    this.#depth = 0;
  }

  read(line: string): void {
    let [quote, triple, depth] = [this.#quote, this.#triple, this.#depth];
    const length = line.length;
    let comment = false;
    for (let i = 0; i < length; i++) {
      const char = line.charCodeAt(i);
      if (char === BACKSLASH) i++;
      else if (quote !== 0) {
        if (char !== quote) continue;
        if (!triple) quote = 0;
        else if (isTriple(line, i, char)) {
          quote = 0;
          i += 2;
        }
      } else if (char === HASH) {
        comment = true;
        break;
      } else if (char === DOUBLE || char === SINGLE) {
        quote = char;
        triple = isTriple(line, i, char);
        if (triple) i += 2;
      } else if (char === 0x28 || char === 0x5b || char === 0x7b) depth++;
      else if ((char === 0x29 || char === 0x5d || char === 0x7d) && depth > 0) depth--;
    }
    const joined = !comment && length > 0 && line.charCodeAt(length - 1) === BACKSLASH;
    // A string in single quotes ends with its line unless a backslash joins the next one to it.
    this.#quote = triple || joined ? quote : 0;
    this.#triple = triple;
    this.#depth = depth;
    this.#joined = joined;
  }
}

function isTriple(line: string, at: number, quote: number): boolean {
  return line.charCodeAt(at + 1) === quote && line.charCodeAt(at + 2) === quote;
}
