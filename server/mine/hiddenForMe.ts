import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import { EXCLUDE_LIMIT } from '../../src/stores/excluded.ts';
import type { RecordStore, RecordValue } from '../../src/stores/records.ts';
import type { Owner } from './owner.ts';
import { OwnRecords } from './ownRecords.ts';

const Hidden = Type.Object({
  /** What the fault was called when it was hidden. */
  title: Type.String(),
  /** Milliseconds since 1970, as is `until`; absent: for good. */
  at: Type.Number(),
  until: Type.Optional(Type.Number()),
  reason: Type.Optional(Type.String()),
});

/** How somebody hid a fault for themselves. */
export type HiddenForOne = Static<typeof Hidden>;

/** What people hide for themselves, as records of the store. */
export class HiddenForMe {
  readonly #records: OwnRecords;
  readonly #now: () => number;

  constructor(store: RecordStore, now: () => number) {
    this.#records = new OwnRecords(store, 'hidden-for-one', EXCLUDE_LIMIT);
    this.#now = now;
  }

  /** What is hidden at this moment. */
  async list(owner: Owner): Promise<(HiddenForOne & { fingerprint: string })[]> {
    const all = await this.#records.list(owner);
    return all.flatMap(({ name, value }) => {
      const hidden = this.#inForce(value);
      return hidden ? [{ ...hidden, fingerprint: name }] : [];
    });
  }

  /** Undefined when it is not hidden, or not any more. */
  async get(owner: Owner, fingerprint: string): Promise<HiddenForOne | undefined> {
    const value = await this.#records.get(owner, fingerprint);
    return value && this.#inForce(value);
  }

  /** False when the owner hides too many already. */
  async hide(owner: Owner, fingerprint: string, hidden: HiddenForOne): Promise<boolean> {
    if (await this.#records.put(owner, fingerprint, hidden)) return true;
    const over = (await this.#records.list(owner)).filter(({ value }) => !this.#inForce(value));
    for (const { name } of over) await this.#records.remove(owner, name);
    return over.length > 0 && this.#records.put(owner, fingerprint, hidden);
  }

  /** False when it was not hidden. */
  show(owner: Owner, fingerprint: string): Promise<boolean> {
    return this.#records.remove(owner, fingerprint);
  }

  /** Gives how many were hidden. */
  async showAll(owner: Owner): Promise<number> {
    const all = await this.list(owner);
    for (const { fingerprint } of all) await this.#records.remove(owner, fingerprint);
    return all.length;
  }

  #inForce(value: RecordValue): HiddenForOne | undefined {
    // What another version wrote hides nothing.
    if (!Check(Hidden, value)) return undefined;
    return value.until === undefined || value.until > this.#now() ? value : undefined;
  }
}
