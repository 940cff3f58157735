import { messagesOf } from '../../core/papertrail/context.ts';
import type { FaultSummary } from '../../core/groups/group.ts';
import type { IndexedTraceback } from '../../core/python/traceback.ts';
import type { Rules } from '../../core/rules/rules.ts';
import { verdictOf } from '../../core/rules/verdict.ts';
import { bodiesAt } from './blocks.ts';
import { judgedScope, underWay, type JudgedScope } from '../judgedScope.ts';
import type { Calendar } from './calendar.ts';
import type { Connection } from './connection.ts';
import { judgedBy, nowJudgedBy } from './meta.ts';
import { recount } from './recount.ts';
import { incoming, labelsText, Save, writeSearchRow } from './saveTracebacks.ts';
import { searchRow } from './searchText.ts';

interface Row {
  key: number;
  id: string;
  at: number;
  fingerprint: string;
  archive: string;
  archiveId: number;
  joined: number;
  rule: string | null;
  labels: string;
  summary: string;
  digest: Uint8Array;
  block: number;
  place: number;
  size: number;
  packed: Uint8Array;
}

const BATCH = 500;

/** Labels and judges every stored traceback again, unless that was done with these rules before; those of some faults, where only rules on them changed. Gives how many changed. */
export async function rejudge(db: Connection, calendar: Calendar, rules: Rules): Promise<number> {
  const text = JSON.stringify(rules);
  const former = judgedBy(db);
  if (former === text) return 0;
  // Not yet: whoever saves meanwhile takes the mark away, and then the next call looks again.
  const mark = underWay(rules);
  db.write(() => nowJudgedBy(db, mark));
  const changed = await rejudgeAll(db, calendar, rules, { mark, scope: judgedScope(former, rules) });
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

/** In batches, so that others write in between; ends early when somebody began with other rules. */
async function rejudgeAll(
  db: Connection,
  calendar: Calendar,
  rules: Rules,
  { mark, scope }: { mark: string; scope: JudgedScope },
): Promise<number> {
  const verdict = verdictOf<IndexedTraceback>(rules);
  let changed = 0;
  for (const rows of scope === 'all' ? batchesOfAll(db) : batchesOfFaults(db, scope)) {
    const bodies = await bodiesAt(rows);
    const goesOn = db.write(() => {
      if ((judgedBy(db) ?? mark) !== mark) return false;
      const save = new Save(db, calendar);
      rows.forEach((row, n) => {
        const body = bodies[n];
        if (!body) return;
        const { instance, program } = JSON.parse(row.summary) as FaultSummary;
        const { id, at, fingerprint } = row;
        const former: IndexedTraceback = { id, at, fingerprint, instance, program, labels: {}, ...body };
        if (
          apply(
            db,
            save,
            row,
            verdict(former, () => messagesOf(body.context)),
          )
        )
          changed++;
      });
      recount(db, calendar, save.touched);
      return true;
    });
    if (!goesOn) return changed;
  }
  return changed;
}

const ROWS = `SELECT t.key, t.id, t.at, t.fingerprint, t.archive AS archiveId, a.name AS archive, t.joined, t.rule, t.labels, t.summary,
    t.digest, t.block, t.place, t.size, b.packed
  FROM traceback AS t {index} JOIN archive AS a ON a.id = t.archive JOIN block AS b ON b.id = t.block`;

function* batchesOfAll(db: Connection): Generator<Row[]> {
  for (let after = -1; ;) {
    const rows = db.all<Row>(`${ROWS.replace('{index}', '')} WHERE t.key > ? ORDER BY t.key LIMIT ${BATCH}`, [after]);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.key;
  }
}

/** By fault, and within one by its index: what moves to a fault that comes later is looked at twice, and not changed again. */
function* batchesOfFaults(db: Connection, faults: readonly string[]): Generator<Row[]> {
  for (const fault of faults) {
    for (let after = { at: Number.MIN_SAFE_INTEGER, id: '' }; ;) {
      const rows = db.all<Row>(
        `${ROWS.replace('{index}', 'INDEXED BY traceback_group')}
         WHERE t.fingerprint = ? AND (t.at, t.id) > (?, ?) ORDER BY t.at, t.id LIMIT ${BATCH}`,
        [fault, after.at, after.id],
      );
      const last = rows.at(-1);
      if (!last) break;
      yield rows;
      after = last;
    }
  }
}

/** False when nothing changes, or another save was faster. */
function apply(db: Connection, save: Save, row: Row, traceback: IndexedTraceback): boolean {
  const labels = labelsText(traceback.labels);
  const rule = traceback.hiddenBy ?? null;
  const moves = traceback.fingerprint !== row.fingerprint;
  if (!moves && labels === row.labels && rule === row.rule) return false;
  if (!isStillThere(db, row)) return false;
  if (moves) {
    const [next] = incoming([traceback], { name: row.archive, id: row.archiveId }, row.joined === 1);
    if (next) save.put(next);
    return true;
  }
  db.run('UPDATE traceback SET labels = ?, rule = ? WHERE key = ?', [labels, rule, row.key]);
  writeSearchRow(db, 'REPLACE', row.key, searchRow({ ...traceback, archive: row.archive }));
  save.touch(row);
  return true;
}

function isStillThere(db: Connection, { key, id, digest, labels, rule }: Row): boolean {
  const sql = 'SELECT 1 FROM traceback WHERE key = ? AND id = ? AND digest = ? AND labels = ? AND rule IS ?';
  return db.get(sql, [key, id, digest, labels, rule]) !== undefined;
}
