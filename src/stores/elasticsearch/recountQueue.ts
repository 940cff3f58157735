import { Touched } from '../touched.ts';
import type { Backend } from './backend.ts';
import { recount } from './recount.ts';

/** Counts what saves touched, one after another; what comes while a count is under way is counted together after it. */
export class RecountQueue {
  readonly #backend: Backend;
  #waiting: { touched: Touched; counted: Promise<void> } | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Resolves once it is counted, and lists show it. */
  add(touched: Touched): Promise<void> {
    if (touched.isEmpty) return Promise.resolve();
    this.#waiting ??= this.#next();
    const { touched: all, counted } = this.#waiting;
    for (const [fingerprint, days] of touched.groups()) for (const day of days) all.add(fingerprint, day);
    return counted;
  }

  #next(): { touched: Touched; counted: Promise<void> } {
    const touched = new Touched();
    const former = this.#last;
    const counted = (async () => {
      // Whoever waits for the former one is told that it failed.
      await former.catch(() => undefined);
      this.#waiting = undefined;
      await recount(this.#backend, touched);
    })();
    this.#last = counted;
    return { touched, counted };
  }
}
