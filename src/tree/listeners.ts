/** Something to let go of, as the editor's disposables. */
export interface Registration {
  dispose(): void;
}

/** Those who want to hear of something. The editor's own emitter exists in the editor only; what the view shows is tested without it. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();

  /** Calls the listener for each `fire` until it is disposed of. */
  readonly event = (listener: (value: T) => void): Registration => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
}
