import type { RecordStore } from '../../../src/stores/records.ts';
import type { Scope } from '../scope.ts';
import { type KnownToken, knownToken, type TokenValue, tokenValue } from './tokenRecord.ts';
import { hashOf, isHashOf, parseToken, randomToken, tokenText } from './tokenText.ts';

/** What a token is made with. */
export interface NewToken {
  name: string;
  scope: Scope;
  /** Who makes it. */
  by?: string;
  /** The e-mail address of whom it acts for. */
  of?: string;
  /** Milliseconds since 1970; absent: it does not expire. */
  expiresAt?: number;
}

const KIND = 'token';
/** Milliseconds between two notes of a token's use. */
const NOTE_EVERY = 60_000;
const PAGE = 1_000;

/** API tokens for machines and editors, kept as records of the store: never the token, only its hash. */
export class Tokens {
  readonly #store: RecordStore;
  readonly #now: () => number;
  readonly #noting = new Set<Promise<unknown>>();

  constructor(store: RecordStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Makes a token; `text` is the only time that it can be had. */
  async make({ name, scope, by, of, expiresAt }: NewToken): Promise<{ token: KnownToken; text: string }> {
    const parts = randomToken();
    const value: TokenValue = {
      name,
      scope,
      sha256: hashOf(parts.secret),
      madeAt: this.#now(),
      ...(by !== undefined && { by }),
      ...(of !== undefined && { of }),
      ...(expiresAt !== undefined && { expiresAt }),
    };
    await this.#store.createRecord(KIND, parts.id, value);
    return { token: knownToken(parts.id, value), text: tokenText(parts) };
  }

  /** All that are kept, the newest first; also those that expired. */
  async list(): Promise<KnownToken[]> {
    const found: KnownToken[] = [];
    for (let after: string | undefined; ; after = found.at(-1)?.id) {
      const page = await this.#store.records({ kind: KIND, limit: PAGE, ...(after !== undefined && { after }) });
      found.push(...page.records.map((record) => knownToken(record.id, tokenValue(record))));
      if (!page.more) return found.sort((a, b) => b.madeAt - a.madeAt);
    }
  }

  /** Undefined: there was none, or someone else was faster. */
  async revoke(id: string): Promise<KnownToken | undefined> {
    const record = await this.#store.record(KIND, id);
    const removed = record !== undefined && (await this.#store.removeRecord(KIND, id));
    return removed ? knownToken(id, tokenValue(record)) : undefined;
  }

  /** The token that was presented, if it is one of ours and has not expired. Notes its use, at most once a minute, without being waited for. */
  async find(presented: string, onError: (error: unknown) => void): Promise<KnownToken | undefined> {
    const parts = parseToken(presented);
    const record = parts && (await this.#store.record(KIND, parts.id));
    if (!record) return undefined;
    const value = tokenValue(record);
    const now = this.#now();
    if (!isHashOf(value.sha256, parts.secret) || isExpired(value, now)) return undefined;
    if (value.usedAt === undefined || now - value.usedAt >= NOTE_EVERY)
      this.#note(this.#store.replaceRecord(KIND, record.id, { ...value, usedAt: now }, record.version).catch(onError));
    return knownToken(record.id, value);
  }

  /** Resolves when every use so far is noted. */
  async settled(): Promise<void> {
    await Promise.all(this.#noting);
  }

  #note(writing: Promise<unknown>): void {
    const noted = writing.finally(() => this.#noting.delete(noted));
    this.#noting.add(noted);
  }
}

/** True when a token's time is over. `now`: milliseconds since 1970. */
export function isExpired({ expiresAt }: Pick<KnownToken, 'expiresAt'>, now: number): boolean {
  return expiresAt !== undefined && expiresAt <= now;
}
