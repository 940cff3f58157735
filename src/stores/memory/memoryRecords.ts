import { isRecordId, recordText } from '../recordShape.ts';
import type { RecordKind, RecordPage, RecordQuery, RecordStore, RecordValue, StoredRecord } from '../records.ts';

interface Kept {
  id: string;
  /** JSON: what was given in and what is given out share nothing. */
  text: string;
  version: number;
}

/** Records of every kind. */
export class MemoryRecords implements RecordStore {
  readonly #kinds = new Map<RecordKind, Map<string, Kept>>();
  #changes = 0;

  async record(kind: RecordKind, id: string): Promise<StoredRecord | undefined> {
    const kept = this.#kinds.get(kind)?.get(id);
    return kept && stored(kept);
  }

  async createRecord(kind: RecordKind, id: string, value: RecordValue): Promise<boolean> {
    const text = recordText(kind, id, value);
    const records = this.#kinds.get(kind) ?? new Map<string, Kept>();
    if (records.has(id)) return false;
    this.#kinds.set(kind, records.set(id, { id, text, version: ++this.#changes }));
    return true;
  }

  async replaceRecord(kind: RecordKind, id: string, value: RecordValue, version: string): Promise<boolean> {
    if (!isRecordId(id)) return false;
    const text = recordText(kind, id, value);
    const kept = this.#kinds.get(kind)?.get(id);
    if (!kept || String(kept.version) !== version) return false;
    kept.text = text;
    kept.version = ++this.#changes;
    return true;
  }

  async removeRecord(kind: RecordKind, id: string): Promise<boolean> {
    return this.#kinds.get(kind)?.delete(id) ?? false;
  }

  async records({ kind, prefix = '', after = '', limit }: RecordQuery): Promise<RecordPage> {
    const [begin, last] = [prefix.toWellFormed(), after.toWellFormed()];
    const found = [...(this.#kinds.get(kind)?.values() ?? [])]
      .filter(({ id }) => id.startsWith(begin) && byCodePoints(id, last) > 0)
      .sort((a, b) => byCodePoints(a.id, b.id));
    return { records: found.slice(0, limit).map(stored), more: found.length > limit };
  }
}

function stored({ id, text, version }: Kept): StoredRecord {
  return { id, value: JSON.parse(text) as RecordValue, version: String(version) };
}

/** The order of the bytes of UTF-8, which is that of code points, not of a string's 16-bit units. */
function byCodePoints(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  const n = left.findIndex((character, at) => character !== right[at]);
  if (n === -1) return left.length - right.length;
  return (left[n]?.codePointAt(0) ?? 0) - (right[n]?.codePointAt(0) ?? -1);
}
