import type { Day } from '../../core/groups/day.ts';
import type { NearestDays, StoreStatus } from '../store.ts';
import type { Backend } from './backend.ts';
import { dayNumber, dayOfNumber } from './dayNumber.ts';
import { readMeta } from './meta.ts';

interface Value {
  value: number | null;
}

const NOTHING = { n: { value: 0 }, oldest: { value: null }, newest: { value: null } };

/** What the store holds. Two requests. */
export async function storeStatus({ requests, names, calendar }: Backend): Promise<StoreStatus> {
  const count = (index: string, query: object): { index: string; body: object } => ({
    index,
    body: { size: 0, query, track_total_hits: true },
  });
  const [frozen, [days, groups, archives]] = await Promise.all([
    readMeta(requests, names, 'frozen'),
    requests.msearch([
      {
        index: names.groupDays,
        body: {
          size: 0,
          track_total_hits: false,
          aggs: { n: { sum: { field: 'n' } }, oldest: { min: { field: 'day' } }, newest: { max: { field: 'day' } } },
        },
      },
      count(names.groups, { term: { live: true } }),
      count(names.ledger, { match_all: {} }),
    ]),
  ]);
  const { n, oldest, newest } = (days?.aggregations ?? NOTHING) as Record<'n' | 'oldest' | 'newest', Value>;
  return {
    kind: 'elasticsearch',
    timeZone: calendar.timeZone,
    tracebacks: n.value ?? 0,
    groups: groups?.hits.total?.value ?? 0,
    archives: archives?.hits.total?.value ?? 0,
    ...(oldest.value !== null && { oldestDay: dayOfNumber(oldest.value) }),
    ...(newest.value !== null && { newestDay: dayOfNumber(newest.value) }),
    ...(frozen.value && { frozenBefore: frozen.value.before }),
  };
}

/** The days with something to show around the given one. One request. */
export async function nearestDays({ requests, names }: Backend, day: Day): Promise<NearestDays> {
  const number = dayNumber(day);
  const nearest = (range: object, which: 'min' | 'max'): object => ({
    filter: { bool: { filter: [{ range: { day: range } }, { exists: { field: 'shownN' } }] } },
    aggs: { day: { [which]: { field: 'day' } } },
  });
  const { aggregations } = await requests.search(names.groupDays, {
    size: 0,
    track_total_hits: false,
    aggs: {
      atOrBefore: nearest({ lte: number }, 'max'),
      before: nearest({ lt: number }, 'max'),
      after: nearest({ gt: number }, 'min'),
    },
  });
  const found: NearestDays = {};
  for (const name of ['atOrBefore', 'before', 'after'] as const) {
    const value = (aggregations as Record<string, { day: Value }>)[name]?.day.value;
    if (value != null) found[name] = dayOfNumber(value);
  }
  return found;
}
