import { BlockList, isIP } from 'node:net';

/** Networks that are not the internet's (RFC 6890 and its registries): this machine, this network, others' test and special ones. */
const NETWORKS: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local, and where clouds answer what a machine may do.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  ['::', 96],
  ['64:ff9b::', 32],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4 holds an IPv4 address, whichever.
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
];

const PRIVATE = new BlockList();
for (const [network, bits] of NETWORKS) PRIVATE.addSubnet(network, bits, network.includes(':') ? 'ipv6' : 'ipv4');

/** True for an address that is no machine's on the internet; also for what is no address. IPv4 inside IPv6 counts as what it holds. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family === 0 || PRIVATE.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
