import { describe, expect, it } from 'vitest';
import { plainAddress, ProxyTrust } from './proxy-trust.ts';

describe('whose word on the browser’s address counts', () => {
  const trust = new ProxyTrust(['127.0.0.1', '10.1.0.0/16', '::1', 'fd00:1::/32']);

  it.each([
    ['nobody in between', '203.0.113.7', '', '203.0.113.7'],
    ['a stranger who writes the header himself', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['a stranger who names a proxy of ours', '203.0.113.7', '198.51.100.1, 127.0.0.1', '203.0.113.7'],
    ['one proxy', '127.0.0.1', '198.51.100.1', '198.51.100.1'],
    [
      'one proxy, and a browser that wrote the header too',
      '127.0.0.1',
      '8.8.8.8, 198.51.100.1',
      '198.51.100.1',
    ],
    ['a chain of ours', '127.0.0.1', '8.8.8.8, 198.51.100.1, 10.1.2.3', '198.51.100.1'],
    ['a chain with a foreign one', '127.0.0.1', '8.8.8.8, 198.51.100.1, 10.2.2.3', '10.2.2.3'],
    ['a proxy that says nothing', '127.0.0.1', '', '127.0.0.1'],
    ['a proxy that hides whom it has heard', '127.0.0.1', '8.8.8.8, unknown', '127.0.0.1'],
    ['a proxy’s own monitor', '127.0.0.1', '10.1.0.9', '10.1.0.9'],
    ['ports and brackets', '::ffff:127.0.0.1', '[2001:db8::7]:4711, 10.1.0.9:80', '2001:db8::7'],
    ['IPv6', 'fd00:1:2::5', '2001:DB8::9', '2001:db8::9'],
    ['IPv4 written as IPv6', '::1', '::ffff:198.51.100.1', '198.51.100.1'],
  ])('%s', (_what, peer, forwarded, client) => {
    expect(trust.clientOf(peer, forwarded)).toBe(client);
  });

  it('nobody is believed where nobody was named', () => {
    const none = new ProxyTrust([]);
    expect([none.isNobody, none.clientOf('127.0.0.1', '8.8.8.8')]).toEqual([true, '127.0.0.1']);
  });

  it.each([
    'caddy',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '::/129',
    '1.2.3.4/8/9',
    '',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/',
  ])('%s is no address of a proxy', (word) => {
    expect(() => new ProxyTrust([word])).toThrow('http.proxy.malformed');
  });

  it('an address is what is left without brackets, port and zone', () => {
    expect(
      ['fe80::1%eth0', '[::1]', '"[::1]:80"', '1.2.3.4:5', '_hidden', '1.2.3'].map(plainAddress),
    ).toEqual(['fe80::1', '::1', '::1', '1.2.3.4', '', '']);
  });
});
