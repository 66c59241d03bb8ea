import type { Good, GoodDraft, GoodId } from '../../model/good.ts';
import type { Order } from '../../model/order.ts';
import type { ProductId } from '../../model/product.ts';
import type { Settings } from '../../model/settings.ts';
import { looseCode, matchOrderLine } from '../match-goods.ts';
import type { GoodsIndex } from '../match-goods.ts';
import { isPark } from '../park.ts';
import { draftGood } from '../plan-goods-import.ts';
import type { GoodsImportContext } from '../plan-goods-import.ts';

/** A good to be made for lines of an order that no good matches (spec section 2, "unknown goods"). */
export interface NewGood {
  readonly draft: GoodDraft;
  /** What reports call it by. */
  readonly subject: string;
  /** The product it is linked with at once; null where the shop does not tell. */
  readonly productId: ProductId | null;
}

/** Goods that an order needs and the warehouse does not have, each code once. Pure. */
export function newGoodsOf(
  order: Order,
  goods: GoodsIndex,
  context: GoodsImportContext & { readonly settings: Pick<Settings, 'matchingKey'> },
): readonly NewGood[] {
  const made = new Map<string, NewGood>();
  for (const line of order.lines) {
    const { productId, code, name, unitPrice } = line;
    if (matchOrderLine(goods, line, context.settings.matchingKey).kind !== 'none') continue;
    const source = { id: productId ?? (0 as ProductId), code, barcode: '', name, price: unitPrice };
    const draft = draftGood(source, context);
    // Two lines whose codes only look alike make one good at most: the order then waits with both (E4).
    const isNear = [...made.keys()].some((known) => known !== code && looseCode(known) === looseCode(code));
    if (isNear) continue;
    const subject = productId === null ? `code:${code}` : `product:${productId}`;
    if (!isPark(draft)) made.set(code, { draft, subject, productId });
  }
  return [...made.values()];
}

/** A good as it will stand in the warehouse. Id 0: it is not made yet, and a plan cannot know its number. */
export function goodOfDraft(draft: GoodDraft, id: number, context: GoodsImportContext): Good {
  const { code, barcode, name, measure, price, groupId } = draft;
  const barcodes = barcode === '' ? [] : [barcode];
  const { rate: vatRate } = context.defaultVatGroup;
  return {
    id: id as GoodId,
    code,
    barcodes,
    name,
    measure,
    price,
    vatRate,
    groupId,
    kind: 'ordinary',
    isDeleted: false,
  };
}

/** The same index with goods more, found by their code. */
export function withGoods(goods: GoodsIndex, more: readonly Good[]): GoodsIndex {
  if (more.length === 0) return goods;
  const added = more.map((good): [string, readonly Good[]] => [good.code, [good]]);
  const loose = more.map((good): [string, readonly Good[]] => [looseCode(good.code), [good]]);
  return {
    ...goods,
    byCode: new Map([...added, ...goods.byCode]),
    byLooseCode: new Map([...loose, ...(goods.byLooseCode ?? [])]),
  };
}
