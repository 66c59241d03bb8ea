import type { MiddlewareHandler } from 'hono';
import type { Log } from '../lib/log.ts';
import type { PagePlace } from './place/page-place.ts';

/**
 * Numbers each request, so that every line that is told while it is answered, and by a run that it starts,
 * bears the number. Its query stays out: people search for buyers with it.
 */
export function numberRequests(log: Log, place: PagePlace): MiddlewareHandler {
  let last = 0;
  return async (context, next) => {
    last += 1;
    await log.within({ request: last }, async () => {
      const startedMs = performance.now();
      await next();
      const { method, path } = context.req;
      const ms = Math.round(performance.now() - startedMs);
      log.line('debug', 'answer', {
        method,
        path,
        status: context.res.status,
        ms,
        from: place.clientOf(context),
      });
    });
  };
}
