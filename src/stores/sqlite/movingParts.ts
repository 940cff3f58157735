import type { FaultSummary } from '../../core/groups/group.ts';
import type { Labels } from '../../core/python/traceback.ts';
import type { MovedArchive, MovedPage, MovedRecord, MovedTraceback, MovingPart } from '../moving.ts';
import type { RecordKind, RecordValue } from '../records.ts';
import { recordText } from '../recordShape.ts';
import { archiveIdOf, archivesAfter, putArchiveRow } from './archiveRows.ts';
import { bodiesAt, packBlocks, type StoredPlace } from './blocks.ts';
import { keepBorders, keptBorders } from './borderRows.ts';
import type { Calendar } from './calendar.ts';
import type { Connection } from './connection.ts';
import { putRecordRow } from './recordRows.ts';
import { incoming, isStored, Save } from './saveTracebacks.ts';

const TRACEBACKS = 250;
const ARCHIVES = 8;
const RECORDS = 500;

interface Row extends StoredPlace {
  key: number;
  id: string;
  at: number;
  fingerprint: string;
  archive: string;
  joined: number;
  rule: string | null;
  labels: string;
  summary: string;
}

/** Tracebacks in the order of their times. They are counted with their groups. */
export function movingTracebacks(db: Connection, calendar: Calendar): MovingPart<MovedTraceback> {
  return {
    async read(after = '-1') {
      const rows = db.all<Row>(
        `SELECT t.key, t.id, t.at, t.fingerprint, a.name AS archive, t.joined, t.rule, t.labels, t.summary, t.block, t.place, t.size, b.packed
         FROM traceback AS t JOIN archive AS a ON a.id = t.archive JOIN block AS b ON b.id = t.block WHERE t.key > ? ORDER BY t.key LIMIT ?`,
        [Number(after), TRACEBACKS],
      );
      const bodies = await bodiesAt(rows);
      const items = rows.flatMap((row, n): MovedTraceback[] => {
        const body = bodies[n];
        if (!body) return [];
        const { id, at, fingerprint, archive, joined, rule } = row;
        const { instance, program } = JSON.parse(row.summary) as FaultSummary;
        const known = { id, at, fingerprint, instance, program, labels: JSON.parse(row.labels) as Labels };
        return [
          { traceback: { ...known, ...(rule !== null && { hiddenBy: rule }), ...body }, archive, joined: joined === 1 },
        ];
      });
      return pageOf(items, rows.length === TRACEBACKS, rows.at(-1)?.key);
    },
    async put(items) {
      const batch = db.write(() =>
        items.flatMap(({ traceback, archive, joined }) =>
          incoming([traceback], { name: archive, id: archiveIdOf(db, archive) }, joined),
        ),
      );
      const fresh = batch.filter((next) => !isStored(db, next));
      const places = await packBlocks(fresh.map(({ body }) => body));
      db.write(() => {
        const save = new Save(db, calendar);
        fresh.forEach((next, n) => save.put(next, places[n]));
      });
    },
    count: async () => countOf(db, 'SELECT count(*) AS n FROM traceback'),
  };
}

/** Records by kind and id. */
export function movingRecords(db: Connection): MovingPart<MovedRecord> {
  return {
    async read(after = '["",""]') {
      const [kind = '', id = ''] = JSON.parse(after) as string[];
      const rows = db.all<{ kind: RecordKind; id: string; value: string }>(
        'SELECT kind, id, value FROM record WHERE (kind, id) > (?, ?) ORDER BY kind, id LIMIT ?',
        [kind, id, RECORDS],
      );
      const last = rows.at(-1);
      return pageOf(
        rows.map((row) => ({ ...row, value: JSON.parse(row.value) as RecordValue })),
        rows.length === RECORDS,
        last && JSON.stringify([last.kind, last.id]),
      );
    },
    async put(items) {
      db.write(() => {
        for (const { kind, id, value } of items) putRecordRow(db, kind, id, recordText(kind, id, value));
      });
    },
    count: async () => countOf(db, 'SELECT count(*) AS n FROM record'),
  };
}

/** The ledger with its borders. */
export function movingArchives(db: Connection): MovingPart<MovedArchive> {
  return {
    async read(after = '') {
      const archives = archivesAfter(db, after, ARCHIVES);
      const items = archives.map(({ id, borders, row }): MovedArchive => ({
        row,
        borders: borders === 'kept' ? keptBorders(db, id) : borders,
      }));
      return pageOf(items, archives.length === ARCHIVES, archives.at(-1)?.row.name);
    },
    async put(items) {
      db.write(() => {
        for (const { row, borders } of items) {
          const id = putArchiveRow(db, row);
          keepBorders(db, id, typeof borders === 'string' ? [] : borders);
          if (typeof borders === 'string') db.run('UPDATE archive SET borders = ? WHERE id = ?', [borders, id]);
        }
      });
    },
    count: async () => countOf(db, 'SELECT count(*) AS n FROM archive'),
  };
}

export function pageOf<Item>(items: Item[], more: boolean, after: string | number | undefined): MovedPage<Item> {
  return { items, ...(more && after !== undefined && { after: String(after) }) };
}

export function countOf(db: Connection, sql: string): number {
  return db.get<{ n: number }>(sql)?.n ?? 0;
}
