import { parseQuery } from '../../../src/core/groups/parseQuery.ts';
import { type Query, QueryError } from '../../../src/core/groups/query.ts';

/** A search as it was typed, and what it means or why it means nothing. */
export interface Searched {
  text: string;
  query?: Query;
  /** A sentence for the one who typed it. */
  problem?: string;
}

/** Parses what was typed into a search box. */
export function searched(text: string): Searched {
  if (text === '') return { text };
  try {
    const query = parseQuery(text);
    return query === undefined ? { text } : { text, query };
  } catch (error) {
    if (error instanceof QueryError) return { text, problem: error.message };
    throw error;
  }
}
