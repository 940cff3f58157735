import { Touched } from '../touched.ts';
import type { Backend } from './backend.ts';
import { recount } from './recount.ts';

/** Lists are so far behind what is saved, at most, in milliseconds. */
const BEHIND = 5_000;

/**
 * Counts what saves touched. The first at once, so that lists show that something comes; what comes after it together, every few
 * seconds and at the end: a group that is in each of fifty batches is counted a few times, not fifty.
 */
export class RecountQueue {
  readonly #backend: Backend;
  #waiting = new Touched();
  #last: Promise<void> = Promise.resolve();
  #counted = Number.NEGATIVE_INFINITY;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Resolves once it is counted, or is to be counted later. Of a count that failed all are told that follow. */
  async add(touched: Touched): Promise<void> {
    if (touched.isEmpty) return;
    for (const [fingerprint, days] of touched.groups()) for (const day of days) this.#waiting.add(fingerprint, day);
    if (performance.now() - this.#counted >= BEHIND) await this.#count();
  }

  /** Resolves once all is counted, and lists show it. */
  async end(): Promise<void> {
    await (this.#waiting.isEmpty ? this.#last : this.#count());
  }

  #count(): Promise<void> {
    this.#counted = performance.now();
    const touched = this.#waiting;
    this.#waiting = new Touched();
    this.#last = this.#last.then(() => recount(this.#backend, touched));
    return this.#last;
  }
}
