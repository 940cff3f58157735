import { FoldedMessage } from './normalizeFold.ts';

// All sticky: each is tried at one place. Those that can be refused after a long look go through #run, which keeps it linear.
const WORD = /[\p{L}\p{M}\p{N}_]+/uy;
const WORD_SIGN = /[\p{L}\p{M}\p{N}_*]/uy;
const EMAIL = /[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/y;
/** A JSON web token: base64 of `{"…`. */
const SIGNED_TOKEN = /eyJ[\w-]+(?:\.[\w-]+){0,2}/y;
const URL_REST = /:\/\/[^\s'"<>()[\]{}*]*/y;
const DRIVE_REST = /:[\\/][^\s'"<>|*]*/y;
const SHARE = /\\\\[\w.$-]+\\[^\s'"<>|*]*/y;
const PATH = /(?:~|\.{1,2})?(?:\/[^\s'"<>()[\]{},;:*?|\\/]+)+\/?(?:\?[^\s'"<>()[\]{}*]*)?/y;
const RELATIVE = /[\w.@%+-]+(?:\/[\w.@%+-]+)*/y;
/** Groups of hex digits: a UUID; a hardware or IPv6 address. */
const HEX_GROUPS = /[\da-f]+(?:-[\da-f]+)*/iy;
const HEX_ADDRESS = /[\da-f]{0,4}(?::[\da-f]{0,4}){3,7}/iy;
/** What base64 ends with. */
const PADDING = /={1,2}(?![^\s,;.:)\]}'"])/y;

const DIGIT = /\p{N}/u;
const NUMBER = /^(?:\d[\d_]*(?:[a-zA-Zµ]{1,3}\d*)?|0[xX][\da-fA-F]+)$/;
const HEX = /^[\da-fA-F]{6,}$/;
/** Too long for a word that happens to have no other letters. */
const HEX_WITHOUT_DIGIT = /^[a-f]{10,}$/;
const TWO_NUMBERS = /\p{N}[\p{L}\p{M}_]+\p{N}/u;
const CLOSING: Record<string, string> = { "'": "'", '"': '"', '‘': '’', '“': '”', '«': '»' };

/** Reads a line once, from its beginning to its end, and folds it; names: quoted names behind words such as `attribute` stay. */
export function foldMessage(line: string, names: boolean): FoldedMessage {
  const reader = new MessageReader(line, names);
  while (!reader.done) reader.step();
  return reader.folded;
}

class MessageReader {
  readonly folded = new FoldedMessage();
  readonly #line: string;
  readonly #names: boolean;
  readonly #unclosed = new Set<string>();
  readonly #refused = new Map<RegExp, number>();
  #at = 0;

  constructor(line: string, names: boolean) {
    this.#line = line;
    this.#names = names;
  }

  get done(): boolean {
    return this.#at >= this.#line.length;
  }

  step(): void {
    const sign = this.#line[this.#at]!;
    const word = this.#match(WORD);
    if (word !== undefined) return this.#word(word);
    if (sign === '*') return this.#value(1);
    if (sign === '=' && this.folded.endsInValue && this.#match(PADDING) !== undefined) return this.#past(1);
    if (/\s/.test(sign)) return this.#past(1, () => this.folded.space());
    if (!this.folded.attached && this.#standsAlone(sign)) return;
    if ('([{'.includes(sign)) return this.#past(1, () => this.folded.open(sign));
    this.#past(1, () => this.folded.mark(sign));
  }

  /** What can only begin where no word or value ends: quoted values, paths, objects, signs of numbers. */
  #standsAlone(sign: string): boolean {
    if (sign in CLOSING) return this.#quoted(0);
    const next = this.#line[this.#at + 1] ?? '';
    if (sign === '<' && /[\p{L}_]/u.test(next)) {
      this.#past(1, () => this.folded.open('<'));
      return true;
    }
    if ((sign === '-' || sign === '+') && /\d/.test(next)) {
      this.#at++;
      return true;
    }
    const path = '/~.'.includes(sign) ? this.#match(PATH) : sign === '\\' ? this.#match(SHARE) : undefined;
    if (path === undefined) return false;
    this.#value(withoutStop(path));
    return true;
  }

  #word(word: string): void {
    const line = this.#line;
    const next = line[this.#at + word.length] ?? '';
    if (!this.folded.attached) {
      if (next in CLOSING && /^[ubrf]{1,2}$/i.test(word) && this.#quoted(word.length)) return;
      const longer = this.#longer(word, next);
      if (longer !== undefined) return this.#value(longer);
    }
    if (word.length > 64 || isValue(word)) return this.#value(word.length);
    if (!DIGIT.test(word)) return this.#past(word.length, () => this.folded.word(word));
    for (const piece of word.split(/(\p{N}+)/u)) {
      if (DIGIT.test(piece)) this.#value(piece.length);
      else if (piece !== '') this.#past(piece.length, () => this.folded.word(piece));
    }
  }

  /** How long the address, token or path is that begins with this word. */
  #longer(word: string, next: string): number | undefined {
    if (next === ':') {
      const rest = this.#match(URL_REST, word.length) ?? (word.length === 1 ? this.#match(DRIVE_REST, 1) : undefined);
      if (rest !== undefined) return word.length + withoutStop(rest);
    }
    if (word.startsWith('eyJ')) {
      const token = this.#run(SIGNED_TOKEN, (run) => run.includes('.'));
      if (token !== undefined) return token;
    }
    if (next !== '' && '@.+-%'.includes(next) && this.#line.includes('@', this.#at)) {
      const email = this.#match(EMAIL);
      if (email !== undefined) return email.length;
    }
    if (next === '-' || next === ':') {
      const long = (run: string): boolean => run.length >= 7 && /\d/.test(run);
      const groups = next === '-' ? this.#run(HEX_GROUPS, long) : this.#run(HEX_ADDRESS, long);
      if (groups !== undefined) return groups;
    }
    if (next !== '' && '/.-'.includes(next)) {
      const path = this.#run(RELATIVE, (run) => /\/.*\/|\/.*\.\w{1,5}$/.test(run.slice(0, withoutStop(run))));
      if (path !== undefined) return withoutStop(this.#line.slice(this.#at, this.#at + path));
    }
    return undefined;
  }

  /** Takes a quoted value, its prefix (`u'…'`) of the given length included; false when no quote closes it. */
  #quoted(prefix: number): boolean {
    const line = this.#line;
    const start = this.#at + prefix;
    const closing = CLOSING[line[start]!]!;
    if (this.#unclosed.has(closing)) return false;
    for (let end = start + 1; end < line.length; end++) {
      if (line[end] === '\\') end++;
      else if (line[end] === closing && !isWordSign(line, end + 1)) {
        this.#take(line.slice(start, end + 1), prefix);
        return true;
      }
    }
    // None further on would be closed either: looking once keeps the time linear.
    this.#unclosed.add(closing);
    return false;
  }

  #take(quoted: string, prefix: number): void {
    const name = quoted.slice(1, -1);
    const stays =
      this.#names &&
      /^(?:attribute|name|variable|argument|named)$/.test(this.folded.wordBefore) &&
      /^[\p{L}_][\p{L}\p{N}_.]{0,63}$/u.test(name);
    if (stays) this.#past(prefix + quoted.length, () => this.folded.word(`'${name}'`));
    else this.#value(prefix + quoted.length);
  }

  /**
   * The length of what fits here, is accepted and ends with a word. What is refused once is refused to its end: from a
   * later word on it would be less of the same.
   */
  #run(expression: RegExp, accepts: (run: string) => boolean): number | undefined {
    if (this.#at < (this.#refused.get(expression) ?? 0)) return undefined;
    const run = this.#match(expression);
    if (run === undefined) return undefined;
    if (!isWordSign(this.#line, this.#at + run.length) && accepts(run)) return run.length;
    this.#refused.set(expression, this.#at + run.length);
    return undefined;
  }

  #value(length: number): void {
    this.#past(length, () => this.folded.value());
  }

  #past(length: number, fold?: () => void): void {
    this.#at += length;
    fold?.();
  }

  #match(expression: RegExp, ahead = 0): string | undefined {
    expression.lastIndex = this.#at + ahead;
    return expression.exec(this.#line)?.[0];
  }
}

function isValue(word: string): boolean {
  if (!DIGIT.test(word)) return HEX_WITHOUT_DIGIT.test(word);
  if (NUMBER.test(word) || HEX.test(word) || word.length >= 20) return true;
  return word.length >= 6 && TWO_NUMBERS.test(word);
}

function isWordSign(line: string, at: number): boolean {
  WORD_SIGN.lastIndex = at;
  return WORD_SIGN.test(line);
}

/** The length without the sentence's full stop, comma or colon. */
function withoutStop(text: string): number {
  return Math.max(1, text.replace(/[.,;:!?]+$/, '').length);
}
