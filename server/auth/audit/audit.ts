import { randomBytes } from 'node:crypto';
import type { RecordStore } from '../../../src/stores/records.ts';
import { type AuditEntry, auditEntry } from './auditEntry.ts';

const KIND = 'audit';
/** The oldest are looked for once in so many. */
const PRUNE_EVERY = 200;
const PAGE = 1_000;
/** Ids count down from here, so that the newest entry comes first. */
const END_OF_TIME = 99_999_999_999_999;
/** Characters that a text of an entry may have: some of them come from outside. */
const LONGEST = 500;

/** Entries, and where the next page begins. */
export interface AuditPage {
  entries: AuditEntry[];
  /** Absent on the last page. */
  next?: string;
}

/** Who did what, as records of the store, the newest first. Those beyond the newest 10,000 go after a while. */
export class Audit {
  readonly #store: RecordStore;
  readonly #now: () => number;
  readonly #kept: number;
  #untilPrune = PRUNE_EVERY;
  /** What the newest id was counted from: of two at the same moment the later comes first too. */
  #newest = 0;

  /** `kept`: so many entries. */
  constructor(store: RecordStore, now: () => number, kept = 10_000) {
    this.#kept = kept;
    this.#store = store;
    this.#now = now;
  }

  /** Keeps an entry; texts that are too long are cut. */
  async add(entry: Omit<AuditEntry, 'at'>): Promise<void> {
    const at = this.#now();
    const texts = Object.entries(entry).map(([name, text]) => [name, text.toWellFormed().slice(0, LONGEST)]);
    this.#newest = Math.max(at, this.#newest + 1);
    const id = `${String(END_OF_TIME - this.#newest).padStart(14, '0')}-${randomBytes(8).toString('hex')}`;
    await this.#store.createRecord(KIND, id, { at, ...Object.fromEntries(texts) });
    if (--this.#untilPrune > 0) return;
    this.#untilPrune = PRUNE_EVERY;
    await this.#prune();
  }

  /** A page of entries after the one that a former page named. */
  async list(limit: number, after?: string): Promise<AuditPage> {
    const page = await this.#store.records({ kind: KIND, limit, ...(after !== undefined && { after }) });
    const last = page.records.at(-1);
    return {
      entries: page.records.map(auditEntry).filter((entry) => entry !== undefined),
      ...(page.more && last && { next: last.id }),
    };
  }

  async #prune(): Promise<void> {
    let kept = this.#kept;
    for (let after: string | undefined, more = true; more;) {
      const page = await this.#store.records({ kind: KIND, limit: PAGE, ...(after !== undefined && { after }) });
      for (const { id } of page.records.slice(kept)) await this.#store.removeRecord(KIND, id);
      kept = Math.max(0, kept - page.records.length);
      after = page.records.at(-1)?.id;
      more = page.more && after !== undefined;
    }
  }
}
