import { createHash, timingSafeEqual } from 'node:crypto';
import { serve } from '@hono/node-server';
import type { HttpBindings, ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Clock } from '../lib/clock.ts';
import { listenError } from '../model/listen-error.ts';
import { SyncError } from '../model/sync-error.ts';
import type { WarehouseRecords } from '../warehouse/warehouse-records.ts';
import { ApiError, CODES, invalid } from './api-error.ts';
import { ENDPOINTS } from './endpoints.ts';

const BODY_BYTES = 8 * 1024 * 1024;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

export interface WarehouseApiOptions {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  /** Null = open to whoever reaches the port, which only loopback may be. */
  readonly apiKey: string | null;
  readonly clock: Clock;
  /** Told what went wrong inside, for the log; the client gets no details. */
  readonly onFault: (error: unknown) => void;
}

export interface RunningWarehouseApi {
  readonly url: string;
  readonly port: number;
  /** Stops taking requests; the records stay open. */
  close(): Promise<void>;
}

/** Compares without telling by its time how much of a key was right. */
function isSameKey(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}

/**
 * True for a request that a page in a browser makes, or that reached us under a foreign name: an open port on
 * loopback must not become a way in for any page that the shop's owner visits.
 */
function isFromPage(context: Context): boolean {
  const site = context.req.header('Sec-Fetch-Site') ?? 'none';
  const name = (context.req.header('Host') ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return context.req.header('Origin') !== undefined || site !== 'none' || !LOOPBACK.has(name.toLowerCase());
}

function parameters(context: Context): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, values] of Object.entries(context.req.queries())) {
    // The same filter twice cannot both hold; which one was meant is not ours to guess.
    if (values.length !== 1 || found.has(name.toLowerCase())) throw invalid(name);
    found.set(name.toLowerCase(), values[0] ?? '');
  }
  return found;
}

async function bodyOf(context: Context): Promise<unknown> {
  if (context.req.method === 'GET') return undefined;
  try {
    return await context.req.json();
  } catch {
    throw invalid('body');
  }
}

/** The local day of the computer, as Warehouse Pro's documents have it. */
function localDay(now: number): string {
  const date = new Date(now);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

async function answer(records: WarehouseRecords, context: Context, clock: Clock): Promise<Response> {
  const endpoint = ENDPOINTS.get(
    `${context.req.method} ${context.req.path.toLowerCase().replace(/\/$/, '')}`,
  );
  if (endpoint === undefined) throw new ApiError(404, CODES.notFound, 'Value not found: path.');
  const { body, paging } = await endpoint(records, {
    parameters: parameters(context),
    body: await bodyOf(context),
    today: localDay(clock.now()),
  });
  if (paging !== undefined) {
    context.header('X-CurrentPage', String(paging.page));
    context.header('X-TotalPages', String(paging.pages));
  }
  return context.json(body as object);
}

/** A fault as an answer: ours in full, anything else without its details. */
function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const isBusy = error instanceof SyncError && error.kind === 'connection';
  return isBusy
    ? new ApiError(503, CODES.failed, 'The warehouse is busy or not reachable; try again.')
    : new ApiError(500, CODES.failed, 'The request failed; see the log of the server.');
}

function makeApp(records: WarehouseRecords, options: WarehouseApiOptions): Hono<{ Bindings: HttpBindings }> {
  const { apiKey, clock, onFault } = options;
  const app = new Hono<{ Bindings: HttpBindings }>();
  const fail = (context: Context, error: ApiError): Response => context.json(error.body, error.status);
  app.use(async (context, next) => {
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Cache-Control', 'no-store');
    if (apiKey === null && isFromPage(context))
      return fail(context, new ApiError(403, CODES.accessRefused, 'Not for pages in a browser.'));
    if (apiKey !== null && !isSameKey(context.req.header('X-API-Key') ?? '', apiKey))
      return fail(context, new ApiError(401, CODES.accessRefused, 'Invalid API key.'));
    return next();
  });
  app.use(
    bodyLimit({
      maxSize: BODY_BYTES,
      onError: (context) => fail(context, new ApiError(413, CODES.invalid, 'Invalid value: body.')),
    }),
  );
  app.all('*', (context) => answer(records, context, clock));
  app.onError((error, context) => {
    const known = asApiError(error);
    if (known.status >= 500) onFault(error);
    return fail(context, known);
  });
  return app;
}

/**
 * Serves the Warehouse Pro REST API on the records of a warehouse (facts of the REST API). Without a key
 * only on loopback: rejects `warehouseApi.keyMissing`; `warehouseApi.portTaken` when the port is not free.
 */
export async function startWarehouseApi(
  records: WarehouseRecords,
  options: WarehouseApiOptions,
): Promise<RunningWarehouseApi> {
  const { host, port, apiKey } = options;
  if (apiKey === null && !LOOPBACK.has(host)) throw new SyncError('warehouseApi.keyMissing', { host });
  const app = makeApp(records, options);
  const { server, bound } = await new Promise<{ server: ServerType; bound: number }>((resolve, reject) => {
    const starting = serve({ fetch: app.fetch, hostname: host, port }, (info) =>
      resolve({ server: starting, bound: info.port }),
    );
    starting.once('error', (error: Error) =>
      reject(listenError(error, { host, port, taken: 'warehouseApi.portTaken' })),
    );
  });
  const name = host.includes(':') ? `[${host}]` : host;
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
