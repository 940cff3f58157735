import { CompanionApi } from '../stores/companion/companionApi.ts';
import { parseCompanionAddress } from '../stores/companion/companionAddress.ts';
import { CompanionContext } from '../stores/companion/companionContext.ts';
import { CompanionStore } from '../stores/companion/companionStore.ts';
import { isLoopback } from '../stores/companion/loopback.ts';
import { StoreError } from '../stores/store.ts';
import type { Connection } from './connection.ts';
import type { ConnectionSettings } from './connectionSettings.ts';
import { failingStore } from './failingStore.ts';

/** Where the token for an origin comes from. */
export type TokenOf = (address: URL) => Promise<string | undefined>;

/** The connection that settings choose; undefined for none. Asks nothing. One that cannot be is a connection too: each of its calls says why. */
export function configuredConnection(
  { kind, companionAddress }: ConnectionSettings,
  tokenOf: TokenOf,
): Connection | undefined {
  if (kind === 'none') return undefined;
  if (kind === 'elasticsearch')
    return failing(
      'elasticsearch',
      'Elasticsearch',
      'Elasticsearch is not part of this version yet. Use the companion server: Assertion Context: Choose Connection….',
    );
  try {
    return companionConnection(parseCompanionAddress(companionAddress), tokenOf);
  } catch (error) {
    const { message } = error as Error;
    return failing(
      'companion',
      'The companion server',
      `${message} The setting is assertionContext.companion.address.`,
    );
  }
}

/** What to warn of before a token goes to an address; undefined when it is safe. */
export function addressWarning(address: URL): string | undefined {
  if (address.protocol === 'https:' || isLoopback(address.hostname)) return undefined;
  return `${address.origin} is not this machine and is reached without https, so others on the way can read tracebacks and token. Use https, or a tunnel.`;
}

function companionConnection(address: URL, tokenOf: TokenOf): Connection {
  const api = new CompanionApi({ address, token: () => tokenOf(address) });
  const store = new CompanionStore(api);
  return {
    kind: 'companion',
    label: `The companion server at ${address.origin}`,
    store,
    lines: new CompanionContext(api),
    siteAddress: address,
    dispose: () => void store.close(),
  };
}

function failing(kind: Connection['kind'], label: string, because: string): Connection {
  return { kind, label, store: failingStore(new StoreError('failed', because)), dispose: () => undefined };
}
