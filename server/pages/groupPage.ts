import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { ALL_DAYS, isDay } from '../../src/core/groups/day.ts';
import { explain } from '../../src/core/python/fingerprint.ts';
import type { GroupDetail } from '../../src/stores/store.ts';
import { Problem } from '../api/problem.ts';
import { type HitsView, tracebackAddress } from './addresses.ts';
import { groupHead } from './group/groupHead.ts';
import { groupHistory } from './group/groupHistory.ts';
import { groupHits } from './group/groupHits.ts';
import { type Site, show } from './site.ts';
import { exceptionViews } from './traceback/exceptionView.ts';

const GroupParameters = Type.Object({ fingerprint: Type.String({ maxLength: 200 }) });
const GroupPageQuery = Type.Object({
  day: Type.Optional(Type.String({ maxLength: 10 })),
  hidden: Type.Optional(Type.Boolean()),
  cursor: Type.Optional(Type.String({ maxLength: 1000 })),
});

interface Requested {
  Params: Static<typeof GroupParameters>;
  Querystring: Static<typeof GroupPageQuery>;
}

/**
 * `/groups/:fingerprint`: one fault, its history, its newest traceback, its hits (of one day with `day`, with those that
 * rules hide with `hidden`), and what makes it one fault.
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
      const group = await site.store.group(fingerprint);
      if (!group) {
        throw new Problem(
          404,
          'There is no fault with this fingerprint. Its archive may have been read again and have changed.',
        );
      }
      return show(site, reply, 'group', {
        ...groupHead(site, group),
        ...groupHistory(site, group, view),
        newest: await newestModel(site, group),
        ...(await groupHits(site, group, view)),
      });
    },
  );
}

async function newestModel({ store, sourceUrl }: Site, { fingerprint, count }: GroupDetail) {
  const { hits } = await store.tracebacks({
    fingerprint,
    range: ALL_DAYS,
    limit: 1,
    ...(count === 0 && { hidden: true }),
  });
  const traceback = hits[0] && (await store.traceback(hits[0].id));
  return (
    traceback && {
      href: tracebackAddress(traceback.id),
      exceptions: exceptionViews(traceback.exceptions, sourceUrl),
      unfinished: traceback.unfinished,
      parts: explain(traceback),
    }
  );
}
