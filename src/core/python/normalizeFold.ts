/** What a message is made of once its values are known. */
interface Token {
  /** value: what differs from one time to the next. call: a name with nothing but values in its brackets. */
  kind: 'value' | 'word' | 'space' | 'mark' | 'call';
  text: string;
}

/** Between two values without spaces these make one of them: a date, an address, a version. */
const JOINS = new Set('-+.:/,@#');
const UNITS = new Set(
  [
    '%',
    'ns',
    'us',
    'µs',
    'ms',
    's',
    'sec',
    'secs',
    'second',
    'seconds',
    'min',
    'mins',
    'minute',
    'minutes',
    'm',
    'h',
  ].concat(
    ['hr', 'hrs', 'hour', 'hours', 'd', 'day', 'days', 'week', 'weeks', 'b', 'byte', 'bytes', 'kb', 'mb', 'gb', 'tb'],
    ['kib', 'mib', 'gib', 'tib', 'am', 'pm', 'utc', 'gmt'],
  ),
);
const DATE_NAME =
  /^(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)$/;
const CLOSES: Record<string, string> = { ')': '(', ']': '[', '}': '{', '>': '<' };
/** Words that are values among values: `[1, None]`. */
const CONSTANTS = new Set(['None', 'True', 'False', 'nan', 'inf']);

/** Collects a message's tokens and folds what belongs together: values side by side, and lists of values however long, are one value. */
export class FoldedMessage {
  readonly #tokens: Token[] = [];
  readonly #open: { at: number; bracket: string }[] = [];

  /** True when what comes next stands directly behind a word or a value. */
  get attached(): boolean {
    const kind = this.#tokens.at(-1)?.kind;
    return kind === 'word' || kind === 'value' || kind === 'call';
  }

  /** True when a value came last. */
  get endsInValue(): boolean {
    return this.#tokens.at(-1)?.kind === 'value';
  }

  /** The word before the last space; empty when the last two tokens are something else. */
  get wordBefore(): string {
    const word = this.#tokens.at(-2);
    return this.#tokens.at(-1)?.kind === 'space' && word?.kind === 'word' ? word.text : '';
  }

  value(): void {
    const tokens = this.#tokens;
    const last = tokens.length - 1;
    if (this.endsInValue) return;
    const joint = joins(tokens[last]) ? last - 1 : last;
    const before = tokens[joint]?.text === ',' ? joint - 1 : joint;
    if (this.#isValueAt(joint)) tokens.length = joint + 1;
    else if (before < joint && this.#isValueAt(before)) tokens.length = before + 1;
    else if (this.#isDateNameAt(before)) this.#replaceFrom(before);
    else tokens.push({ kind: 'value', text: '*' });
  }

  word(text: string): void {
    const tokens = this.#tokens;
    const counted = tokens.at(-1)?.kind === 'space' && this.#isValueAt(tokens.length - 2);
    if (counted && UNITS.has(text.toLowerCase())) tokens.pop();
    else if (DATE_NAME.test(text) && joins(tokens.at(-1)) && this.#isValueAt(tokens.length - 2)) tokens.pop();
    else tokens.push({ kind: 'word', text: counted ? singular(text) : text });
  }

  space(): void {
    if (this.#tokens.length > 0 && this.#tokens.at(-1)?.kind !== 'space')
      this.#tokens.push({ kind: 'space', text: ' ' });
  }

  mark(sign: string): void {
    const top = this.#open.at(-1);
    if (top && CLOSES[sign] === top.bracket) {
      this.#open.pop();
      this.#close(top.at, sign);
    } else if (sign !== '%' || this.#tokens.at(-1)?.kind !== 'value') {
      this.#tokens.push({ kind: 'mark', text: sign });
    }
  }

  open(bracket: string): void {
    this.#open.push({ at: this.#tokens.length, bracket });
    this.#tokens.push({ kind: 'mark', text: bracket });
  }

  /** The message as text, at most so many characters, cut between two tokens. */
  cut(limit: number): string {
    let text = '';
    for (const token of this.#tokens) {
      if (text.length + token.text.length > limit) break;
      text += token.text;
    }
    return text.trimEnd();
  }

  #close(at: number, sign: string): void {
    const tokens = this.#tokens;
    const name = tokens[at - 1];
    if (sign !== '>' && !this.#onlyValuesFrom(at + 1)) {
      tokens.push({ kind: 'mark', text: sign });
    } else if (sign !== '>' && (name?.kind === 'word' || name?.kind === 'call')) {
      const inside = tokens.length > at + 1 ? '*' : '';
      tokens.length = at - 1;
      // Python 2's `set([1, 2])` is Python 3's `{1, 2}`.
      if (name.text === 'set') this.value();
      else tokens.push({ kind: 'call', text: `${name.text}${CLOSES[sign]}${inside}${sign}` });
    } else {
      this.#replaceFrom(at);
    }
  }

  #isValueAt(at: number): boolean {
    return this.#tokens[at]?.kind === 'value';
  }

  #isDateNameAt(at: number): boolean {
    return this.#tokens[at]?.kind === 'word' && DATE_NAME.test(this.#tokens[at].text);
  }

  #replaceFrom(at: number): void {
    this.#tokens.length = at;
    this.value();
  }

  #onlyValuesFrom(start: number): boolean {
    for (let i = start; i < this.#tokens.length; i++) {
      const { kind, text } = this.#tokens[i]!;
      if (kind === 'mark' && !',:=.'.includes(text)) return false;
      if (kind === 'word' && !CONSTANTS.has(text) && this.#tokens[i + 1]?.text !== '.') return false;
    }
    return true;
  }
}

function joins(token: Token | undefined): boolean {
  return token?.kind === 'space' || (token?.kind === 'mark' && JOINS.has(token.text));
}

/** `1 item`, `2 items`. */
function singular(word: string): string {
  return /[^sui]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word;
}
