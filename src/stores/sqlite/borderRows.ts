import type { StreamBorder } from '../../core/papertrail/border.ts';
import { neighboursEnded } from '../borderAge.ts';
import type { Borders } from '../joints.ts';
import type { Connection } from './connection.ts';
import { compress, decompressNow } from './zstd.ts';

interface Row extends Omit<StreamBorder, 'header' | 'open'> {
  archive: number;
  header: number;
  open: number;
}

/** The borders with their lines compressed, for `keepBorders`. */
export function compressBorders(borders: StreamBorder[]): Promise<StreamBorder[]> {
  return Promise.all(borders.map(async (border) => ({ ...border, lines: await compress(border.lines) })));
}

/** Keeps an archive's borders in place of the former ones. Runs within a transaction. */
export function keepBorders(db: Connection, archive: number, compressed: StreamBorder[]): void {
  db.run('DELETE FROM border WHERE archive = ?', [archive]);
  for (const { instance, program, side, header, open, lines } of compressed) {
    db.run('INSERT INTO border (archive, instance, program, side, header, open, lines) VALUES (?, ?, ?, ?, ?, ?, ?)', [
      archive,
      instance,
      program,
      side,
      Number(header),
      Number(open),
      lines,
    ]);
  }
  db.run('UPDATE archive SET hasBorders = 1 WHERE id = ?', [archive]);
}

/** The archive's id and what it and its neighbours keep of the streams with a header; undefined when it keeps no borders itself. */
export function bordersAround(
  db: Connection,
  archive: string,
  neighbours: { before: string; after: string },
): { id: number; borders: Borders } | undefined {
  const own = keeper(db, archive);
  if (own === undefined) return undefined;
  const before = keeper(db, neighbours.before);
  const after = keeper(db, neighbours.after);
  const rows = db.all<Row>(
    `WITH stream AS (SELECT DISTINCT instance, program FROM border WHERE archive IN (?1, ?2, ?3) AND header)
     SELECT border.* FROM stream CROSS JOIN border USING (instance, program) WHERE archive IN (?1, ?2, ?3)`,
    [own, before ?? null, after ?? null],
  );
  const of = (id: number): StreamBorder[] => rows.filter((row) => row.archive === id).map(fromRow);
  return {
    id: own,
    borders: {
      own: of(own),
      before: before === undefined ? undefined : of(before),
      after: after === undefined ? undefined : of(after),
    },
  };
}

/** Drops the borders of archives whose hour and both neighbours' ended before; of those, too, whose name tells no hour. */
export function dropBorders(db: Connection, before: number): void {
  for (const { id, name } of db.all<{ id: number; name: string }>('SELECT id, name FROM archive WHERE hasBorders')) {
    if (neighboursEnded(name) > before) continue;
    db.run('DELETE FROM border WHERE archive = ?', [id]);
    db.run('UPDATE archive SET hasBorders = 0 WHERE id = ?', [id]);
  }
}

function keeper(db: Connection, archive: string): number | undefined {
  return db.get<{ id: number }>('SELECT id FROM archive WHERE name = ? AND hasBorders', [archive])?.id;
}

function fromRow({ instance, program, side, header, open, lines }: Row): StreamBorder {
  return { instance, program, side, header: header === 1, open: open === 1, lines: decompressNow(lines) };
}
