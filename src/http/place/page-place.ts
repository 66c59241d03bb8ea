import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { SyncError } from '../../model/sync-error.ts';
import { ProxyTrust } from './proxy-trust.ts';

/**
 * The address under which browsers reach the page, as browsers write it: `https://name[:port]`. Throws
 * `http.origin.malformed` for anything more or less than that.
 */
export function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlace = url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/';
  if (!isPlace || `${url.search}${url.hash}${url.username}${url.password}` !== '')
    throw new SyncError('http.origin.malformed', { value: text });
  return url.origin;
}

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;
const OWN_NAMES = new Set(['localhost', '127.0.0.1', '::1']);
/** Every address of the machine. */
const ANYWHERE = new Set(['0.0.0.0', '::']);
/** Where a proxy stands that nobody has named: on this machine. */
const HERE = ['127.0.0.0/8', '::1'];

/** Whether a connection comes from this very machine. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.test(address);
}

/** What a person has said of where the page is. */
export interface PlaceWish {
  /** Where it listens. */
  readonly host: string;
  /** What browsers open; null = where it listens. */
  readonly url: string | null;
  /** Whether it speaks TLS itself. */
  readonly hasTls: boolean;
  /** Addresses and networks of the proxies in front of it. */
  readonly proxies: readonly string[];
}

/**
 * Where the page is for browsers, and whom a request comes from. Every question of trust that depends on
 * names and addresses is answered here: which Host, which Origin, whose address, whether the way was
 * encrypted.
 */
export class PagePlace {
  /** `https://name[:port]`; null = whatever it listens at. */
  readonly origin: string | null;
  readonly hasTls: boolean;
  readonly #host: string;
  readonly #trust: ProxyTrust;

  /**
   * Throws `http.origin.malformed`, `http.proxy.malformed`, and `http.url.notSecure` for an `http:` address
   * of a page that speaks TLS.
   */
  constructor({ host, url, hasTls, proxies }: PlaceWish) {
    this.origin = url === null ? null : readOrigin(url);
    if (hasTls && this.origin?.startsWith('http:') === true)
      throw new SyncError('http.url.notSecure', { url: this.origin });
    this.hasTls = hasTls;
    this.#host = host.toLowerCase();
    // With a name and no TLS of its own it is behind a proxy: on this machine, unless another was named.
    const isBehindOurs = proxies.length === 0 && this.origin !== null && !hasTls;
    this.#trust = new ProxyTrust(isBehindOurs ? HERE : proxies);
  }

  /** Whether somebody else may stand in front of the page: then this machine is no proof of anything. */
  get isBehindProxy(): boolean {
    return this.origin !== null || !this.#trust.isNobody;
  }

  /** Address of the browser's machine: for the lock-out, the list of sessions, the log. */
  clientOf(context: Context): string {
    return this.#trust.clientOf(peerOf(context), context.req.header('X-Forwarded-For') ?? '');
  }

  /** Whether the browser's way here is encrypted, as far as anybody says who is to be believed. */
  isSecure(context: Context): boolean {
    if (this.origin !== null) return this.origin.startsWith('https:');
    if (this.hasTls) return true;
    const said = this.#trust.has(peerOf(context)) ? context.req.header('X-Forwarded-Proto') : undefined;
    return said?.split(',').at(-1)?.trim().toLowerCase() === 'https';
  }

  /** Whether a change comes from a page of this server, as far as the browser tells. */
  isOwnOrigin(context: Context): boolean {
    const said = context.req.header('Origin');
    if (said === undefined) return true;
    if (this.origin !== null) return said === this.origin;
    // `null` is what a browser says for a page without an address: a sandboxed frame, a file.
    if (!URL.canParse(said)) return false;
    const { host, protocol } = new URL(said);
    if (host !== (context.req.header('Host') ?? '').toLowerCase()) return false;
    return protocol === 'https:' || !this.isSecure(context);
  }

  /**
   * Whether a request names this server. A foreign page whose name was pointed at this machine would
   * otherwise count as the same origin.
   */
  isOwnName(written: string): boolean {
    const name = nameOf(written);
    if (name === this.#host || OWN_NAMES.has(name)) return true;
    if (this.origin !== null) return name === nameOf(new URL(this.origin).hostname);
    // What the owner has opened to a network, without a name, is reached by names that only he knows.
    return ANYWHERE.has(this.#host);
  }
}

/** Of a Host header: without its port and brackets. */
function nameOf(written: string): string {
  return written
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1');
}

/** Who has opened the connection; empty without one. */
export function peerOf(context: Context): string {
  const { incoming } = (context.env ?? {}) as Partial<HttpBindings>;
  return incoming?.socket.remoteAddress ?? '';
}
