/** Runs steps side by side, so many at a time; those that wait begin in the order they came. A step that fails stops no other. */
export class SlotQueue {
  readonly #most: number;
  #waiting: Promise<unknown> = Promise.resolve();
  readonly #running = new Set<Promise<unknown>>();

  constructor(most: number) {
    this.#most = most;
  }

  /** `alone`: begins when all former ones have ended. */
  run<Result>(steps: () => Promise<Result>, { alone = false } = {}): Promise<Result> {
    const begun = this.#waiting.then(async () => {
      while (alone ? this.#running.size > 0 : this.#running.size >= this.#most) {
        await Promise.race(this.#running);
      }
      const result = steps();
      const ended: Promise<unknown> = result.then(
        () => this.#running.delete(ended),
        () => this.#running.delete(ended),
      );
      this.#running.add(ended);
      // In an object: a promise would be waited for before the next one begins.
      return { result };
    });
    this.#waiting = begun;
    return begun.then(({ result }) => result);
  }

  /** Resolves when everything that was given has ended, well or not. */
  async idle(): Promise<void> {
    await this.#waiting;
    await Promise.all(this.#running);
  }
}
