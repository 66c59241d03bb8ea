import type { OpenAPIHono } from '@hono/zod-openapi';
import { GOOD_CALLS } from '../../api/goods.ts';
import type { GoodRow, LinkView } from '../../api/goods.ts';
import type { ListedGood } from '../../app/app.ts';
import type { Good, GoodId } from '../../model/good.ts';
import type { Link } from '../../model/link.ts';
import type { ProductId } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { Language } from '../../texts/text.ts';
import { faultOf, languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';
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

/** Goods on both sides. */
function sideRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
  hono.openapi(routeOf(GOOD_CALLS.goods), async (context) => {
    const { after, search, show } = context.req.valid('query');
    const query = { after, search, show: show === '' ? null : show };
    const page = await app.goodsDesk.page(context.req.valid('param').name, query, context.req.raw.signal);
    const language = languageOf(context);
    const goods = page.goods.map((good) => goodRow(good, language));
    return context.json({ goods, next: page.next, currency: page.currency }, 200);
  });
  hono.openapi(routeOf(GOOD_CALLS.good), async (context) => {
    const { name, id } = context.req.valid('param');
    const { good, ...facts } = await app.goodsDesk.details(
      name,
      Number(id) as GoodId,
      context.req.raw.signal,
    );
    const language = languageOf(context);
    const waiting = good.waiting.map((item) => wordedItem(item, language));
    const details = { ...facts, good: goodRow(good, language), quantity: good.quantity, waiting };
    return context.json(details, 200);
  });
}

/** Goods on both sides, pairs of good and product, and what was sent of one. */
export function goodRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app } = parts;
  sideRoutes(hono, parts);
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
