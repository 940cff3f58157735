import { Type } from 'typebox';
import { isDay } from '../../src/core/groups/day.ts';
import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { Problem } from './problem.ts';
import { strict } from './schemas/parameters.ts';
import { Day } from './schemas/values.ts';

const schema = {
  tags: ['groups'],
  summary: 'Days with tracebacks around a day',
  querystring: Type.Object({ day: Day('A day of the store’s time zone.') }, strict),
  response: {
    200: Type.Object({
      at_or_before: Type.Optional(Day('The newest day up to the given one that has tracebacks to show.')),
      before: Type.Optional(Day('The newest one before it.')),
      after: Type.Optional(Day('The oldest one after it.')),
    }),
  },
};

/** `GET /api/nearest_days` */
export function getNearestDays(api: Api, { store }: Parts): void {
  api.get('/nearest_days', { schema }, async ({ query: { day } }) => {
    if (!isDay(day)) throw new Problem(400, `${day} is no day of the calendar.`, { parameter: 'query.day' });
    const { atOrBefore, before, after } = await store.nearestDays(day);
    return {
      ...(atOrBefore !== undefined && { at_or_before: atOrBefore }),
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    };
  });
}
