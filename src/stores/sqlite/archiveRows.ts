import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { ArchiveClaim, ArchiveOutcome, ArchivePage, ArchiveQuery, ArchiveRow, ArchiveState } from '../store.ts';
import type { Connection } from './connection.ts';

interface Row extends Omit<ArchiveRow, 'error' | 'endedAt'> {
  error: string | null;
  endedAt: number | null;
}

const COLUMNS = 'name, state, etag, parser, bytes, lines, tracebacks, error, startedAt, endedAt';

export function archiveRow(db: Connection, name: string): ArchiveRow | undefined {
  const row = db.get<Row>(`SELECT ${COLUMNS} FROM archive WHERE name = ?`, [name]);
  return row && fromRow(row);
}

/** Puts the archive into the ledger, in place of what was known of its last ingestion. Its tracebacks and borders stay. */
export function claimArchive(
  db: Connection,
  { name, etag, parser, at }: ArchiveClaim,
  state: ArchiveState,
): { id: number; name: string } {
  const row = db.get<{ id: number }>(
    `INSERT INTO archive (name, state, etag, parser, bytes, lines, tracebacks, startedAt) VALUES (?, ?, ?, ?, 0, 0, 0, ?)
     ON CONFLICT (name) DO UPDATE SET state = excluded.state, etag = excluded.etag, parser = excluded.parser,
       bytes = 0, lines = 0, tracebacks = 0, error = NULL, startedAt = excluded.startedAt, endedAt = NULL
     RETURNING id`,
    [name, state, etag, parser, at],
  );
  return { id: row?.id ?? 0, name };
}

/** The archive's number; one that nothing is known of yet is queued. */
export function archiveIdOf(db: Connection, name: string): number {
  const row = db.get<{ id: number }>('SELECT id FROM archive WHERE name = ?', [name]);
  return row?.id ?? claimArchive(db, { name, etag: '', parser: 0, at: 0 }, 'queued').id;
}

/** Rows by name, each with its number and whether it has borders. */
export function archivesAfter(
  db: Connection,
  after: string,
  limit: number,
): { id: number; borders: 'none' | 'kept' | 'dropped'; row: ArchiveRow }[] {
  const rows = db.all<Row & { id: number; borders: 'none' | 'kept' | 'dropped' }>(
    `SELECT id, borders, ${COLUMNS} FROM archive WHERE name > ? ORDER BY name LIMIT ?`,
    [after, limit],
  );
  return rows.map(({ id, borders, ...row }) => ({ id, borders, row: fromRow(row) }));
}

/** Puts a row in place of whatever there is. Gives its number. */
export function putArchiveRow(db: Connection, row: ArchiveRow): number {
  const { name, state, etag, parser, bytes, lines, tracebacks, error = null, startedAt, endedAt = null } = row;
  const { id } = claimArchive(db, { name, etag, parser, at: startedAt }, state);
  db.run('UPDATE archive SET bytes = ?, lines = ?, tracebacks = ?, error = ?, endedAt = ? WHERE id = ?', [
    bytes,
    lines,
    tracebacks,
    error,
    endedAt,
    id,
  ]);
  return id;
}

export function finishArchive(
  db: Connection,
  claim: ArchiveClaim,
  outcome: ArchiveOutcome,
  endedAt: number,
): ArchiveRow {
  const { state, bytes, lines, tracebacks, error = null } = outcome;
  const { name, etag, parser, at } = claim;
  db.run(
    `UPDATE archive SET state = ?, etag = ?, parser = ?, bytes = ?, lines = ?, tracebacks = ?, error = ?, startedAt = ?, endedAt = ?
     WHERE name = ?`,
    [state, etag, parser, bytes, lines, tracebacks, error, at, endedAt, name],
  );
  return { name, etag, parser, ...outcome, startedAt: at, endedAt };
}

export function archivePage(db: Connection, { state, after: begin, limit, cursor }: ArchiveQuery): ArchivePage {
  const list = { archives: state };
  const [after] = cursor === undefined ? [begin ?? null] : decodeCursor(cursor, list, ['']);
  const rows = db.all<Row>(
    `SELECT ${COLUMNS} FROM archive WHERE ${state === undefined ? '?1 IS NULL' : 'state = ?1'} AND (?2 IS NULL OR name < ?2)
     ORDER BY name DESC LIMIT ?3`,
    [state ?? null, after, limit + 1],
  );
  const archives = rows.slice(0, limit).map(fromRow);
  const last = archives.at(-1);
  const counts: Record<ArchiveState, number> = { queued: 0, running: 0, done: 0, partial: 0, failed: 0 };
  for (const { state, n } of db.all<{ state: ArchiveState; n: number }>(
    'SELECT state, count(*) AS n FROM archive GROUP BY state',
  )) {
    counts[state] = n;
  }
  return { archives, counts, ...(rows.length > limit && last && { cursor: encodeCursor(list, [last.name]) }) };
}

function fromRow({ error, endedAt, ...row }: Row): ArchiveRow {
  return { ...row, ...(error !== null && { error }), ...(endedAt !== null && { endedAt }) };
}
