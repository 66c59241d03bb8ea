import type { OpenAPIHono } from '@hono/zod-openapi';
import { GOOD_CALLS } from '../../api/goods.ts';
import type { LinkView } from '../../api/goods.ts';
import type { GoodId } from '../../model/good.ts';
import type { Link } from '../../model/link.ts';
import type { ProductId } from '../../model/product.ts';
import { languageOf } from '../error-answer.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { routeOf } from '../route-of.ts';
import { wordedEvent } from '../worded-change.ts';

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

/** Pairs of good and product, and what was sent of one. */
export function goodRoutes(hono: OpenAPIHono<HttpEnv>, { app }: HttpParts): void {
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
