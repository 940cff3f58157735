import { Type } from 'typebox';
import { GROUP_FILTERS, type GroupFilter } from '../../src/stores/store.ts';
import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { dayRange } from './dayRange.ts';
import { RuleCount } from './schemas/group.ts';
import { fingerprints } from './fingerprints.ts';
import { days, exclude, strict } from './schemas/parameters.ts';

const Count = Type.Integer();

const schema = {
  tags: ['groups'],
  summary: 'How many groups each filter shows',
  description: 'Of a range of days; each number is at most 10,000.',
  querystring: Type.Object({ ...days, ...exclude }, strict),
  response: {
    200: Type.Object({
      ...(Object.fromEntries(GROUP_FILTERS.map((filter) => [filter, Count])) as Record<GroupFilter, typeof Count>),
      hidden_by_rule: Type.Array(RuleCount, { description: 'How many tracebacks each rule hides in the range.' }),
    }),
  },
};

/** `GET /api/counts` */
export function getCounts(api: Api, { store, now }: Parts): void {
  api.get('/counts', { schema }, async ({ query: { exclude, ...range } }) => {
    const { hiddenByRule, ...counts } = await store.counts(dayRange(range), now(), fingerprints(exclude));
    return { ...counts, hidden_by_rule: hiddenByRule };
  });
}
