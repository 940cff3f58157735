import { isHidden } from '../../core/groups/group.ts';
import type { Query } from '../../core/groups/query.ts';
import type { Tally } from '../../core/groups/tally.ts';
import { SEARCH_LIMIT } from '../limits.ts';
import type { Calendar } from './calendar.ts';
import type { Connection } from './connection.ts';
import type { ListOf, Place } from './groupList.ts';
import { passes, totalsOf } from './groupRows.ts';
import { matchExpression } from './searchText.ts';
import { stateOf } from './states.ts';
import { keysOf, startOfSecond } from './timeKey.ts';

/** The groups that a search finds something of. */
export interface FoundGroups {
  tallies: ReadonlyMap<string, Tally>;
  /** There are more hits than were looked at. */
  cut: boolean;
  after(place: Place, limit: number): Place[];
}

/** Searches the full text for its newest hits in the list's range, and sums them up by group. */
export function searchGroups(db: Connection, calendar: Calendar, list: ListOf, search: Query): FoundGroups {
  const hits = newestHits(db, calendar, list, search);
  const groups = Map.groupBy(hits.slice(0, SEARCH_LIMIT), ({ fingerprint }) => fingerprint);
  const tallies = new Map<string, Tally>();
  for (const [fingerprint, found] of groups) {
    const totals = totalsOf(db, fingerprint);
    const state = stateOf(db, fingerprint);
    if (!totals || !passes(list, fingerprint, state, totals)) continue;
    const all = list.filter !== 'hidden' || isHidden(state, list.now);
    const counted = all ? found : found.filter(({ rule }) => rule !== null);
    const [newest, oldest] = [counted[0], counted.at(-1)];
    if (newest && oldest) tallies.set(fingerprint, { first: oldest.at, last: newest.at, count: counted.length });
  }
  const order = Array.from(tallies, ([fingerprint, { last }]) => ({ fingerprint, last }));
  order.sort((a, b) => b.last - a.last || (a.fingerprint < b.fingerprint ? -1 : 1));
  return {
    tallies,
    cut: hits.length > SEARCH_LIMIT,
    after: ({ last, fingerprint }, limit) =>
      order
        .filter((group) => group.last < last || (group.last === last && group.fingerprint > fingerprint))
        .slice(0, limit),
  };
}

/** A hit of a search. */
interface Found {
  key: number;
  fingerprint: string;
  at: number;
  rule: string | null;
}

/** Newest first, one more than are looked at. */
export function newestHits(db: Connection, calendar: Calendar, { range, filter }: ListOf, search: Query): Found[] {
  const instants = calendar.instants(range);
  const keys = keysOf(instants);
  const from = `FROM search AS s CROSS JOIN traceback AS t ON t.key = s.rowid
    WHERE s.search MATCH :match AND s.rowid BETWEEN :fromKey AND :toKey AND t.at >= :from AND t.at < :to
    ${filter === 'hidden' ? '' : 'AND t.rule IS NULL'}`;
  const values = { match: matchExpression(search), fromKey: keys.from, toKey: keys.to, ...instants };
  // The full text gives the order of seconds; within the second where the hits are cut, the exact order is that of instant and id.
  const last = db.get<{ key: number }>(
    `SELECT t.key ${from} ORDER BY s.rowid DESC LIMIT 1 OFFSET ${SEARCH_LIMIT}`,
    values,
  );
  const fromKey = last ? startOfSecond(last.key) : keys.from;
  return db.all<Found>(
    `SELECT t.key, t.fingerprint, t.at, t.rule ${from} ORDER BY t.at DESC, t.id DESC LIMIT ${SEARCH_LIMIT + 1}`,
    { ...values, fromKey },
  );
}
