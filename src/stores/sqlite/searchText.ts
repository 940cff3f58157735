import { isPrefix } from '../../core/groups/matchQuery.ts';
import type { Query, QueryField } from '../../core/groups/query.ts';
import { searchedValues, type Searched } from '../../core/groups/searchable.ts';
import { indexable, words } from '../../core/groups/words.ts';

/** The full text's columns, in the order of the table. */
const FIELDS = [
  'text',
  'exc',
  'file',
  'func',
  'program',
  'instance',
  'message',
  'archive',
  'id',
] as const satisfies QueryField[];

/**
 * Words that no text has, since core's words are letters, digits and marks: between two values, so that no phrase reaches from
 * one into the next; around a label's name and after its value; and one that every traceback has, to take others away from.
 */
const BETWEEN = '\uE000';
const NAME_END = '\uE001';
const VALUE_END = '\uE002';
const EVERY = '\uE003';

/** The row of the full-text table: a text for each field, then the labels. */
export function searchRow(traceback: Searched): string[] {
  const values = searchedValues(traceback);
  const labels = Object.entries(traceback.labels).map(
    ([name, value]) => `${BETWEEN} ${indexable(name)} ${NAME_END} ${indexable(value)} ${VALUE_END}`,
  );
  const columns = FIELDS.map((field) => values[field].map(indexable).join(` ${BETWEEN} `));
  columns[FIELDS.indexOf('id')] += ` ${EVERY}`;
  return [...columns, labels.join(' ')];
}

/** A search in FTS5's own language (https://sqlite.org/fts5.html, section 3). Words only come in quotes: nothing typed is an operator. */
export function matchExpression(query: Query): string {
  return query.not ? excluding(every(), [query]) : including(query);
}

/** The query as if it were not negated. */
function including(query: Query): string {
  switch (query.kind) {
    case 'any':
      return `(${query.parts.map(matchExpression).join(' OR ')})`;
    case 'all': {
      const wanted = query.parts.filter((part) => !part.not).map(including);
      const unwanted = query.parts.filter((part) => part.not);
      const base = wanted.length > 0 ? `(${wanted.join(' AND ')})` : every();
      return unwanted.length > 0 ? excluding(base, unwanted) : base;
    }
    case 'label': {
      const value = words(query.value);
      const end = value.length > 0 && !isPrefix(query.value) ? [VALUE_END] : [];
      return phrase('label', [BETWEEN, ...words(query.name), NAME_END, ...value, ...end], isPrefix(query.value));
    }
    default:
      return phrase(query.field, words(query.text), isPrefix(query.text));
  }
}

function excluding(base: string, unwanted: Query[]): string {
  return `(${base} NOT (${unwanted.map(including).join(' OR ')}))`;
}

function phrase(column: QueryField | 'label', parts: string[], prefix: boolean): string {
  return `({${column}} : "${parts.join(' ')}"${prefix ? ' *' : ''})`;
}

function every(): string {
  return phrase('id', [EVERY], false);
}
