import type { Day } from '../../core/groups/day.ts';
import type { FaultSummary } from '../../core/groups/group.ts';
import type { MovedDay, MovedGroup, MovingPart } from '../moving.ts';
import { Touched } from '../touched.ts';
import type { Calendar } from './calendar.ts';
import type { Connection } from './connection.ts';
import { frozenBefore, nextSave } from './meta.ts';
import { countOf, pageOf } from './movingParts.ts';
import { putFrozenDays, recount } from './recount.ts';
import { putState, stateOf } from './states.ts';

const PAGE = 250;

interface DayRow {
  day: Day;
  rule: string | null;
  first: number;
  last: number;
  n: number;
}

/** Groups with their days, in the order of their fingerprints: also those that have only a state. */
export function movingGroups(db: Connection, calendar: Calendar): MovingPart<MovedGroup> {
  return {
    async read(after = '') {
      const rows = db.all<{ fingerprint: string; summary: string | null }>(
        `SELECT fingerprint, summary FROM (SELECT fingerprint FROM grp UNION SELECT fingerprint FROM state) LEFT JOIN grp USING (fingerprint)
         WHERE fingerprint > ? ORDER BY fingerprint LIMIT ?`,
        [after, PAGE],
      );
      const items = rows.map(({ fingerprint, summary }) => ({
        fingerprint,
        days: daysOf(db, fingerprint),
        summary: summary === null ? NOTHING : (JSON.parse(summary) as FaultSummary),
        state: stateOf(db, fingerprint),
      }));
      return pageOf(items, rows.length === PAGE, rows.at(-1)?.fingerprint);
    },
    async put(groups) {
      db.write(() => putGroups(db, calendar, groups));
    },
    count: async () => countOf(db, 'SELECT count(*) AS n FROM grp'),
  };
}

const NOTHING: FaultSummary = { type: '', message: '', program: '', instance: '', labels: {} };

function daysOf(db: Connection, fingerprint: string): MovedDay[] {
  const rows = db.all<DayRow>(
    `SELECT day, NULL AS rule, first, last, n FROM group_day WHERE fingerprint = ?1
     UNION ALL SELECT day, rule, first, last, n FROM hidden_day WHERE fingerprint = ?1 ORDER BY day, rule`,
    [fingerprint],
  );
  const days = new Map<Day, MovedDay>();
  for (const { day, rule, first, last, n } of rows) {
    const known: MovedDay = days.get(day) ?? { day, ruled: [] };
    days.set(day, known);
    const tally = { first, last, count: n };
    if (rule === null) known.shown = tally;
    else known.ruled.push([rule, tally]);
  }
  return [...days.values()];
}

/** Takes over frozen days' counts, and what people decided; the other days are counted from the tracebacks. */
function putGroups(db: Connection, calendar: Calendar, groups: readonly MovedGroup[]): void {
  const frozen = frozenBefore(db);
  const save = nextSave(db);
  const touched = new Touched();
  for (const { fingerprint, days, state } of groups) {
    putFrozenDays(
      db,
      save,
      fingerprint,
      days.filter(({ day }) => day < frozen),
    );
    // Days that are frozen are not counted, but bring the group's sums along.
    for (const { day } of [...days, ...daysOf(db, fingerprint)]) touched.add(fingerprint, day);
    putState(db, fingerprint, state);
  }
  recount(db, calendar, touched);
  for (const { fingerprint, summary } of groups) {
    db.run("UPDATE grp SET summary = ? WHERE fingerprint = ? AND summary = '{}'", [
      JSON.stringify(summary),
      fingerprint,
    ]);
  }
}
