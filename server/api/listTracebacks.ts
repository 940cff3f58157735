import { Type } from 'typebox';
import { parseQuery } from '../../src/core/groups/parseQuery.ts';
import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { dayRange } from './dayRange.ts';
import { days, paging, search, strict } from './schemas/parameters.ts';
import { HitSchema } from './schemas/traceback.ts';
import { hitJson } from './tracebackJson.ts';

const schema = {
  tags: ['tracebacks'],
  summary: 'Tracebacks, newest first',
  querystring: Type.Object(
    {
      ...days,
      ...search,
      fingerprint: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Those of one group.' })),
      hidden: Type.Boolean({ default: false, description: 'Those that a rule hides, too.' }),
      ...paging,
    },
    strict,
  ),
  response: {
    200: Type.Object({
      tracebacks: Type.Array(HitSchema),
      cursor: Type.Optional(Type.String({ description: 'Gets the next page; absent on the last.' })),
    }),
  },
};

/** `GET /api/tracebacks` */
export function listTracebacks(api: Api, { store }: Parts): void {
  api.get('/tracebacks', { schema }, async ({ query: { q = '', fingerprint, hidden, limit, cursor, ...range } }) => {
    const query = parseQuery(q);
    const page = await store.tracebacks({
      range: dayRange(range),
      ...(query && { search: query }),
      ...(fingerprint !== undefined && { fingerprint }),
      hidden,
      limit,
      ...(cursor !== undefined && { cursor }),
    });
    return { tracebacks: page.hits.map(hitJson), ...(page.cursor !== undefined && { cursor: page.cursor }) };
  });
}
