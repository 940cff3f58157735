import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { RecordStore } from '../../../src/stores/records.ts';
import { isAuthorized } from './authorizedEmail.ts';

/** A person who is signed in. */
export interface Person {
  email: string;
}

/** What the session's cookie seals. Times are milliseconds since 1970. */
export interface SessionData {
  id: string;
  email: string;
  since: number;
  /** When it was last used, to a few minutes. */
  seen: number;
}

const KIND = 'session';
const HOUR = 3_600_000;
/** A session ends so long after its last use, */
const IDLE = 24 * HOUR;
/** and in any case so long after it began. */
export const LONGEST = 7 * 24 * HOUR;
/** A used session's cookie is sealed anew so often. */
const RENEW = HOUR / 12;
/** Old records looked at when someone signs in. */
const PRUNED = 100;

/**
 * Who is signed in. The cookie is sealed, so that nobody else can make one; a record of the store for each session makes that
 * signing out ends it everywhere, also for a copy of the cookie.
 */
export class Sessions {
  readonly #store: RecordStore;
  readonly #authorized: RegExp;
  readonly #now: () => number;

  constructor(store: RecordStore, authorized: RegExp, now: () => number) {
    this.#store = store;
    this.#authorized = authorized;
    this.#now = now;
  }

  /** Whether an address may have a session, or a token. */
  allows(email: string): boolean {
    return isAuthorized(email, this.#authorized);
  }

  /** Begins a session of a new id, whatever the browser had before. */
  async begin(request: FastifyRequest, email: string): Promise<void> {
    await this.#forget(request);
    const now = this.#now();
    await this.#prune(now);
    const id = `${String(now).padStart(15, '0')}-${randomBytes(16).toString('hex')}`;
    await this.#store.createRecord(KIND, id, { email });
    request.signedIn.regenerate();
    request.signedIn.set('id', id);
    request.signedIn.set('email', email);
    request.signedIn.set('since', now);
    request.signedIn.set('seen', now);
  }

  /** Who sends the request; undefined when nobody is signed in, or not any more. */
  async current(request: FastifyRequest): Promise<Person | undefined> {
    const { id, email, since, seen } = (request.signedIn.data() ?? {}) as Partial<SessionData>;
    if (id === undefined || email === undefined || since === undefined || seen === undefined) return undefined;
    const now = this.#now();
    if (now - since >= LONGEST || now - seen >= IDLE || !this.allows(email)) return undefined;
    if (!(await this.#store.record(KIND, id))) return undefined;
    if (now - seen >= RENEW) request.signedIn.set('seen', now);
    return { email };
  }

  /** Ends the browser's session, if it has one. */
  async end(request: FastifyRequest): Promise<void> {
    await this.#forget(request);
    request.signedIn.delete();
  }

  async #forget(request: FastifyRequest): Promise<void> {
    const id = request.signedIn.get('id');
    if (id !== undefined) await this.#store.removeRecord(KIND, id);
  }

  /** Their ids begin with the time: the oldest come first. */
  async #prune(now: number): Promise<void> {
    const { records } = await this.#store.records({ kind: KIND, limit: PRUNED });
    for (const { id } of records)
      if (now - Number.parseInt(id, 10) >= LONGEST) await this.#store.removeRecord(KIND, id);
  }
}
