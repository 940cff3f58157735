import { ALL_DAYS, type DayRange } from '../../src/core/groups/day.ts';
import { parseQuery } from '../../src/core/groups/parseQuery.ts';
import type { Query } from '../../src/core/groups/query.ts';
import { GROUP_FILTERS } from '../../src/stores/store.ts';
import type { ArchiveRow, GroupQuery, GroupRow, Hit, HitQuery, TracebackStore } from '../../src/stores/store.ts';

/** Fingerprints that some lists leave out. */
const EXCLUDE = ['1-b', '1-none', '1-d', '1-b'];

/** Every group of a list, by paging through it. */
export async function allGroups(store: TracebackStore, query: GroupQuery, now: number): Promise<GroupRow[]> {
  const groups: GroupRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.groups({ ...query, ...(cursor !== undefined && { cursor }) }, now);
    groups.push(...page.groups);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return groups;
}

/** Every traceback of a list, by paging through it. */
export async function allHits(store: TracebackStore, query: HitQuery): Promise<Hit[]> {
  const hits: Hit[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.tracebacks({ ...query, ...(cursor !== undefined && { cursor }) });
    hits.push(...page.hits);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return hits;
}

/** What to look at a store through. */
export interface Views {
  ranges: DayRange[];
  searches: (Query | undefined)[];
  now: number;
  limit: number;
}

/** A search that must parse. */
export function search(text: string): Query {
  const query = parseQuery(text);
  if (!query) throw new Error(`Nothing to search for in ${text}`);
  return query;
}

/** All that a store answers, in the views given: two stores with the same answers hold the same. */
export async function everything(store: TracebackStore, { ranges, searches, now, limit }: Views): Promise<unknown> {
  const { kind: _kind, ...status } = await store.status();
  const lists = [];
  for (const range of ranges) {
    const faults = await store.faultLines({ file: 'cart.py', range, limit }, now);
    const others = await store.counts(range, now, EXCLUDE);
    lists.push({ range, counts: await store.counts(range, now), others, faults });
    for (const query of searches) {
      const search = query && { search: query };
      for (const filter of GROUP_FILTERS) {
        const list = { range, filter, limit, ...search };
        const { total, more, searchCut } = await store.groups(list, now);
        const groups = await allGroups(store, list, now);
        const others = await allGroups(store, { ...list, exclude: EXCLUDE }, now);
        lists.push({ range, filter, ...search, total, more, searchCut, groups, others });
      }
      for (const hidden of [false, true]) {
        lists.push({ range, hidden, ...search, hits: await allHits(store, { range, hidden, limit, ...search }) });
      }
    }
  }
  const details = [];
  const hits = await allHits(store, { range: ALL_DAYS, hidden: true, limit: 1000 });
  for (const fingerprint of new Set(hits.map((hit) => hit.fingerprint))) {
    const range = ranges[0] ?? ALL_DAYS;
    details.push({ group: await store.group(fingerprint), hits: await allHits(store, { range, fingerprint, limit }) });
  }
  const tracebacks = await Promise.all(hits.map(({ id }) => store.traceback(id)));
  const days = await Promise.all(ranges.flatMap(({ from, to }) => [store.nearestDays(from), store.nearestDays(to)]));
  const ofTickets = await Promise.all(['SHOP-1', 'SHOP-2', 'WEB-1', 'NO-1'].map((key) => store.groupsOfTicket(key)));
  return { status, lists, details, ofTickets, tracebacks, days, archives: await ledger(store, limit) };
}

/** The ledger without the times that the store's own clock gave. */
async function ledger(store: TracebackStore, limit: number): Promise<unknown> {
  const rows: Omit<ArchiveRow, 'endedAt'>[] = [];
  let cursor: string | undefined;
  let counts;
  do {
    const page = await store.archives({ limit, ...(cursor !== undefined && { cursor }) });
    rows.push(...page.archives.map(({ endedAt: _endedAt, ...row }) => row));
    ({ cursor, counts } = page);
  } while (cursor !== undefined);
  return { rows, counts };
}
