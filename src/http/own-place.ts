import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { SyncError } from '../model/sync-error.ts';

/**
 * The address under which browsers reach the page through a proxy, as browsers write it:
 * `https://name[:port]`. Rejects `http.origin.malformed` for anything more or less than that.
 */
export function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlace = url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/';
  if (!isPlace || `${url.search}${url.hash}${url.username}${url.password}` !== '')
    throw new SyncError('http.origin.malformed', { value: text });
  return url.origin;
}

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;

/** Whether a connection comes from this very machine. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.test(address);
}

/**
 * Address of the browser's machine, for the lock-out. A proxy on this machine, which `origin` tells of, says
 * it in the last word of X-Forwarded-For; from anybody else that header is a word of whoever guesses.
 */
export function addressOf(context: Context, origin: string | null): string {
  const peer = getConnInfo(context).remote.address ?? '';
  if (origin === null || !isLoopback(peer)) return peer;
  const forwarded = (context.req.header('X-Forwarded-For') ?? '').split(',').at(-1)?.trim() ?? '';
  return forwarded === '' ? peer : forwarded;
}

/** Whether a change comes from a page of this server, as far as the browser tells. */
export function isOwnOrigin(context: Context, origin: string | null): boolean {
  const said = context.req.header('Origin');
  if (said === undefined) return true;
  // `null` is what a browser says for a page without an address: a sandboxed frame, a file.
  if (!URL.canParse(said)) return false;
  return origin === null ? new URL(said).host === (context.req.header('Host') ?? '') : said === origin;
}
