import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress, LookupAllOptions } from 'node:dns';
import { connect, isIP, Socket } from 'node:net';
import type { LookupFunction } from 'node:net';
import type { HostGuard } from '../../lib/net/host-guard.ts';
import { SyncError } from '../../model/sync-error.ts';
import { isPublicAddress } from './public-address.ts';

/** Tells all addresses of a name, as `lookup` of node:dns does. */
export type Resolve = (
  host: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

function refused(host: string, address: string): SyncError {
  return new SyncError('hosted.privateAddress', { host, address });
}

/**
 * Lets nobody connect but to addresses on the internet: what a hoster's guests type must not reach the
 * hoster's own network or machine (`hosted.privateAddress`). A name of which one address is private is
 * refused as a whole.
 */
export class PublicHosts implements HostGuard {
  readonly #resolve: Resolve;

  readonly #isAllowed: (address: string) => boolean;

  /** For tests another resolver, and other addresses that are allowed. */
  constructor(resolve: Resolve = systemLookup, isAllowed = isPublicAddress) {
    this.#resolve = resolve;
    this.#isAllowed = isAllowed;
  }

  readonly lookup: LookupFunction = (host, options, done) => {
    this.#resolve(host, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null || first === undefined) {
        done(error ?? Object.assign(new Error(`ENOTFOUND ${host}`), { code: 'ENOTFOUND' }), '');
        return;
      }
      const inside = addresses.find(({ address }) => !this.#isAllowed(address));
      if (inside !== undefined) done(refused(host, inside.address), '');
      else if (options.all === true) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };

  refusal(host: string): SyncError | null {
    const plain = host.replace(/^\[(.*)\]$/, '$1');
    return isIP(plain) !== 0 && !this.#isAllowed(plain) ? refused(host, plain) : null;
  }

  connect({ host, port }: { readonly host: string; readonly port: number }): Socket {
    const refusal = this.refusal(host);
    return refusal === null ? connect({ host, port, lookup: this.lookup }) : new Socket().destroy(refusal);
  }
}
