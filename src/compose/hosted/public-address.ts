import { BlockList, isIP } from 'node:net';

/**
 * What is nobody's on the internet: this host, private and shared networks, links, tests, groups, the rest.
 */
const NOT_PUBLIC_4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;
/** Inside of what is given out for the internet: ways into IPv4 (Teredo, 6to4), tests, documentation. */
const NOT_PUBLIC_6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;
/** IPv6 that is given out; IPv4 written as IPv6, which is judged as IPv4. */
const GIVEN_OUT_6 = [
  ['2000::', 3],
  ['::ffff:0:0', 96],
] as const;

function listOf(
  four: readonly (readonly [string, number])[],
  six: readonly (readonly [string, number])[],
): BlockList {
  const list = new BlockList();
  for (const [net, bits] of four) list.addSubnet(net, bits, 'ipv4');
  for (const [net, bits] of six) list.addSubnet(net, bits, 'ipv6');
  return list;
}

const NOT_PUBLIC = listOf(NOT_PUBLIC_4, NOT_PUBLIC_6);
const GIVEN_OUT = listOf([], GIVEN_OUT_6);

/**
 * True for an address that belongs to somebody on the internet; false for every other one, and for a name.
 */
export function isPublicAddress(address: string): boolean {
  const [plain = ''] = address.split('%');
  const family = isIP(plain);
  if (family === 0) return false;
  if (family === 4) return !NOT_PUBLIC.check(plain, 'ipv4');
  return GIVEN_OUT.check(plain, 'ipv6') && !NOT_PUBLIC.check(plain, 'ipv6');
}
