import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { z } from 'zod';
import { STORY_CALLS } from '../../api/order-story.ts';
import { ORDER_CALLS } from '../../api/orders.ts';
import type { OrderFilterQuery } from '../../api/orders.ts';
import type { OrderFilter } from '../../model/list-page.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { textsOf, wordMeaningText } from '../../texts/text.ts';
import type { Language } from '../../texts/text.ts';
import { answerSheet } from '../answer-file.ts';
import type { SheetFormat } from '../answer-file.ts';
import { languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { listedWithBuyer } from '../listed-order.ts';
import { ordersSheet } from '../order-sheets.ts';
import { orderContentView, writtenView } from '../order-view.ts';
import { fileRouteOf, routeOf } from '../route-of.ts';
import { wordedEvent } from '../worded-change.ts';
import { wordedItem } from './attention.ts';

const PAGE = 100;

type Asked = z.infer<typeof OrderFilterQuery>;

function filterOf({ search, stage, from, to }: Asked): OrderFilter {
  return { search, stage: stage === '' ? null : stage, from, to };
}

async function ordersFile(
  { app, onFault }: HttpParts,
  context: Context<HttpEnv>,
  what: { readonly name: string; readonly query: Asked; readonly format: SheetFormat },
): Promise<Response> {
  const { name, query, format } = what;
  const { language } = context.get('session').account;
  // Asked first: once the answer has begun, nothing can be refused any more.
  const ways = await app.refundWays(name);
  const sheet = ordersSheet(app.orderDesk.each(name, filterOf(query)), ways, language);
  return answerSheet(context, sheet, { format, name: 'orders', language, onFault });
}

/** The ledger as a list and as files; one order with its story. */
export function orderRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  listRoutes(hono, parts);
  storyRoute(hono, parts);
  decisionRoutes(hono, parts);
}

function listRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  hono.openapi(routeOf(ORDER_CALLS.orders), async (context) => {
    const asked = context.req.valid('query');
    const query = { ...filterOf(asked), page: asked.page, size: PAGE };
    const page = await parts.app.orderDesk.page(context.req.valid('param').name, query);
    const language = languageOf(context);
    const orders = page.rows.map((row) => listedWithBuyer(row, language));
    const { found, counts, isComplete } = page;
    return context.json({ found, pageSize: PAGE, orders, counts, isComplete }, 200);
  });
  hono.openapi(fileRouteOf(ORDER_CALLS.ordersCsv), async (context) => {
    const { name } = context.req.valid('param');
    return ordersFile(parts, context, { name, query: context.req.valid('query'), format: 'csv' });
  });
  hono.openapi(fileRouteOf(ORDER_CALLS.ordersXlsx), async (context) => {
    const { name } = context.req.valid('param');
    return ordersFile(parts, context, { name, query: context.req.valid('query'), format: 'xlsx' });
  });
}

/** What a payment status means where somebody knows; else as the shop writes it. */
function paymentWord(
  words: Awaited<ReturnType<HttpParts['app']['words']>>,
  status: string,
  language: Language,
): string {
  const known = words.find(({ kind, word }) => kind === 'paymentStatus' && word === status)?.inUse ?? null;
  return known === null ? status : wordMeaningText(textsOf(language), known);
}

function storyRoute(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(routeOf(STORY_CALLS.order), async (context) => {
    const { name, number } = context.req.valid('param');
    const order = Number(number) as OrderNumber;
    const { entry, versions, history, refundWay } = await app.orderStory(name, order);
    const details = await app.orderDesk.details(name, order);
    const language = languageOf(context);
    const words = await app.words(name);
    const story = {
      order: listedWithBuyer({ entry, sight: details.sight }, language),
      content: orderContentView(details, (status) => paymentWord(words, status, language)),
      written: details.written === null ? null : writtenView(details.written),
      waiting: details.waiting.map((item) => wordedItem(item, language)),
      versions,
      history: history.map((stored) => wordedEvent(stored, language)),
      refundWay,
      refundWays: textsOf(language).refundWays,
    };
    return context.json(story, 200);
  });
  hono.openapi(routeOf(STORY_CALLS.orderGoods), async (context) => {
    const { name, number } = context.req.valid('param');
    const found = await app.orderDesk.goods(name, Number(number) as OrderNumber, context.req.raw.signal);
    const goods = found.map(({ productId, good }) => ({
      productId,
      goodId: good.id,
      code: good.code,
      name: good.name,
    }));
    return context.json(goods, 200);
  });
}

function decisionRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(routeOf(STORY_CALLS.decline), async (context) => {
    const { name, number } = context.req.valid('param');
    const by = { who: context.get('session').account.name, why: context.req.valid('json').why };
    await app.orderDesk.decline(name, Number(number) as OrderNumber, by);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(STORY_CALLS.admit), async (context) => {
    const { name, number } = context.req.valid('param');
    await app.orderDesk.admit(name, Number(number) as OrderNumber);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(STORY_CALLS.refundWay), async (context) => {
    const { name, number } = context.req.valid('param');
    await app.setRefundWay(name, Number(number) as OrderNumber, context.req.valid('json').way);
    return context.json({ ok: true } as const, 200);
  });
}
