import { Type } from 'typebox';
import { Day } from './values.ts';

/** At most so many rows a page. */
const LIMIT = { minimum: 1, maximum: 200, default: 50 } as const;

/** What every paged list takes. */
export const paging = {
  limit: Type.Integer({ ...LIMIT, description: 'At most so many a page.' }),
  cursor: Type.Optional(
    Type.String({
      maxLength: 2_000,
      description: 'The `cursor` of the page before, with the other parameters unchanged.',
    }),
  ),
};

/** What every list over days takes. */
export const days = {
  day: Type.Optional(Day('One day of the store’s time zone; instead of `from` and `to`.')),
  from: Type.Optional(Day('The first day.')),
  to: Type.Optional(Day('The last day.')),
};

/** What every list that can be searched takes. */
export const search = {
  q: Type.Optional(
    Type.String({
      maxLength: 1_000,
      description: 'A search, such as `exc:KeyError file:orders/ customer=acme`.',
      examples: ['exc:KeyError file:orders/'],
    }),
  ),
};

/** What every list of groups takes. */
export const exclude = {
  exclude: Type.Optional(
    Type.String({
      maxLength: 30_000,
      description: 'Up to 1,000 fingerprints to leave out, with dots between them: what somebody hides for themselves.',
    }),
  ),
};

/** The path of a group. */
export const Fingerprint = Type.Object({
  fingerprint: Type.String({ minLength: 1, maxLength: 100, description: 'Of the group.' }),
});

/** The path of a traceback. */
export const TracebackId = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 100, description: 'Of the traceback.' }),
});

/** Parameters of a query; others are refused. */
export const strict = { additionalProperties: false } as const;

/** The body of a change that takes nothing more: empty, or an empty object. */
export const NoBody = Type.Object({}, strict);
