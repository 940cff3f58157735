import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { isDay } from '../../src/core/groups/day.ts';
import { Problem } from '../api/problem.ts';
import type { HitsView } from './addresses.ts';
import { showGroup } from './group/showGroup.ts';
import type { Site } from './site.ts';

const GroupParameters = Type.Object({ fingerprint: Type.String({ maxLength: 200 }) });
const GroupPageQuery = Type.Object({
  day: Type.Optional(Type.String({ maxLength: 10 })),
  hour: Type.Optional(Type.Integer({ minimum: 0, maximum: 24 })),
  hidden: Type.Optional(Type.Boolean()),
  cursor: Type.Optional(Type.String({ maxLength: 1000 })),
});

interface Requested {
  Params: Static<typeof GroupParameters>;
  Querystring: Static<typeof GroupPageQuery>;
}

/**
 * `/groups/:fingerprint`: one fault, its history, its newest traceback, its hits (of one day with `day`, of its hour with
 * `hour`, with those that rules hide with `hidden`), and what makes it one fault.
 */
export function groupPage(app: FastifyInstance, site: Site): void {
  app.get<Requested>(
    '/groups/:fingerprint',
    { schema: { params: GroupParameters, querystring: GroupPageQuery } },
    async (request, reply) => {
      const { fingerprint } = request.params;
      const view: HitsView = request.query;
      if (view.day !== undefined && !isDay(view.day)) {
        throw new Problem(400, `The address asks for the day "${view.day}". Days are written like 2016-08-12.`);
      }
      return showGroup(site, request, reply, { fingerprint, view });
    },
  );
}
