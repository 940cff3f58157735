import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import type { RecordStore } from '../../../src/stores/records.ts';

const KIND = 'editor-code';
/** Milliseconds that a code is good for. */
const LIFETIME = 60_000;
/** Old ones looked at when one is made. */
const PRUNED = 100;

const CodeValue = Type.Object({ email: Type.String(), challenge: Type.String(), expiresAt: Type.Number() });

/** One-time codes that an editor exchanges for a token: each bound to the editor that asked, by its challenge (RFC 7636, S256). Only hashes are kept. */
export class EditorCodes {
  readonly #store: RecordStore;
  readonly #now: () => number;

  constructor(store: RecordStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** A code for a person's editor. */
  async make(email: string, challenge: string): Promise<string> {
    const { records } = await this.#store.records({ kind: KIND, limit: PRUNED });
    for (const { id, value } of records) if (!this.#isGood(value)) await this.#store.removeRecord(KIND, id);
    const code = randomBytes(32).toString('base64url');
    const value: Static<typeof CodeValue> = { email, challenge, expiresAt: this.#now() + LIFETIME };
    await this.#store.createRecord(KIND, hashed(code, 'hex'), value);
    return code;
  }

  /** Whose editor it is; undefined for a code that is wrong, old, used, or another editor's. It is used up in any case. */
  async redeem(code: string, verifier: string): Promise<string | undefined> {
    const id = hashed(code, 'hex');
    const record = await this.#store.record(KIND, id);
    const isFirst = record !== undefined && (await this.#store.removeRecord(KIND, id));
    if (!isFirst || !this.#isGood(record.value)) return undefined;
    const { email, challenge } = record.value;
    const [kept, given] = [Buffer.from(challenge), Buffer.from(hashed(verifier, 'base64url'))];
    return kept.length === given.length && timingSafeEqual(kept, given) ? email : undefined;
  }

  #isGood(value: unknown): value is Static<typeof CodeValue> {
    return Check(CodeValue, value) && value.expiresAt > this.#now();
  }
}

function hashed(text: string, encoding: 'hex' | 'base64url'): string {
  return createHash('sha256').update(text).digest(encoding);
}
