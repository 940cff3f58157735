import { randomUUID } from 'node:crypto';
import { afterPrefix, isRecordId, recordText } from '../recordShape.ts';
import type { RecordKind, RecordPage, RecordQuery, RecordStore, RecordValue, StoredRecord } from '../records.ts';
import type { Connection } from './connection.ts';

interface Row {
  id: string;
  value: string;
  version: string;
}

/** Records as rows of the table `record`. */
export class RecordRows implements RecordStore {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  async record(kind: RecordKind, id: string): Promise<StoredRecord | undefined> {
    if (!isRecordId(id)) return undefined;
    const row = this.#db.get<Row>('SELECT id, value, version FROM record WHERE kind = ? AND id = ?', [kind, id]);
    return row && stored(row);
  }

  async createRecord(kind: RecordKind, id: string, value: RecordValue): Promise<boolean> {
    const text = recordText(kind, id, value);
    const sql = 'INSERT INTO record (kind, id, value, version) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING';
    return this.#durably(sql, [kind, id, text, randomUUID()]);
  }

  async replaceRecord(kind: RecordKind, id: string, value: RecordValue, version: string): Promise<boolean> {
    if (!isRecordId(id)) return false;
    const text = recordText(kind, id, value);
    const sql = 'UPDATE record SET value = ?, version = ? WHERE kind = ? AND id = ? AND version = ?';
    return this.#durably(sql, [text, randomUUID(), kind, id, version]);
  }

  async removeRecord(kind: RecordKind, id: string): Promise<boolean> {
    return isRecordId(id) && this.#durably('DELETE FROM record WHERE kind = ? AND id = ?', [kind, id]);
  }

  async records({ kind, prefix = '', after = '', limit }: RecordQuery): Promise<RecordPage> {
    const end = afterPrefix(prefix);
    const rows = this.#db.all<Row>(
      `SELECT id, value, version FROM record
       WHERE kind = :kind AND id > :after AND id >= :prefix ${end === undefined ? '' : 'AND id < :end'}
       ORDER BY id LIMIT :limit`,
      {
        kind,
        after: after.toWellFormed(),
        prefix: prefix.toWellFormed(),
        limit: limit + 1,
        ...(end !== undefined && { end }),
      },
    );
    return { records: rows.slice(0, limit).map(stored), more: rows.length > limit };
  }

  /** True when a row changed. On the disk before it is told: what a claim allows, such as a ticket, does not go when the machine does. */
  #durably(sql: string, values: readonly string[]): boolean {
    this.#db.exec('PRAGMA synchronous = FULL');
    try {
      return this.#db.write(() => this.#db.run(sql, values)) > 0;
    } finally {
      this.#db.exec('PRAGMA synchronous = NORMAL');
    }
  }
}

function stored({ id, value, version }: Row): StoredRecord {
  return { id, value: JSON.parse(value) as RecordValue, version };
}

/** Puts a record in place of whatever there is. Runs within a transaction. */
export function putRecordRow(db: Connection, kind: RecordKind, id: string, text: string): void {
  db.run(
    `INSERT INTO record (kind, id, value, version) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT DO UPDATE SET value = ?3, version = ?4 WHERE value <> ?3`,
    [kind, id, text, randomUUID()],
  );
}
