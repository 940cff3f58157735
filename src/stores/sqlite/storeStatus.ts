import type { Day } from '../../core/groups/day.ts';
import type { StoreStatus } from '../store.ts';
import type { Calendar } from './calendar.ts';
import type { Connection } from './connection.ts';
import { frozenBefore } from './meta.ts';

/** What the store holds. Read within one transaction. */
export function storeStatus(db: Connection, calendar: Calendar): StoreStatus {
  const sums = db.get<{ groups: number; tracebacks: number | null }>(
    'SELECT count(*) AS groups, sum(shown + hidden) AS tracebacks FROM grp',
  );
  const days = db.get<{ oldest: Day | null; newest: Day | null }>(
    `SELECT min(oldest) AS oldest, max(newest) AS newest FROM (
       SELECT min(day) AS oldest, max(day) AS newest FROM group_day UNION ALL SELECT min(day), max(day) FROM hidden_day)`,
  );
  const frozen = frozenBefore(db);
  return {
    kind: 'sqlite',
    timeZone: calendar.timeZone,
    tracebacks: sums?.tracebacks ?? 0,
    groups: sums?.groups ?? 0,
    archives: db.get<{ n: number }>('SELECT count(*) AS n FROM archive')?.n ?? 0,
    ...(days?.oldest != null && { oldestDay: days.oldest }),
    ...(days?.newest != null && { newestDay: days.newest }),
    ...(frozen !== '' && { frozenBefore: frozen }),
  };
}

/** The days with something to show around the given one. */
export function nearestDays(
  db: Connection,
  calendar: Calendar,
  day: Day,
): { atOrBefore?: Day; before?: Day; after?: Day } {
  const { from, to } = calendar.instants({ from: day, to: day });
  const newestBefore = (instant: number): Day | undefined =>
    dayOf('SELECT max(last) AS at FROM group_day WHERE last < ?', instant);
  const dayOf = (sql: string, instant: number): Day | undefined => {
    const at = db.get<{ at: number | null }>(sql, [instant])?.at;
    return at == null ? undefined : calendar.dayOf(at);
  };
  const atOrBefore = newestBefore(to);
  const before = newestBefore(from);
  const after = dayOf('SELECT min(last) AS at FROM group_day WHERE last >= ?', to);
  return {
    ...(atOrBefore !== undefined && { atOrBefore }),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}
