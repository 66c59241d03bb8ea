import { subscribe } from 'node:diagnostics_channel';
import type { Log } from '../lib/log.ts';

/** Of a request as undici tells of it. */
interface Asked {
  readonly origin?: string | URL;
  readonly method?: string;
}

interface Told {
  readonly request: Asked;
  readonly response?: { readonly statusCode: number };
  readonly error?: unknown;
}

/**
 * Tells each exchange over HTTP at debug: where, how, what came of it and how long that took. Paths, headers
 * and bodies stay out: they carry keys and buyers. undici tells of requests by itself, inside of the work
 * that made them, so that lines bear its run.
 */
export function tellExchanges(log: Log): void {
  const began = new WeakMap<Asked, number>();
  const facts = (request: Asked) => ({
    method: request.method,
    to: String(request.origin ?? ''),
    ms: Math.round(performance.now() - (began.get(request) ?? performance.now())),
  });
  subscribe('undici:request:create', (message) => {
    began.set((message as Told).request, performance.now());
  });
  subscribe('undici:request:headers', (message) => {
    const { request, response } = message as Told;
    log.line('debug', 'exchange', { ...facts(request), status: response?.statusCode });
  });
  subscribe('undici:request:error', (message) => {
    const { request, error } = message as Told;
    const { code } = error as { readonly code?: string };
    log.line('debug', 'exchange', { ...facts(request), failed: code ?? 'unknown' });
  });
}
