import type { Query } from '../../core/groups/query.ts';
import type { Tally } from '../../core/groups/tally.ts';
import { SEARCH_LIMIT } from '../limits.ts';
import type { Backend } from './backend.ts';
import { rangeFilter } from './calendar.ts';
import { NEWEST_FIRST } from './countDays.ts';
import { newestRows, notExcluded, partsOf, type ListOf } from './groupList.ts';
import type { Search, SearchAnswer } from './requests.ts';
import { wordsFilter } from './searchWords.ts';
import { SHOWN, SHOWN_FILTER } from './tracebackDocument.ts';

/** A hit of a search. */
export interface NewestHit {
  index: string;
  id: string;
  fingerprint: string;
  at: number;
  shown: boolean;
}

/** The newest hits of a search in the list's range; `cut`: there are more. One request. */
export async function newestHits(
  { requests, names, calendar }: Backend,
  { range, filter }: Pick<ListOf, 'range' | 'filter'>,
  search: Query,
): Promise<{ hits: NewestHit[]; cut: boolean }> {
  const { hits } = await requests.search(names.tracebacks, {
    size: SEARCH_LIMIT,
    query: {
      bool: {
        filter: [rangeFilter(calendar, range), wordsFilter(search), ...(filter === 'hidden' ? [] : [SHOWN_FILTER])],
      },
    },
    sort: NEWEST_FIRST,
    track_total_hits: SEARCH_LIMIT + 1,
    _source: false,
    docvalue_fields: ['fingerprint', 'rule'],
  });
  return {
    hits: hits.hits.map(({ _index, _id, fields = {}, sort = [] }) => ({
      index: _index,
      id: _id,
      fingerprint: String(fields['fingerprint']?.[0]),
      at: Number(sort[0]),
      shown: fields['rule']?.[0] === SHOWN,
    })),
    cut: (hits.total?.value ?? 0) > SEARCH_LIMIT,
  };
}

/** A group that a search finds something of, and its place. */
export interface FoundGroup {
  fingerprint: string;
  tally: Tally;
  /** The number of the last change of its newest row. */
  changed: number;
}

/** Asks for the rows of the groups found, those that the list lets pass. */
export function foundRows({ names }: Backend, list: ListOf, hits: readonly NewestHit[]): Search {
  const fingerprints = [...new Set(hits.map(({ fingerprint }) => fingerprint))];
  const rows =
    list.filter === 'hidden' ? [...newestRows(list.range), ...notExcluded(list)] : (partsOf(list)[0]?.filter ?? []);
  return {
    index: names.groupDays,
    body: {
      size: Math.max(1, fingerprints.length),
      query: { bool: { filter: [{ terms: { fingerprint: fingerprints } }, ...rows] } },
      sort: ['_doc'],
      seq_no_primary_term: true,
      _source: false,
      docvalue_fields: ['fingerprint', 'hiddenUntil'],
    },
  };
}

/** The groups found, in the order of the list, from the answer to `foundRows`. */
export function foundGroups(
  { filter, now }: ListOf,
  hits: readonly NewestHit[],
  { hits: rows }: SearchAnswer<unknown>,
): FoundGroup[] {
  const byGroup = Map.groupBy(hits, ({ fingerprint }) => fingerprint);
  const groups: FoundGroup[] = [];
  for (const { fields = {}, _seq_no: changed = 0 } of rows.hits) {
    const fingerprint = String(fields['fingerprint']?.[0]);
    const isHidden = Number(fields['hiddenUntil']?.[0] ?? 0) > now;
    const found = byGroup.get(fingerprint) ?? [];
    const counted = filter !== 'hidden' || isHidden ? found : found.filter(({ shown }) => !shown);
    const [newest, oldest] = [counted[0], counted.at(-1)];
    if (newest && oldest) {
      groups.push({ fingerprint, tally: { first: oldest.at, last: newest.at, count: counted.length }, changed });
    }
  }
  return groups.sort((a, b) => b.tally.last - a.tally.last || (a.fingerprint < b.fingerprint ? -1 : 1));
}
