import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { checkLiteral, isAllowedHost, PrivateAddressError, publicLookup } from './publicLookup.ts';

/**
 * What became of a message: it arrived; it did not (`because`); or nobody knows, as no answer came to what was sent, and then it
 * must not be sent again.
 */
export type Delivery =
  | { kind: 'delivered' }
  | { kind: 'failed'; because: string }
  | { kind: 'unknown'; because: string };

const PATIENCE = 10_000;

/** Posts JSON. No redirect is followed, and no private address asked unless its host is listed. Never throws. */
export async function postJson(
  url: URL,
  { body, headers, allowed }: { body: string; headers: Record<string, string>; allowed: readonly string[] },
): Promise<Delivery> {
  const isListed = isAllowedHost(url.hostname, allowed);
  try {
    if (!isListed) checkLiteral(url.hostname);
  } catch (error) {
    return { kind: 'failed', because: (error as Error).message };
  }
  return new Promise((resolve) => {
    let isConnected = false;
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      agent: false as const,
      signal: AbortSignal.timeout(PATIENCE),
      ...(!isListed && { lookup: publicLookup }),
    };
    const request = send(url, options, (response) => {
      const { statusCode = 0 } = response;
      response.resume();
      response.on('error', () => undefined);
      const isOk = statusCode >= 200 && statusCode < 300;
      resolve(isOk ? { kind: 'delivered' } : { kind: 'failed', because: `it answered ${statusCode}` });
    });
    request.on('socket', (socket) =>
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (isConnected = true)),
    );
    request.on('error', (error) => {
      const because =
        error instanceof PrivateAddressError || !isConnected ? error.message : `no answer: ${error.message}`;
      resolve({ kind: isConnected ? 'unknown' : 'failed', because });
    });
    request.end(body);
  });
}
