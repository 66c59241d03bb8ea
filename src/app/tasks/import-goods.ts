import { batches } from '../../lib/batch.ts';
import type { GoodDraft, GoodId, GoodsGroupId } from '../../model/good.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { Link } from '../../model/link.ts';
import type { Change } from '../../model/plan.ts';
import type { Product, ProductId } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import { barcodeSpellings, comparableBarcode, indexGoods } from '../../sync/match-goods.ts';
import { isPark, park } from '../../sync/park.ts';
import { planGoodsImport } from '../../sync/plan-goods-import.ts';
import type { GoodsImportContext, GoodsImportDecision } from '../../sync/plan-goods-import.ts';
import type { TaskContext } from '../task-context.ts';

const PRODUCTS_AT_ONCE = 500;

/** What drafts of new goods need to know of the warehouse and the settings (D1). */
export function goodsImportContext(context: TaskContext): GoodsImportContext {
  const [defaultVatGroup] = context.facts.vatGroups;
  if (defaultVatGroup === undefined || context.settings.importGoodsGroup === null) {
    throw new SyncError('settings.missing', { key: 'importGoodsGroup' });
  }
  return {
    settings: context.settings,
    pricesIncludeVat: context.facts.pricesIncludeVat,
    baseCurrency: context.facts.baseCurrency,
    shopCurrency: context.shopFacts.currency,
    defaultVatGroup,
    groupId: context.settings.importGoodsGroup as GoodsGroupId,
  };
}

/** A new link of a good and a product of which nothing has been sent yet. */
export function freshLink(goodId: GoodId, productId: ProductId): Link {
  return {
    goodId,
    productId,
    goodsHash: '',
    stockHash: '',
    hasLeft: false,
    isHiddenByUs: false,
    sent: NOTHING_SENT,
  };
}

/** The change that adding a good is, for plan and report. */
export function addGoodChange(
  task: 'import-goods' | 'import-orders',
  subject: string,
  draft: GoodDraft,
): Change {
  const fields = (['code', 'barcode', 'name', 'price'] as const)
    .filter((field) => draft[field] !== '')
    .map((field) => ({ field, before: null, after: draft[field] }));
  return {
    key: `${task}:${subject}:add`,
    task,
    kind: 'addGood',
    subject,
    label: `${draft.code} ${draft.name}`.trim(),
    fields,
  };
}

/**
 * Downloads products that have no good (S18, D1): they become goods and are linked at once. A crash between
 * the two is healed by the next run, which finds the good by its key and links it. Existing goods are never
 * touched.
 */
export async function importGoods(context: TaskContext): Promise<void> {
  const { report, shop, signal } = context;
  if (!shop.abilities.readsProducts) {
    await report.notice('notice.products.notReadable');
    return;
  }
  const products: Product[] = [];
  for await (const batch of shop.fetchProducts(signal)) {
    products.push(...batch);
    report.progress('read', products.length, null);
  }
  const doubles = doubledKeys(products);
  let done = 0;
  for (const batch of batches(products, PRODUCTS_AT_ONCE)) {
    signal.throwIfAborted();
    await importBatch(context, batch, doubles);
    done += batch.length;
    report.progress('write', done, products.length);
  }
  await report.settleUnseen('product:');
}

/** Codes and bar codes that several products share, with their products' ids (E4). */
function doubledKeys(products: readonly Product[]): ReadonlyMap<string, readonly number[]> {
  const byKey = new Map<string, number[]>();
  for (const product of products) {
    const key = productKey(product);
    if (key !== '') byKey.set(key, [...(byKey.get(key) ?? []), product.id]);
  }
  return new Map([...byKey].filter(([, ids]) => ids.length > 1));
}

function productKey(product: Product): string {
  return product.code === '' ? comparableBarcode(product.barcode) : product.code;
}

async function importBatch(
  context: TaskContext,
  products: readonly Product[],
  doubles: ReadonlyMap<string, readonly number[]>,
): Promise<void> {
  const { state, profile, report, warehouse, settings, signal } = context;
  const known = await state.links.findByProduct(
    profile.id,
    products.map((product) => product.id),
  );
  const linked = new Set<number>(known.map((link) => link.productId));
  const unlinked = products.filter((product) => !linked.has(product.id));
  report.count('unchanged', products.length - unlinked.length);
  if (unlinked.length === 0) return;
  const goods = await warehouse.findGoods(
    {
      codes: unlinked.map((product) => product.code).filter((code) => code !== ''),
      barcodes: unlinked.flatMap((product) => barcodeSpellings(product.barcode)),
      priceGroup: settings.priceGroup,
    },
    signal,
  );
  const index = indexGoods(goods, new Map());
  const importContext = goodsImportContext(context);
  for (const product of unlinked) {
    signal.throwIfAborted();
    const twins = doubles.get(productKey(product));
    const decision =
      twins === undefined
        ? planGoodsImport(product, index, importContext)
        : park('product.code.ambiguous', { code: productKey(product), products: twins.join(', ') });
    await carryOut(context, product, decision);
  }
}

async function carryOut(
  context: TaskContext,
  product: Product,
  decision: GoodsImportDecision,
): Promise<void> {
  const { report, state, profile, warehouse, signal } = context;
  const subject = `product:${product.id}`;
  if (isPark(decision)) {
    await report.park({ subject, ...decision.park });
    return;
  }
  await report.settle(subject);
  if (decision.kind === 'exists') {
    report.count('skipped');
    return;
  }
  if (decision.kind === 'link') {
    const taken = await state.links.find(profile.id, [decision.goodId]);
    report.count('unchanged');
    if (taken.length === 0 && !report.isPlan)
      await state.links.save(profile.id, [freshLink(decision.goodId, product.id)]);
    return;
  }
  const change = addGoodChange('import-goods', subject, decision.draft);
  if (!(await report.mayMake(change))) return;
  const [goodId] = await warehouse.addGoods([decision.draft], signal);
  if (goodId !== undefined) await state.links.save(profile.id, [freshLink(goodId, product.id)]);
  await report.made(change, { kind: 'done' });
}
