import { timingSafeEqual } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { sha256 } from '../../lib/hash.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { isLoopback, peerOf } from '../place/page-place.ts';
import type { PagePlace } from '../place/page-place.ts';

/** By these a proxy shows that somebody else asks, though the connection comes from this machine. */
const BY_PROXY = ['X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP', 'Forwarded', 'Via'];
const BEARER = /^Bearer\s+(\S+)$/i;

/** Whether the process lives, and whether it can do its work: for supervisors, without a session. */
export function probeRoutes(hono: Hono<HttpEnv>, parts: HttpParts): void {
  hono.get('/healthz', (context) => context.json({ alive: true }, 200));
  hono.get('/readyz', async (context) => {
    const { isReady: ready, points } = await parts.watching.readiness();
    return context.json({ ready, ...points }, ready ? 200 : 503);
  });
}

/**
 * From this machine itself, where no proxy is known to stand before it: one that names nobody in its requests
 * would make all the world this machine.
 */
function isFromHere(context: Context, place: PagePlace): boolean {
  if (place.isBehindProxy || BY_PROXY.some((name) => context.req.header(name) !== undefined)) return false;
  return isLoopback(peerOf(context));
}

function hasToken(context: Context, token: string | null): boolean {
  const [, said = ''] = BEARER.exec(context.req.header('Authorization') ?? '') ?? [];
  // Hashes are of one length and tell nothing by how long they are compared.
  return token !== null && timingSafeEqual(Buffer.from(sha256(said)), Buffer.from(sha256(token)));
}

/** The figures of the program for Prometheus: to this machine, or to whoever has the token. */
export function metricsRoute(hono: Hono<HttpEnv>, parts: HttpParts): void {
  hono.get('/metrics', async (context) => {
    const { metrics, metricsToken } = parts.watching;
    if (!isFromHere(context, parts.place) && !hasToken(context, metricsToken)) {
      context.header('WWW-Authenticate', 'Bearer');
      return context.text('401', 401);
    }
    const { type, text } = await metrics();
    context.header('Content-Type', type);
    return context.body(text);
  });
}
