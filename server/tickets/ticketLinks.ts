import type { RecordStore } from '../../src/stores/records.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import { groupTicket } from '../../src/tickets/groupTicket.ts';
import type { Tickets } from '../../src/tickets/tickets.ts';
import type { KeptTickets } from './keptTicket.ts';

/** From a fault to its tickets, and back. A link that a person took away stays known, so that reading Jira again does not make it anew. */
const LINKS = 'ticket-link';
const FAULTS = 'ticket-faults';

/** More links than a fault or a ticket has. */
const MOST = 200;

type Store = RecordStore & Pick<TracebackStore, 'setTickets'>;

/** Which tickets are linked with which faults: many to many. */
export class TicketLinks {
  readonly #store: Store;
  readonly #kept: KeptTickets;
  readonly #tickets: Pick<Tickets, 'address'>;

  constructor(store: Store, kept: KeptTickets, tickets: Pick<Tickets, 'address'>) {
    this.#store = store;
    this.#kept = kept;
    this.#tickets = tickets;
  }

  /** Links them; `found`: reading Jira says so, which a person may have refused. False when there is no such fault. */
  async link(fault: string, key: string, { found = false } = {}): Promise<boolean> {
    const id = `${fault} ${key}`;
    const link = await this.#store.record(LINKS, id);
    if (found && link?.value['refused'] === true) return true;
    if (link?.value['refused'] === true) await this.#store.replaceRecord(LINKS, id, {}, link.version);
    else await this.#store.createRecord(LINKS, id, {});
    await this.#store.createRecord(FAULTS, `${key} ${fault}`, {});
    return this.#show(fault);
  }

  async unlink(fault: string, key: string): Promise<boolean> {
    const id = `${fault} ${key}`;
    const link = await this.#store.record(LINKS, id);
    if (link) await this.#store.replaceRecord(LINKS, id, { refused: true }, link.version);
    await this.#store.removeRecord(FAULTS, `${key} ${fault}`);
    return this.#show(fault);
  }

  /** The faults that a ticket is linked with. */
  async faults(key: string): Promise<string[]> {
    const { records } = await this.#store.records({ kind: FAULTS, prefix: `${key} `, limit: MOST });
    return records.map(({ id }) => id.slice(key.length + 1));
  }

  /** The keys of a fault's tickets. */
  async keys(fault: string): Promise<string[]> {
    const { records } = await this.#store.records({ kind: LINKS, prefix: `${fault} `, limit: MOST });
    return records.filter(({ value }) => value['refused'] !== true).map(({ id }) => id.slice(fault.length + 1));
  }

  /** Shows a ticket as it now stands wherever it is linked. */
  async refresh(key: string): Promise<void> {
    for (const fault of await this.faults(key)) await this.#show(fault);
  }

  /** Gives the store what its lists and filters show; once more when a link came or went meanwhile. */
  async #show(fault: string): Promise<boolean> {
    let keys = await this.keys(fault);
    for (;;) {
      const kept = await Promise.all(keys.map((key) => this.#kept.ticket(key)));
      const shown = kept.flatMap((ticket) => (ticket ? [groupTicket(ticket, this.#tickets)] : []));
      const known = await this.#store.setTickets(fault, shown);
      const now = await this.keys(fault);
      if (!known || now.join() === keys.join()) return known;
      keys = now;
    }
  }
}
