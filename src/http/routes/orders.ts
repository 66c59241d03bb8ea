import type { OpenAPIHono } from '@hono/zod-openapi';
import { ORDER_CALLS } from '../../api/orders.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import { textsOf } from '../../texts/text.ts';
import { languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { listedOrder } from '../listed-order.ts';
import { ordersCsv } from '../orders-csv.ts';
import { fileRouteOf, routeOf } from '../route-of.ts';
import { wordedEvent } from '../worded-change.ts';

const PAGE = 100;

interface OrderFilter {
  readonly search: string;
  readonly stage: '' | OrderStage;
}

/** Every order that fits, by number. */
export async function ordersOf(
  parts: HttpParts,
  name: string,
  filter: OrderFilter,
): Promise<readonly LedgerEntry[]> {
  const found: LedgerEntry[] = [];
  const stages = filter.stage === '' ? null : [filter.stage];
  const needle = filter.search.trim().toLowerCase();
  for await (const batch of parts.app.orders(name, stages)) {
    for (const entry of batch) {
      const text = `${entry.orderNumber} ${entry.documentNumber ?? ''} ${entry.unp ?? ''}`.toLowerCase();
      if (needle === '' || text.includes(needle)) found.push(entry);
    }
  }
  return found;
}

/** The ledger, one order with its story, the list as CSV. */
export function orderRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app } = parts;
  hono.openapi(routeOf(ORDER_CALLS.orders), async (context) => {
    const { search, stage, page } = context.req.valid('query');
    const query = { search, stage: stage === '' ? null : stage, page, size: PAGE };
    const { found, rows } = await app.orderPage(context.req.valid('param').name, query);
    const language = languageOf(context);
    const listed = rows.map((entry) => listedOrder(entry, language));
    return context.json({ found, pageSize: PAGE, orders: listed }, 200);
  });
  hono.openapi(fileRouteOf(ORDER_CALLS.ordersCsv), async (context) => {
    const found = await ordersOf(parts, context.req.valid('param').name, context.req.valid('query'));
    context.header('Content-Type', 'text/csv; charset=utf-8');
    context.header('Content-Disposition', 'attachment; filename="orders.csv"');
    const ways = await app.refundWays(context.req.valid('param').name);
    return context.body(ordersCsv(found, ways, languageOf(context)));
  });
  hono.openapi(routeOf(ORDER_CALLS.order), async (context) => {
    const { name, number } = context.req.valid('param');
    const { entry, versions, history, refundWay } = await app.orderStory(name, Number(number) as OrderNumber);
    const language = languageOf(context);
    const order = listedOrder(entry, language);
    const steps = history.map((stored) => wordedEvent(stored, language));
    const { refundWays } = textsOf(language);
    const shown = { order, versions, history: steps, refundWay, refundWays };
    return context.json(shown, 200);
  });
  hono.openapi(routeOf(ORDER_CALLS.refundWay), async (context) => {
    const { name, number } = context.req.valid('param');
    await app.setRefundWay(name, Number(number) as OrderNumber, context.req.valid('json').way);
    return context.json({ ok: true } as const, 200);
  });
}
