import type { Day } from '../../core/groups/day.ts';
import type { Tally } from '../../core/groups/tally.ts';
import type { FaultSummary } from '../../core/groups/group.ts';
import type { Backend } from './backend.ts';
import { rangeFilter } from './calendar.ts';
import type { DayTallies, Told } from './groupDocument.ts';
import type { SearchAnswer } from './requests.ts';
import { labelsOf, readRow, SHOWN, SHOWN_FILTER, type TracebackSource } from './tracebackDocument.ts';

/** What one group has on one day, and what its newest tracebacks say, of those that are shown and of those that rules hide. */
export interface DayCount {
  tallies: DayTallies;
  shown: FaultSummary | undefined;
  ruled: FaultSummary | undefined;
}

/** Rules are few: more than these on one day of one group are not counted. */
const RULES = 1_000;

interface RuleBucket {
  key: string;
  doc_count: number;
  first: { value: number };
  last: { value: number };
  newest: SearchAnswer<TracebackSource>;
}

interface Groups {
  groups: { buckets: { key: string; rules: { buckets: RuleBucket[] } }[] };
}

/** Counts exactly these groups on these days from the tracebacks that can be found: refresh before. One request. */
export async function countDays(
  backend: Backend,
  days: ReadonlyMap<Day, readonly string[]>,
): Promise<Map<Day, Map<string, DayCount>>> {
  const wanted = [...days];
  if (wanted.length === 0) return new Map();
  const answers = await backend.requests.msearch(
    wanted.map(([day, fingerprints]) => ({
      index: monthsOf(backend, day).join(','),
      body: {
        size: 0,
        query: {
          bool: {
            filter: [rangeFilter(backend.calendar, { from: day, to: day }), { terms: { fingerprint: fingerprints } }],
          },
        },
        aggs: {
          groups: {
            terms: { field: 'fingerprint', size: fingerprints.length },
            aggs: {
              rules: {
                terms: { field: 'rule', size: RULES },
                aggs: {
                  first: { min: { field: 'at' } },
                  last: { max: { field: 'at' } },
                  newest: { top_hits: { size: 1, sort: NEWEST_FIRST, _source: ['row'] } },
                },
              },
            },
          },
        },
      },
    })),
  );
  return new Map(wanted.map(([day], n) => [day, countsOf(answers[n]?.aggregations as Groups | undefined)]));
}

/** The summaries of groups' newest tracebacks of a kind on a day. One request; those that are not there any more are left out. */
export async function newestSummaries(
  backend: Backend,
  wanted: readonly { fingerprint: string; told: Told }[],
): Promise<Map<string, FaultSummary>> {
  if (wanted.length === 0) return new Map();
  const answers = await backend.requests.msearch(
    wanted.map(({ fingerprint, told: { day, shown } }) => ({
      index: monthsOf(backend, day).join(','),
      body: {
        size: 1,
        query: {
          bool: {
            filter: [rangeFilter(backend.calendar, { from: day, to: day }), { term: { fingerprint } }],
            [shown ? 'must' : 'must_not']: [SHOWN_FILTER],
          },
        },
        sort: NEWEST_FIRST,
        _source: ['row'],
      },
    })),
  );
  const summaries = new Map<string, FaultSummary>();
  wanted.forEach(({ fingerprint }, n) => {
    const summary = summaryOf(answers[n] as SearchAnswer<TracebackSource> | undefined);
    if (summary) summaries.set(fingerprint, summary);
  });
  return summaries;
}

/** The order of every list of tracebacks. */
export const NEWEST_FIRST = [{ at: 'desc' }, { id: 'desc' }];

/** The months that a day of the store's zone lies in: one, or two where the zone is not UTC. */
export function monthsOf({ calendar, names }: Backend, day: Day): string[] {
  const { from, to } = calendar.instants({ from: day, to: day });
  return [...new Set([names.month(from), names.month(to - 1)])];
}

function countsOf(found: Groups | undefined): Map<string, DayCount> {
  return new Map(
    (found?.groups.buckets ?? []).map(({ key, rules }) => {
      const shown = rules.buckets.find((bucket) => bucket.key === SHOWN);
      const ruled = rules.buckets.filter((bucket) => bucket.key !== SHOWN).sort((a, b) => (a.key < b.key ? -1 : 1));
      const newestRuled = ruled.toSorted(newestFirst)[0];
      return [
        key,
        {
          tallies: {
            ...(shown && { shown: tallyOf(shown) }),
            ruled: ruled.map((bucket): [string, Tally] => [bucket.key.slice(1), tallyOf(bucket)]),
          },
          shown: shown && summaryOf(shown.newest),
          ruled: newestRuled && summaryOf(newestRuled.newest),
        },
      ];
    }),
  );
}

function newestFirst(a: RuleBucket, b: RuleBucket): number {
  const [one, other] = [a, b].map(({ newest }) => newest.hits.hits[0]?.sort ?? []);
  const [at = 0, id = ''] = one ?? [];
  const [otherAt = 0, otherId = ''] = other ?? [];
  return Number(otherAt) - Number(at) || (id < otherId ? 1 : -1);
}

function tallyOf({ first, last, doc_count }: RuleBucket): Tally {
  return { first: first.value, last: last.value, count: doc_count };
}

function summaryOf(answer: SearchAnswer<TracebackSource> | undefined): FaultSummary | undefined {
  const source = answer?.hits.hits[0]?._source;
  if (!source) return undefined;
  const row = readRow(source);
  return { ...row.summary, labels: labelsOf(row) };
}
