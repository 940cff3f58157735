import { restoreError } from '../stores/sentError.ts';
import type { ClusterAccess, ClusterReader } from './cluster.ts';
import { parseClusterAddress, parseIndexPrefix } from './clusterAddress.ts';
import { ClusterStore } from './clusterStore.ts';
import type { TokenOf } from './configuredConnection.ts';
import type { Connection } from './connection.ts';
import type { ConnectionSettings } from './connectionSettings.ts';

/** Reads a cluster directly. Nothing is loaded or asked before the first call. Throws Error, one sentence, for settings that name none. */
export function clusterConnection(
  { clusterAddress, indexPrefix, certificateFile }: ConnectionSettings,
  tokenOf: TokenOf,
  load: () => ClusterReader,
): Connection {
  const address = parseClusterAddress(clusterAddress);
  const place = { address, prefix: parseIndexPrefix(indexPrefix), certificateFile };
  // For sentences: whether there was a key.
  let entered: ClusterAccess = place;
  const enter = async (): Promise<ClusterAccess> => {
    const apiKey = await tokenOf(address);
    entered = { ...place, ...(apiKey !== undefined && { apiKey }) };
    return entered;
  };
  const explain = (error: unknown): Error => restoreError(load().clusterTrouble(error, entered));
  const store = new ClusterStore({ open: async () => load().openCluster(await enter()), explain });
  return {
    kind: 'elasticsearch',
    label: `Elasticsearch at ${address.origin}`,
    store,
    address,
    readOnly: true,
    facts: async () => {
      try {
        return await load().describeCluster(await enter());
      } catch (error) {
        throw explain(error);
      }
    },
    dispose: () => void store.close(),
  };
}
