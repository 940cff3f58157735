import assert from 'node:assert/strict';
import { isPrivateAddress } from '../../../server/feeds/privateAddress.ts';

const PRIVATE =
  '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1 198.18.0.1 224.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe 64:ff9b::7f00:1 2002:7f00:1:: fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 2001:db8::1 localhost';
const PUBLIC =
  '1.1.1.1 9.255.255.255 11.0.0.0 100.128.0.1 172.15.255.255 172.32.0.0 192.167.0.1 223.255.255.254 2606:4700::1111 ::ffff:1.1.1.1';

describe('private addresses', () => {
  for (const address of PRIVATE.split(' '))
    it(`${address} is one`, () => assert.equal(isPrivateAddress(address), true));
  for (const address of PUBLIC.split(' '))
    it(`${address} is none`, () => assert.equal(isPrivateAddress(address), false));
});
