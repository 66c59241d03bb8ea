import { createServer as createTlsServer, Server } from 'node:https';
import { serve } from '@hono/node-server';
import type { ServerType } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { CALLS } from '../api/api.ts';
import { listenError } from '../model/listen-error.ts';
import { addRoutes, newHono } from './add-routes.ts';
import { answerError } from './error-answer.ts';
import { guard, ownNamesOnly, secureHeaders } from './guard.ts';
import type { HttpEnv, HttpParts } from './http-parts.ts';
import { notFound, pageFiles } from './page-files.ts';
import type { TlsContext } from './place/tls-pair.ts';
import { numberRequests } from './request-log.ts';
import { metricsRoute, probeRoutes } from './routes/watching.ts';

const BODY_BYTES = 1024 * 1024;
const DESCRIPTION = '/api/openapi.json';

/** Lines between two requests are kept longer than proxies keep them: none meets one that was closed. */
const KEEP_ALIVE_MS = 150_000;

export interface HttpOptions {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  /** What TLS is spoken with; null = none. */
  readonly tls: TlsContext | null;
}

export interface RunningHttp {
  readonly url: string;
  readonly port: number;
  /** Connections that are opened from now on use this. Nothing where no TLS is spoken. */
  useTls(tls: TlsContext): void;
  close(): Promise<void>;
}

/** `/api/profiles/{name}` → `/api/profiles/:name`. */
function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function addGuards(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  for (const { method, path, needs } of CALLS) hono.on(method, [honoPath(path)], guard(parts, needs));
  hono.use(DESCRIPTION, guard(parts, 'person'));
}

/** The API's own description, to whoever is signed in. */
function addDescription(hono: OpenAPIHono<HttpEnv>): void {
  hono.openAPIRegistry.registerComponent('securitySchemes', 'cookie', {
    type: 'apiKey',
    in: 'cookie',
    name: 'skladbridge_session',
  });
  hono.openAPIRegistry.registerComponent('securitySchemes', 'reporter', { type: 'http', scheme: 'bearer' });
  hono.doc31(DESCRIPTION, { openapi: '3.1.0', info: { title: 'Skladbridge', version: '1' } });
}

/** The page's server without a socket: every route behind its guard. */
export function makeServer(parts: HttpParts): OpenAPIHono<HttpEnv> {
  const hono = newHono();
  hono.use(numberRequests(parts.log, parts.place));
  hono.use(secureHeaders(parts.place));
  // Probes come by whatever name or address a supervisor has for this machine.
  probeRoutes(hono, parts);
  hono.use(ownNamesOnly(parts.place));
  hono.use(
    '/api/*',
    bodyLimit({
      maxSize: BODY_BYTES,
      onError: (context) => context.json({ code: 'http', what: '413' }, 413),
    }),
  );
  hono.use('/assets/*', compress());
  addGuards(hono, parts);
  addRoutes(hono, parts);
  addDescription(hono);
  hono.all('/api/*', guard(parts, 'person'), (context) => context.json({ code: 'http', what: '404' }, 404));
  metricsRoute(hono, parts);
  pageFiles(hono, parts.pageFolder);
  hono.notFound(notFound);
  hono.onError((error, context) => answerError(context, error, parts.onFault));
  return hono;
}

/** Begins to listen, with TLS or without; calls back with the port once it does. */
function listen(
  fetch: OpenAPIHono<HttpEnv>['fetch'],
  { host: hostname, port, tls }: HttpOptions,
  onListening: (port: number) => void,
): ServerType {
  const options = { keepAliveTimeout: KEEP_ALIVE_MS };
  const place = { fetch, hostname, port };
  const told = (info: { readonly port: number }): void => onListening(info.port);
  return tls === null
    ? serve({ ...place, serverOptions: options }, told)
    : serve({ ...place, createServer: createTlsServer, serverOptions: { ...options, ...tls } }, told);
}

/**
 * Serves the page and its API. Rejects `http.portTaken` when the port is not free, `port.notAllowed` and
 * `host.notHere`.
 */
export async function startHttp(parts: HttpParts, options: HttpOptions): Promise<RunningHttp> {
  const { host, port, tls } = options;
  const app = makeServer(parts);
  const { server, bound } = await new Promise<{ server: ServerType; bound: number }>((resolve, reject) => {
    const starting = listen(app.fetch, options, (now) => resolve({ server: starting, bound: now }));
    starting.once('error', (error: Error) =>
      reject(listenError(error, { host, port, taken: 'http.portTaken' })),
    );
  });
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `${tls === null ? 'http' : 'https'}://${name}:${bound}`,
    port: bound,
    useTls: (context) => {
      if (server instanceof Server) server.setSecureContext(context);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
