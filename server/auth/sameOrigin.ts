import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a browser says that a request comes from one of our own pages, by Sec-Fetch-Site and Origin
 * (https://www.w3.org/TR/fetch-metadata/, RFC 6454). One of them must be there, and none may say otherwise. The Host header was checked before.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: URL | undefined): boolean {
  const { origin, host = '' } = headers;
  const site = headers['sec-fetch-site'];
  if (site === undefined && origin === undefined) return false;
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === undefined || origin === ownOrigin(host, publicUrl);
}

/** The public address has its own scheme, which a proxy in front of the server may have ended. */
function ownOrigin(host: string, publicUrl: URL | undefined): string {
  const direct = URL.parse(`http://${host}`)?.origin;
  return publicUrl !== undefined && URL.parse(`${publicUrl.protocol}//${host}`)?.host === publicUrl.host
    ? publicUrl.origin
    : (direct ?? '');
}
