import { NO_RULES } from '../core/rules/rules.ts';
import { type ClusterFacts, clusterFacts } from '../stores/elasticsearch/clusterFacts.ts';
import { type ElasticsearchOptions, openElasticsearch } from '../stores/elasticsearch/openElasticsearch.ts';
import type { BrowsableStore } from '../stores/store.ts';
import type { ClusterAccess } from './cluster.ts';
import { trustedCertificates } from './trustedCertificates.ts';

export { clusterTrouble } from './clusterTrouble.ts';

/** A person waits, and asks again: fewer and shorter tries than an ingestion's. */
const PATIENCE = { attempts: 2, timeLimit: 15_000 };

/** Opens the store of a cluster; makes nothing in it. Throws StoreError. */
export async function openCluster(access: ClusterAccess): Promise<BrowsableStore> {
  const options = { ...(await optionsOf(access)), readOnly: true };
  // Only what is taken in needs the zone and the rules: the store keeps its own.
  return openElasticsearch(options, { timeZone: 'UTC', rules: NO_RULES });
}

/** What the cluster is, and what the key may do there. Throws StoreError. */
export async function describeCluster(access: ClusterAccess): Promise<ClusterFacts> {
  return clusterFacts(await optionsOf(access));
}

async function optionsOf({ address, prefix, certificateFile, apiKey }: ClusterAccess): Promise<ElasticsearchOptions> {
  const certificate = address.protocol === 'https:' ? await trustedCertificates(certificateFile) : undefined;
  return {
    ...PATIENCE,
    addresses: [address.origin],
    prefix,
    ...(certificate !== undefined && { certificate }),
    ...(apiKey !== undefined && { apiKey }),
  };
}
