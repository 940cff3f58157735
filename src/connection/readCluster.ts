import { NO_RULES } from '../core/rules/rules.ts';
import { type ClusterFacts, clusterFacts } from '../stores/elasticsearch/clusterFacts.ts';
import { type ElasticsearchOptions, openElasticsearch } from '../stores/elasticsearch/openElasticsearch.ts';
import type { BrowsableStore } from '../stores/store.ts';
import type { ClusterAccess } from './cluster.ts';
import { askTrusting } from './trustedCertificates.ts';

export { clusterTrouble } from './clusterTrouble.ts';

/** A person waits, and asks again: fewer and shorter tries than an ingestion's. */
const PATIENCE = { attempts: 2, timeLimit: 15_000 };

/** Opens the store of a cluster; makes nothing in it. Throws StoreError. */
export async function openCluster(access: ClusterAccess): Promise<BrowsableStore> {
  // Only what is taken in needs the zone and the rules: the store keeps its own.
  const unused = { timeZone: 'UTC', rules: NO_RULES };
  return askTrusting(access.certificateFile, (certificates) =>
    openElasticsearch({ ...optionsOf(access, certificates), readOnly: true }, unused),
  );
}

/** What the cluster is, and what the key may do there. Throws StoreError. */
export async function describeCluster(access: ClusterAccess): Promise<ClusterFacts> {
  return askTrusting(access.certificateFile, (certificates) => clusterFacts(optionsOf(access, certificates)));
}

function optionsOf({ address, prefix, apiKey }: ClusterAccess, certificate: string | undefined): ElasticsearchOptions {
  return {
    ...PATIENCE,
    addresses: [address.origin],
    prefix,
    ...(certificate !== undefined && { certificate }),
    ...(apiKey !== undefined && { apiKey }),
  };
}
