import type { OpenAPIHono } from '@hono/zod-openapi';
import { compress } from 'hono/compress';
import { FIRM_CALLS } from '../../../api/firm/firms.ts';
import type { FirmRow, FirmShop } from '../../../api/firm/firms.ts';
import type { FoundLook } from '../../../app/app.ts';
import type { HttpEnv, HttpParts } from '../../http-parts.ts';
import { routeOf } from '../../route-of.ts';

function shopRow({ lastRun, ...shop }: FoundLook['shops'][number]): FirmShop {
  if (lastRun === null) return { ...shop, lastRun };
  const { startedAt, end, code, cause } = lastRun;
  return { ...shop, lastRun: { startedAt, end, code, cause } };
}

function firmRow({ id, name, suspendedAt, hasOwner, shops, isByShop }: FoundLook): FirmRow {
  return { id, name, suspendedAt, hasOwner, shops: shops.map(shopRow), isByShop };
}

const PAGE = 100;

/** Firms that share the memory, as whoever looks after them does. */
export function firmsRoutes(hono: OpenAPIHono<HttpEnv>, { app }: Pick<HttpParts, 'app'>): void {
  const { tenants } = app;
  // Hundreds of shops are said in much the same words.
  hono.use(FIRM_CALLS.list.path, compress());
  hono.openapi(routeOf(FIRM_CALLS.list), async (context) => {
    const { search, needs, page } = context.req.valid('query');
    const asked = { search, needing: needs === 'yes', page, size: PAGE };
    const { found, sums, rows } = await tenants.page(asked);
    return context.json({ found, page, pageSize: PAGE, sums, firms: rows.map(firmRow) }, 200);
  });
  hono.openapi(routeOf(FIRM_CALLS.add), async (context) => {
    const { id } = await tenants.add(context.req.valid('json').name);
    return context.json({ id }, 200);
  });
  hono.openapi(routeOf(FIRM_CALLS.rename), async (context) => {
    const name = await tenants.nameOf(Number(context.req.valid('param').id));
    await tenants.rename(name, context.req.valid('json').name);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(FIRM_CALLS.suspend), async (context) => {
    const name = await tenants.nameOf(Number(context.req.valid('param').id));
    await tenants.suspend(name, context.req.valid('json').isSuspended);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(FIRM_CALLS.addOwner), async (context) => {
    const tenant = await tenants.ownerless(Number(context.req.valid('param').id));
    const draft = { ...context.req.valid('json'), role: 'owner' } as const;
    return context.json(await app.of(tenant).access.desk.addWithTemporary(draft), 200);
  });
}
