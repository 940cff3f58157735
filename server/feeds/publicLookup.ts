import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './privateAddress.ts';

/** A host leads to an address that nobody listed. */
export class PrivateAddressError extends Error {
  override name = 'PrivateAddressError';

  constructor(host: string) {
    super(`${host} is an address of this machine or its network. List it in WEBHOOK_PRIVATE_HOSTS if it is meant.`);
  }
}

/** Whether a host may lead anywhere. `allowed`: those that were listed, in lower case. */
export function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  return allowed.includes(host.toLowerCase().replace(/^\[(.*)\]$/, '$1'));
}

/** Refuses an address that stands in a URL itself: nobody looks those up. Throws PrivateAddressError. */
export function checkLiteral(hostname: string): void {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0 && isPrivateAddress(host)) throw new PrivateAddressError(host);
}

/** Finds a host's addresses for a connection and refuses it when any of them is private: what was checked is what is connected to. */
export const publicLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    if (addresses.some(({ address }) => isPrivateAddress(address))) return callback(new PrivateAddressError(host), []);
    const [first] = addresses;
    if (options.all) return callback(null, addresses);
    return callback(null, first?.address ?? '', first?.family ?? 4);
  });
};
