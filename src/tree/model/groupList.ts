import { addDays, ALL_DAYS, dayIn, type Day, type DayRange } from '../../core/groups/day.ts';
import type { BrowsableStore, GroupCounts, GroupPage, GroupRow } from '../../stores/store.ts';
import { CursorError } from '../../stores/store.ts';
import type { Listed } from '../viewQuery.ts';

/** Groups that one step loads. */
export const GROUPS_A_PAGE = 30;
/** What was loaded page by page is loaded again in larger ones. */
const MOST_AT_ONCE = 3 * GROUPS_A_PAGE;

/** The groups that the view has loaded, and what is told of all of them. */
export interface GroupList {
  /** What was asked for. */
  listed: Listed;
  /** Every day there is: then everything was first seen within it, and nothing is new. */
  allDays: boolean;
  range: DayRange;
  groups: readonly GroupRow[];
  /** How many pages of `GROUPS_A_PAGE` were asked for. */
  pages: number;
  cursor?: string;
  total: number;
  more: boolean;
  searchCut?: true;
  counts: GroupCounts;
  timeZone: string;
  /** What else the store holds; only when there are no groups. */
  elsewhere?: { near?: Day; newest?: Day; archives: number };
  /** When it was loaded, in milliseconds since 1970. */
  at: number;
}

/** Loads the first so many pages of what is asked for. */
export async function loadGroups(
  store: BrowsableStore,
  listed: Listed,
  pages: number,
  now: number,
): Promise<GroupList> {
  const range = listed.days === 'newest' ? await newestDay(store, now) : listed.days;
  const asked = { range, filter: listed.filter, ...(listed.search && { search: listed.search.query }) };
  const wanted = pages * GROUPS_A_PAGE;
  const first = { ...asked, limit: Math.min(wanted, MOST_AT_ONCE) };
  let [page, counts] = await Promise.all([store.groups(first, now), store.counts(range, now)]);
  const { total, more, searchCut } = page;
  let groups = page.groups;
  for (let left = wanted - MOST_AT_ONCE; left > 0 && page.cursor !== undefined; left -= MOST_AT_ONCE) {
    page = await store.groups({ ...asked, limit: Math.min(left, MOST_AT_ONCE), cursor: page.cursor }, now);
    groups = merged(groups, page);
  }
  return {
    listed,
    allDays: range.from <= ALL_DAYS.from && range.to >= ALL_DAYS.to,
    range,
    groups,
    pages,
    ...(page.cursor !== undefined && { cursor: page.cursor }),
    total,
    more,
    ...(searchCut && { searchCut }),
    counts,
    timeZone: store.timeZone,
    ...(groups.length === 0 && { elsewhere: await elsewhere(store, range) }),
    at: now,
  };
}

/** The list with one more page; loaded anew when the store knows nothing of it any more. */
export async function loadMoreGroups(store: BrowsableStore, list: GroupList, now: number): Promise<GroupList> {
  const { listed, range, cursor, pages } = list;
  if (cursor === undefined) return list;
  try {
    const search = listed.search && { search: listed.search.query };
    const page = await store.groups({ range, filter: listed.filter, ...search, limit: GROUPS_A_PAGE, cursor }, now);
    const { cursor: _, ...rest } = list;
    return {
      ...rest,
      groups: merged(list.groups, page),
      pages: pages + 1,
      ...(page.cursor !== undefined && { cursor: page.cursor }),
    };
  } catch (error) {
    if (error instanceof CursorError) return loadGroups(store, listed, pages + 1, now);
    throw error;
  }
}

/** A group that changed meanwhile may come twice: it stays where it stands, with what is known of it now. */
function merged(groups: readonly GroupRow[], page: GroupPage): GroupRow[] {
  const rows = new Map([...groups, ...page.groups].map((row) => [row.fingerprint, row]));
  return [...rows.values()];
}

async function newestDay(store: BrowsableStore, now: number): Promise<DayRange> {
  // The store's time zone is known after its first answer only; none is a day ahead of UTC.
  const tomorrow = addDays(dayIn('UTC')(now), 1);
  const { atOrBefore, after } = await store.nearestDays(tomorrow);
  const day = atOrBefore ?? after ?? dayIn(store.timeZone)(now);
  return { from: day, to: day };
}

async function elsewhere(store: BrowsableStore, range: DayRange): Promise<NonNullable<GroupList['elsewhere']>> {
  const [{ before, after }, { newestDay, archives }] = await Promise.all([
    store.nearestDays(range.from),
    store.status(),
  ]);
  const near = before ?? after;
  return { ...(near !== undefined && { near }), ...(newestDay !== undefined && { newest: newestDay }), archives };
}
