import type { Labels } from '../python/traceback.ts';
import type { LabelTerm, Query, QueryTerm } from './query.ts';
import { searchedValues, type Searched, type SearchedValues } from './searchable.ts';
import { words } from './words.ts';

/** True when a search finds the traceback. The meaning of searches: every store's own full text must agree with it. */
export function matches(query: Query, traceback: Searched): boolean {
  return holds(query, searchedValues(traceback), traceback.labels);
}

function holds(query: Query, values: SearchedValues, labels: Labels): boolean {
  return found(query, values, labels) !== (query.not ?? false);
}

function found(query: Query, values: SearchedValues, labels: Labels): boolean {
  switch (query.kind) {
    case 'all':
      return query.parts.every((part) => holds(part, values, labels));
    case 'any':
      return query.parts.some((part) => holds(part, values, labels));
    case 'label':
      return Object.entries(labels).some(([name, value]) => isLabel(query, name, value));
    default:
      return values[query.field].some((value) => hasPhrase(query, value));
  }
}

/** True when a term's last word is the beginning of a word: `Assert*`. */
export function isPrefix(text: string): boolean {
  return /[\p{L}\p{N}\p{M}]\*$/u.test(text);
}

function hasPhrase(term: QueryTerm, value: string): boolean {
  const phrase = words(term.text);
  const text = words(value);
  return text.some((_, start) => beginsWith(text.slice(start, start + phrase.length), phrase, isPrefix(term.text)));
}

function isLabel(term: LabelTerm, name: string, value: string): boolean {
  if (words(name).join(' ') !== words(term.name).join(' ')) return false;
  if (term.value === '') return true;
  const phrase = words(term.value);
  const prefix = isPrefix(term.value);
  const text = words(value);
  return beginsWith(text, phrase, prefix) && (prefix || text.length === phrase.length);
}

/** True when the text begins with the phrase's words, the last of them perhaps cut short. */
function beginsWith(text: string[], phrase: string[], prefix: boolean): boolean {
  const last = phrase.length - 1;
  return phrase.every((word, n) => (prefix && n === last ? (text[n] ?? '').startsWith(word) : text[n] === word));
}
