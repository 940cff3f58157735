import type { RecordStore, RecordValue, StoredRecord } from '../../src/stores/records.ts';
import type { Owner } from './owner.ts';

/** Records of one kind that belong to people: each owner's, by a name of their own. */
export class OwnRecords {
  readonly #store: RecordStore;
  readonly #kind: string;
  readonly #most: number;

  /** `most`: so many of one owner are listed, and kept. */
  constructor(store: RecordStore, kind: string, most: number) {
    this.#store = store;
    this.#kind = kind;
    this.#most = most;
  }

  async list(owner: Owner): Promise<{ name: string; value: RecordValue }[]> {
    const prefix = `${owner}/`;
    const { records } = await this.#store.records({ kind: this.#kind, prefix, limit: this.#most });
    return records.map(({ id, value }) => ({ name: id.slice(prefix.length), value }));
  }

  async get(owner: Owner, name: string): Promise<RecordValue | undefined> {
    return (await this.#record(owner, name))?.value;
  }

  /** Keeps a record in place of the former one; false when the owner has too many already. */
  async put(owner: Owner, name: string, value: RecordValue): Promise<boolean> {
    const id = `${owner}/${name}`;
    for (;;) {
      const known = await this.#record(owner, name);
      if (known === undefined) {
        if ((await this.list(owner)).length >= this.#most) return false;
        if (await this.#store.createRecord(this.#kind, id, value)) return true;
      } else if (await this.#store.replaceRecord(this.#kind, id, value, known.version)) return true;
      // Another request of the same person came first: look again.
    }
  }

  remove(owner: Owner, name: string): Promise<boolean> {
    return this.#store.removeRecord(this.#kind, `${owner}/${name}`);
  }

  #record(owner: Owner, name: string): Promise<StoredRecord | undefined> {
    return this.#store.record(this.#kind, `${owner}/${name}`);
  }
}
