import { Type } from 'typebox';
import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { dayRange } from './dayRange.ts';
import { RuleCount } from './schemas/group.ts';
import { days, strict } from './schemas/parameters.ts';

const Count = Type.Integer();

const schema = {
  tags: ['groups'],
  summary: 'How many groups each filter shows',
  description: 'Of a range of days; each number is at most 10,000.',
  querystring: Type.Object(days, strict),
  response: {
    200: Type.Object({
      all: Count,
      new: Count,
      regressed: Count,
      resolved: Count,
      hidden: Count,
      hidden_by_rule: Type.Array(RuleCount, { description: 'How many tracebacks each rule hides in the range.' }),
    }),
  },
};

/** `GET /api/counts` */
export function getCounts(api: Api, { store, now }: Parts): void {
  api.get('/counts', { schema }, async ({ query }) => {
    const { hiddenByRule, ...counts } = await store.counts(dayRange(query), now());
    return { ...counts, hidden_by_rule: hiddenByRule };
  });
}
