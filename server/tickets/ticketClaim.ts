import type { RecordStore, StoredRecord } from '../../src/stores/records.ts';

/**
 * What is known of the one ticket that a fault gets in a project. `sending`: Jira is being asked. `uncertain`: no answer
 * came, so that it may be there. `made`: it is. Times are milliseconds since 1970.
 */
export type TicketClaim = { at: number; by?: string } & (
  | { state: 'sending' }
  | { state: 'uncertain'; because: string }
  | { state: 'made'; key: string }
);

const KIND = 'ticket-claim';

/** A claim with the version that a change must know. */
export interface KeptClaim {
  claim: TicketClaim;
  version: string;
}

/** The claims of tickets, kept in the store so that all callers of all servers see one; the first to write wins. */
export class TicketClaims {
  readonly #records: RecordStore;

  constructor(records: RecordStore) {
    this.#records = records;
  }

  async claim(fault: string, project: string): Promise<KeptClaim | undefined> {
    return read(await this.#records.record(KIND, idOf(fault, project)));
  }

  /** False when there is a claim already. */
  take(fault: string, project: string, claim: TicketClaim): Promise<boolean> {
    return this.#records.createRecord(KIND, idOf(fault, project), { ...claim });
  }

  /** False, and nothing changes, when somebody else was faster. */
  change(fault: string, project: string, claim: TicketClaim, version: string): Promise<boolean> {
    return this.#records.replaceRecord(KIND, idOf(fault, project), { ...claim }, version);
  }

  /** Gives a claim back: nothing was made. */
  async drop(fault: string, project: string): Promise<void> {
    await this.#records.removeRecord(KIND, idOf(fault, project));
  }
}

function idOf(fault: string, project: string): string {
  return `${fault} ${project}`;
}

function read(record: StoredRecord | undefined): KeptClaim | undefined {
  // Only this file writes them.
  return record && { claim: record.value as unknown as TicketClaim, version: record.version };
}
