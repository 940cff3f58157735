import { addDays, dayIn, type Day } from '../../core/groups/day.ts';
import { instantsIn } from '../../core/groups/dayStart.ts';
import { StoreError } from '../store.ts';
import { Connection } from './connection.ts';
import { frozenBefore, nextSave, timeZoneOf } from './meta.ts';
import { deleteTraceback } from './saveTracebacks.ts';
import { migrate, NO_NEXT_DAY } from './schema.ts';

/** What became of a store's days. */
export interface Rezoned {
  /** The zone that they were days of, and that they are days of now. */
  from: string;
  to: string;
  /** How many tracebacks were counted. */
  tracebacks: number;
  /** Days before this one keep the counts of the former zone's days: their tracebacks are gone. */
  frozenBefore?: Day;
}

/** The former zone's day of an instant is at most so many days from the new one's. */
const FARTHEST = 2;

/**
 * Makes the days of a SQLite file those of another time zone (IANA name), by counting all its tracebacks anew. One transaction: what
 * interrupts it changes nothing. Needs the file to itself, since whoever has it open goes on with the former days. Frozen days keep
 * their counts. Throws RangeError for a zone that is none, StoreError with `busy` when another process has the file open.
 */
export function rezoneSqlite(file: string, timeZone: string): Rezoned {
  dayIn(timeZone);
  const db = new Connection(file, { busyTimeout: 0, cache: 64 });
  try {
    db.exec('PRAGMA locking_mode = EXCLUSIVE');
    migrate(db, timeZone);
    return db.write(() => rezone(db, timeZone));
  } catch (error) {
    if (!(error instanceof StoreError) || error.reason !== 'busy') throw error;
    throw new StoreError('busy', `Another process has ${file} open, and would go on with its days. End it first.`, {
      cause: error,
    });
  } finally {
    db.close();
  }
}

function rezone(db: Connection, timeZone: string): Rezoned {
  const from = timeZoneOf(db);
  const frozen = frozenBefore(db);
  const startOf = (zone: string, day: Day): number => instantsIn(zone)({ from: day, to: day }).from;
  // What is left of older ones is counted in days that are frozen already.
  const begin = frozen === '' ? Number.MIN_SAFE_INTEGER : startOf(from, frozen);
  nameDays(db, timeZone);
  const save = nextSave(db);
  for (const table of ['group_day', 'hidden_day']) db.run(`DELETE FROM ${table} WHERE day >= ?`, [frozen]);
  db.run(COUNT_SHOWN, [begin, save]);
  db.run(COUNT_HIDDEN, [begin, save]);
  db.run(LINK_DAYS, [save]);
  db.run(FIRST_DAYS);
  const tracebacks = db.get<{ n: number }>('SELECT count(*) AS n FROM traceback WHERE at >= ?', [begin])?.n ?? 0;
  db.run("UPDATE meta SET value = ? WHERE name = 'timeZone'", [timeZone]);
  db.exec('DROP TABLE temp.zone_day');
  if (frozen !== '') dropFrozen(db, startOf(timeZone, frozen));
  return { from, to: timeZone, tracebacks, ...(frozen !== '' && { frozenBefore: frozen }) };
}

/** Where each day begins that there can be a traceback in, for the statements below. A day that the zone leaves out gives way to the next. */
function nameDays(db: Connection, timeZone: string): void {
  const days = new Set<Day>();
  for (const { day } of db.all<{ day: Day }>('SELECT day FROM group_day UNION SELECT day FROM hidden_day'))
    for (let distance = -FARTHEST; distance <= FARTHEST; distance++) days.add(addDays(day, distance));
  const instants = instantsIn(timeZone);
  db.exec('CREATE TEMP TABLE zone_day (start INTEGER PRIMARY KEY, day TEXT NOT NULL)');
  for (const day of [...days].sort())
    db.run('INSERT OR REPLACE INTO temp.zone_day VALUES (?, ?)', [instants({ from: day, to: day }).from, day]);
}

const DAY_OF = '(SELECT day FROM temp.zone_day WHERE start <= at ORDER BY start DESC LIMIT 1)';

// Where a frozen day has a row already, what now falls into it comes on top: it is in no other.
const ON_TOP =
  'SET first = min(first, excluded.first), last = max(last, excluded.last), n = n + excluded.n, changed = ?2';

const COUNT_SHOWN = `
  INSERT INTO group_day (fingerprint, day, first, last, n, next, changed)
  SELECT fingerprint, ${DAY_OF} AS zoned, min(at), max(at), count(*), '${NO_NEXT_DAY}', ?2
  FROM traceback WHERE rule IS NULL AND at >= ?1 GROUP BY fingerprint, zoned
  ON CONFLICT DO UPDATE ${ON_TOP}`;

const COUNT_HIDDEN = `
  INSERT INTO hidden_day (fingerprint, day, rule, first, last, n, changed)
  SELECT fingerprint, ${DAY_OF} AS zoned, rule, min(at), max(at), count(*), ?2
  FROM traceback WHERE rule IS NOT NULL AND at >= ?1 GROUP BY fingerprint, zoned, rule
  ON CONFLICT DO UPDATE ${ON_TOP}`;

const LINK_DAYS = `
  UPDATE group_day SET changed = ?1, next = coalesce(
    (SELECT min(later.day) FROM group_day AS later WHERE later.fingerprint = group_day.fingerprint AND later.day > group_day.day),
    '${NO_NEXT_DAY}')`;

const FIRST_DAYS = `
  UPDATE grp SET firstDay = coalesce(
    (SELECT min(day) FROM group_day WHERE group_day.fingerprint = grp.fingerprint),
    (SELECT min(day) FROM hidden_day WHERE hidden_day.fingerprint = grp.fingerprint),
    firstDay)`;

/** Tracebacks that now belong to a frozen day are counted there, and go as the others of it did. */
function dropFrozen(db: Connection, before: number): void {
  const rows = db.all<{ key: number; block: number }>('SELECT key, block FROM traceback WHERE at < ?', [before]);
  for (const row of rows) deleteTraceback(db, row);
}
