import type { RecordStore, RecordValue } from '../../src/stores/records.ts';
import type { Ticket } from '../../src/tickets/tickets.ts';

const KIND = 'ticket';

/** A record holds 64 KiB: a text of other alphabets takes up to three bytes a character. */
const LONGEST_TEXT = 16_000;

/** Jira's tickets that have to do with a fault, as they were when they were last read. */
export class KeptTickets {
  readonly #records: RecordStore;

  constructor(records: RecordStore) {
    this.#records = records;
  }

  async ticket(key: string): Promise<Ticket | undefined> {
    // Only this file writes them.
    return (await this.#records.record(KIND, key))?.value as Ticket | undefined;
  }

  /** Keeps what was read; an older reading never replaces a newer one. */
  async keep(ticket: Ticket): Promise<void> {
    const value = { ...ticket, text: ticket.text.slice(0, LONGEST_TEXT) } as unknown as RecordValue;
    while (!(await this.#records.createRecord(KIND, ticket.key, value))) {
      const kept = await this.#records.record(KIND, ticket.key);
      if (!kept) continue;
      const isNewer = (kept.value as unknown as Ticket).updated > ticket.updated;
      if (isNewer || (await this.#records.replaceRecord(KIND, ticket.key, value, kept.version))) return;
    }
  }

  async drop(key: string): Promise<void> {
    await this.#records.removeRecord(KIND, key);
  }
}
