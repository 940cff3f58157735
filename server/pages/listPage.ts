import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { dayIn } from '../../src/core/groups/day.ts';
import { isHidden } from '../../src/core/groups/group.ts';
import type { GroupCounts, GroupPage, GroupQuery } from '../../src/stores/store.ts';
import { type ListView, type Span, address, listAddress, listParameters } from './addresses.ts';
import { emptyList } from './list/emptyList.ts';
import { faultRow } from './list/faultRow.ts';
import { shortDay } from '../../src/core/wording/dayName.ts';
import { cappedNumber, counted } from '../../src/core/wording/number.ts';
import { filterLinks, pager, spanLinks } from './list/listLinks.ts';
import { daysName } from '../../src/core/wording/daysPhrase.ts';
import { ListQuery, listView, rangeOf } from './list/listView.ts';
import { type Searched, searched } from './list/searched.ts';
import { suggestions } from './list/suggestions.ts';
import { type Owner, ownerOf } from '../mine/owner.ts';
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
        return show(
          site,
          reply,
          'list',
          await model(site, { view, search, opened: opened.why, owner: ownerOf(request) }),
        );
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

/** What a list is made of. */
interface Shown {
  view: ListView;
  search: Searched;
  /** Why it opened on this day. */
  opened: string | undefined;
  owner: Owner;
}

async function model(site: Site, { view, search, opened, owner }: Shown) {
  const { store, clock, now } = site;
  const time = now();
  const today = dayIn(store.timeZone)(time);
  const mine = await site.hiddenForMe.list(owner);
  const exclude = mine.map(({ fingerprint }) => fingerprint);
  const [page, counts, nearest, searches] = await Promise.all([
    search.problem === undefined ? store.groups({ ...groupQuery(view, search), exclude }, time) : undefined,
    store.counts(rangeOf(view.span), time, exclude),
    view.span.kind === 'day' ? store.nearestDays(view.span.day) : undefined,
    site.searches.list(owner),
  ]);
  const heading = daysName(rangeOf(view.span));
  const { cursor, ...firstPage } = view;
  const { q: _, ...keep } = listParameters(firstPage);
  const rows = page?.groups.map((group) => faultRow(group, view, clock, time)) ?? [];
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
    facts: [
      ...(exclude.length > 0 ? [{ text: `${counted(exclude.length, 'fault')} hidden for you`, href: '/hidden' }] : []),
      ...facts(site, view, page, counts),
    ],
    rows,
    anyTicket: rows.some(({ tickets }) => tickets.length > 0),
    here: listAddress(firstPage),
    saved: { searches, fields: Object.entries(listParameters(firstPage)) },
    calendar: address('/calendar', listParameters(firstPage)),
    suggestions: suggestions(page?.groups ?? []),
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
