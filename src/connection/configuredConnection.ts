import { CompanionApi } from '../stores/companion/companionApi.ts';
import { parseCompanionAddress } from '../stores/companion/companionAddress.ts';
import { CompanionContext } from '../stores/companion/companionContext.ts';
import { CompanionStore } from '../stores/companion/companionStore.ts';
import { isLoopback } from '../stores/companion/loopback.ts';
import { StoreError } from '../stores/store.ts';
import type { ClusterReader } from './cluster.ts';
import { clusterConnection } from './clusterConnection.ts';
import type { Connection } from './connection.ts';
import type { ConnectionSettings } from './connectionSettings.ts';
import { failingStore } from './failingStore.ts';

/** Where the secret for an origin comes from: a companion's access token, a cluster's API key. */
export type TokenOf = (address: URL) => Promise<string | undefined>;

/**
 * The connection that settings choose; undefined for none. Asks nothing. One that cannot be is a connection too: each of its
 * calls says why. `loadElasticsearch` loads what reads a cluster, when one is first read.
 */
export function configuredConnection(
  settings: ConnectionSettings,
  tokenOf: TokenOf,
  loadElasticsearch: () => ClusterReader,
): Connection | undefined {
  const { kind } = settings;
  if (kind === 'none') return undefined;
  return kind === 'elasticsearch'
    ? orFailing(kind, 'Elasticsearch', 'The settings begin with assertionContext.elasticsearch.', () =>
        clusterConnection(settings, tokenOf, loadElasticsearch),
      )
    : orFailing(kind, 'The companion server', 'The setting is assertionContext.companion.address.', () =>
        companionConnection(parseCompanionAddress(settings.companionAddress), tokenOf),
      );
}

/** What to warn of before a secret goes to an address; undefined when it is safe. */
export function addressWarning(address: URL): string | undefined {
  if (address.protocol === 'https:' || isLoopback(address.hostname)) return undefined;
  return `${address.origin} is not this machine and is reached without https, so others on the way can read tracebacks and the secret that is kept for it. Use https, or a tunnel.`;
}

function companionConnection(address: URL, tokenOf: TokenOf): Connection {
  const api = new CompanionApi({ address, token: () => tokenOf(address) });
  const store = new CompanionStore(api);
  return {
    kind: 'companion',
    label: `The companion server at ${address.origin}`,
    store,
    lines: new CompanionContext(api),
    address,
    siteAddress: address,
    dispose: () => void store.close(),
  };
}

/** `where`: which settings are to be looked at, a sentence. */
function orFailing(kind: Connection['kind'], label: string, where: string, make: () => Connection): Connection {
  try {
    return make();
  } catch (error) {
    const because = new StoreError('failed', `${(error as Error).message} ${where}`);
    return { kind, label, store: failingStore(because), dispose: () => undefined };
  }
}
