import { Type } from 'typebox';
import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { Day } from './schemas/values.ts';

const schema = {
  tags: ['operations'],
  summary: 'What the store holds',
  response: {
    200: Type.Object({
      kind: Type.String({ description: 'What it is kept in, such as `sqlite`.' }),
      time_zone: Type.String({ description: 'IANA name of the zone that days are days of.' }),
      tracebacks: Type.Integer({ description: 'All that are counted, those that rules hide too.' }),
      groups: Type.Integer(),
      archives: Type.Integer(),
      oldest_day: Type.Optional(Day('The first day with tracebacks.')),
      newest_day: Type.Optional(Day('The last day with tracebacks.')),
      frozen_before: Type.Optional(Day('Days before it are counted only: their tracebacks were dropped.')),
    }),
  },
};

/** `GET /api/status` */
export function getStatus(api: Api, { store }: Parts): void {
  api.get('/status', { schema }, async () => {
    const { kind, timeZone, tracebacks, groups, archives, oldestDay, newestDay, frozenBefore } = await store.status();
    return {
      kind,
      time_zone: timeZone,
      tracebacks,
      groups,
      archives,
      ...(oldestDay !== undefined && { oldest_day: oldestDay }),
      ...(newestDay !== undefined && { newest_day: newestDay }),
      ...(frozenBefore !== undefined && { frozen_before: frozenBefore }),
    };
  });
}
