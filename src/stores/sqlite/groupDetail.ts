import type { Day } from '../../core/groups/day.ts';
import { standing, type FaultSummary } from '../../core/groups/group.ts';
import type { GroupDetail } from '../store.ts';
import type { Connection } from './connection.ts';
import { byCount } from './groupPage.ts';
import { totalsOf } from './groupRows.ts';
import { stateOf } from './states.ts';

/** A group with its whole history; undefined when there is none. */
export function groupDetail(db: Connection, fingerprint: string): GroupDetail | undefined {
  const totals = totalsOf(db, fingerprint);
  if (!totals) return undefined;
  const state = stateOf(db, fingerprint);
  const days = db.all<{ day: Day; first: number; last: number; count: number }>(
    'SELECT day, first, last, n AS count FROM group_day WHERE fingerprint = ? ORDER BY day',
    [fingerprint],
  );
  return {
    fingerprint,
    summary: JSON.parse(totals.summary) as FaultSummary,
    count: totals.shown,
    first: totals.first,
    last: totals.last,
    standing: standing(state, totals.last),
    state,
    hiddenByRule: byCount(
      db.all<{ rule: string; count: number }>(
        'SELECT rule, sum(n) AS count FROM hidden_day WHERE fingerprint = ? GROUP BY rule',
        [fingerprint],
      ),
    ),
    days: days.map((day) => ({ ...day })),
    programs: mostFrequent(db, fingerprint, 'program'),
    instances: mostFrequent(db, fingerprint, 'instance'),
  };
}

function mostFrequent(
  db: Connection,
  fingerprint: string,
  part: 'program' | 'instance',
): { name: string; count: number }[] {
  const rows = db.all<{ name: string; count: number }>(
    `SELECT summary ->> '$.${part}' AS name, count(*) AS count FROM (
       SELECT summary FROM traceback INDEXED BY traceback_group WHERE fingerprint = ? ORDER BY at DESC, id DESC LIMIT 1000
     ) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10`,
    [fingerprint],
  );
  return rows.map((row) => ({ ...row }));
}
