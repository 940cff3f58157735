/** What a term is looked for in: the whole text, or one field. Labels have a term of their own. */
export type QueryField = 'text' | 'exc' | 'file' | 'func' | 'program' | 'instance' | 'message' | 'archive' | 'id';

/** A search, parsed. Plain data, so that it can go to a thread or into a store's own language. */
export type Query = QueryTerm | LabelTerm | QueryGroup;

/** The words of `text` in a row, in one field. A `*` right after the last word takes every word that begins so. */
export interface QueryTerm {
  kind: 'term';
  field: QueryField;
  /** As typed, without quotes; never contains `"`, always at least one word. */
  text: string;
  not?: true;
}

/** A label whose value is, word for word, `value`; begins so when it ends with `*`; has any value when that is empty. */
export interface LabelTerm {
  kind: 'label';
  name: string;
  value: string;
  not?: true;
}

/** Two or more queries that must hold all, or of which any must. */
export interface QueryGroup {
  kind: 'all' | 'any';
  parts: Query[];
  not?: true;
}

/** Longer searches are refused, and those with more terms or deeper parentheses. */
export const QUERY_LIMITS = { characters: 1_000, terms: 32, depth: 8 } as const;

/** A search that cannot be understood: a sentence for the one who typed it, and where. */
export class QueryError extends Error {
  override name = 'QueryError';
  /** Offset in the text, from 0. */
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}
