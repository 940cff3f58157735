import type { ContextSource } from '../stores/contextSource.ts';
import type { ClusterFacts } from '../stores/elasticsearch/clusterFacts.ts';
import type { BrowsableStore } from '../stores/store.ts';

/** Where tracebacks come from: the companion server, log archives opened in this editor, or an Elasticsearch that a server stores in. */
export type ConnectionKind = 'companion' | 'local' | 'elasticsearch';

/** A store that the editor reads, and what comes with it. Making one asks nothing yet: the first call does. */
export interface Connection {
  readonly kind: ConnectionKind;
  /** Begins a sentence, such as “The companion server at http://localhost:7007”. */
  readonly label: string;
  readonly store: BrowsableStore;
  /** Origin of the server that is asked; it alone gets the secret that is kept for it. Absent: none is asked. */
  readonly address?: URL;
  /** Absent: there are no more lines than each traceback's own context. */
  readonly lines?: ContextSource;
  /** Origin of the companion's site; absent when there is none. */
  readonly siteAddress?: URL;
  /** Faults cannot be hidden or resolved through it. */
  readonly readOnly?: true;
  /** What an Elasticsearch cluster says of itself, for the report. */
  readonly facts?: () => Promise<ClusterFacts>;
  /** Ends calls under way and closes the store. */
  dispose(): void;
}
