import { joinBorders, type Indexer } from '../../core/python/joinBorders.ts';
import { jointsOf, streamKey } from '../joints.ts';
import { bordersAround } from './borderRows.ts';
import type { Calendar } from './calendar.ts';
import type { Connection } from './connection.ts';
import { recount } from './recount.ts';
import { incoming, Save } from './saveTracebacks.ts';

/** See TracebackStore.settle. All in one transaction, so its few bodies are compressed on the spot. */
export function settle(
  db: Connection,
  calendar: Calendar,
  index: Indexer,
  name: string,
  neighbours: { before: string; after: string },
): void {
  db.write(() => {
    const found = bordersAround(db, name, neighbours);
    if (!found) return;
    const joints = jointsOf(found.borders);
    const { put, remove } = joinBorders(joints, index);
    const archive = { id: found.id, name };
    const kept = new Set(put.map(({ traceback }) => traceback.id));
    const save = new Save(db, calendar);
    for (const key of outdated(db, found.id, new Set(joints.map(streamKey)), kept, remove)) save.remove(key);
    for (const joined of [false, true]) {
      const tracebacks = put.filter((item) => item.joined === joined).map(({ traceback }) => traceback);
      for (const next of incoming(tracebacks, archive, joined)) save.put(next);
    }
    recount(db, calendar, save.touched);
  });
}

/** What the archive owns and no longer should: what is to be removed, and what was joined in these streams and is not any more. */
function outdated(
  db: Connection,
  archive: number,
  streams: Set<string>,
  kept: Set<string>,
  remove: string[],
): number[] {
  const removed = new Set(remove);
  const rows = db.all<{ key: number; id: string; joined: number; instance: string; program: string }>(
    `SELECT key, id, joined, summary ->> '$.instance' AS instance, summary ->> '$.program' AS program FROM traceback
     WHERE archive = ?1 AND (joined OR id IN (SELECT value FROM json_each(?2)))`,
    [archive, JSON.stringify(remove)],
  );
  return rows
    .filter((row) => removed.has(row.id) || (row.joined === 1 && streams.has(streamKey(row)) && !kept.has(row.id)))
    .map(({ key }) => key);
}
