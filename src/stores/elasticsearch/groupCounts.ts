import type { DayRange } from '../../core/groups/day.ts';
import { excluded } from '../excluded.ts';
import { COUNT_LIMIT } from '../limits.ts';
import { GROUP_FILTERS } from '../store.ts';
import type { GroupCounts, GroupFilter, GroupQuery } from '../store.ts';
import type { Backend } from './backend.ts';
import { inRange, partsOf } from './groupList.ts';
import type { Search } from './requests.ts';

interface Rules {
  rules: { names: { buckets: { key: string; n: { value: number } }[] } };
}

/** How many groups each list of the range has, and how many tracebacks each rule hides. One request. */
export async function groupCounts(
  { requests, names }: Backend,
  { range, exclude }: Pick<GroupQuery, 'range' | 'exclude'>,
  now: number,
): Promise<GroupCounts> {
  const out = excluded(exclude);
  const lists = GROUP_FILTERS.flatMap((filter) =>
    partsOf({ range, filter, now, exclude: out }).map((part) => ({
      filter,
      search: {
        index: names.groupDays,
        body: { size: 0, query: { bool: { filter: part.filter } }, track_total_hits: COUNT_LIMIT + 1 },
      },
    })),
  );
  const answers = await requests.msearch([...lists.map(({ search }) => search), rulesSearch(names.groupDays, range)]);
  const counts = Object.fromEntries(GROUP_FILTERS.map((filter) => [filter, 0])) as Record<GroupFilter, number>;
  for (const [n, { filter }] of lists.entries()) {
    counts[filter] = Math.min(COUNT_LIMIT, counts[filter] + (answers[n]?.hits.total?.value ?? 0));
  }
  const rules = answers.at(-1)?.aggregations as Rules | undefined;
  const hiddenByRule = (rules?.rules.names.buckets ?? []).map(({ key, n }) => ({ rule: key, count: n.value }));
  hiddenByRule.sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
  return { ...counts, hiddenByRule };
}

function rulesSearch(index: string, range: DayRange): Search {
  return {
    index,
    body: {
      size: 0,
      track_total_hits: false,
      query: { bool: { filter: [inRange('day', range)] } },
      aggs: {
        rules: {
          nested: { path: 'rules' },
          aggs: { names: { terms: { field: 'rules.rule', size: 1_000 }, aggs: { n: { sum: { field: 'rules.n' } } } } },
        },
      },
    },
  };
}
