import type { Day } from '../core/groups/day.ts';

/** The groups' days that a save changed something of: before it or after it. */
export class Touched {
  readonly #days = new Map<string, Set<Day>>();

  add(fingerprint: string, day: Day): void {
    const days = this.#days.get(fingerprint);
    if (days) days.add(day);
    else this.#days.set(fingerprint, new Set([day]));
  }

  get isEmpty(): boolean {
    return this.#days.size === 0;
  }

  groups(): Iterable<[fingerprint: string, days: ReadonlySet<Day>]> {
    return this.#days;
  }
}
