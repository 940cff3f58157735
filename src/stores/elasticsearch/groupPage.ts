import type { Tally } from '../../core/groups/tally.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { excluded } from '../excluded.ts';
import { COUNT_LIMIT } from '../limits.ts';
import type { GroupPage, GroupQuery, GroupRow } from '../store.ts';
import type { Backend } from './backend.ts';
import { dayOfNumber } from './dayNumber.ts';
import { readGroup, type GroupSource } from './groupDocument.ts';
import { partsOf, type ListOf, type Part } from './groupList.ts';
import { groupRow, historyDays } from './groupRows.ts';
import { foundGroups, foundRows, newestHits } from './groupSearch.ts';
import type { Search, SearchAnswer } from './requests.ts';

/** A group's place on a page: in the list, by when it was last seen; in its close, by the number of its row's last change. */
interface Place {
  fingerprint: string;
  at: number;
}

/** Where a page begins. */
interface Start {
  after: Place | undefined;
  /** Rows changed after this one close the list; undefined on the first page, which says it. */
  since: number | undefined;
  inClose: boolean;
}

/** What the list has for a page: one place more than fit, when there are more. */
interface Places {
  regular: Place[];
  closing: Place[];
  total: number;
  cut: boolean;
  tallies?: ReadonlyMap<string, Tally>;
  state: State;
}

/** What is asked beside the list: the store's newest day, and the number of the last change of any row. */
interface State {
  newest: number;
  changed: number;
}

/** A page is at most so long: Elasticsearch gives no more at once. */
const LONGEST = 9_999;

/** One page of a list of groups: two requests, with a search three. */
export async function groupPage(backend: Backend, query: GroupQuery, now: number): Promise<GroupPage> {
  const { range, filter, search } = query;
  const limit = Math.min(query.limit, LONGEST);
  const exclude = excluded(query.exclude);
  const list: ListOf = { range, filter, now, exclude };
  const identity = { range, filter, search, exclude };
  const start = readStart(query, identity);
  const found = search
    ? await searchPlaces(backend, list, { ...query, search, limit }, start)
    : await listPlaces(backend, list, limit, start);
  const { regular, closing, tallies, state } = found;
  const places = [...regular, ...closing];
  const shown = places.slice(0, limit);
  const end = shown.at(-1);
  const since = start.since ?? state.changed;
  return {
    groups: await rowsOf(backend, list, shown, state, tallies),
    ...(places.length > limit &&
      end && {
        cursor: encodeCursor(identity, [end.at, end.fingerprint, since, limit > regular.length ? 1 : 0]),
      }),
    total: Math.min(found.total, COUNT_LIMIT),
    more: found.total > COUNT_LIMIT,
    ...(found.cut && { searchCut: true as const }),
  };
}

function readStart({ cursor }: GroupQuery, identity: object): Start {
  if (cursor === undefined) return { after: undefined, since: undefined, inClose: false };
  const [at, fingerprint, since, inClose] = decodeCursor(cursor, identity, [0, '', 0, 0]);
  return { after: { at, fingerprint }, since, inClose: inClose === 1 };
}

async function listPlaces(backend: Backend, list: ListOf, limit: number, start: Start): Promise<Places> {
  const parts = partsOf(list);
  const { since, inClose, after } = start;
  const closing =
    since === undefined
      ? []
      : parts.map((part) => changedSince(backend, part, inClose && after ? after.at : since, limit));
  const answers = await backend.requests.msearch([
    stateSearch(backend),
    ...parts.map((part) => placesAfter(backend, part, inClose ? 0 : limit + 1, inClose ? undefined : after)),
    ...closing,
  ]);
  const [state, ...rest] = answers;
  const ofParts = rest.slice(0, parts.length);
  const regular = ofParts.flatMap(({ hits }) => hits.hits.map(({ sort = [] }) => placeOf(sort[1], sort[0])));
  regular.sort(lastFirst);
  const moved = rest
    .slice(parts.length)
    .flatMap(({ hits }) => hits.hits.map(({ sort = [], fields = {} }) => placeOf(fields['fingerprint']?.[0], sort[0])));
  moved.sort((a, b) => a.at - b.at);
  return {
    regular: regular.slice(0, limit + 1),
    closing: regular.length > limit ? [] : moved.slice(0, limit + 1 - regular.length),
    total: ofParts.reduce((sum, { hits }) => sum + (hits.total?.value ?? 0), 0),
    cut: false,
    state: stateOf(state),
  };
}

async function searchPlaces(
  backend: Backend,
  list: ListOf,
  { search, limit }: Required<Pick<GroupQuery, 'search' | 'limit'>>,
  { since, inClose, after }: Start,
): Promise<Places> {
  const { hits, cut } = await newestHits(backend, list, search);
  const [state, rows] = await backend.requests.msearch([stateSearch(backend), foundRows(backend, list, hits)]);
  const groups = rows ? foundGroups(list, hits, rows) : [];
  const regular = inClose
    ? []
    : groups
        .map(({ fingerprint, tally }) => ({ fingerprint, at: tally.last }))
        .filter((place) => !after || lastFirst(after, place) < 0);
  const moved = groups
    .filter(({ changed }) => since !== undefined && changed > (inClose && after ? after.at : since))
    .map(({ fingerprint, changed }) => ({ fingerprint, at: changed }))
    .sort((a, b) => a.at - b.at);
  return {
    regular: regular.slice(0, limit + 1),
    closing: regular.length > limit ? [] : moved.slice(0, limit + 1 - regular.length),
    total: groups.length,
    cut,
    tallies: new Map(groups.map(({ fingerprint, tally }) => [fingerprint, tally])),
    state: stateOf(state),
  };
}

async function rowsOf(
  { requests, names }: Backend,
  list: ListOf,
  places: readonly Place[],
  { newest }: State,
  tallies: ReadonlyMap<string, Tally> | undefined,
): Promise<GroupRow[]> {
  const days = historyDays(list, dayOfNumber(newest));
  const found = await requests.mget<GroupSource>(
    places.map(({ fingerprint }) => ({ _index: names.groups, _id: fingerprint })),
  );
  return found.flatMap((source): GroupRow[] => {
    const group = readGroup(source);
    const row = group && groupRow(group, list, days, tallies?.get(group.fingerprint));
    return row ? [row] : [];
  });
}

function placesAfter({ names }: Backend, { filter, order }: Part, size: number, after: Place | undefined): Search {
  return {
    index: names.groupDays,
    body: {
      size,
      query: { bool: { filter } },
      sort: [{ [order]: 'desc' }, { fingerprint: 'asc' }],
      ...(after && size > 0 && { search_after: [after.at, after.fingerprint] }),
      track_total_hits: COUNT_LIMIT + 1,
      _source: false,
    },
  };
}

/**
 * Groups whose newest row changed since the list's first page, in the order of their change: they may have moved to where the reader has
 * been, who sees some of them twice and misses none. An index's changes are numbered in its one shard.
 */
function changedSince({ names }: Backend, { filter }: Part, since: number, limit: number): Search {
  return {
    index: names.groupDays,
    body: {
      size: limit + 1,
      query: { bool: { filter: [...filter, { range: { _seq_no: { gt: since } } }] } },
      sort: [{ _seq_no: 'asc' }],
      track_total_hits: false,
      _source: false,
      docvalue_fields: ['fingerprint'],
    },
  };
}

function stateSearch({ names }: Backend): Search {
  const aggs = { newest: { max: { field: 'day' } }, changed: { max: { field: '_seq_no' } } };
  return { index: names.groupDays, body: { size: 0, track_total_hits: false, aggs } };
}

/** The first of 1970 when there is no row. */
function stateOf(answer: SearchAnswer<unknown> | undefined): State {
  const found = answer?.aggregations as Record<keyof State, { value: number | null }> | undefined;
  return { newest: found?.newest.value ?? 19_700_101, changed: found?.changed.value ?? -1 };
}

function placeOf(fingerprint: unknown, at: unknown): Place {
  return { fingerprint: String(fingerprint), at: Number(at) };
}

function lastFirst(a: Place, b: Place): number {
  return b.at - a.at || (a.fingerprint < b.fingerprint ? -1 : Number(a.fingerprint > b.fingerprint));
}
