import type { Day } from '../../core/groups/day.ts';
import type { FaultSummary } from '../../core/groups/group.ts';
import { fileSearch, framesOfFile } from '../../core/source/framesOfFile.ts';
import type { FaultLines, FaultLinesQuery } from '../faultLines.ts';
import { SEARCH_LIMIT } from '../limits.ts';
import { bodiesAt, type StoredPlace } from './blocks.ts';
import type { Calendar } from './calendar.ts';
import type { Connection } from './connection.ts';
import { newestHits } from './groupSearch.ts';
import { HIDDEN_NOW } from './states.ts';

/** A fault, and where the body of its newest hit is. */
interface Row extends Omit<StoredPlace, 'packed'> {
  fingerprint: string;
  id: string;
  summary: string;
  count: number;
  first: number;
  last: number;
  /** Those of the group, whatever the range. */
  firstDay: Day;
  resolvedSince: number | null;
}

/** So many bodies are unpacked at a time: each may bring half a megabyte of neighbours. */
const AT_A_TIME = 16;

/** The faults whose newest traceback in the range, of those that the search for the file finds, ran through it. Four statements, whatever they find. */
export async function faultLines(
  db: Connection,
  calendar: Calendar,
  query: FaultLinesQuery,
  now: number,
): Promise<FaultLines[]> {
  const rows = db.read(() => newestOfFaults(db, calendar, query, now));
  const faults: FaultLines[] = [];
  for (let n = 0; n < rows.length; n += AT_A_TIME) {
    const some = rows.slice(n, n + AT_A_TIME);
    const bodies = await bodiesAt(some);
    for (const [i, row] of some.entries()) {
      const frames = framesOfFile(bodies[i]?.exceptions ?? [], query.file);
      if (frames.length > 0) faults.push({ ...fromRow(row, query), frames });
    }
  }
  return faults;
}

function newestOfFaults(
  db: Connection,
  calendar: Calendar,
  { file, range, limit }: FaultLinesQuery,
  now: number,
): (Row & StoredPlace)[] {
  const search = fileSearch(file);
  if (!search) return [];
  const hits = newestHits(db, calendar, { range, filter: 'all', now }, search).slice(0, SEARCH_LIMIT);
  const newest = new Map<string, number>();
  for (const { fingerprint, key } of hits) if (!newest.has(fingerprint)) newest.set(fingerprint, key);
  const rows = db.all<Row>(
    `SELECT t.fingerprint, t.id, t.summary, t.block, t.place, t.size, min(d.first) AS first, max(d.last) AS last,
       sum(d.n) AS count, g.firstDay, r.resolvedSince
     FROM json_each(:keys) AS k CROSS JOIN traceback AS t ON t.key = k.value CROSS JOIN grp AS g USING (fingerprint)
       LEFT JOIN state AS r USING (fingerprint)
       CROSS JOIN group_day AS d ON d.fingerprint = t.fingerprint AND d.day BETWEEN :from AND :to
     WHERE NOT ifnull(${HIDDEN_NOW}, 0) AND (r.resolvedSince IS NULL OR g.last > r.resolvedSince)
     GROUP BY t.fingerprint ORDER BY max(d.last) DESC, t.fingerprint LIMIT :limit`,
    { keys: JSON.stringify([...newest.values()]), from: range.from, to: range.to, now, limit },
  );
  const blocks = db.all<{ id: number; packed: Uint8Array }>(
    'SELECT id, packed FROM block WHERE id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(rows.map(({ block }) => block))],
  );
  const packed = new Map(blocks.map((block) => [block.id, block.packed]));
  return rows.map((row) => ({ ...row, packed: packed.get(row.block) ?? new Uint8Array() }));
}

function fromRow(row: Row, { range }: FaultLinesQuery): Omit<FaultLines, 'frames'> {
  const { fingerprint, id, count, first, last, firstDay, resolvedSince } = row;
  const { type, message } = JSON.parse(row.summary) as FaultSummary;
  return {
    fingerprint,
    type,
    message,
    count,
    first,
    last,
    isNew: firstDay >= range.from && firstDay <= range.to,
    // The others were left out.
    standing: resolvedSince === null ? 'open' : 'regressed',
    traceback: id,
  };
}
