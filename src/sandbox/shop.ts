import { randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { adminRoutes } from './admin-routes.ts';
import { readContent } from './content-file.ts';
import type { SandboxContent } from './content-file.ts';
import { exportFeed } from './export-feed.ts';
import { faultMiddleware } from './fault-middleware.ts';
import { FaultBox } from './faults.ts';
import { OAuth } from './oauth.ts';
import type { OAuthHost } from './oauth.ts';
import { placeOrder } from './place-order.ts';
import type { OrderDraft } from './place-order.ts';
import { RequestCounter } from './request-counter.ts';
import type { Plural } from './resources/all-resources.ts';
import { RESOURCES } from './resources/all-resources.ts';
import type { StoredRecord } from './resource.ts';
import { storedFields } from './record-values.ts';
import { RestApi } from './rest-routes.ts';
import { hostOf } from './shop-of-host.ts';
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

export interface ShopOptions {
  /**
   * The shop's public name, such as `https://shop.example.bg`: in its links, in the addresses of its images
   * and as the `shop` of OAuth. Without one it is the address that the process listens on.
   */
  readonly address?: string;
  /** Where the shop lives on; without it, it is gone when it is closed. */
  readonly storeFolder?: string;
  /** What a new shop starts with; a folder that holds a shop keeps its own. */
  readonly content?: SandboxContent;
  readonly clock?: () => Date;
  /** Of the faults. */
  readonly seed?: number;
}

/** A shop of this process. */
export interface SandboxShop {
  /** Its public address, without a final slash. */
  readonly url: string;
  readonly adminUrl: string;
  /** Public host, as a request's `Host` names it. */
  readonly host: string;
  readonly store: Store;
  readonly faults: FaultBox;
  readonly requests: RequestCounter;
  readonly content: SandboxContent;
  /** Places an order as a buyer would; returns its number. */
  placeOrder(draft: OrderDraft): number;
}

/** A shop with everything that answers for it. */
export interface OpenedShop extends SandboxShop {
  answer(request: Request, env: HttpBindings): Response | Promise<Response>;
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

/** What a shop has of the process that it lives in. */
export interface ShopPlace {
  readonly oauth: OAuthHost;
  /** Where the process listens, known once it does: the name of a shop that has no other. */
  readonly listens: () => string;
}

/** Opens a shop: REST, XML API, export feed and an admin page over one store (spec section 9). */
export function openShop(options: ShopOptions, place: ShopPlace): OpenedShop {
  const url = (): string => (options.address ?? place.listens()).replace(/\/$/, '');
  const host = (): string => hostOf(url());
  const clock = options.clock ?? (() => new Date());
  const store = new Store(options.storeFolder ?? null);
  const content = openContent(store, options.content ?? readContent({}));
  const faults = new FaultBox(options.seed ?? 1);
  const requests = new RequestCounter();
  const order = (draft: OrderDraft): number =>
    placeOrder({ store, clock, currency: content.currency }, draft);
  const oauth = new OAuth({ shop: { content, key: tokenKey(store), host }, shared: place.oauth, clock });
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(
    '*',
    bodyLimit({
      maxSize: BODY_BYTES,
      onError: (context) => context.json({ error: { message: 'The body is too large' } }, 413),
    }),
  );
  // The links that are printed and the shop's own address lead a browser to where something can be seen.
  for (const way of ['/', '/sandbox/']) app.get(way, (context) => context.redirect('/sandbox', 302));
  app.route('/sandbox', adminRoutes({ store, faults, counter: requests, host, placeOrder: order }));
  app.use('*', async (context, next) => {
    requests.add(context.req.method, context.req.path);
    await next();
  });
  app.use('*', faultMiddleware(faults, host));
  const baseUrl = (): string => `${url()}/`;
  const onCreate = (code: string): void => requests.created(code);
  app.route('/api/v1', new RestApi({ store, oauth, faults, clock, baseUrl, onCreate }).routes());
  app.route('/', oauth.routes());
  app.route('/', new XmlApi({ store, faults, counter: requests, content }).routes());
  app.route('/', exportFeed({ store, content, faults, baseUrl }));
  app.notFound((context) => context.json({ error: { message: 'There is no such address' } }, 404));
  app.onError((error, context) => context.json({ error: { message: error.message } }, 500));
  return {
    get url() {
      return url();
    },
    get adminUrl() {
      return `${url()}/sandbox/`;
    },
    get host() {
      return host();
    },
    store,
    faults,
    requests,
    content,
    placeOrder: order,
    answer: app.fetch,
  };
}
