import { setImmediate } from 'node:timers/promises';
import { ALL_DAYS, addDays, type Day } from '../../core/groups/day.ts';
import type { Calendar } from './calendar.ts';
import type { Connection } from './connection.ts';
import { freezeBefore, frozenBefore } from './meta.ts';
import { deleteTraceback } from './saveTracebacks.ts';
import { keysOf } from './timeKey.ts';

const BATCH = 1_000;

/**
 * Freezes the days before the given one and drops their tracebacks, in batches, so that others write in between. Their counts are
 * frozen first: a crash leaves some of the tracebacks for the next time, no count is lost.
 */
export async function retain(db: Connection, calendar: Calendar, before: Day): Promise<number> {
  db.write(() => freezeBefore(db, before));
  const instants = calendar.instants({ from: ALL_DAYS.from, to: addDays(frozenBefore(db), -1) });
  const keys = keysOf(instants);
  let dropped = 0;
  for (;;) {
    const gone = db.write(() => {
      const rows = db.all<{ key: number; block: number }>(
        'SELECT key, block FROM traceback WHERE key BETWEEN ? AND ? AND at < ? LIMIT ?',
        [keys.from, keys.to, instants.to, BATCH],
      );
      for (const row of rows) deleteTraceback(db, row);
      return rows.length;
    });
    dropped += gone;
    if (gone < BATCH) return dropped;
    await setImmediate();
  }
}
