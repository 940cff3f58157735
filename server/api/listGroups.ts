import { parseQuery } from '../../src/core/groups/parseQuery.ts';
import { GROUP_FILTERS } from '../../src/stores/store.ts';
import { Type } from 'typebox';
import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { dayRange } from './dayRange.ts';
import { groupRowJson } from './groupJson.ts';
import { GroupRowSchema } from './schemas/group.ts';
import { fingerprints } from './fingerprints.ts';
import { days, exclude, paging, search, strict } from './schemas/parameters.ts';
import { OneOf } from './schemas/values.ts';

const schema = {
  tags: ['groups'],
  summary: 'Groups, by last seen',
  description: 'The groups with tracebacks in a range of days, the last seen first.',
  querystring: Type.Object(
    {
      ...days,
      ...search,
      filter: OneOf(GROUP_FILTERS, {
        default: 'all',
        description:
          'Which groups. `all` are those that nobody hid; `hidden` are what the others leave out; `no-recent-ticket` have none made within the last two weeks.',
      }),
      ...exclude,
      ...paging,
    },
    strict,
  ),
  response: {
    200: Type.Object({
      groups: Type.Array(GroupRowSchema),
      cursor: Type.Optional(Type.String({ description: 'Gets the next page; absent on the last.' })),
      total: Type.Integer({ description: 'How many there are on all pages, at most 10,000.' }),
      more: Type.Boolean({ description: 'True when there are more than that.' }),
      search_cut: Type.Optional(
        Type.Literal(true, { description: 'Set when the search looked at its newest 10,000 tracebacks only.' }),
      ),
    }),
  },
};

/** `GET /api/groups` */
export function listGroups(api: Api, { store, now }: Parts): void {
  api.get('/groups', { schema }, async ({ query: { q = '', filter, exclude, limit, cursor, ...range } }) => {
    const query = parseQuery(q);
    const page = await store.groups(
      {
        range: dayRange(range),
        ...(query && { search: query }),
        filter,
        exclude: fingerprints(exclude),
        limit,
        ...(cursor !== undefined && { cursor }),
      },
      now(),
    );
    return {
      groups: page.groups.map(groupRowJson),
      ...(page.cursor !== undefined && { cursor: page.cursor }),
      total: page.total,
      more: page.more,
      ...(page.searchCut && { search_cut: true as const }),
    };
  });
}
