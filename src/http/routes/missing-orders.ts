import type { OpenAPIHono } from '@hono/zod-openapi';
import type { OrderNumber } from '../../model/order-origin.ts';
import { languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { listedOrder } from '../listed-order.ts';
import { routeOf } from '../route-of.ts';
import { MISSING_CALLS } from '../../api/missing-orders.ts';

/** Orders whose documents are missing, and what a person decides of them (Q1). */
export function missingRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(routeOf(MISSING_CALLS.list), async (context) => {
    const missing = await app.upkeep.missing(context.req.valid('param').name);
    const language = languageOf(context);
    return context.json(
      missing.map((entry) => listedOrder(entry, language)),
      200,
    );
  });
  hono.openapi(routeOf(MISSING_CALLS.decide), async (context) => {
    const { decision, orders } = context.req.valid('json');
    const chosen = orders === 'all' ? orders : orders.map((order) => order as OrderNumber);
    const what = { decision, orders: chosen };
    const decided = await app.upkeep.decideMissing(context.req.valid('param').name, what);
    return context.json({ decided }, 200);
  });
}
