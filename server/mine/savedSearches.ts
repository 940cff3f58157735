import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import type { RecordStore } from '../../src/stores/records.ts';
import type { Owner } from './owner.ts';
import { OwnRecords } from './ownRecords.ts';

const Search = Type.Object({
  /** A path of the site with its query. */
  address: Type.String({ pattern: String.raw`^/groups(?:\?|$)` }),
});

/** A list that somebody wants to come back to. */
export type SavedSearch = Static<typeof Search> & { name: string };

/** So many one person keeps. */
export const MOST_SEARCHES = 50;

/** People's saved searches, as records of the store. */
export class SavedSearches {
  readonly #records: OwnRecords;

  constructor(store: RecordStore) {
    this.#records = new OwnRecords(store, 'search', MOST_SEARCHES);
  }

  /** By name. */
  async list(owner: Owner): Promise<SavedSearch[]> {
    const all = await this.#records.list(owner);
    return all.flatMap(({ name, value }) => (Check(Search, value) ? [{ name, address: value.address }] : []));
  }

  /** Keeps a search in place of one with the same name; false when there are too many. */
  save(owner: Owner, { name, address }: SavedSearch): Promise<boolean> {
    return this.#records.put(owner, name, { address });
  }

  /** False when there was none. */
  remove(owner: Owner, name: string): Promise<boolean> {
    return this.#records.remove(owner, name);
  }
}
