import type { FaultSummary } from '../../core/groups/group.ts';
import { formatInstant } from '../../core/papertrail/instant.ts';
import type { Labels } from '../../core/python/traceback.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Hit, HitPage, HitQuery } from '../store.ts';
import type { Calendar } from './calendar.ts';
import type { Connection } from './connection.ts';
import { matchExpression } from './searchText.ts';
import { keysOf, secondKey, KEYS_A_SECOND, startOfSecond } from './timeKey.ts';

interface Row {
  id: string;
  at: number;
  fingerprint: string;
  archive: string;
  rule: string | null;
  labels: string;
  summary: string;
}

/** One page of a list of tracebacks. Read within one transaction. */
export function hitPage(db: Connection, calendar: Calendar, { limit, cursor, ...list }: HitQuery): HitPage {
  const { range, fingerprint, search, hidden } = list;
  const [at, id] = cursor === undefined ? [Number.MAX_SAFE_INTEGER, ''] : decodeCursor(cursor, list, [0, '']);
  const instants = calendar.instants(range);
  const keys = keysOf(instants);
  const byGroup = fingerprint !== undefined && !search;
  const conditions = [
    't.at >= :from AND t.at < :to AND (t.at, t.id) < (:at, :id)',
    ...(fingerprint === undefined ? [] : ['t.fingerprint = :fingerprint']),
    ...(hidden ? [] : ['t.rule IS NULL']),
    ...(search ? ['s.search MATCH :match'] : []),
    ...(byGroup ? [] : [`${search ? 's.rowid' : 't.key'} BETWEEN :fromKey AND :toKey`]),
  ].join(' AND ');
  const table = search
    ? 'search AS s CROSS JOIN traceback AS t ON t.key = s.rowid'
    : `traceback AS t ${byGroup ? 'INDEXED BY traceback_group' : 'NOT INDEXED'}`;
  const values = {
    ...instants,
    at,
    id,
    ...(fingerprint !== undefined && { fingerprint }),
    ...(search && { match: matchExpression(search) }),
    ...(!byGroup && { fromKey: keys.from, toKey: Math.min(keys.to, secondKey(at) + KEYS_A_SECOND - 1) }),
  };
  if (!byGroup)
    values.fromKey =
      lastSecondOfPage(db, `${table} WHERE ${conditions}`, search ? 's.rowid' : 't.key', values, limit) ?? keys.from;
  const rows = db.all<Row>(
    `SELECT t.id, t.at, t.fingerprint, a.name AS archive, t.rule, t.labels, t.summary
     FROM (SELECT t.* FROM ${table} WHERE ${conditions} ORDER BY t.at DESC, t.id DESC LIMIT :limit) AS t
     CROSS JOIN archive AS a ON a.id = t.archive ORDER BY t.at DESC, t.id DESC`,
    { ...values, limit: limit + 1 },
  );
  const hits = rows.slice(0, limit).map(fromRow);
  const last = rows[limit - 1];
  return { hits, ...(rows.length > limit && last && { cursor: encodeCursor(list, [last.at, last.id]) }) };
}

/** The first key of the second in which the page ends: keys know the order of seconds, within one it is that of instant and id. */
function lastSecondOfPage(
  db: Connection,
  from: string,
  order: string,
  values: Record<string, string | number>,
  limit: number,
): number | undefined {
  const last = db.get<{ key: number }>(`SELECT t.key FROM ${from} ORDER BY ${order} DESC LIMIT 1 OFFSET :limit`, {
    ...values,
    limit,
  });
  return last && startOfSecond(last.key);
}

function fromRow({ id, at, fingerprint, archive, rule, labels, summary }: Row): Hit {
  const { instance, program, type, message } = JSON.parse(summary) as Omit<FaultSummary, 'labels'>;
  return {
    id,
    at: formatInstant(at),
    instance,
    program,
    fingerprint,
    archive,
    labels: JSON.parse(labels) as Labels,
    type,
    message,
    ...(rule !== null && { hiddenBy: rule }),
  };
}
