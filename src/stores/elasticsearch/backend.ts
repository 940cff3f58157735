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
  readonly #known = new Set<string>();

  constructor(requests: Requests) {
    this.#requests = requests;
  }

  /** Makes the indices that are missing, so that a cluster that makes none by itself will do. */
  async ensure(indices: Iterable<string>): Promise<void> {
    for (const index of new Set(indices)) {
      if (this.#known.has(index)) continue;
      await makeIndex(this.#requests, index);
      this.#known.add(index);
    }
  }

  /** The month was dropped. */
  forget(index: string): void {
    this.#known.delete(index);
  }
}
