import { StoreError } from '../store.ts';
import { TooLarge } from './answerBody.ts';

const CHANGE = 'or change the setting assertionContext.companion.address';

/** By what a failed connection is called: by Node (OpenSSL's names for certificates), and by Chromium's network where the editor uses that. */
const TROUBLES: readonly (readonly [RegExp, (url: URL) => string])[] = [
  [
    /ECONNREFUSED|ERR_CONNECTION_REFUSED/,
    ({ origin }) => `Nothing answers at ${origin}: the companion server is not running there. Start it, ${CHANGE}.`,
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ERR_NAME_NOT_RESOLVED/,
    ({ hostname }) => `The name ${hostname} of the companion server is not known here. Check the network, ${CHANGE}.`,
  ],
  [
    /CERT|SELF_SIGNED|ISSUER|LEAF_SIGNATURE/,
    ({ origin }) =>
      `The certificate of ${origin} is not trusted here, so nothing was sent. Add its authority to this machine’s trusted certificates, ${CHANGE}.`,
  ],
  [
    /ERR_SSL|EPROTO|WRONG_VERSION/,
    ({ origin, host }) => `${origin} does not speak https. Perhaps its address is http://${host}.`,
  ],
  [
    /EHOSTUNREACH|ENETUNREACH|ERR_ADDRESS_UNREACHABLE|ERR_INTERNET_DISCONNECTED/,
    ({ origin }) => `There is no way to ${origin} from here. Check the network (VPN), ${CHANGE}.`,
  ],
  [
    /HPE_|ERR_INVALID_HTTP_RESPONSE|UND_ERR_HEADERS_OVERFLOW/,
    ({ origin }) => `What listens at ${origin} is no web server. Start the companion server, ${CHANGE}.`,
  ],
];

/** What is wrong when a request got no answer, or not the whole of it. */
export function fetchTrouble(error: unknown, url: URL, timeLimit: number): StoreError {
  const what = sentence(error, url, timeLimit);
  return new StoreError('unreachable', what, { cause: error });
}

function sentence(error: unknown, url: URL, timeLimit: number): string {
  if (error instanceof TooLarge)
    return `The companion server at ${url.origin} sent an answer that is too large (${error.message}), so it was not read.`;
  const codes = codesOf(error);
  if (/TimeoutError|TIMEOUT|ETIMEDOUT|ERR_TIMED_OUT/.test(codes))
    return `The companion server at ${url.origin} did not answer within ${timeLimit / 1000} s. It may be overloaded, or a firewall is in between: try again, ${CHANGE}.`;
  const known = TROUBLES.find(([pattern]) => pattern.test(codes));
  return (
    known?.[1](url) ??
    `The connection to the companion server at ${url.origin} broke off (${codes || 'no reason given'}). Try again, ${CHANGE}.`
  );
}

/** True when the connection ended before an answer came: so does one that was kept open to a server that has gone or restarted. */
export function brokeOff(error: unknown): boolean {
  return /UND_ERR_SOCKET|ECONNRESET|EPIPE|ERR_CONNECTION_(?:CLOSED|RESET)/.test(codesOf(error));
}

/** The names and codes of an error and of what caused it. `fetch failed` alone says nothing. */
function codesOf(error: unknown): string {
  const codes: string[] = [];
  for (let each: unknown = error, depth = 0; each instanceof Error && depth < 5; depth++) {
    const { code } = each as { code?: unknown };
    if (typeof code === 'string') codes.push(code);
    else if (each.name !== 'TypeError' && each.name !== 'Error') codes.push(each.name);
    codes.push(...(/\bERR_[A-Z_]+/.exec(each.message) ?? []));
    each = each.cause ?? (each instanceof AggregateError ? each.errors[0] : undefined);
  }
  return codes.join(', ');
}
