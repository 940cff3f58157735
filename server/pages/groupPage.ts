import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { dayIn, isDay } from '../../src/core/groups/day.ts';
import { explain } from '../../src/core/python/fingerprint.ts';
import { ownerOf } from '../mine/owner.ts';
import { Problem } from '../api/problem.ts';
import { type HitsView, tracebackAddress } from './addresses.ts';
import { distributions } from './group/distribution.ts';
import { groupHead } from './group/groupHead.ts';
import { groupHistory } from './group/groupHistory.ts';
import { groupHits } from './group/groupHits.ts';
import { groupHours } from './group/groupHours.ts';
import { hitsOfDay, newestHits } from './group/newestHits.ts';
import { type Site, show } from './site.ts';
import { hiddenForYou } from './group/hiddenForYou.ts';
import { ticketSection } from './tickets/ticketSection.ts';
import { exceptionViews } from './traceback/exceptionView.ts';

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
      const group = await site.store.group(fingerprint);
      if (!group) {
        throw new Problem(
          404,
          'There is no fault with this fingerprint. Its archive may have been read again and have changed.',
        );
      }
      const newest = await newestHits(site.store, group, view);
      const day = view.day ?? dayIn(site.store.timeZone)(group.last);
      const ofDay = await hitsOfDay(site.store, group, { ...view, newest, day });
      const mine = await site.hiddenForMe.get(ownerOf(request), fingerprint);
      return show(site, reply, 'group', {
        ...groupHead(site, group),
        mine: mine && hiddenForYou(mine, site.clock),
        tickets: ticketSection(group, site.clock, site.now(), site.hasTickets),
        charts: [groupHistory(site, group, view), groupHours(site, group, { day, shown: ofDay, view })],
        newest: newest.hits[0] && (await newestModel(site, newest.hits[0].id)),
        ...(await groupHits(site, group, { view, ofDay })),
        distributions: distributions(group, newest.hits).filter(({ rows }) => rows.length > 0),
        ofNewest: newest.cut,
      });
    },
  );
}

async function newestModel({ store, sourceUrl }: Site, id: string) {
  const traceback = await store.traceback(id);
  return (
    traceback && {
      href: tracebackAddress(traceback.id),
      exceptions: exceptionViews(traceback.exceptions, sourceUrl),
      unfinished: traceback.unfinished,
      parts: explain(traceback),
    }
  );
}
