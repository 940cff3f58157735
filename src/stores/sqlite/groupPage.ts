import type { Tally } from '../../core/groups/tally.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { excluded } from '../excluded.ts';
import { COUNT_LIMIT } from '../limits.ts';
import type { GroupCounts, GroupFilter, GroupPage, GroupQuery, GroupRow } from '../store.ts';
import type { Calendar } from './calendar.ts';
import type { Connection } from './connection.ts';
import { countGroups, groupsAfter, LIST_START, type ListOf, type Place } from './groupList.ts';
import { GroupRows, passes, tallyInRange, totalsOf } from './groupRows.ts';
import { searchGroups } from './groupSearch.ts';
import { savesOf } from './meta.ts';
import { stateOf } from './states.ts';

/** Where a page ended: in the list itself, or among the groups that changed since its first page, which close it. */
interface Cursor {
  after: Place;
  /** The save before the first page. */
  since: number;
  /** In the close of the list, `after.last` is a save's number. */
  inClose: boolean;
}

/** One page of a list of groups. Read within one transaction. */
export function groupPage(db: Connection, calendar: Calendar, query: GroupQuery, now: number): GroupPage {
  const { range, filter, search, limit } = query;
  const exclude = excluded(query.exclude);
  const list: ListOf = { range, filter, now, exclude };
  const identity = { range, filter, search, exclude };
  const cursor = readCursor(db, query, identity);
  const hits = search && searchGroups(db, calendar, list, search);
  const regular = cursor.inClose
    ? []
    : hits
      ? hits.after(cursor.after, limit + 1)
      : groupsAfter(db, calendar, list, cursor.after, limit + 1);
  const closing =
    regular.length > limit ? [] : changedSince(db, list, cursor, limit + 1 - regular.length, hits?.tallies);
  const places = [...regular, ...closing];
  const end = places[limit - 1];
  const rows = new GroupRows(db, calendar, list);
  const total = hits ? hits.tallies.size : countGroups(db, calendar, list, COUNT_LIMIT);
  return {
    groups: places.slice(0, limit).flatMap(({ fingerprint }): GroupRow[] => {
      const row = rows.row(fingerprint, hits?.tallies.get(fingerprint));
      return row ? [row] : [];
    }),
    ...(places.length > limit &&
      end && {
        cursor: encodeCursor(identity, [end.last, end.fingerprint, cursor.since, limit > regular.length ? 1 : 0]),
      }),
    total: Math.min(total, COUNT_LIMIT),
    more: total > COUNT_LIMIT,
    ...(hits?.cut && { searchCut: true as const }),
  };
}

/** How many groups each list of the range has, and how many tracebacks each rule hides. */
export function groupCounts(
  db: Connection,
  calendar: Calendar,
  { range, exclude }: Pick<GroupQuery, 'range' | 'exclude'>,
  now: number,
): GroupCounts {
  const out = excluded(exclude);
  const count = (filter: GroupFilter, limit = COUNT_LIMIT): number =>
    countGroups(db, calendar, { range, filter, now, exclude: out }, limit);
  const withTicket = count('with-ticket');
  // Those without a ticket are the others of all, when all those with one were counted: one walk less over most groups of the range.
  const all = count('all', COUNT_LIMIT + withTicket);
  const noTicket = withTicket > COUNT_LIMIT ? count('no-ticket') : all - withTicket;
  const counts = {
    all,
    new: count('new'),
    regressed: count('regressed'),
    resolved: count('resolved'),
    hidden: count('hidden'),
    'with-ticket': withTicket,
    'open-ticket': withTicket > 0 ? count('open-ticket') : 0,
    'no-ticket': noTicket,
    'no-recent-ticket': withTicket > 0 ? count('no-recent-ticket') : noTicket,
  };
  const rules = db.all<{ rule: string; count: number }>(
    'SELECT rule, sum(n) AS count FROM hidden_day WHERE day BETWEEN ? AND ? GROUP BY rule',
    [range.from, range.to],
  );
  const capped = Object.entries(counts).map(([filter, n]) => [filter, Math.min(COUNT_LIMIT, n)]);
  return { ...(Object.fromEntries(capped) as typeof counts), hiddenByRule: byCount(rules) };
}

/** Copies of the rows, the greatest count first, then by name. */
export function byCount(rules: { rule: string; count: number }[]): { rule: string; count: number }[] {
  return rules
    .map(({ rule, count }) => ({ rule, count }))
    .sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
}

function readCursor(db: Connection, { cursor }: GroupQuery, identity: object): Cursor {
  if (cursor === undefined) return { after: LIST_START, since: savesOf(db), inClose: false };
  const [last, fingerprint, since, inClose] = decodeCursor(cursor, identity, [0, '', 0, 0]);
  return { after: { last, fingerprint }, since, inClose: inClose === 1 };
}

/**
 * Groups of the list that changed since its first page, in the order of their change: they may have moved to where the reader has
 * been, who sees some of them twice and misses none.
 */
function changedSince(
  db: Connection,
  list: ListOf,
  cursor: Cursor,
  limit: number,
  hits?: ReadonlyMap<string, Tally>,
): Place[] {
  const after = cursor.inClose ? cursor.after : { last: cursor.since, fingerprint: '' };
  const changed = db.all<{ fingerprint: string; changed: number }>(
    `SELECT fingerprint, max(changed) AS changed FROM (
       SELECT fingerprint, changed FROM group_day WHERE changed > :since AND day BETWEEN :from AND :to
       UNION ALL
       SELECT fingerprint, changed FROM hidden_day WHERE changed > :since AND day BETWEEN :from AND :to
     ) GROUP BY fingerprint HAVING max(changed) > :last OR (max(changed) = :last AND fingerprint > :after)
     ORDER BY max(changed), fingerprint`,
    { since: cursor.since, from: list.range.from, to: list.range.to, last: after.last, after: after.fingerprint },
  );
  const places: Place[] = [];
  for (const { fingerprint, changed: last } of changed) {
    if (places.length === limit) break;
    if (hits ? hits.has(fingerprint) : isListed(db, list, fingerprint)) places.push({ fingerprint, last });
  }
  return places;
}

function isListed(db: Connection, list: ListOf, fingerprint: string): boolean {
  const totals = totalsOf(db, fingerprint);
  const state = stateOf(db, fingerprint);
  return (
    totals !== undefined &&
    passes(list, fingerprint, state, totals) &&
    tallyInRange(db, list, fingerprint, state) !== undefined
  );
}
