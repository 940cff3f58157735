import type { StreamBorder } from '../../core/papertrail/border.ts';
import { neighboursEnded } from '../borderAge.ts';
import type { Borders } from '../joints.ts';
import type { Connection } from './connection.ts';
import { compressNow, decompressNow } from '../zstd.ts';

interface Row extends Omit<StreamBorder, 'header' | 'open'> {
  archive: number;
  header: number;
  open: number;
}

/**
 * Keeps an archive's borders in place of the former ones. Runs within a transaction. They are compressed on the spot, each by
 * itself: 800 small ones take 0.05 s so, the thread pool's detours twice that.
 */
export function keepBorders(db: Connection, archive: number, borders: StreamBorder[]): void {
  db.run('DELETE FROM border WHERE archive = ?', [archive]);
  for (const { instance, program, side, header, open, lines } of borders) {
    db.run('INSERT INTO border (archive, instance, program, side, header, open, lines) VALUES (?, ?, ?, ?, ?, ?, ?)', [
      archive,
      instance,
      program,
      side,
      Number(header),
      Number(open),
      compressNow(lines),
    ]);
  }
  db.run("UPDATE archive SET borders = 'kept' WHERE id = ?", [archive]);
}

/** All that an archive keeps. */
export function keptBorders(db: Connection, archive: number): StreamBorder[] {
  return db.all<Row>('SELECT * FROM border WHERE archive = ?', [archive]).map(fromRow);
}

/** What an archive and its neighbours keep. */
export interface BordersAround {
  id: number;
  /** Of the streams with a header. */
  borders: Borders;
  /** A neighbour kept borders once: what was joined by them can be no more checked. */
  dropped: boolean;
}

/** Undefined when the archive keeps no borders itself. */
export function bordersAround(
  db: Connection,
  archive: string,
  neighbours: { before: string; after: string },
): BordersAround | undefined {
  const [own, before, after] = [archive, neighbours.before, neighbours.after].map((name) =>
    db.get<{ id: number; borders: string }>('SELECT id, borders FROM archive WHERE name = ?', [name]),
  );
  if (own?.borders !== 'kept') return undefined;
  const rows = db.all<Row>(
    `WITH stream AS (SELECT DISTINCT instance, program FROM border WHERE archive IN (?1, ?2, ?3) AND header)
     SELECT border.* FROM stream CROSS JOIN border USING (instance, program) WHERE archive IN (?1, ?2, ?3)`,
    [own.id, before?.id ?? null, after?.id ?? null],
  );
  const of = (keeper: { id: number; borders: string } | undefined): StreamBorder[] | undefined =>
    keeper?.borders === 'kept' ? rows.filter((row) => row.archive === keeper.id).map(fromRow) : undefined;
  return {
    id: own.id,
    borders: { own: of(own) ?? [], before: of(before), after: of(after) },
    dropped: before?.borders === 'dropped' || after?.borders === 'dropped',
  };
}

/** Drops the borders of archives whose hour and both neighbours' ended before; of those, too, whose name tells no hour. */
export function dropBorders(db: Connection, before: number): void {
  for (const { id, name } of db.all<{ id: number; name: string }>(
    "SELECT id, name FROM archive WHERE borders = 'kept'",
  )) {
    if (neighboursEnded(name) > before) continue;
    db.run('DELETE FROM border WHERE archive = ?', [id]);
    db.run("UPDATE archive SET borders = 'dropped' WHERE id = ?", [id]);
  }
}

function fromRow({ instance, program, side, header, open, lines }: Row): StreamBorder {
  return { instance, program, side, header: header === 1, open: open === 1, lines: decompressNow(lines) };
}
