import type { Day } from '../../core/groups/day.ts';
import type { Calendar } from './calendar.ts';
import type { Connection } from './connection.ts';
import { frozenBefore, nextSave } from './meta.ts';
import { NO_NEXT_DAY } from './schema.ts';
import type { MovedDay } from '../moving.ts';
import type { Touched } from '../touched.ts';

interface RuleTally {
  rule: string | null;
  n: number;
  first: number;
  last: number;
}

/** Counts anew, from the tracebacks, what a save touched. Runs within the save's transaction. Frozen days keep their counts. */
export function recount(db: Connection, calendar: Calendar, touched: Touched): void {
  if (touched.isEmpty) return;
  const save = nextSave(db);
  const frozen = frozenBefore(db);
  for (const [fingerprint, days] of touched.groups()) {
    for (const day of days) if (day >= frozen) recountDay(db, calendar, save, fingerprint, day);
    sumGroup(db, fingerprint);
  }
}

/** Puts these days' counts in place of those of the group's frozen days; `recount` brings the group's sums after it. */
export function putFrozenDays(db: Connection, save: number, fingerprint: string, days: readonly MovedDay[]): void {
  const frozen = frozenBefore(db);
  for (const table of ['group_day', 'hidden_day']) {
    db.run(`DELETE FROM ${table} WHERE fingerprint = ? AND day < ?`, [fingerprint, frozen]);
  }
  for (const { day, shown, ruled } of days) {
    if (shown) putShown(db, save, fingerprint, day, { rule: null, ...shown, n: shown.count });
    for (const [rule, tally] of ruled) putHidden(db, save, fingerprint, day, { rule, ...tally, n: tally.count });
  }
}

function recountDay(db: Connection, calendar: Calendar, save: number, fingerprint: string, day: Day): void {
  const { from, to } = calendar.instants({ from: day, to: day });
  const tallies = db.all<RuleTally>(
    `SELECT rule, count(*) AS n, min(at) AS first, max(at) AS last FROM traceback INDEXED BY traceback_group
     WHERE fingerprint = ? AND at >= ? AND at < ? GROUP BY rule`,
    [fingerprint, from, to],
  );
  const shown = tallies.find(({ rule }) => rule === null);
  if (shown) putShown(db, save, fingerprint, day, shown);
  else dropShown(db, fingerprint, day);
  db.run('DELETE FROM hidden_day WHERE fingerprint = ? AND day = ?', [fingerprint, day]);
  for (const tally of tallies) if (tally.rule !== null) putHidden(db, save, fingerprint, day, tally);
}

function putHidden(db: Connection, save: number, fingerprint: string, day: Day, tally: RuleTally): void {
  const { rule, n, first, last } = tally;
  db.run('INSERT INTO hidden_day (fingerprint, day, rule, first, last, n, changed) VALUES (?, ?, ?, ?, ?, ?, ?)', [
    fingerprint,
    day,
    rule,
    first,
    last,
    n,
    save,
  ]);
}

function putShown(db: Connection, save: number, fingerprint: string, day: Day, { first, last, n }: RuleTally): void {
  const known = db.run(
    'UPDATE group_day SET first = ?, last = ?, n = ?, changed = ? WHERE fingerprint = ? AND day = ?',
    [first, last, n, save, fingerprint, day],
  );
  if (known > 0) return;
  db.run(
    `INSERT INTO group_day (fingerprint, day, first, last, n, changed, next) VALUES (?1, ?2, ?3, ?4, ?5, ?6,
       coalesce((SELECT min(day) FROM group_day WHERE fingerprint = ?1 AND day > ?2), '${NO_NEXT_DAY}'))`,
    [fingerprint, day, first, last, n, save],
  );
  linkFormerDay(db, fingerprint, day, day);
}

function dropShown(db: Connection, fingerprint: string, day: Day): void {
  const gone = db.get<{ next: string }>('DELETE FROM group_day WHERE fingerprint = ? AND day = ? RETURNING next', [
    fingerprint,
    day,
  ]);
  if (gone) linkFormerDay(db, fingerprint, day, gone.next);
}

/** Says what the next day is of the group's last day before the given one. */
function linkFormerDay(db: Connection, fingerprint: string, day: Day, next: Day): void {
  db.run(
    `UPDATE group_day SET next = ?3 WHERE fingerprint = ?1
       AND day = (SELECT max(day) FROM group_day WHERE fingerprint = ?1 AND day < ?2)`,
    [fingerprint, day, next],
  );
}

/** The group's totals are the sum of its days; its summary is that of its newest traceback, one that is shown if there is any. */
function sumGroup(db: Connection, fingerprint: string): void {
  const sums = db.get<{ first: number | null }>(
    `WITH shown AS (SELECT sum(n) AS n, min(first) AS first, max(last) AS last, min(day) AS day FROM group_day WHERE fingerprint = ?1),
          hidden AS (SELECT sum(n) AS n, min(first) AS first, max(last) AS last, min(day) AS day FROM hidden_day WHERE fingerprint = ?1)
     INSERT INTO grp (fingerprint, shown, hidden, first, last, firstDay, summary)
     SELECT ?1, coalesce(s.n, 0), coalesce(h.n, 0), coalesce(s.first, h.first), coalesce(s.last, h.last), coalesce(s.day, h.day),
       coalesce((${newest('rule IS NULL')}), (${newest('rule IS NOT NULL')}), '{}')
     FROM shown AS s, hidden AS h WHERE s.n > 0 OR h.n > 0
     ON CONFLICT DO UPDATE SET shown = excluded.shown, hidden = excluded.hidden, first = excluded.first, last = excluded.last,
       firstDay = excluded.firstDay, summary = iif(excluded.summary = '{}', summary, excluded.summary)
     RETURNING first`,
    [fingerprint],
  );
  if (!sums) db.run('DELETE FROM grp WHERE fingerprint = ?', [fingerprint]);
}

function newest(condition: string): string {
  return `SELECT json_set(summary, '$.labels', json(labels)) FROM traceback
    WHERE key = (SELECT key FROM traceback INDEXED BY traceback_group
      WHERE fingerprint = ?1 AND ${condition} ORDER BY at DESC, id DESC LIMIT 1)`;
}
