import { isPrefix } from '../../core/groups/matchQuery.ts';
import type { Query } from '../../core/groups/query.ts';
import { searchedValues, type Searched } from '../../core/groups/searchable.ts';
import { words } from '../../core/groups/words.ts';

/** Words that no text has, since core's words are letters, digits and marks: around a label's name and after its value. */
const NAME_START = '\uE000';
const NAME_END = '\uE001';
const VALUE_END = '\uE002';

/** A phrase that ends with the beginning of a word looks at so many words that begin so, in each index. */
const EXPANSIONS = 10_000;

/** The field `words` of a traceback's document: each value as core's words, parted by spaces. Phrases do not reach from one value into the next. */
export function searchWords(traceback: Searched, wordsOf = joinedWords): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const [field, values] of Object.entries(searchedValues(traceback))) {
    const texts = values.map((value) => wordsOf(value)).filter((text) => text !== '');
    if (texts.length > 0) fields[field] = texts;
  }
  const labels = Object.entries(traceback.labels).map(([name, value]) =>
    [NAME_START, ...words(name), NAME_END, ...words(value), VALUE_END].join(' '),
  );
  if (labels.length > 0) fields['label'] = labels;
  return fields;
}

/** So many values are remembered: some megabytes. */
const REMEMBERED = 2_000;

/** The words of a value, which are remembered: six in ten tracebacks say what another one said. */
export function rememberedWords(): (value: string) => string {
  const known = new Map<string, string>();
  return (value) => {
    let found = known.get(value);
    if (found === undefined) {
      found = joinedWords(value);
      if (known.size === REMEMBERED) known.clear();
      known.set(value, found);
    }
    return found;
  };
}

function joinedWords(value: string): string {
  return words(value).join(' ');
}

/** A search in Elasticsearch's language: a filter, in which nothing typed is an operator. */
export function wordsFilter(query: Query): object {
  const found = including(query);
  return query.not ? { bool: { must_not: [found] } } : found;
}

function including(query: Query): object {
  switch (query.kind) {
    case 'any':
      return { bool: { should: query.parts.map(wordsFilter), minimum_should_match: 1 } };
    case 'all':
      return { bool: { filter: query.parts.map(wordsFilter) } };
    case 'label': {
      const value = words(query.value);
      const prefix = isPrefix(query.value);
      const end = value.length > 0 && !prefix ? [VALUE_END] : [];
      return phrase('label', [NAME_START, ...words(query.name), NAME_END, ...value, ...end], prefix);
    }
    default:
      return phrase(query.field, words(query.text), isPrefix(query.text));
  }
}

function phrase(name: string, parts: string[], prefix: boolean): object {
  const field = `words.${name}`;
  const [only = ''] = parts;
  // One word alone is exact however many words begin so.
  if (prefix && parts.length === 1) return { prefix: { [field]: { value: only } } };
  const text = parts.join(' ');
  return prefix
    ? { match_phrase_prefix: { [field]: { query: text, max_expansions: EXPANSIONS } } }
    : { match_phrase: { [field]: { query: text } } };
}
