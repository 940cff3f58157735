import type { Day, DayRange } from '../core/groups/day.ts';
import type { FaultLines, FaultLinesQuery } from '../stores/faultLines.ts';
import type * as store from '../stores/store.ts';
import { StoreError } from '../stores/store.ts';

/** What an Elasticsearch that is only read has no use for, in a sentence. */
export const ONLY_READ =
  'Elasticsearch is only read from here: hiding and resolving faults is the companion server’s work. Do it on its site, or connect to it with “Assertion Context: Choose Connection…”.';

/** What a `ClusterStore` is made with. */
export interface ClusterStoreParts {
  open: () => Promise<store.BrowsableStore>;
  /** Makes of an error one with a sentence for people. */
  explain: (error: unknown) => Error;
}

/** A cluster's store that is only read. It is opened with the first call, and again with the next one when that failed. */
export class ClusterStore implements store.BrowsableStore {
  readonly #parts: ClusterStoreParts;
  #opening: Promise<store.BrowsableStore> | undefined;
  #opened: store.BrowsableStore | undefined;
  #closed = false;

  constructor(parts: ClusterStoreParts) {
    this.#parts = parts;
  }

  get timeZone(): string {
    if (!this.#opened) throw new Error('Elasticsearch has not answered yet: await a call first.');
    return this.#opened.timeZone;
  }

  groups(query: store.GroupQuery, now: number): Promise<store.GroupPage> {
    return this.#ask((store) => store.groups(query, now));
  }

  counts(range: DayRange, now: number): Promise<store.GroupCounts> {
    return this.#ask((store) => store.counts(range, now));
  }

  group(fingerprint: string): Promise<store.GroupDetail | undefined> {
    return this.#ask((store) => store.group(fingerprint));
  }

  tracebacks(query: store.HitQuery): Promise<store.HitPage> {
    return this.#ask((store) => store.tracebacks(query));
  }

  traceback(id: string): Promise<store.Traceback | undefined> {
    return this.#ask((store) => store.traceback(id));
  }

  faultLines(query: FaultLinesQuery, now: number): Promise<FaultLines[]> {
    return this.#ask((store) => store.faultLines(query, now));
  }

  status(): Promise<store.StoreStatus> {
    return this.#ask((store) => store.status());
  }

  nearestDays(day: Day): Promise<store.NearestDays> {
    return this.#ask((store) => store.nearestDays(day));
  }

  archive(name: string): Promise<store.ArchiveRow | undefined> {
    return this.#ask((store) => store.archive(name));
  }

  archives(query: store.ArchiveQuery): Promise<store.ArchivePage> {
    return this.#ask((store) => store.archives(query));
  }

  hide = refuse;
  unhide = refuse;
  resolve = refuse;
  reopen = refuse;
  restoreAll = refuse;

  async close(): Promise<void> {
    this.#closed = true;
    const opening = this.#opening;
    // Whoever waits for it is told why it failed.
    const opened = await opening?.catch(() => undefined);
    await opened?.close();
  }

  async #ask<Answer>(question: (store: store.BrowsableStore) => Promise<Answer>): Promise<Answer> {
    try {
      return await question(await this.#store());
    } catch (error) {
      throw this.#parts.explain(error);
    }
  }

  async #store(): Promise<store.BrowsableStore> {
    if (this.#closed) throw new StoreError('closed', 'The connection to Elasticsearch was closed.');
    const opening = (this.#opening ??= this.#parts.open());
    try {
      return (this.#opened = await opening);
    } catch (error) {
      if (this.#opening === opening) this.#opening = undefined;
      throw error;
    }
  }
}

function refuse(): Promise<never> {
  return Promise.reject(new StoreError('no-access', ONLY_READ));
}
