import { serve } from '@hono/node-server';
import type { ServerType } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { RouteConfig } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { listenError } from '../model/listen-error.ts';
import { SyncError } from '../model/sync-error.ts';
import { answerError } from './error-answer.ts';
import { guard, ownNamesOnly, secureHeaders } from './guard.ts';
import type { HttpEnv, HttpParts } from './http-parts.ts';
import { pageFiles } from './page-files.ts';
import { needsOf } from './route.ts';
import { ATTENTION_CALLS, attentionRoutes } from './routes/attention.ts';
import { MISSING_CALLS, missingRoutes } from './routes/missing-orders.ts';
import { PROFILE_CALLS, profileRoutes } from './routes/profiles.ts';
import { NUMBERING_CALLS, numberingRoutes } from './routes/numbering.ts';
import { PAIR_CALLS, pairRoutes } from './routes/pair.ts';
import { REMOVED_CALLS, removedRoutes } from './routes/removed-profiles.ts';
import { RECORD_CALLS, recordRoutes } from './routes/records.ts';
import { WORD_CALLS, wordRoutes } from './routes/words.ts';
import { RUN_CALLS, runRoutes } from './routes/runs.ts';
import { SESSION_CALLS, sessionRoutes } from './routes/session.ts';

const BODY_BYTES = 1024 * 1024;
const DESCRIPTION = '/api/openapi.json';

/** Every call of the API; the guard and the tests go by this list. */
export const CALLS: readonly RouteConfig[] = [
  ...Object.values(SESSION_CALLS),
  ...Object.values(PROFILE_CALLS),
  ...Object.values(ATTENTION_CALLS),
  ...Object.values(PAIR_CALLS),
  ...Object.values(NUMBERING_CALLS),
  ...Object.values(REMOVED_CALLS),
  ...Object.values(RUN_CALLS),
  ...Object.values(RECORD_CALLS),
  ...Object.values(WORD_CALLS),
  ...Object.values(MISSING_CALLS),
];

export interface HttpOptions {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
}

export interface RunningHttp {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** `/api/profiles/{name}` → `/api/profiles/:name`. */
function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function addGuards(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  for (const route of CALLS) hono.on(route.method, [honoPath(route.path)], guard(parts, needsOf(route)));
  hono.use(DESCRIPTION, guard(parts, 'operator'));
}

/** The page's server without a socket: every route behind its guard. */
export function makeServer(parts: HttpParts, host: string): OpenAPIHono<HttpEnv> {
  const hono = new OpenAPIHono<HttpEnv>({
    // A request that is not as described: its own words stay inside, they may repeat what was typed.
    defaultHook: (result) => {
      if (result.success) return undefined;
      const [issue] = result.error.issues;
      const key = issue?.path.join('.') ?? '';
      throw new SyncError('settings.badValue', { key, value: '', expected: issue?.code ?? '' });
    },
  });
  hono.use(secureHeaders);
  hono.use(ownNamesOnly(host, parts.origin));
  hono.use(
    '/api/*',
    bodyLimit({
      maxSize: BODY_BYTES,
      onError: (context) => context.json({ code: 'http', what: '413' }, 413),
    }),
  );
  hono.use('/assets/*', compress());
  addGuards(hono, parts);
  sessionRoutes(hono, parts);
  profileRoutes(hono, parts);
  attentionRoutes(hono, parts);
  pairRoutes(hono, parts);
  numberingRoutes(hono, parts);
  removedRoutes(hono, parts);
  runRoutes(hono, parts);
  recordRoutes(hono, parts);
  wordRoutes(hono, parts);
  missingRoutes(hono, parts);
  hono.openAPIRegistry.registerComponent('securitySchemes', 'cookie', {
    type: 'apiKey',
    in: 'cookie',
    name: 'skladbridge_session',
  });
  hono.doc31(DESCRIPTION, { openapi: '3.1.0', info: { title: 'Skladbridge', version: '1' } });
  hono.all('/api/*', guard(parts, 'operator'), (context) => context.json({ code: 'http', what: '404' }, 404));
  pageFiles(hono, parts.pageFolder);
  hono.onError((error, context) => answerError(context, error, parts.onFault));
  return hono;
}

/** Serves the page and its API. Rejects `http.portTaken` when the port is not free. */
export async function startHttp(parts: HttpParts, options: HttpOptions): Promise<RunningHttp> {
  const { host, port } = options;
  const app = makeServer(parts, host);
  const { server, bound } = await new Promise<{ server: ServerType; bound: number }>((resolve, reject) => {
    const starting = serve({ fetch: app.fetch, hostname: host, port }, (info) =>
      resolve({ server: starting, bound: info.port }),
    );
    starting.once('error', (error: Error) =>
      reject(listenError(error, { host, port, taken: 'http.portTaken' })),
    );
  });
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${bound}`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
