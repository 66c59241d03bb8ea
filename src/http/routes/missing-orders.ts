import type { OpenAPIHono } from '@hono/zod-openapi';
import type { OrderNumber } from '../../model/order-origin.ts';
import { languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { listedOrder } from '../listed-order.ts';
import { AnyObject, call, ProfileParams, z } from '../route.ts';

const MOST_ORDERS = 100_000;

export const MISSING_CALLS = {
  list: call({
    method: 'get',
    path: '/api/profiles/{name}/missing',
    summary: 'recorded orders whose document is not in the warehouse any more, and that nobody has let go',
    needs: 'operator',
    params: ProfileParams,
    answer: z.array(AnyObject),
  }),
  decide: call({
    method: 'post',
    path: '/api/profiles/{name}/missing',
    summary: 'have the next import record them again under their own УНП, or let them go',
    needs: 'operator',
    params: ProfileParams,
    body: z.object({
      decision: z.enum(['again', 'letGo']),
      orders: z.union([z.array(z.int().min(0)).max(MOST_ORDERS), z.literal('all')]),
    }),
    answer: z.object({ decided: z.number() }),
  }),
} as const;

/** Orders whose documents are missing, and what a person decides of them (Q1). */
export function missingRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(MISSING_CALLS.list, async (context) => {
    const missing = await app.upkeep.missing(context.req.valid('param').name);
    const language = languageOf(context);
    return context.json(
      missing.map((entry) => listedOrder(entry, language)),
      200,
    );
  });
  hono.openapi(MISSING_CALLS.decide, async (context) => {
    const { decision, orders } = context.req.valid('json');
    const chosen = orders === 'all' ? orders : orders.map((order) => order as OrderNumber);
    const what = { decision, orders: chosen };
    const decided = await app.upkeep.decideMissing(context.req.valid('param').name, what);
    return context.json({ decided }, 200);
  });
}
