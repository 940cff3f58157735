import type { SentError } from '../stores/remoteProtocol.ts';
import { sendError } from '../stores/sentError.ts';
import { StoreError } from '../stores/store.ts';
import type { ClusterAccess } from './cluster.ts';
import { UNTRUSTED } from './trustedCertificates.ts';

const CHANGE = 'or change the setting assertionContext.elasticsearch.address';
const SET_KEY = 'with the command “Assertion Context: Set Access Token…”.';

/** What a connection that failed says (Node's and OpenSSL's words), and what that means. */
const UNREACHABLE: readonly (readonly [RegExp, (address: URL) => string])[] = [
  [
    /ECONNREFUSED/,
    ({ origin }) => `Nothing answers at ${origin}: Elasticsearch is not running there. Start it, ${CHANGE}.`,
  ],
  [
    /ENOTFOUND|EAI_AGAIN/,
    ({ hostname }) => `The name ${hostname} of Elasticsearch is not known here. Check the network, ${CHANGE}.`,
  ],
  [
    UNTRUSTED,
    ({ origin }) =>
      `The certificate of ${origin} is not trusted here, so nothing was sent. Name the one of its authority in the setting assertionContext.elasticsearch.certificateFile.`,
  ],
  [
    /EPROTO|wrong version number|packet length too long/i,
    ({ origin, host }) => `${origin} does not speak https. Perhaps its address is http://${host}.`,
  ],
  [
    /EHOSTUNREACH|ENETUNREACH/,
    ({ origin }) => `There is no way to ${origin} from here. Check the network (VPN), ${CHANGE}.`,
  ],
  [
    /did not answer in time|ETIMEDOUT/,
    ({ origin }) =>
      `Elasticsearch at ${origin} did not answer in time. It may be overloaded, or a firewall is in between: try again, ${CHANGE}.`,
  ],
  [
    /socket hang up|ECONNRESET/,
    ({ origin, protocol, host }) =>
      `The connection to Elasticsearch at ${origin} broke off. Try again${protocol === 'http:' ? `, or perhaps its address is https://${host}` : ''}.`,
  ],
];

/** An error of the store with one sentence for a person at an editor: what is wrong with which cluster, and what to do here. */
export function clusterTrouble(error: unknown, access: ClusterAccess): SentError {
  const sent = sendError(error);
  return error instanceof StoreError ? { ...sent, message: sentenceFor(error, access) ?? error.message } : sent;
}

function sentenceFor(error: StoreError, { address, apiKey, prefix }: ClusterAccess): string | undefined {
  const { origin } = address;
  switch (error.reason) {
    case 'unreachable':
      return UNREACHABLE.find(([said]) => said.test(error.message))?.[1](address);
    case 'not-a-store':
      return `${error.message} The settings are assertionContext.elasticsearch.address and assertionContext.elasticsearch.indexPrefix.`;
    case 'no-access':
      switch (statusOf(error.cause)) {
        case 401:
          return apiKey === undefined
            ? `Elasticsearch at ${origin} needs an API key. Set one ${SET_KEY}`
            : `Elasticsearch at ${origin} does not accept the API key kept for it. Set another one ${SET_KEY}`;
        case 403:
          return `The ${apiKey === undefined ? 'anonymous user' : 'API key'} may not read the indices ${prefix}-* at ${origin}. The rights read and view_index_metadata are needed: the connection report says which it has.`;
        default:
          return undefined;
      }
    default:
      return undefined;
  }
}

/** Of the answer that an error came from. */
function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
}
