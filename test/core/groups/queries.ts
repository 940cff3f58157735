import * as fc from 'fast-check';
import type { Query } from '../../../src/core/groups/query.ts';

/** Words that the tracebacks of the store's tests have, so that random searches find something now and then. */
export const SEARCH_WORDS = [
  'price',
  'Error',
  'KeyError',
  'cart.py',
  'orders',
  'total',
  'Größe',
  'GRÖ',
  'acme',
  'acme corp',
  'OR',
  'a_b',
  '-3',
  'x(y)',
  'naïve',
  '漢字',
  'İ',
  'ΟΔΟΣ',
  'e\u0301',
  'engine.debug',
];

/** Plain objects compare equal with what the parser makes. */
const PLAIN = { noNullPrototype: true } as const;

const text = fc
  .oneof(
    fc.constantFrom(...SEARCH_WORDS),
    fc.constantFrom(...SEARCH_WORDS).map((word) => `${word.slice(0, 3)}*`),
    fc.tuple(fc.constantFrom(...SEARCH_WORDS), fc.constantFrom(...SEARCH_WORDS)).map(([a, b]) => `${a} ${b}`),
  )
  .filter((value) => /[\p{L}\p{N}\p{M}]/u.test(value));

const leaf: fc.Arbitrary<Query> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('term' as const),
      field: fc.constantFrom(
        'text',
        'text',
        'text',
        'exc',
        'file',
        'func',
        'program',
        'instance',
        'message',
        'archive',
        'id',
      ),
      text,
    },
    PLAIN,
  ),
  fc.record(
    {
      kind: fc.constant('label' as const),
      name: fc.constantFrom('customer', 'request_id'),
      value: fc.oneof(text, fc.constant('')),
    },
    PLAIN,
  ),
);

/** Searches in the form that `parseQuery` gives. */
export const queries: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc
      .tuple(
        fc.constantFrom('all' as const, 'any' as const),
        fc.array(tie('query'), { minLength: 2, maxLength: 3 }),
        fc.boolean(),
      )
      .map(([kind, parts, not]) => canonical(kind, parts, not)),
    leaf.map((query): Query => ({ ...query, not: true })),
  ),
})).query;

/** A group within a group of its kind is the same group to the parser. */
function canonical(kind: 'all' | 'any', parts: Query[], not: boolean): Query {
  const flat = parts.flatMap((part) => (part.kind === kind && !part.not ? part.parts : [part]));
  return { kind, parts: flat, ...(not && { not }) };
}
