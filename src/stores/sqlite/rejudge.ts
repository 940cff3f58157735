import { messagesOf } from '../../core/papertrail/context.ts';
import type { FaultSummary } from '../../core/groups/group.ts';
import { judge, type Judgement } from '../../core/rules/judge.ts';
import type { Rules } from '../../core/rules/rules.ts';
import { bodiesAt } from './blocks.ts';
import type { Body } from '../body.ts';
import type { Calendar } from './calendar.ts';
import type { Connection } from './connection.ts';
import { judgedBy, nowJudgedBy } from './meta.ts';
import { recount } from './recount.ts';
import { labelsText, writeSearchRow } from './saveTracebacks.ts';
import { searchRow } from './searchText.ts';
import { Touched } from '../touched.ts';

interface Row {
  key: number;
  id: string;
  at: number;
  fingerprint: string;
  archive: string;
  rule: string | null;
  labels: string;
  summary: string;
  block: number;
  place: number;
  size: number;
  packed: Uint8Array;
}

const BATCH = 500;

/** Labels and judges every stored traceback again, unless that was done with these rules before. Gives how many changed. */
export async function rejudge(db: Connection, calendar: Calendar, rules: Rules): Promise<number> {
  const text = JSON.stringify(rules);
  if (judgedBy(db) === text) return 0;
  // Not yet: whoever saves meanwhile takes the mark away, and then the next call looks again.
  const mark = `under way: ${text}`;
  db.write(() => nowJudgedBy(db, mark));
  const changed = await rejudgeAll(db, calendar, rules);
  db.write(() => {
    if (judgedBy(db) === mark) nowJudgedBy(db, text);
  });
  return changed;
}

/** Tracebacks judged by these rules are about to be saved: when they are others than the rest's, the rest's are no longer all. */
export function willBeJudgedBy(db: Connection, rules: Rules | undefined): void {
  const former = judgedBy(db);
  if (former !== undefined && former !== JSON.stringify(rules)) db.write(() => nowJudgedBy(db, undefined));
}

/** In batches, so that others write in between. */
async function rejudgeAll(db: Connection, calendar: Calendar, rules: Rules): Promise<number> {
  const verdict = judge(rules);
  let changed = 0;
  let after = -1;
  for (;;) {
    const rows = db.all<Row>(
      `SELECT t.key, t.id, t.at, t.fingerprint, a.name AS archive, t.rule, t.labels, t.summary, t.block, t.place, t.size, b.packed
       FROM traceback AS t JOIN archive AS a ON a.id = t.archive JOIN block AS b ON b.id = t.block WHERE t.key > ? ORDER BY t.key LIMIT ${BATCH}`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) return changed;
    after = last.key;
    const bodies = await bodiesAt(rows);
    db.write(() => {
      const touched = new Touched();
      rows.forEach((row, n) => {
        const body = bodies[n];
        if (!body) return;
        const { instance, program } = JSON.parse(row.summary) as FaultSummary;
        const judgement = verdict({ ...body, program }, () => messagesOf(body.context));
        if (!apply(db, { ...row, instance, program }, body, judgement)) return;
        touched.add(row.fingerprint, calendar.dayOf(row.at));
        changed++;
      });
      recount(db, calendar, touched);
    });
  }
}

/** False when nothing changes, or another save was faster. */
function apply(
  db: Connection,
  row: Row & { instance: string; program: string },
  body: Body,
  { labels, hiddenBy }: Judgement,
): boolean {
  const text = labelsText(labels);
  const rule = hiddenBy ?? null;
  if (text === row.labels && rule === row.rule) return false;
  const updated = db.run(
    'UPDATE traceback SET labels = ?, rule = ? WHERE key = ? AND id = ? AND labels = ? AND rule IS ?',
    [text, rule, row.key, row.id, row.labels, row.rule],
  );
  if (updated === 0) return false;
  writeSearchRow(
    db,
    'REPLACE',
    row.key,
    searchRow({ ...body, id: row.id, instance: row.instance, program: row.program, archive: row.archive, labels }),
  );
  return true;
}
