import { Hono } from 'hono';
import type { Context, MiddlewareHandler } from 'hono';
import { ZodError } from 'zod';
import type { AdminShop } from './admin-layout.ts';
import { newOrderPage, orderPage } from './admin-order-pages.ts';
import { homePage, ordersPage, productPage, productsPage } from './admin-pages.ts';
import { ADMIN_STYLE } from './admin-style.ts';
import type { FaultSwitch } from './faults.ts';
import { BadOrder, setOrderStatus } from './place-order.ts';
import type { OrderDraft } from './place-order.ts';

const POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Only the admin's own pages, or a program on this machine that says no origin, may change anything. */
const sameOrigin =
  (host: () => string): MiddlewareHandler =>
  async (context, next) => {
    const origin = context.req.header('origin');
    const site = context.req.header('sec-fetch-site');
    const isForeign =
      (site !== undefined && site !== 'same-origin' && site !== 'none') ||
      (origin !== undefined && ![context.req.header('host'), host()].includes(new URL(origin).host));
    if (context.req.method !== 'GET' && isForeign)
      return context.json({ error: { message: 'other origin' } }, 403);
    context.header('Content-Security-Policy', POLICY);
    await next();
    return undefined;
  };

async function guarded(context: Context, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BadOrder) return context.json({ error: { message: error.message } }, 400);
    if (error instanceof ZodError) {
      const [issue] = error.issues;
      return context.json(
        { error: { message: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` } },
        400,
      );
    }
    throw error;
  }
}

function addJson(app: Hono, shop: AdminShop): void {
  app.get('/requests', (context) =>
    context.json({
      requests: shop.counter.all(),
      writes: shop.counter.writes(),
      creates: shop.counter.creates(),
    }),
  );
  app.delete('/requests', (context) => {
    shop.counter.reset();
    return context.json({});
  });
  app.get('/faults', (context) => context.json({ faults: shop.faults.list() }));
  app.put('/faults', (context) =>
    guarded(context, async () => {
      const body: unknown = await context.req.json();
      for (const fault of Array.isArray(body) ? body : [body]) shop.faults.add(fault as FaultSwitch);
      return context.json({ faults: shop.faults.list() });
    }),
  );
  app.delete('/faults', (context) => {
    shop.faults.clear();
    return context.json({});
  });
  app.put('/orders/:number/status', (context) =>
    guarded(context, async () => {
      const { status } = await context.req.json<{ status: string }>();
      setOrderStatus(shop.store, Number(context.req.param('number')), status);
      return context.json({});
    }),
  );
  app.delete('/orders/:number', (context) =>
    context.json({ deleted: shop.store.delete('orders', Number(context.req.param('number'))) }),
  );
  app.delete('/products/:id', (context) =>
    context.json({ deleted: shop.store.delete('products', Number(context.req.param('id'))) }),
  );
}

function draftFromForm(form: Readonly<Record<string, unknown>>): OrderDraft {
  const text = (name: string): string => (typeof form[name] === 'string' ? form[name] : '');
  const lines = [1, 2, 3]
    .map((index) => ({ code: text(`code${index}`).trim(), quantity: text(`quantity${index}`).trim() || '1' }))
    .filter((line) => line.code !== '');
  const company = text('company').trim();
  return {
    lines,
    status: text('status') as OrderDraft['status'],
    shipping: text('shipping').trim() || '0',
    fee: text('fee').trim() || '0',
    discount: text('discount').trim() || '0',
    firstName: text('firstName').trim() || 'Тест',
    lastName: text('lastName').trim() || 'Тестов',
    email: text('email').trim() || 'test@example.bg',
    company,
    companyNumber: text('companyNumber').trim(),
  };
}

function addPages(app: Hono, shop: AdminShop): void {
  app.get('/', (context) => context.html(homePage(shop)));
  app.get('/style.css', (context) =>
    context.body(ADMIN_STYLE, 200, { 'Content-Type': 'text/css; charset=UTF-8' }),
  );
  app.get('/products', (context) => context.html(productsPage(shop, context.req.query())));
  app.get('/products/:id', (context) => context.html(productPage(shop, Number(context.req.param('id')))));
  app.get('/orders', (context) => context.html(ordersPage(shop, context.req.query())));
  app.get('/orders/new', (context) => context.html(newOrderPage(shop, null)));
  app.get('/orders/:number', (context) => context.html(orderPage(shop, Number(context.req.param('number')))));
  app.post('/orders', (context) =>
    guarded(context, async () => {
      if ((context.req.header('content-type') ?? '').startsWith('application/json')) {
        return context.json({ orderId: shop.placeOrder(await context.req.json<OrderDraft>()) }, 201);
      }
      const form = await context.req.parseBody();
      try {
        return context.redirect(`/sandbox/orders/${shop.placeOrder(draftFromForm(form))}`, 303);
      } catch (error) {
        if (!(error instanceof BadOrder) && !(error instanceof ZodError)) throw error;
        const message =
          error instanceof BadOrder ? error.message : 'Попълнете поне един код и числа с точка.';
        return context.html(newOrderPage(shop, message), 400);
      }
    }),
  );
  app.post('/orders/:number/status', (context) =>
    guarded(context, async () => {
      const number = Number(context.req.param('number'));
      const form = await context.req.parseBody();
      setOrderStatus(shop.store, number, String(form['status'] ?? ''));
      return context.redirect(`/sandbox/orders/${number}`, 303);
    }),
  );
}

/** The shop's own administration on this machine: pages to look at and a JSON API for tests. */
export function adminRoutes(shop: AdminShop): Hono {
  const app = new Hono();
  app.use('*', sameOrigin(shop.host));
  addJson(app, shop);
  addPages(app, shop);
  return app;
}
