import type { ArchiveRow, TracebackStore } from '../../src/stores/store.ts';
import type { Ingestion } from '../ingest/ingestion.ts';
import type { ArchiveQueue, LogError } from './archiveQueue.ts';
import { within } from './within.ts';

/** The queue of a server that works alone: its ledger, and the turn of its own ingestion. */
export class OwnQueue implements ArchiveQueue {
  readonly #store: Pick<TracebackStore, 'archive'>;
  readonly #ingestion: Pick<Ingestion, 'ingest'>;
  readonly #reading = new Map<string, Promise<ArchiveRow>>();

  constructor({ store, ingestion }: { store: Pick<TracebackStore, 'archive'>; ingestion: Pick<Ingestion, 'ingest'> }) {
    this.#store = store;
    this.#ingestion = ingestion;
  }

  async add(names: readonly string[], logError: LogError): Promise<void> {
    for (const name of names) {
      const reading = this.#ingestion.ingest(name);
      this.#reading.set(name, reading);
      reading
        .catch((error: unknown) => logError({ err: error, archive: name }, 'taking in failed'))
        .finally(() => {
          if (this.#reading.get(name) === reading) this.#reading.delete(name);
        });
    }
  }

  async outcome(name: string, milliseconds: number): Promise<ArchiveRow | undefined> {
    const reading = this.#reading.get(name);
    return reading ? within(reading, milliseconds) : this.#store.archive(name);
  }

  isOwn(): boolean {
    return true;
  }
}
