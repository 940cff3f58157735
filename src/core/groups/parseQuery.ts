import { QUERY_LIMITS, QueryError, type Query, type QueryField } from './query.ts';
import { words } from './words.ts';

const FIELDS: ReadonlySet<string> = new Set<QueryField>([
  'exc',
  'file',
  'func',
  'program',
  'instance',
  'message',
  'archive',
  'id',
]);
const FIELD = /^([a-z]+):/i;
/** `label:customer=acme` and `label.customer:acme`. */
const LABEL = /^label(?::([\p{L}\p{N}_$]+)(=|(?![^\s()])|$)|\.([\p{L}\p{N}_$]+):)/iu;
const BARE = /^[^\s()"]+/;

/**
 * Reads a search as it was typed; undefined when it is blank. Words must all be found, `OR` needs one side only,
 * parentheses group, `-` excludes, quotes keep words together. What looks like a field but is none (`http://…`) is text.
 * Throws QueryError.
 */
export function parseQuery(text: string): Query | undefined {
  if (text.length > QUERY_LIMITS.characters) {
    throw new QueryError(`The search is longer than ${QUERY_LIMITS.characters} characters.`, QUERY_LIMITS.characters);
  }
  if (text.trim() === '') return undefined;
  const parser = new QueryParser(text);
  return parser.whole();
}

class QueryParser {
  readonly #text: string;
  #at = 0;
  #terms = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Query {
    const query = this.#any(0);
    if (this.#at < this.#text.length) throw new QueryError('This closing parenthesis has no opening one.', this.#at);
    return query;
  }

  #any(depth: number): Query {
    const parts = [this.#all(depth)];
    while (this.#takeOr()) parts.push(this.#all(depth));
    return group('any', parts);
  }

  #all(depth: number): Query {
    const parts: Query[] = [];
    while (!this.#atEnd() && !this.#seesOr()) parts.push(this.#part(depth));
    if (parts.length === 0) throw new QueryError('Here something to search for is missing.', this.#at);
    return group('all', parts);
  }

  #part(depth: number): Query {
    const start = this.#at;
    const not = this.#text[start] === '-';
    if (not) this.#at++;
    const part = this.#text[this.#at] === '(' ? this.#parenthesis(depth, start) : this.#term(start);
    if (not) negate(part);
    return part;
  }

  #parenthesis(depth: number, start: number): Query {
    if (depth === QUERY_LIMITS.depth) throw new QueryError('The parentheses are too deep.', start);
    this.#at++;
    const query = this.#any(depth + 1);
    if (this.#text[this.#at] !== ')') throw new QueryError('This parenthesis is not closed.', start);
    this.#at++;
    return query;
  }

  #term(start: number): Query {
    if (++this.#terms > QUERY_LIMITS.terms)
      throw new QueryError(`The search has more than ${QUERY_LIMITS.terms} terms.`, start);
    const rest = this.#text.slice(this.#at);
    const label = LABEL.exec(rest);
    if (label) return this.#label(label, start);
    const prefix = FIELD.exec(rest);
    const name = prefix?.[1]?.toLowerCase() ?? '';
    if (name === 'label') throw new QueryError('A label is written label:customer=acme.', start);
    if (!prefix || !FIELDS.has(name)) return { kind: 'term', field: 'text', text: this.#value(start) };
    this.#at += prefix[0].length;
    return { kind: 'term', field: name as QueryField, text: this.#value(start) };
  }

  #label([whole, colon, equals, dot]: RegExpExecArray, start: number): Query {
    this.#at += whole.length;
    const name = colon ?? dot ?? '';
    if (words(name).length === 0) throw new QueryError('A label’s name needs a letter or a digit.', start);
    return { kind: 'label', name, value: equals === '=' || dot !== undefined ? this.#value(start) : '' };
  }

  /** The quoted or bare text that stands here. */
  #value(start: number): string {
    const quoted = this.#text[this.#at] === '"';
    const end = quoted
      ? this.#text.indexOf('"', this.#at + 1)
      : this.#at + (BARE.exec(this.#text.slice(this.#at))?.[0].length ?? 0);
    if (end === -1) throw new QueryError('This quotation mark is not closed.', this.#at);
    const value = this.#text.slice(quoted ? this.#at + 1 : this.#at, end);
    if (words(value).length === 0) throw new QueryError('This has no letter or digit to search for.', start);
    this.#at = quoted ? end + 1 : end;
    return value;
  }

  #atEnd(): boolean {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
    return this.#at >= this.#text.length || this.#text[this.#at] === ')';
  }

  #seesOr(): boolean {
    return /^OR(?=[\s()]|$)/.test(this.#text.slice(this.#at, this.#at + 3));
  }

  #takeOr(): boolean {
    if (this.#atEnd() || !this.#seesOr()) return false;
    this.#at += 2;
    return true;
  }
}

/** One part stands for itself; a part of the same kind that is not negated gives its own parts. */
function group(kind: 'all' | 'any', parts: Query[]): Query {
  const flat = parts.flatMap((part) => (part.kind === kind && !part.not ? part.parts : [part]));
  const [only] = flat;
  return flat.length === 1 && only ? only : { kind, parts: flat };
}

function negate(query: Query): void {
  if (query.not) delete query.not;
  else query.not = true;
}
