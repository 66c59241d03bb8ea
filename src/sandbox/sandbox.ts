import { randomBytes } from 'node:crypto';
import { serve } from '@hono/node-server';
import type { HttpBindings, ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { adminRoutes } from './admin-routes.ts';
import { readContent } from './content-file.ts';
import type { SandboxContent } from './content-file.ts';
import { exportFeed } from './export-feed.ts';
import { faultMiddleware } from './fault-middleware.ts';
import { FaultBox } from './faults.ts';
import { OAuth } from './oauth.ts';
import { placeOrder } from './place-order.ts';
import type { OrderDraft } from './place-order.ts';
import { RequestCounter } from './request-counter.ts';
import type { Plural } from './resources/all-resources.ts';
import { RESOURCES } from './resources/all-resources.ts';
import type { StoredRecord } from './resource.ts';
import { storedFields } from './record-values.ts';
import { RestApi } from './rest-routes.ts';
import { addRecord, Store } from './store.ts';
import { XmlApi } from './xml-routes.ts';

const BODY_BYTES = 32 * 1024 * 1024;
const PLURALS: readonly Plural[] = [
  'brands',
  'categories',
  'customers',
  'products',
  'orders',
  'pages',
  'attributes',
  'scriptCodes',
];

export interface SandboxOptions {
  readonly host?: string;
  /** 0 = any free one. */
  readonly port?: number;
  /** Where the shop lives on; without it, it is gone when it is closed. */
  readonly storeFolder?: string;
  /** What a new shop starts with; a folder that holds a shop keeps its own. */
  readonly content?: SandboxContent;
  readonly clock?: () => Date;
  /** Of the faults. */
  readonly seed?: number;
}

export interface RunningSandbox {
  readonly url: string;
  readonly adminUrl: string;
  readonly port: number;
  readonly store: Store;
  readonly faults: FaultBox;
  readonly requests: RequestCounter;
  readonly content: SandboxContent;
  /** Places an order as a buyer would; returns its number. */
  placeOrder(draft: OrderDraft): number;
  close(): Promise<void>;
}

/** Access data that a kept shop goes on with; the records themselves are in the store. */
const KEPT = ['apps', 'apiUsers', 'languages', 'currency', 'exportFeed'] as const;

function fillStore(store: Store, content: SandboxContent): void {
  store.transaction(() => {
    for (const plural of PLURALS) {
      const resource = RESOURCES[plural];
      if (resource === undefined) continue;
      for (const record of content[plural]) {
        const given = record[resource.idField];
        const readOnly = Object.fromEntries(
          Object.entries(resource.fields).flatMap(([name, field]) =>
            field.isReadOnly && record[name] !== undefined ? [[name, record[name]]] : [],
          ),
        );
        const fields: StoredRecord = { ...storedFields(record, resource), ...readOnly };
        addRecord(store, plural, { id: typeof given === 'number' ? given : null, fields });
      }
    }
    store.setFact('access', JSON.stringify(Object.fromEntries(KEPT.map((key) => [key, content[key]]))));
  });
}

/** The shop's access data: those it was made with, wherever its records come from. */
function openContent(store: Store, given: SandboxContent): SandboxContent {
  const kept = store.fact('access');
  if (kept === null || !store.isFilled) {
    fillStore(store, given);
    return given;
  }
  return readContent(JSON.parse(kept));
}

function tokenKey(store: Store): string {
  const kept = store.fact('tokenKey');
  if (kept !== null) return kept;
  const key = randomBytes(32).toString('hex');
  store.setFact('tokenKey', key);
  return key;
}

async function listen(
  app: Hono<{ Bindings: HttpBindings }>,
  host: string,
  port: number,
): Promise<{ server: ServerType; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (info) =>
      resolve({ server, port: info.port }),
    );
    server.once('error', reject);
  });
}

/**
 * Starts a Seliton shop on this machine: REST, XML API, export feed and an admin page over one store (spec
 * section 9).
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const host = options.host ?? '127.0.0.1';
  const clock = options.clock ?? (() => new Date());
  const store = new Store(options.storeFolder ?? null);
  const content = openContent(store, options.content ?? readContent({}));
  const faults = new FaultBox(options.seed ?? 1);
  const requests = new RequestCounter();
  const place = (draft: OrderDraft): number =>
    placeOrder({ store, clock, currency: content.currency }, draft);

  let address = '';
  const hostOf = (): string => address;
  const oauth = new OAuth({ content, key: tokenKey(store), clock, host: hostOf });
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(
    '*',
    bodyLimit({
      maxSize: BODY_BYTES,
      onError: (context) => context.json({ error: { message: 'The body is too large' } }, 413),
    }),
  );
  app.route('/sandbox', adminRoutes({ store, faults, counter: requests, placeOrder: place }));
  app.use('*', async (context, next) => {
    requests.add(context.req.method, context.req.path);
    await next();
  });
  app.use('*', faultMiddleware(faults));
  const rest = new RestApi({
    store,
    oauth,
    faults,
    clock,
    baseUrl: () => `http://${hostOf()}/`,
    onCreate: (code) => requests.created(code),
  });
  app.route('/api/v1', rest.routes());
  app.route('/', oauth.routes());
  app.route('/', new XmlApi({ store, faults, counter: requests, content }).routes());
  app.route('/', exportFeed({ store, content }));
  app.notFound((context) => context.json({ error: { message: 'There is no such address' } }, 404));
  app.onError((error, context) => context.json({ error: { message: error.message } }, 500));

  const { server, port } = await listen(app, host, options.port ?? 0).catch((error: unknown) => {
    store.close();
    throw error;
  });
  address = `${host}:${port}`;
  return {
    url: `http://${address}`,
    adminUrl: `http://${address}/sandbox/`,
    port,
    store,
    faults,
    requests,
    content,
    placeOrder: place,
    close: () => closeServer(server, store),
  };
}

async function closeServer(server: ServerType, store: Store): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    // Keep-alive connections would hold the server open for seconds.
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
  store.close();
}
