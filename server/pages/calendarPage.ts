import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { dayIn, isDay } from '../../src/core/groups/day.ts';
import { counted } from '../../src/core/wording/number.ts';
import { Problem } from '../api/problem.ts';
import { ownerOf } from '../mine/owner.ts';
import { address, listAddress, listParameters } from './addresses.ts';
import { type Month, monthName, monthOf, monthWeeks, shiftMonth } from './list/month.ts';
import { ListQuery, listView } from './list/listView.ts';
import { monthCounts } from './list/monthCounts.ts';
import { FILTER_WORDS } from './list/filterWords.ts';
import { type Site, show } from './site.ts';

const CalendarQuery = Type.Object({
  ...Type.Omit(ListQuery, ['cursor']).properties,
  month: Type.Optional(Type.String({ maxLength: 7 })),
});

/** `/calendar`: a month with how many faults each day has, and a form for any span of days. Search and filter of the list it was opened from are kept. */
export function calendarPage(app: FastifyInstance, site: Site): void {
  app.get<{ Querystring: Static<typeof CalendarQuery> }>(
    '/calendar',
    { schema: { querystring: CalendarQuery } },
    async (request, reply) => {
      const { month: asked, ...query } = request.query;
      const { span, ...view } = listView(query);
      const today = dayIn(site.store.timeZone)(site.now());
      const status = await site.store.status();
      const shown = span?.kind === 'day' ? span.day : span?.kind === 'range' ? [span.to, today].sort()[0] : undefined;
      const month = asked ?? monthOf(shown ?? status.newestDay ?? today);
      if (!isDay(`${month}-01`))
        throw new Problem(400, `The address asks for the month "${month}". Months are written like 2016-08.`);
      const exclude = (await site.hiddenForMe.list(ownerOf(request))).map(({ fingerprint }) => fingerprint);
      const counts = await monthCounts(site, { month, status, filter: view.filter, exclude });
      const { day: _, ...keep } = listParameters({ ...view, span: { kind: 'all' } });
      const link = (other: Month) => ({
        href: address('/calendar', { ...keep, month: other }),
        text: monthName(other),
      });
      return show(site, reply, 'calendar', {
        title: monthName(month),
        section: 'faults',
        heading: monthName(month),
        earlier: month > monthOf(status.oldestDay ?? today) ? link(shiftMonth(month, -1)) : undefined,
        later:
          month < monthOf([status.newestDay ?? today, today].sort()[1] ?? today)
            ? link(shiftMonth(month, 1))
            : undefined,
        what: view.filter === 'all' ? 'faults' : `faults of the filter “${FILTER_WORDS[view.filter].name}”`,
        searched: view.q,
        weeks: monthWeeks(month).map((week) =>
          week.map(
            (day) =>
              day && {
                number: Number(day.slice(8)),
                today: day === today,
                href: listAddress({ ...view, span: { kind: 'day', day } }),
                count: counts.get(day),
                label: counted(counts.get(day) ?? 0, 'fault'),
              },
          ),
        ),
        keep: Object.entries(keep),
        from: span?.kind === 'range' ? span.from : '',
        to: span?.kind === 'range' ? span.to : '',
      });
    },
  );
}
