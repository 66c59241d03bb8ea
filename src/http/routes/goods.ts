import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { z } from 'zod';
import { GOOD_CALLS } from '../../api/goods.ts';
import type { GoodFilterQuery, GoodPage as GoodPageAnswer, GoodRow, LinkView } from '../../api/goods.ts';
import type { GoodsPage, GoodsPageQuery, ListedGood } from '../../app/app.ts';
import type { Good, GoodId } from '../../model/good.ts';
import type { Link } from '../../model/link.ts';
import type { ProductId } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import { numberedLabel, textsOf } from '../../texts/text.ts';
import type { Language } from '../../texts/text.ts';
import { answerSheet } from '../answer-file.ts';
import type { SheetFormat } from '../answer-file.ts';
import { faultOf, languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { goodsSheet } from '../goods-sheet.ts';
import { fileRouteOf, routeOf } from '../route-of.ts';
import { wordedEvent } from '../worded-change.ts';
import { wordedItem } from './attention.ts';

const PAGE = 100;

function linkView({ goodId, productId, hasLeft, isHiddenByUs, awaitsMovement, sent }: Link): LinkView {
  const { name, code, barcode, price, category, quantity, isAvailable } = sent;
  return {
    goodId,
    productId,
    hasLeft,
    isHiddenByUs,
    awaitsMovement,
    sent: { name, code, barcode, price, category, quantity, isAvailable },
  };
}

function goodRow(listed: ListedGood, language: Language): GoodRow {
  const { goodId, good, link, standing, price, quantity, differs, waiting } = listed;
  const why = waiting[0] ?? listed.why;
  return {
    goodId,
    good: good === null ? null : warehouseGood(good),
    link: link === null ? null : linkView(link),
    standing,
    price,
    quantity: quantity?.quantity ?? null,
    differs,
    why: why === null ? null : faultOf(new SyncError(why.code, why.facts), language),
    isWaiting: waiting.length > 0,
  };
}

function warehouseGood({ name, code, barcodes, measure, price, vatRate, isDeleted }: Good) {
  return { name, code, barcodes, measure, price, vatRate, isDeleted };
}

interface FileQuery {
  readonly name: string;
  readonly query: GoodsPageQuery;
  readonly signal: AbortSignal;
}

/** A page of a file. What the memory alone tells would look like the whole of it: rejects with why. */
async function filePage(
  { app }: HttpParts,
  { name, query, signal }: FileQuery,
  after: number,
): Promise<GoodsPage> {
  const page = await app.goodsDesk.page(name, { ...query, after }, signal);
  if (page.away !== null) throw page.away;
  return page;
}

/** All pages of a list, `first` among them. */
async function* allPages(parts: HttpParts, what: FileQuery, first: GoodsPage): AsyncGenerator<GoodsPage> {
  let page = first;
  for (;;) {
    yield page;
    if (page.next === null) return;
    page = await filePage(parts, what, page.next);
  }
}

async function goodsFile(
  parts: HttpParts,
  context: Context<HttpEnv>,
  of: {
    readonly name: string;
    readonly query: z.infer<typeof GoodFilterQuery>;
    readonly format: SheetFormat;
  },
): Promise<Response> {
  const { name, format } = of;
  const { search, show } = of.query;
  const query = { after: 0, search, show: show === '' ? null : show, isForFile: true };
  const { signal } = context.req.raw;
  // Asked first: once the answer has begun, nothing can be refused any more.
  const first = await filePage(parts, { name, query, signal }, 0);
  const { language } = context.get('session').account;
  const sheet = goodsSheet(allPages(parts, { name, query, signal }, first), language);
  return answerSheet(context, sheet, { format, name: 'goods', language, onFault: parts.onFault });
}

function fileRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  hono.openapi(fileRouteOf(GOOD_CALLS.goodsCsv), async (context) => {
    const { name } = context.req.valid('param');
    return goodsFile(parts, context, { name, query: context.req.valid('query'), format: 'csv' });
  });
  hono.openapi(fileRouteOf(GOOD_CALLS.goodsXlsx), async (context) => {
    const { name } = context.req.valid('param');
    return goodsFile(parts, context, { name, query: context.req.valid('query'), format: 'xlsx' });
  });
}

function momentOf(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}

function awayView(away: SyncError | null, language: Language): GoodPageAnswer['away'] {
  return away === null ? null : faultOf(away, language);
}

/** Goods on both sides, and products to link them to. */
function sideRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(routeOf(GOOD_CALLS.goods), async (context) => {
    const { after, search, show } = context.req.valid('query');
    const query = { after, search, show: show === '' ? null : show };
    const page = await app.goodsDesk.page(context.req.valid('param').name, query, context.req.raw.signal);
    const language = languageOf(context);
    const goods = page.goods.map((good) => goodRow(good, language));
    const { next, currency } = page;
    const away = awayView(page.away, language);
    return context.json({ goods, next, currency, readAt: momentOf(page.readAt), away }, 200);
  });
  hono.openapi(routeOf(GOOD_CALLS.good), async (context) => {
    const { name, id } = context.req.valid('param');
    const details = await app.goodsDesk.details(name, Number(id) as GoodId, context.req.raw.signal);
    const language = languageOf(context);
    const texts = textsOf(language);
    const { good, objects, currency, how } = details;
    return context.json(
      {
        good: goodRow(good, language),
        quantity: good.quantity,
        objects: objects.map((object) => ({ ...object, name: numberedLabel(object.name, texts) })),
        currency,
        how,
        away: awayView(details.away, language),
        waiting: good.waiting.map((item) => wordedItem(item, language)),
      },
      200,
    );
  });
  hono.openapi(routeOf(GOOD_CALLS.products), async (context) => {
    const { search } = context.req.valid('query');
    const { products, readAt } = await app.goodsDesk.products(context.req.valid('param').name, search);
    return context.json({ products, readAt: momentOf(readAt) }, 200);
  });
}

/** Goods on both sides, pairs of good and product, and what was sent of one. */
export function goodRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app } = parts;
  sideRoutes(hono, parts);
  fileRoutes(hono, parts);
  hono.openapi(routeOf(GOOD_CALLS.links), async (context) => {
    const { after } = context.req.valid('query');
    const links = await app.links(context.req.valid('param').name, { after, limit: PAGE });
    const next = links.length < PAGE ? null : (links.at(-1)?.goodId ?? null);
    return context.json({ links: links.map(linkView), next }, 200);
  });
  hono.openapi(routeOf(GOOD_CALLS.link), async (context) => {
    const { name, id } = context.req.valid('param');
    await app.link(name, Number(id) as GoodId, context.req.valid('json').product as ProductId);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(GOOD_CALLS.unlink), async (context) => {
    const { name, id } = context.req.valid('param');
    await app.unlink(name, Number(id) as GoodId);
    return context.json({ ok: true } as const, 200);
  });
  hono.openapi(routeOf(GOOD_CALLS.goodHistory), async (context) => {
    const { name, id } = context.req.valid('param');
    const language = languageOf(context);
    const history = await app.goodHistory(name, Number(id), PAGE);
    return context.json({ history: history.map((stored) => wordedEvent(stored, language)) }, 200);
  });
}
