import { setTimeout as delay } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler, Next } from 'hono';
import { changedBytes } from './otherwise/answer-bytes.ts';
import type { FaultBox } from './faults.ts';
import { XML } from './xml-names.ts';

const BUSY_SECONDS = '1';
const PAGE =
  '<!doctype html><html><head><title>Поддръжка</title></head><body>Магазинът е в поддръжка.</body></html>';

const WALL = '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>';
const FORBIDDEN = '<html><head><title>403 Forbidden</title></head><body>Forbidden</body></html>';
const MODULE_OFF = '<html><body>The module is not active.</body></html>';

/** Cuts the connection without an answer. */
function cut(context: Context<{ Bindings: HttpBindings }>): Response {
  context.env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** An answer of what stands before the shop, which does no work. */
function inFront(
  context: Context<{ Bindings: HttpBindings }>,
  faults: FaultBox,
  host: () => string,
): Response | null {
  const request = { method: context.req.method, path: context.req.path };
  if (faults.strikes('redirect', request) !== null) {
    const { pathname, search } = new URL(context.req.url);
    return context.redirect(`https://www.${host().replace(/^www\./, '')}${pathname}${search}`, 301);
  }
  const html = { 'Content-Type': 'text/html; charset=UTF-8' };
  const wall = faults.strikes('wall', request);
  if (wall !== null)
    return new Response(WALL, {
      status: wall.amount ?? 403,
      headers: { ...html, 'cf-mitigated': 'challenge' },
    });
  const firewall = faults.strikes('firewall', request);
  if (firewall !== null) return new Response(FORBIDDEN, { status: firewall.amount ?? 403, headers: html });
  const isModule = request.path === XML.path || request.path === XML.feedPath;
  return isModule && faults.strikes('moduleInactive', request) !== null
    ? context.html(MODULE_OFF, 200)
    : null;
}

/** An answer in place of the work, when a fault of that kind strikes. */
function refused(context: Context<{ Bindings: HttpBindings }>, faults: FaultBox): Response | null {
  const request = { method: context.req.method, path: context.req.path };
  const busy = { error: { message: 'Too many requests' } };
  if (faults.strikes('tooMany', request) !== null)
    return context.json(busy, 429, { 'Retry-After': BUSY_SECONDS });
  if (faults.strikes('tooManyWithoutWait', request) !== null) return context.json(busy, 429);
  for (const status of [500, 502, 503] as const) {
    if (faults.strikes(`error${status}`, request) !== null) return context.text(`HTTP ${status}`, status);
  }
  if (faults.strikes('html', request) !== null) return context.html(PAGE, 200);
  return faults.strikes('cutBefore', request) === null ? null : cut(context);
}

/** Makes the faults that are switched on: before the work, instead of it, or after it took effect. */
export function faultMiddleware(
  faults: FaultBox,
  host: () => string,
): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (context: Context<{ Bindings: HttpBindings }>, next: Next) => {
    const request = { method: context.req.method, path: context.req.path };
    const slow = faults.strikes('latency', request);
    if (slow !== null) await delay(slow.amount ?? 0);
    const answer = inFront(context, faults, host) ?? refused(context, faults);
    if (answer !== null) return answer;
    await next();
    // The work is done and the answer is lost: the hardest case for a client.
    if (faults.strikes('cutAfter', request) !== null) return cut(context);
    if (faults.changesBytes) context.res = await changedBytes(context.res, faults, request);
    if (faults.strikes('cutBody', request) !== null) {
      const [type, body] = [
        context.res.headers.get('Content-Type') ?? '',
        await context.res.clone().arrayBuffer(),
      ];
      const half = body.slice(0, Math.floor(body.byteLength / 2));
      context.res = new Response(half, { status: context.res.status, headers: { 'Content-Type': type } });
    }
    return undefined;
  };
}
