/** Asks again and again while somebody looks. */
export interface PollingParts {
  refresh(): Promise<void>;
  /** Seconds between two times; 0: never. */
  seconds(): number;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Refreshes a view every so many seconds while it is visible, and at once when it comes back after longer than that. */
export class Polling {
  readonly #parts: PollingParts;
  #timer: NodeJS.Timeout | undefined;
  #visible = false;
  #last: number;

  constructor(parts: PollingParts) {
    this.#parts = parts;
    this.#last = parts.now();
  }

  /** The view was shown or hidden. */
  see(visible: boolean): void {
    this.#visible = visible;
    this.restart();
  }

  /** What was shown was loaded just now. */
  loaded(): void {
    this.#last = this.#parts.now();
  }

  /** Takes up a changed number of seconds. */
  restart(): void {
    clearTimeout(this.#timer);
    const wait = this.#parts.seconds() * 1000;
    if (!this.#visible || wait <= 0) return;
    const due = Math.max(0, this.#last + wait - this.#parts.now());
    this.#timer = setTimeout(() => void this.#poll(), Math.min(due, wait));
    this.#timer.unref();
  }

  dispose(): void {
    this.see(false);
  }

  async #poll(): Promise<void> {
    await this.#parts.refresh();
    this.loaded();
    this.restart();
  }
}
