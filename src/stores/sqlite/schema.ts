import { dayIn } from '../../core/groups/day.ts';
import { StoreError } from '../store.ts';
import type { Connection } from './connection.ts';

/** Marks a SQLite file as ours: "AsCt". */
const APPLICATION_ID = 0x41734374;

/**
 * What each schema version adds to the one before; a file's `user_version` says how many it has. Never edit one that was released.
 *
 * - `traceback.key` is the second it was logged in, times 2^20, plus a number: newest first is the order of the table and of the
 *   full text, and a range of days a range of keys.
 * - `block` holds, zstd-compressed, what only one page needs of some tracebacks (exceptions, text, context), `traceback.place` and
 *   `size` where each stands in it: tracebacks of one stream share much of their context.
 * - `search` merges eight parts at a time, not four: an hour's rows cost half as much beside a million others.
 * - `archive.borders`: 'none' were ever kept, they are 'kept', or were 'dropped'; an archive may keep them of no stream at all.
 * - `group_day` and `hidden_day` are counted from `traceback`, and `grp` summed from them; nothing is ever incremented. `next` is
 *   the group's next day: a group's newest row within a range is the one in the range whose next day is not.
 * - `state.resolvedSince`, `newestTicket` and `openTicket` and the table `ticket` are made from the state's other columns, so that lists
 *   compare a column.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE archive (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, state TEXT NOT NULL, etag TEXT NOT NULL, parser INTEGER NOT NULL,
    bytes INTEGER NOT NULL, lines INTEGER NOT NULL, tracebacks INTEGER NOT NULL, error TEXT,
    startedAt INTEGER NOT NULL, endedAt INTEGER, borders TEXT NOT NULL DEFAULT 'none'
  ) STRICT;
  CREATE INDEX archive_state ON archive (state, name);
  CREATE TABLE border (
    archive INTEGER NOT NULL, instance TEXT NOT NULL, program TEXT NOT NULL, side TEXT NOT NULL,
    header INTEGER NOT NULL, open INTEGER NOT NULL, lines BLOB NOT NULL,
    PRIMARY KEY (archive, instance, program, side)
  ) STRICT;
  CREATE TABLE traceback (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, fingerprint TEXT NOT NULL, archive INTEGER NOT NULL,
    joined INTEGER NOT NULL, rule TEXT, block INTEGER NOT NULL, place INTEGER NOT NULL, size INTEGER NOT NULL,
    digest BLOB NOT NULL, labels TEXT NOT NULL, summary TEXT NOT NULL
  ) STRICT;
  CREATE INDEX traceback_group ON traceback (fingerprint, at, id, rule);
  CREATE INDEX traceback_archive ON traceback (archive);
  CREATE INDEX traceback_block ON traceback (block);
  CREATE TABLE block (id INTEGER PRIMARY KEY, packed BLOB NOT NULL) STRICT;
  CREATE VIRTUAL TABLE search USING fts5(
    text, exc, file, func, program, instance, message, archive, id, label, content='', contentless_delete=1, tokenize='ascii'
  );
  INSERT INTO search (search, rank) VALUES ('automerge', 8);
  CREATE TABLE group_day (
    fingerprint TEXT NOT NULL, day TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, n INTEGER NOT NULL,
    next TEXT NOT NULL, PRIMARY KEY (fingerprint, day)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX group_day_last ON group_day (last DESC, fingerprint, next);
  CREATE INDEX group_day_newest ON group_day (last DESC, fingerprint) WHERE next = '9999-99-99';
  CREATE TABLE hidden_day (
    fingerprint TEXT NOT NULL, day TEXT NOT NULL, rule TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    n INTEGER NOT NULL, PRIMARY KEY (fingerprint, day, rule)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX hidden_day_rule ON hidden_day (day, rule, n, fingerprint, first, last);
  CREATE TABLE grp (
    fingerprint TEXT PRIMARY KEY, shown INTEGER NOT NULL, hidden INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    firstDay TEXT NOT NULL, summary TEXT NOT NULL
  ) STRICT;
  CREATE INDEX grp_first ON grp (firstDay, fingerprint) WHERE shown > 0;
  CREATE TABLE state (
    fingerprint TEXT PRIMARY KEY, hiddenAt INTEGER, hiddenUntil INTEGER, hiddenReason TEXT, hiddenBy TEXT,
    resolvedAt INTEGER, resolvedBy TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX state_hidden ON state (fingerprint) WHERE hiddenAt IS NOT NULL;
  CREATE INDEX state_resolved ON state (fingerprint) WHERE resolvedAt IS NOT NULL;
  `,
  // The number of the save that counted a row: a list can close with the groups that moved past its reader.
  `
  ALTER TABLE group_day ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE hidden_day ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX group_day_changed ON group_day (changed, fingerprint, day);
  CREATE INDEX hidden_day_changed ON hidden_day (changed, fingerprint, day);
  INSERT INTO meta VALUES ('saves', 0);
  `,
  // Small documents that are kept beside tracebacks.
  `
  CREATE TABLE record (
    kind TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, version TEXT NOT NULL, PRIMARY KEY (kind, id)
  ) STRICT;
  `,
  // Tickets that are linked with groups.
  `
  ALTER TABLE state ADD COLUMN resolvedSince INTEGER;
  ALTER TABLE state ADD COLUMN tickets TEXT;
  ALTER TABLE state ADD COLUMN newestTicket INTEGER;
  ALTER TABLE state ADD COLUMN openTicket INTEGER NOT NULL DEFAULT 0;
  UPDATE state SET resolvedSince = resolvedAt;
  DROP INDEX state_resolved;
  CREATE INDEX state_resolved ON state (fingerprint) WHERE resolvedSince IS NOT NULL;
  CREATE INDEX state_ticket ON state (fingerprint, newestTicket, openTicket) WHERE newestTicket IS NOT NULL;
  CREATE TABLE ticket (
    fingerprint TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (fingerprint, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ticket_key ON ticket (key, fingerprint);
  `,
];

/** `group_day.next` of a group's newest day. */
export const NO_NEXT_DAY = '9999-99-99';

/** Brings a file to the version given, from nothing or from an older one. Throws StoreError for a file that is no store, or a newer version's. */
export function migrate(db: Connection, timeZone: string, version = MIGRATIONS.length): void {
  if (fileVersion(db) === version) return;
  db.exec('PRAGMA journal_mode = WAL');
  db.write(() => {
    // Read again: another process may have been faster.
    const had = fileVersion(db);
    for (const migration of MIGRATIONS.slice(had, version)) db.exec(migration);
    if (had === 0) db.run("INSERT INTO meta VALUES ('timeZone', ?)", [knownZone(timeZone)]);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    db.exec(`PRAGMA user_version = ${Math.max(had, version)}`);
  });
}

function fileVersion(db: Connection): number {
  const id = db.get<{ application_id: number }>('PRAGMA application_id')?.application_id;
  const version = db.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
  const isEmpty = db.get('SELECT 1 FROM sqlite_schema LIMIT 1') === undefined;
  if (!isEmpty && id !== APPLICATION_ID) {
    throw new StoreError('not-a-store', `${db.file} is another program’s database. Name another file in STORE_URL.`);
  }
  if (version > MIGRATIONS.length) {
    throw new StoreError(
      'newer',
      `${db.file} was written by a newer version of this program. Update, or name another file in STORE_URL.`,
    );
  }
  return version;
}

/** Throws RangeError for a zone that is none, before the store keeps it. */
function knownZone(timeZone: string): string {
  dayIn(timeZone);
  return timeZone;
}
