import { setTimeout as delay } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler, Next } from 'hono';
import type { FaultBox } from './faults.ts';

const BUSY_SECONDS = '1';
const PAGE =
  '<!doctype html><html><head><title>Поддръжка</title></head><body>Магазинът е в поддръжка.</body></html>';

/** Cuts the connection without an answer. */
function cut(context: Context<{ Bindings: HttpBindings }>): Response {
  context.env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
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
export function faultMiddleware(faults: FaultBox): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (context: Context<{ Bindings: HttpBindings }>, next: Next) => {
    const request = { method: context.req.method, path: context.req.path };
    const slow = faults.strikes('latency', request);
    if (slow !== null) await delay(slow.amount ?? 0);
    const answer = refused(context, faults);
    if (answer !== null) return answer;
    await next();
    // The work is done and the answer is lost: the hardest case for a client.
    if (faults.strikes('cutAfter', request) !== null) return cut(context);
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
