import { sumTallies } from '../../core/groups/tally.ts';
import type { GroupDetail } from '../store.ts';
import type { Backend } from './backend.ts';
import { NEWEST_FIRST } from './countDays.ts';
import { overall, readGroup, standingOf, sumRules, type GroupSource } from './groupDocument.ts';
import { readRow, type TracebackSource } from './tracebackDocument.ts';

/** Programs and instances are counted in so many of the newest tracebacks. */
const NEWEST = 1_000;

/** A group with its whole history; undefined when there is none. Two requests. */
export async function groupDetail({ requests, names }: Backend, fingerprint: string): Promise<GroupDetail | undefined> {
  const [[found], newest] = await Promise.all([
    requests.mget<GroupSource>([{ _index: names.groups, _id: fingerprint }]),
    requests.search<TracebackSource>(names.tracebacks, {
      size: NEWEST,
      query: { bool: { filter: [{ term: { fingerprint } }] } },
      sort: NEWEST_FIRST,
      track_total_hits: false,
      _source: ['row'],
    }),
  ]);
  const group = found && readGroup(found);
  if (!group || group.days.size === 0) return undefined;
  const { first, last } = overall(group);
  const summaries = newest.hits.hits.map(({ _source }) => readRow(_source).summary);
  const shown = [...group.days].flatMap(([day, tallies]) => (tallies.shown ? [{ day, ...tallies.shown }] : []));
  return {
    fingerprint,
    summary: group.summary,
    count: sumTallies(shown)?.count ?? 0,
    first,
    last,
    standing: standingOf(group),
    state: group.state,
    hiddenByRule: sumRules(group.days.values()),
    days: shown,
    programs: mostFrequent(summaries.map(({ program }) => program)),
    instances: mostFrequent(summaries.map(({ instance }) => instance)),
  };
}

function mostFrequent(names: string[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, 10);
}
