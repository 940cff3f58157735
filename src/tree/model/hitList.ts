import { CursorError, type BrowsableStore, type Hit, type HitPage } from '../../stores/store.ts';
import type { GroupList } from './groupList.ts';

/** Hits that one step loads. */
export const HITS_A_PAGE = 30;

/** The hits of a group that the view has loaded. */
export interface HitList {
  fingerprint: string;
  hits: readonly Hit[];
  pages: number;
  cursor?: string;
}

/** Loads the first so many pages of a group's hits, of the days and the search of its list. */
export async function loadHits(
  store: BrowsableStore,
  list: GroupList,
  fingerprint: string,
  pages: number,
): Promise<HitList> {
  return read(store, list, { fingerprint, hits: [], pages }, pages * HITS_A_PAGE);
}

/** The hits with one more page; loaded anew when the store knows nothing of the former ones any more. */
export async function loadMoreHits(store: BrowsableStore, list: GroupList, hits: HitList): Promise<HitList> {
  if (hits.cursor === undefined) return hits;
  const pages = hits.pages + 1;
  try {
    return await read(store, list, { ...hits, pages }, HITS_A_PAGE);
  } catch (error) {
    if (error instanceof CursorError) return loadHits(store, list, hits.fingerprint, pages);
    throw error;
  }
}

/** So many more hits, a page at a time. */
async function read(store: BrowsableStore, list: GroupList, from: HitList, more: number): Promise<HitList> {
  const { range, listed } = list;
  const { fingerprint, pages } = from;
  const asked = {
    range,
    fingerprint,
    limit: HITS_A_PAGE,
    ...(listed.search && { search: listed.search.query }),
    ...(listed.filter === 'hidden' && { hidden: true }),
  };
  const hits = new Map(from.hits.map((hit) => [hit.id, hit]));
  let cursor = from.cursor;
  for (let left = more; left > 0; left -= HITS_A_PAGE) {
    const page: HitPage = await store.tracebacks({ ...asked, ...(cursor !== undefined && { cursor }) });
    for (const hit of page.hits) hits.set(hit.id, hit);
    cursor = page.cursor;
    if (cursor === undefined) break;
  }
  return { fingerprint, hits: [...hits.values()], pages, ...(cursor !== undefined && { cursor }) };
}
