import { shortHash } from '../../lib/hash.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { Link } from '../../model/link.ts';
import type { FieldChange } from '../../model/plan.ts';
import type { Product, ProductFields, ProductId } from '../../model/product.ts';
import { isPark, park } from '../../sync/park.ts';
import type { Park } from '../../sync/park.ts';
import { diffGoodsFields, fieldsOfProduct, sentGoodsFields } from '../../sync/plan-export.ts';
import { sentStockFields, stockFieldsText } from '../../sync/plan-stock.ts';
import type { StockFields } from '../../sync/plan-stock.ts';
import { exportChange } from './export-work.ts';
import type { DecidedGood, ExportWork } from './export-work.ts';
import { codeTwins } from './good-twins.ts';
import type { PendingWrite } from './product-writer.ts';
import { readQuantities } from './stock-quantities.ts';

/**
 * Goods without a link: each adopts the product that has its key, or makes a new one, or waits for a person
 * (E4, E6).
 */
export async function planUnlinked(work: ExportWork, goods: readonly DecidedGood[]): Promise<void> {
  if (goods.length === 0) return;
  const { context } = work;
  const twins = await codeTwins(
    context,
    goods.map((entry) => entry.good),
  );
  const quantities = await readQuantities(context);
  for (const entry of goods) {
    const subject = `good:${entry.good.id}`;
    const twin = twins.get(entry.good.id);
    const match = twin ?? (await adoption(work, entry));
    if (match !== null && isPark(match)) {
      await context.report.park({ subject, ...match.park });
      continue;
    }
    if (context.report.isStillRefused(subject, entry.hash)) continue;
    const stock = quantities?.(entry.good) ?? null;
    const pending = match === null ? createWrite(work, entry, stock) : adoptWrite(entry, match);
    work.pending.push(pending);
  }
}

/** The product to adopt; null = none, so one is created; or why a person must decide. */
async function adoption(work: ExportWork, entry: DecidedGood): Promise<Product | Park | null> {
  const { good } = entry;
  const match = await work.lookup.match(good);
  if (match.kind === 'none') return null;
  if (match.kind === 'ambiguous') {
    const products = match.products.map((product) => product.id).join(', ');
    return park('good.product.ambiguous', { good: good.id, code: good.code, products });
  }
  const { state, profile } = work.context;
  const [other] = await state.links.findByProduct(profile.id, [match.product.id]);
  if (other === undefined || other.goodId === good.id) return match.product;
  return park('good.product.linkedElsewhere', {
    good: good.id,
    product: match.product.id,
    other: other.goodId,
  });
}

function adoptWrite(entry: DecidedGood, product: Product): PendingWrite {
  const { good, fields, hash } = entry;
  const known = fieldsOfProduct(product);
  const difference = diffGoodsFields(fields, known);
  const isNothing = Object.keys(difference.fields).length === 0;
  return {
    write: isNothing
      ? null
      : {
          kind: 'update',
          goodId: good.id,
          productId: product.id,
          code: product.code,
          fields: difference.fields,
        },
    productId: product.id,
    change: exportChange(good, isNothing ? 'link' : 'updateProduct', difference.changes),
    contentHash: hash,
    linkAfter: (productId: ProductId): Link => ({
      goodId: good.id,
      productId,
      goodsHash: hash,
      stockHash: '',
      hasLeft: false,
      isHiddenByUs: false,
      sent: sentGoodsFields(fields, known),
    }),
  };
}

/**
 * A new product: hidden unless S17 (E3), with its quantity from the start, so that nothing is sold unseen.
 */
function createWrite(work: ExportWork, entry: DecidedGood, stock: StockFields | null): PendingWrite {
  const { good, fields, hash } = entry;
  const isVisible = work.context.settings.sendVisible;
  const goods = diffGoodsFields(fields, NOTHING_SENT);
  const created: ProductFields = {
    ...goods.fields,
    isVisible,
    ...(stock?.quantity == null ? {} : { quantity: stock.quantity }),
    ...(stock?.isAvailable == null ? {} : { isAvailable: stock.isAvailable }),
  };
  const changes: readonly FieldChange[] = [
    ...goods.changes,
    ...(stock?.quantity == null ? [] : [{ field: 'quantity', before: null, after: stock.quantity }]),
    { field: 'isVisible', before: null, after: isVisible ? 'yes' : 'no' },
  ];
  const sent = sentGoodsFields(fields, NOTHING_SENT);
  return {
    write: { kind: 'create', goodId: good.id, code: fields.code, fields: created },
    productId: null,
    change: exportChange(good, 'createProduct', changes),
    contentHash: hash,
    linkAfter: (productId: ProductId): Link => ({
      goodId: good.id,
      productId,
      goodsHash: hash,
      stockHash: stock === null ? '' : shortHash(stockFieldsText(stock)),
      hasLeft: false,
      isHiddenByUs: false,
      sent: stock === null ? sent : sentStockFields(stock, sent),
    }),
  };
}

/**
 * Writes whose answer was lost: the catalogue is read again, and a product that has the code is the one
 * that was made. What is not there stays undone; the next run tries it, looking first (E6). Nothing is sent
 * twice blindly.
 */
export async function resolveUncertain(work: ExportWork, uncertain: readonly PendingWrite[]): Promise<void> {
  const { context, lookup } = work;
  lookup.forget();
  const index = await lookup.index();
  const links: Link[] = [];
  for (const entry of uncertain) {
    const code = entry.write?.code ?? '';
    const [product, ...others] = index.byCode.get(code) ?? [];
    if (product !== undefined && others.length === 0) {
      // The link says that nothing was sent: the next run compares and sends what may be missing.
      links.push({
        ...entry.linkAfter(product.id),
        goodsHash: '',
        stockHash: '',
        sent: fieldsOfProduct(product),
      });
      await context.report.made(entry.change, { kind: 'done' });
    } else {
      const facts = { what: entry.change.label };
      await context.report.made(entry.change, { kind: 'uncertain', code: 'shop.write.answerLost', facts });
    }
  }
  if (links.length > 0) await context.state.links.save(context.profile.id, links);
}
