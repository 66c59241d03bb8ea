import { BlockList, isIP } from 'node:net';
import { SyncError } from '../../model/sync-error.ts';

const BITS = { ipv4: 32, ipv6: 128 } as const;
type Family = keyof typeof BITS;

function familyOf(address: string): Family | null {
  const version = isIP(address);
  return version === 0 ? null : version === 4 ? 'ipv4' : 'ipv6';
}

/**
 * An address as it is compared: without brackets, port and zone, an IPv4 address in IPv6 as IPv4. Proxies
 * write all of these. Empty for what is no address, such as `unknown`.
 */
export function plainAddress(text: string): string {
  const bare = text
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .toLowerCase();
  const address = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1] ?? bare;
  return isIP(address) === 0 ? '' : address;
}

/**
 * Proxies whose word on whom they speak for is believed. Whoever is none of them may write any header:
 * nothing of it counts.
 */
export class ProxyTrust {
  readonly #trusted = new BlockList();
  readonly isNobody: boolean;

  /**
   * Of addresses and networks (`10.0.0.5`, `10.1.0.0/16`, `fd00::/8`). Throws `http.proxy.malformed` for
   * anything else, a network of all the world included: then whoever comes would name his own address.
   */
  constructor(words: readonly string[]) {
    this.isNobody = words.length === 0;
    for (const word of words) this.#add(word);
  }

  #add(word: string): void {
    const [written = '', bits, ...more] = word.trim().split('/');
    const address = plainAddress(written);
    const family = familyOf(address);
    const most = family === null ? 0 : BITS[family];
    const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : 0;
    if (family === null || more.length > 0 || prefix < 1 || prefix > most)
      throw new SyncError('http.proxy.malformed', { value: word });
    this.#trusted.addSubnet(address, prefix, family);
  }

  /** Whether a connection from there is a proxy of ours. */
  has(peer: string): boolean {
    const address = plainAddress(peer);
    const family = familyOf(address);
    return family !== null && this.#trusted.check(address, family);
  }

  /**
   * Who stands behind a connection: each proxy adds whom it has heard at the right of X-Forwarded-For, so
   * the right-most address that is no proxy of ours is the last one that somebody trusted has seen. What
   * stands left of it may have been made up. Without an address there, the proxy itself.
   */
  clientOf(peer: string, forwardedFor: string): string {
    const said = forwardedFor.split(',');
    let client = plainAddress(peer) === '' ? peer : plainAddress(peer);
    while (this.has(client)) {
      const before = plainAddress(said.pop() ?? '');
      if (before === '') return client;
      client = before;
    }
    return client;
  }
}
