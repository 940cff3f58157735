import type { Memento } from 'vscode';
import type { Connection } from '../connection/connection.ts';

const KEY = 'assertionContext.seen';

/** Up to when each store was looked at, in milliseconds since 1970; the same in all windows. */
export class SeenFaults {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  /** Undefined for a store that nobody has looked at. */
  until(connection: Connection): number | undefined {
    const until = this.#all()[nameOf(connection)];
    return typeof until === 'number' ? until : undefined;
  }

  async see(connection: Connection, until: number): Promise<void> {
    await this.#memento.update(KEY, { ...this.#all(), [nameOf(connection)]: until });
  }

  #all(): Record<string, unknown> {
    return this.#memento.get<Record<string, unknown>>(KEY) ?? {};
  }
}

function nameOf({ siteAddress, label }: Connection): string {
  return siteAddress?.origin ?? label;
}
