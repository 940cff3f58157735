import type { ContextSource } from '../stores/contextSource.ts';
import type { BrowsableStore } from '../stores/store.ts';

/** Where tracebacks come from: the companion server, log archives opened in this editor, or Elasticsearch, whose adapter is still to come. */
export type ConnectionKind = 'companion' | 'local' | 'elasticsearch';

/** A store that the editor reads, and what comes with it. Making one asks nothing yet: the first call does. */
export interface Connection {
  readonly kind: ConnectionKind;
  /** Begins a sentence, such as “The companion server at http://localhost:7007”. */
  readonly label: string;
  readonly store: BrowsableStore;
  /** Absent: there are no more lines than each traceback's own context. */
  readonly lines?: ContextSource;
  /** Origin of the companion's site; absent when there is none. */
  readonly siteAddress?: URL;
  /** Ends calls under way and closes the store. */
  dispose(): void;
}
