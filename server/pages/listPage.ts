import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { dayIn } from '../../src/core/groups/day.ts';
import { isHidden } from '../../src/core/groups/group.ts';
import type { GroupCounts, GroupPage, GroupQuery } from '../../src/stores/store.ts';
import { type ListView, type Span, listAddress, listParameters } from './addresses.ts';
import { emptyList } from './list/emptyList.ts';
import { faultRow } from './list/faultRow.ts';
import { shortDay } from '../../src/core/wording/dayName.ts';
import { cappedNumber, counted } from '../../src/core/wording/number.ts';
import { filterLinks, pager, spanLinks } from './list/listLinks.ts';
import { daysName } from '../../src/core/wording/daysPhrase.ts';
import { ListQuery, listView, rangeOf } from './list/listView.ts';
import { type Searched, searched } from './list/searched.ts';
import { type Site, show } from './site.ts';

const PAGE = 50;

/** `/` and `/groups`: the faults of a day or of more, the one seen last first. */
export function listPage(app: FastifyInstance, site: Site): void {
  for (const url of ['/', '/groups']) {
    app.get<{ Querystring: Static<typeof ListQuery> }>(
      url,
      { schema: { querystring: ListQuery } },
      async (request, reply) => {
        const { span, ...rest } = listView(request.query);
        const opened = span ? { span } : await openOn(site);
        const view: ListView = { ...rest, span: opened.span };
        const search = searched(view.q);
        if (search.problem !== undefined) reply.code(400);
        return show(site, reply, 'list', await model(site, view, search, opened.why));
      },
    );
  }
}

/** The day that an address without one opens on: today, or the newest that has anything to show, and then why. */
async function openOn({ store, now }: Site): Promise<{ span: Span; why?: string }> {
  const today = dayIn(store.timeZone)(now());
  const { atOrBefore, after } = await store.nearestDays(today);
  const day = atOrBefore ?? after;
  if (day === undefined || day === today) return { span: { kind: 'day', day: today } };
  return {
    span: { kind: 'day', day },
    why: `No tracebacks today, ${shortDay(today)}. This is the newest day that has any.`,
  };
}

async function model(site: Site, view: ListView, search: Searched, opened: string | undefined) {
  const { store, clock, now } = site;
  const time = now();
  const today = dayIn(store.timeZone)(time);
  const [page, counts, nearest] = await Promise.all([
    search.problem === undefined ? store.groups(groupQuery(view, search), time) : undefined,
    store.counts(rangeOf(view.span), time),
    view.span.kind === 'day' ? store.nearestDays(view.span.day) : undefined,
  ]);
  const heading = daysName(rangeOf(view.span));
  const { cursor, ...firstPage } = view;
  const { q: _, ...keep } = listParameters(firstPage);
  return {
    title: view.q ? `${view.q} · ${heading}` : heading,
    section: 'faults' as const,
    heading,
    opened,
    pager: pager(view, nearest, today),
    spans: spanLinks(view, today),
    search: {
      ...search,
      keep: Object.entries(keep),
      clear: view.q ? listAddress({ ...firstPage, q: '' }) : undefined,
    },
    filters: filterLinks(view, counts),
    facts: facts(site, view, page, counts),
    rows: page?.groups.map((group) => faultRow(group, view, clock, time)) ?? [],
    empty: page?.groups.length === 0 ? await emptyList(site, view, counts, nearest) : undefined,
    size: PAGE,
    // What rules hide cannot be restored by a click.
    restore: view.filter === 'hidden' && page?.groups.some(({ state }) => isHidden(state, time)),
    next: page?.cursor === undefined ? undefined : listAddress({ ...view, cursor: page.cursor }),
    first: cursor === undefined ? undefined : listAddress(firstPage),
  };
}

function groupQuery(view: ListView, search: Searched): GroupQuery {
  return {
    range: rangeOf(view.span),
    filter: view.filter,
    limit: PAGE,
    ...(search.query && { search: search.query }),
    ...(view.cursor !== undefined && { cursor: view.cursor }),
  };
}

/** What is worth knowing of the whole list, in one line above it. */
function facts({ store, clock, ingestion }: Site, view: ListView, page: GroupPage | undefined, counts: GroupCounts) {
  const found: { text: string; href?: string }[] = [];
  if (page && view.q)
    found.push({ text: `${counted(page.total, 'fault', page.more ? cappedNumber : undefined)} found` });
  if (page?.searchCut) found.push({ text: 'among the newest 10,000 hits of this search' });
  const rules = counts.hiddenByRule.filter(({ count }) => count > 0);
  if (rules.length > 0) {
    const hits = rules.reduce((sum, { count }) => sum + count, 0);
    const text = `${counted(hits, 'hit', cappedNumber)} hidden by ${counted(rules.length, 'rule')}`;
    const { day, from, to } = listParameters(view);
    found.push({
      text,
      href: `/rules?${new URLSearchParams(day ? { day } : { from: from ?? '', to: to ?? '' }).toString()}`,
    });
  }
  if (ingestion.pending > 0)
    found.push({ text: `${counted(ingestion.pending, 'archive')} being read`, href: '/archives' });
  if (store.timeZone !== clock.timeZone) {
    found.push({ text: `Days are days in ${store.timeZone}; times are in ${clock.timeZone}` });
  }
  return found;
}
