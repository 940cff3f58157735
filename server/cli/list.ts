import type { Query } from '../../src/core/groups/query.ts';
import { QueryError } from '../../src/core/groups/query.ts';
import { parseQuery } from '../../src/core/groups/parseQuery.ts';
import type { GroupFilter, GroupQuery } from '../../src/stores/store.ts';
import { groupRowJson } from '../api/groupJson.ts';
import { clockIn } from '../../src/core/wording/clock.ts';
import { cappedNumber, counted } from '../../src/core/wording/number.ts';
import { type DayWords, dayRange } from './dayRange.ts';
import { faultLines } from './faultLines.ts';
import { print, printJson, say } from './output.ts';
import { UsageError } from './usageError.ts';
import { withStore } from './withStore.ts';

/** What `list` is asked for. */
export interface ListOptions extends DayWords {
  filter: GroupFilter;
  search?: string;
  limit: number;
  json: boolean;
}

/** `list`: the faults of some days, newest first; with `json` the page as the API gives it. */
export async function list(options: ListOptions): Promise<number> {
  const search = options.search === undefined ? undefined : query(options.search);
  return withStore(async ({ store, settings }) => {
    const now = Date.now();
    const { range, why } = await dayRange(options, store, now);
    if (why !== undefined) say(why);
    const wanted: GroupQuery = { range, filter: options.filter, limit: options.limit };
    if (search) wanted.search = search;
    const page = await store.groups(wanted, now);
    if (options.json) {
      printJson({ ...page, groups: page.groups.map(groupRowJson) });
      return 0;
    }
    const clock = clockIn(settings.timeZone);
    for (const row of page.groups) print(faultLines(row, clock, now).join('\n'));
    const days = range.from === range.to ? range.from : `${range.from} to ${range.to}`;
    const shown = page.cursor === undefined ? '' : `, the first ${page.groups.length} shown (--limit)`;
    say(`${days}: ${counted(page.total, 'fault', page.more ? cappedNumber : undefined)}${shown}`);
    if (page.searchCut) say('The search looked at its newest 10,000 hits.');
    return 0;
  });
}

function query(text: string): Query | undefined {
  try {
    return parseQuery(text);
  } catch (error) {
    if (error instanceof QueryError)
      throw new UsageError(`--search: ${error.message} (at character ${error.position + 1})`);
    throw error;
  }
}
