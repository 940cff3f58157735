import type { ClusterFacts } from '../stores/elasticsearch/clusterFacts.ts';
import type { SentError } from '../stores/remoteProtocol.ts';
import type { BrowsableStore } from '../stores/store.ts';

/** Which cluster is read, and how it is entered. */
export interface ClusterAccess {
  /** Its origin. */
  address: URL;
  /** What the names of its indices begin with. */
  prefix: string;
  /** The certificate of its own authority: a PEM file's path. Empty: those that this machine trusts. */
  certificateFile: string;
  /** Base64, as Kibana shows it; absent when security is off. */
  apiKey?: string;
}

/** What the bundle with Elasticsearch's client gives: it is loaded when a cluster is first read. */
export interface ClusterReader {
  /** Opens the store of a cluster; makes nothing in it. */
  openCluster(access: ClusterAccess): Promise<BrowsableStore>;
  /** What the cluster is, and what the key may do there. */
  describeCluster(access: ClusterAccess): Promise<ClusterFacts>;
  /** The error with one sentence for a person at an editor; as data, for a class of another bundle is not the same. */
  clusterTrouble(error: unknown, access: ClusterAccess): SentError;
}
