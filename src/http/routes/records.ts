import type { OpenAPIHono } from '@hono/zod-openapi';
import type { GoodId } from '../../model/good.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { ProductId } from '../../model/product.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import { hasSupto } from '../../model/warehouse-version.ts';
import { textsOf } from '../../texts/text.ts';
import { languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { listedOrder } from '../listed-order.ts';
import { ordersCsv } from '../orders-csv.ts';
import { routeOf } from '../route-of.ts';
import { RECORD_CALLS } from '../../api/records.ts';
import { wordedEvent } from '../worded-change.ts';

const PAGE = 100;
const LATEST = 30;

interface OrderFilter {
  readonly search: string;
  readonly stage: '' | OrderStage;
}

async function orders(parts: HttpParts, name: string, filter: OrderFilter): Promise<readonly LedgerEntry[]> {
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

async function summary(parts: HttpParts, name: string): Promise<Record<string, unknown>> {
  const found = await parts.app.summary(name);
  const runs = await parts.app.runs(name, LATEST);
  const seconds = (from: string, to: string | null): number | null =>
    to === null ? null : (Date.parse(to) - Date.parse(from)) / 1000;
  return {
    attention: found.attention,
    stages: found.stages,
    cursor: found.cursor,
    isBusy: parts.live.isBusy(name),
    runs: runs.map((run) => ({ ...run, seconds: seconds(run.startedAt, run.endedAt) })),
  };
}

/** What is known of the numbers of a server's device: its range, the last one used, what the shop was not told. */
async function unpUse(parts: HttpParts, name: string) {
  const { settings } = (await parts.app.showProfile(name)).profile;
  const pending = await orders(parts, name, { search: '', stage: 'recorded' });
  const done = await orders(parts, name, { search: '', stage: 'acknowledged' });
  const last =
    [...pending, ...done]
      .map((entry) => entry.unp ?? '')
      .toSorted()
      .at(-1) ?? '';
  return {
    isSupto: hasSupto(settings.warehouseBuild),
    device: settings.deviceSerial,
    from: settings.unpFrom,
    to: settings.unpTo,
    last,
    pending: pending
      .filter((entry) => entry.unp !== null)
      .map((entry) => ({
        order: entry.orderNumber,
        document: entry.documentNumber,
        unp: entry.unp,
        recordedAt: entry.recordedAt,
      })),
  };
}

function orderRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app } = parts;
  hono.openapi(routeOf(RECORD_CALLS.orders), async (context) => {
    const { search, stage, page } = context.req.valid('query');
    const query = { search, stage: stage === '' ? null : stage, page, size: PAGE };
    const { found, rows } = await app.orderPage(context.req.valid('param').name, query);
    const language = languageOf(context);
    const listed = rows.map((entry) => listedOrder(entry, language));
    return context.json({ found, pageSize: PAGE, orders: listed }, 200);
  });
  hono.openapi(routeOf(RECORD_CALLS.ordersCsv), async (context) => {
    const found = await orders(parts, context.req.valid('param').name, context.req.valid('query'));
    context.header('Content-Type', 'text/csv; charset=utf-8');
    context.header('Content-Disposition', 'attachment; filename="orders.csv"');
    const ways = await app.refundWays(context.req.valid('param').name);
    return context.body(ordersCsv(found, ways, languageOf(context))) as never;
  });
  hono.openapi(routeOf(RECORD_CALLS.order), async (context) => {
    const { name, number } = context.req.valid('param');
    const { entry, versions, history, refundWay } = await app.orderStory(name, Number(number) as OrderNumber);
    const language = languageOf(context);
    const order = listedOrder(entry, language);
    const steps = history.map((stored) => wordedEvent(stored, language));
    const { refundWays } = textsOf(language);
    const shown = { order, versions: [...versions], history: steps, refundWay, refundWays };
    return context.json(shown, 200);
  });
  hono.openapi(routeOf(RECORD_CALLS.refundWay), async (context) => {
    const { name, number } = context.req.valid('param');
    await app.setRefundWay(name, Number(number) as OrderNumber, context.req.valid('json').way);
    return context.json({ ok: true } as const, 200);
  });
}

function linkRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(routeOf(RECORD_CALLS.links), async (context) => {
    const { after } = context.req.valid('query');
    const links = await app.links(context.req.valid('param').name, { after, limit: PAGE });
    const next = links.length < PAGE ? null : (links.at(-1)?.goodId ?? null);
    return context.json({ links: [...links], next }, 200);
  });
  hono.openapi(routeOf(RECORD_CALLS.link), async (context) => {
    const { name, id } = context.req.valid('param');
    await app.link(name, Number(id) as GoodId, context.req.valid('json').product as ProductId);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(RECORD_CALLS.unlink), async (context) => {
    const { name, id } = context.req.valid('param');
    await app.unlink(name, Number(id) as GoodId);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(RECORD_CALLS.goodHistory), async (context) => {
    const { name, id } = context.req.valid('param');
    const language = languageOf(context);
    const history = await app.history(name, `good:${id}`, PAGE);
    return context.json({ history: history.map((stored) => wordedEvent(stored, language)) }, 200);
  });
}

/** Orders, what waits for a person, links, УНП. */
export function recordRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  orderRoutes(hono, parts);
  linkRoutes(hono, parts);
  hono.openapi(routeOf(RECORD_CALLS.unp), async (context) =>
    context.json(await unpUse(parts, context.req.valid('param').name), 200),
  );
  hono.openapi(routeOf(RECORD_CALLS.summary), async (context) =>
    context.json(await summary(parts, context.req.valid('param').name), 200),
  );
}
