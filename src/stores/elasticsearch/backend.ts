import type { Calendar } from './calendar.ts';
import type { IndexNames } from './names.ts';
import type { Requests } from './requests.ts';
import { makeIndex } from './setUp.ts';

/** What all parts of the store work with. */
export interface Backend {
  requests: Requests;
  names: IndexNames;
  calendar: Calendar;
  months: Months;
}

/** The months that are known to have an index. */
export class Months {
  readonly #requests: Requests;
  readonly #known = new Map<string, Promise<void>>();

  constructor(requests: Requests) {
    this.#requests = requests;
  }

  /** Makes the indices that are missing, so that a cluster that makes none by itself will do. */
  async ensure(indices: Iterable<string>): Promise<void> {
    await Promise.all([...new Set(indices)].map((index) => this.#ensure(index)));
  }

  #ensure(index: string): Promise<void> {
    const known = this.#known.get(index);
    if (known) return known;
    const made = makeIndex(this.#requests, index);
    this.#known.set(index, made);
    // Whoever waits for it is told; the next one tries again.
    made.catch(() => this.#known.delete(index));
    return made;
  }

  /** The month was dropped. */
  forget(index: string): void {
    this.#known.delete(index);
  }
}
