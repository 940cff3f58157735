import { summarize } from '../../core/groups/summary.ts';
import type { IndexedTraceback, Labels } from '../../core/python/traceback.ts';
import { dropUnusedBlock, packBlockNow, storeBlock, type Placed } from './blocks.ts';
import { bodyParts, digestOf, type BodyParts } from '../body.ts';
import type { Calendar } from './calendar.ts';
import type { Connection } from './connection.ts';
import { frozenBefore } from './meta.ts';
import { searchRow } from './searchText.ts';
import { freeKey, secondKey, startOfSecond } from './timeKey.ts';
import { Touched } from '../touched.ts';

/** A traceback on its way into the store. */
export interface Incoming {
  traceback: IndexedTraceback;
  archive: string;
  archiveId: number;
  /** A neighbouring archive's lines have a part in it. */
  joined: boolean;
  digest: Uint8Array;
  body: BodyParts;
}

interface KnownRow {
  key: number;
  at: number;
  fingerprint: string;
  archive: number;
  joined: number;
  rule: string | null;
  block: number;
  digest: Uint8Array;
  labels: string;
}

/** The last of each id, with its digest. */
export function incoming(
  tracebacks: Iterable<IndexedTraceback>,
  archive: { name: string; id: number },
  joined: boolean,
): Incoming[] {
  const last = new Map(Array.from(tracebacks, (traceback) => [traceback.id, traceback] as const));
  return Array.from(last.values(), (traceback) => {
    const body = bodyParts(traceback);
    return { traceback, archive: archive.name, archiveId: archive.id, joined, digest: digestOf(traceback, body), body };
  });
}

/** True when the traceback is stored already, the same in everything. */
export function isStored(db: Connection, next: Incoming): boolean {
  return isSame(known(db, next.traceback.id), next);
}

/** Writes and deletes tracebacks, and remembers which days of which groups are to be counted anew. Runs within a transaction. */
export class Save {
  readonly touched = new Touched();
  readonly #db: Connection;
  readonly #calendar: Calendar;
  readonly #frozenBefore: string;

  constructor(db: Connection, calendar: Calendar) {
    this.#db = db;
    this.#calendar = calendar;
    this.#frozenBefore = frozenBefore(db);
  }

  /**
   * Writes a traceback, unless it is stored already. Its body may have been packed before the transaction. Gives the
   * traceback's key; undefined when its day is frozen and it is not kept.
   */
  put(next: Incoming, placed?: Placed): number | undefined {
    const { traceback } = next;
    const row = known(this.#db, traceback.id);
    if (row && isSame(row, next)) return row.key;
    const day = this.#calendar.dayOf(traceback.at);
    const sameSecond = row !== undefined && startOfSecond(row.key) === secondKey(traceback.at);
    if (row && sameSecond && day >= this.#frozenBefore) this.touch(row);
    else if (row) this.#delete(row);
    if (day < this.#frozenBefore) return undefined;
    const key = row && sameSecond ? row.key : freeKey(this.#db, traceback.at);
    this.touched.add(traceback.fingerprint, day);
    this.#write(key, next, placed ?? packBlockNow(next.body), sameSecond ? row : undefined);
    return key;
  }

  remove(key: number): void {
    const row = this.#db.get<KnownRow>('SELECT key, at, fingerprint, block FROM traceback WHERE key = ?', [key]);
    if (row) this.#delete(row);
  }

  /** Has the day of its group counted anew. */
  touch({ fingerprint, at }: Pick<KnownRow, 'fingerprint' | 'at'>): void {
    this.touched.add(fingerprint, this.#calendar.dayOf(at));
  }

  #delete(row: Pick<KnownRow, 'key' | 'fingerprint' | 'at' | 'block'>): void {
    this.touch(row);
    deleteTraceback(this.#db, row);
  }

  #write(
    key: number,
    { traceback, archive, archiveId, joined, digest }: Incoming,
    placed: Placed,
    replaced: KnownRow | undefined,
  ): void {
    const { id, at, fingerprint, labels, hiddenBy = null } = traceback;
    const insert = replaced ? 'REPLACE' : 'INSERT';
    this.#db.run(
      `${insert} INTO traceback (key, id, at, fingerprint, archive, joined, rule, block, place, size, digest, labels, summary)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        key,
        id,
        at,
        fingerprint,
        archiveId,
        Number(joined),
        hiddenBy,
        storeBlock(this.#db, placed),
        placed.place,
        placed.size,
        digest,
        labelsText(labels),
        summaryText(traceback),
      ],
    );
    if (replaced) dropUnusedBlock(this.#db, replaced.block);
    writeSearchRow(this.#db, insert, key, searchRow({ ...traceback, archive }));
  }
}

/** Deletes a traceback and what belongs to it alone. */
export function deleteTraceback(db: Connection, { key, block }: { key: number; block: number }): void {
  db.run('DELETE FROM traceback WHERE key = ?', [key]);
  db.run('DELETE FROM search WHERE rowid = ?', [key]);
  dropUnusedBlock(db, block);
}

export function writeSearchRow(db: Connection, insert: 'INSERT' | 'REPLACE', key: number, row: string[]): void {
  db.run(
    `${insert} INTO search (rowid, text, exc, file, func, program, instance, message, archive, id, label)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [key, ...row],
  );
}

/** Labels in one order, so that the same labels are the same text. */
export function labelsText(labels: Labels): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(sorted));
}

/** The summary without the labels, which have a column of their own. */
function summaryText(traceback: IndexedTraceback): string {
  const { labels: _labels, ...summary } = summarize(traceback);
  return JSON.stringify(summary);
}

function known(db: Connection, id: string): KnownRow | undefined {
  return db.get<KnownRow>(
    'SELECT key, at, fingerprint, archive, joined, rule, block, digest, labels FROM traceback WHERE id = ?',
    [id],
  );
}

function isSame(row: KnownRow | undefined, next: Incoming): boolean {
  return (
    row !== undefined &&
    row.archive === next.archiveId &&
    row.joined === Number(next.joined) &&
    row.rule === (next.traceback.hiddenBy ?? null) &&
    Buffer.compare(row.digest, next.digest) === 0 &&
    row.labels === labelsText(next.traceback.labels)
  );
}
