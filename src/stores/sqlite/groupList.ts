import { ALL_DAYS, type DayRange } from '../../core/groups/day.ts';
import { RECENT } from '../../core/groups/ticket.ts';
import type { GroupFilter } from '../store.ts';
import type { Calendar } from './calendar.ts';
import type { Connection } from './connection.ts';
import { NO_NEXT_DAY } from './schema.ts';
import { HIDDEN_NOW } from './states.ts';

/** Which groups a list is about, without a search. */
export interface ListOf {
  range: DayRange;
  filter: GroupFilter;
  now: number;
  /** Groups that are left out. */
  exclude?: readonly string[] | undefined;
}

/** A group's place in a list: by last, descending, then by fingerprint. */
export interface Place {
  fingerprint: string;
  last: number;
}

/** Before every place there can be. */
export const LIST_START: Place = { fingerprint: '', last: Number.MAX_SAFE_INTEGER };

/** The next groups of a list after a place. One indexed walk for the list of all; the others look at each group of the range, or each that was decided upon. */
export function groupsAfter(db: Connection, calendar: Calendar, list: ListOf, after: Place, limit: number): Place[] {
  const { sql, values } = listSql(db, calendar, list);
  return db
    .all<Place>(
      `SELECT fingerprint, last FROM (${sql}) WHERE last <= :last AND (last < :last OR fingerprint > :fingerprint)
       ORDER BY last DESC, fingerprint LIMIT :limit`,
      { ...values, last: after.last, fingerprint: after.fingerprint, limit },
    )
    .map(({ fingerprint, last }) => ({ fingerprint, last }));
}

/** How many groups a list has, counted up to one more than the limit. */
export function countGroups(db: Connection, calendar: Calendar, list: ListOf, limit: number): number {
  const { sql, values } = list.filter === 'new' && !list.exclude ? newGroupsSql(list) : listSql(db, calendar, list);
  const row = db.get<{ n: number }>(`SELECT count(*) AS n FROM (SELECT 1 FROM (${sql}) LIMIT :limit)`, {
    ...values,
    limit: limit + 1,
  });
  return row?.n ?? 0;
}

/** True when no day row lies after the range: a group's newest row is then its newest in the range, which has an index. */
export function reachesNewest(db: Connection, calendar: Calendar, { to }: DayRange): boolean {
  if (to >= ALL_DAYS.to) return true;
  const newest = db.get<{ last: number | null }>('SELECT max(last) AS last FROM group_day')?.last;
  return newest == null || calendar.dayOf(newest) <= to;
}

const FEW = 2_000;

interface Sql {
  sql: string;
  values: Record<string, string | number>;
}

function listSql(db: Connection, calendar: Calendar, list: ListOf): Sql {
  const { sql, values } = filteredSql(db, calendar, list);
  return list.exclude
    ? { sql: `SELECT * FROM (${sql}) ${LEFT_OUT}`, values: { ...values, ...leftOut(list) } }
    : { sql, values };
}

const LEFT_OUT = 'WHERE fingerprint NOT IN (SELECT value FROM json_each(:exclude))';

function leftOut({ exclude = [] }: ListOf): Sql['values'] {
  return { exclude: JSON.stringify(exclude) };
}

function filteredSql(db: Connection, calendar: Calendar, { range, filter, now }: ListOf): Sql {
  const { from, to } = range;
  const inRange = reachesNewest(db, calendar, range) ? `d.next = '${NO_NEXT_DAY}'` : 'd.next > :to';
  const instants = calendar.instants(range);
  const newest = `${inRange} AND d.last >= :start AND d.last < :end`;
  const bounds = { start: instants.from, end: instants.to, ...(inRange.includes(':to') && { to }) };
  const notHidden = notHiddenSql('d');
  switch (filter) {
    case 'all':
      return {
        sql: `SELECT d.fingerprint, d.last FROM group_day AS d WHERE ${newest} AND ${notHidden}`,
        values: { ...bounds, now },
      };
    case 'new': {
      // Few new groups are looked up each, among many the next one is near.
      const few = countGroups(db, calendar, { range, filter, now }, FEW) <= FEW;
      const tables = few
        ? 'grp AS g INDEXED BY grp_first CROSS JOIN group_day AS d'
        : 'group_day AS d CROSS JOIN grp AS g';
      return {
        sql: `SELECT d.fingerprint, d.last FROM ${tables} USING (fingerprint)
          WHERE g.shown > 0 AND g.firstDay BETWEEN :from AND :newTo AND ${newest} AND ${notHidden}`,
        values: { ...bounds, from, newTo: to, now },
      };
    }
    case 'hidden':
      return {
        sql: `SELECT fingerprint, max(last) AS last FROM (
            SELECT fingerprint, last FROM hidden_day WHERE day BETWEEN :from AND :to
            UNION ALL
            SELECT d.fingerprint, d.last FROM state AS h INDEXED BY state_hidden CROSS JOIN group_day AS d USING (fingerprint)
            WHERE ${HIDDEN_NOW} AND d.day BETWEEN :from AND :to
          ) GROUP BY fingerprint`,
        values: { from, to, now },
      };
    case 'with-ticket':
    case 'open-ticket': {
      // As with new groups: each of few is looked up, all days of it.
      const tables = hasFewTickets(db)
        ? 'state AS t INDEXED BY state_ticket CROSS JOIN group_day AS d'
        : 'group_day AS d CROSS JOIN state AS t INDEXED BY state_ticket';
      return {
        sql: `SELECT d.fingerprint, d.last FROM ${tables} USING (fingerprint)
          WHERE t.newestTicket IS NOT NULL ${filter === 'open-ticket' ? 'AND t.openTicket = 1' : ''} AND ${newest} AND ${notHidden}`,
        values: { ...bounds, now },
      };
    }
    case 'no-ticket':
    case 'no-recent-ticket':
      return {
        sql: `SELECT d.fingerprint, d.last FROM group_day AS d WHERE ${newest} AND ${notHidden} AND NOT EXISTS (
            SELECT 1 FROM state AS t INDEXED BY state_ticket
            WHERE t.fingerprint = d.fingerprint AND t.newestTicket IS NOT NULL AND t.newestTicket > :ticketsAfter)`,
        values: { ...bounds, now, ticketsAfter: filter === 'no-ticket' ? -1 : now - RECENT },
      };
    default:
      return {
        sql: `SELECT d.fingerprint, d.last FROM state AS r INDEXED BY state_resolved CROSS JOIN grp AS g USING (fingerprint)
            CROSS JOIN group_day AS d USING (fingerprint)
          WHERE r.resolvedSince IS NOT NULL AND g.last ${filter === 'regressed' ? '>' : '<='} r.resolvedSince AND ${newest} AND ${notHidden}`,
        values: { ...bounds, now },
      };
  }
}

function hasFewTickets(db: Connection): boolean {
  const sql = 'SELECT 1 FROM state INDEXED BY state_ticket WHERE newestTicket IS NOT NULL LIMIT 1 OFFSET ?';
  return db.get(sql, [FEW / 4]) === undefined;
}

/** A group whose first day lies in the range has its newest row there, too: to count them, the first days are enough. */
function newGroupsSql({ range: { from, to }, now }: ListOf): Sql {
  return {
    sql: `SELECT g.fingerprint FROM grp AS g INDEXED BY grp_first
      WHERE g.shown > 0 AND g.firstDay BETWEEN :from AND :to AND ${notHiddenSql('g')}`,
    values: { from, to, now },
  };
}

function notHiddenSql(table: 'd' | 'g'): string {
  return `NOT EXISTS (
    SELECT 1 FROM state AS h INDEXED BY state_hidden WHERE h.fingerprint = ${table}.fingerprint AND ${HIDDEN_NOW})`;
}
