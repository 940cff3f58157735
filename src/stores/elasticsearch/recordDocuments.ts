import { hash, randomUUID } from 'node:crypto';
import { isRecordId, recordText } from '../recordShape.ts';
import type { RecordKind, RecordPage, RecordQuery, RecordStore, RecordValue, StoredRecord } from '../records.ts';
import type { Backend } from './backend.ts';
import { bulk, type Operation } from './bulk.ts';
import type { IndexNames } from './names.ts';
import type { Fetched, Found } from './requests.ts';

/** A document of a record. */
export interface RecordSource {
  kind: RecordKind;
  id: string;
  value: string;
  /** Which write it is of. */
  write: string;
}

/** Records as documents of one index, read in real time by their id. */
export class RecordDocuments implements RecordStore {
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async record(kind: RecordKind, id: string): Promise<StoredRecord | undefined> {
    const found = isRecordId(id) ? await this.#read(kind, id) : undefined;
    return found?.found ? stored(found) : undefined;
  }

  async createRecord(kind: RecordKind, id: string, value: RecordValue): Promise<boolean> {
    return await this.#write({ does: 'create', kind, id, text: recordText(kind, id, value) });
  }

  async replaceRecord(kind: RecordKind, id: string, value: RecordValue, version: string): Promise<boolean> {
    const [, seqNo, primaryTerm] = /^(\d+)\.(\d+)$/.exec(version) ?? [];
    if (!isRecordId(id) || seqNo === undefined || primaryTerm === undefined) return false;
    return await this.#write({
      does: 'index',
      kind,
      id,
      text: recordText(kind, id, value),
      read: { seqNo: Number(seqNo), primaryTerm: Number(primaryTerm) },
    });
  }

  async removeRecord(kind: RecordKind, id: string): Promise<boolean> {
    if (!isRecordId(id)) return false;
    const { requests, names } = this.#backend;
    const { result } = await requests.send<{ result?: string }>({
      method: 'DELETE',
      path: `/${names.records}/_doc/${documentId(kind, id)}`,
      expected: [404],
    });
    return result === 'deleted';
  }

  async records({ kind, prefix = '', after, limit }: RecordQuery): Promise<RecordPage> {
    const { requests, names } = this.#backend;
    await requests.refresh(names.records);
    const { hits } = await requests.search<RecordSource>(names.records, {
      size: limit + 1,
      query: {
        bool: {
          filter: [{ term: { kind } }, ...(prefix === '' ? [] : [{ prefix: { id: prefix.toWellFormed() } }])],
        },
      },
      sort: [{ id: 'asc' }],
      ...(after !== undefined && { search_after: [after.toWellFormed()] }),
      seq_no_primary_term: true,
      track_total_hits: false,
    });
    return { records: hits.hits.slice(0, limit).map(stored), more: hits.hits.length > limit };
  }

  /** A request whose answer was lost is sent again, and meets its own first try: that one counts. */
  async #write(write: RecordWrite): Promise<boolean> {
    const { kind, id } = write;
    const { requests, names } = this.#backend;
    const operation = recordOperation(names, write);
    const conflicts = await bulk(requests, [operation]);
    if (conflicts.length === 0) return true;
    const found = await this.#read(kind, id);
    return found?.found === true && found._source.write === operation.document.write;
  }

  async #read(kind: RecordKind, id: string): Promise<Fetched<RecordSource> | undefined> {
    const { requests, names } = this.#backend;
    const [found] = await requests.mget<RecordSource>([{ _index: names.records, _id: documentId(kind, id) }]);
    return found;
  }
}

interface RecordWrite {
  does: 'create' | 'index';
  kind: RecordKind;
  id: string;
  text: string;
  read?: NonNullable<Operation['read']>;
}

/** Puts a record in place of what was read; of whatever there is unless told. */
export function recordOperation(
  names: IndexNames,
  { does, kind, id, text, read }: RecordWrite,
): Operation & { document: RecordSource } {
  const document: RecordSource = { kind, id, value: text, write: randomUUID() };
  return { does, index: names.records, id: documentId(kind, id), document, ...(read && { read }) };
}

/** Kind and id together may be longer than the 512 bytes that Elasticsearch takes. */
function documentId(kind: RecordKind, id: string): string {
  return hash('sha256', `${kind} ${id}`);
}

function stored({
  _source,
  _seq_no,
  _primary_term,
}: Found<RecordSource> | (Fetched<RecordSource> & { found: true })): StoredRecord {
  return {
    id: _source.id,
    value: JSON.parse(_source.value) as RecordValue,
    version: `${_seq_no}.${_primary_term}`,
  };
}
