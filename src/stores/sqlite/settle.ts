import { joinBorders, type Indexer } from '../../core/python/joinBorders.ts';
import { jointsOf } from '../joints.ts';
import { bordersAround, type BordersAround } from './borderRows.ts';
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
    const { put, remove } = joinBorders(jointsOf(found.borders), index);
    const archive = { id: found.id, name };
    const kept = new Set(put.map(({ traceback }) => traceback.id));
    const save = new Save(db, calendar);
    for (const key of outdated(db, found, kept, remove)) save.remove(key);
    for (const joined of [false, true]) {
      const tracebacks = put.filter((item) => item.joined === joined).map(({ traceback }) => traceback);
      for (const next of incoming(tracebacks, archive, joined)) save.put(next);
    }
    recount(db, calendar, save.touched);
  });
}

/** What the archive owns and no longer should: what is to be removed, and what was joined and is not any more. */
function outdated(db: Connection, { id, dropped }: BordersAround, kept: Set<string>, remove: string[]): number[] {
  const removed = new Set(remove);
  const rows = db.all<{ key: number; id: string; joined: number }>(
    'SELECT key, id, joined FROM traceback WHERE archive = ?1 AND (joined OR id IN (SELECT value FROM json_each(?2)))',
    [id, JSON.stringify(remove)],
  );
  return rows
    .filter((row) => removed.has(row.id) || (row.joined === 1 && !dropped && !kept.has(row.id)))
    .map(({ key }) => key);
}
