import { isLoopback } from '../../src/stores/companion/loopback.ts';

/**
 * True when a request's Host header is one of ours: the loopback's with any port (tunnels and containers change it), or
 * the public address's. Anything else is a page elsewhere whose name was pointed at this server (DNS rebinding).
 */
export function isOwnHost(host: string | undefined, publicUrl: URL | undefined): boolean {
  const parts = /^(\[[\da-f:.]+\]|[^:@/?#\s]+)(?::(\d{1,5}))?$/i.exec(host ?? '');
  if (!parts) return false;
  if (isLoopback(parts[1] ?? '')) return true;
  return publicUrl !== undefined && URL.parse(`${publicUrl.protocol}//${parts[0]}`)?.host === publicUrl.host;
}
