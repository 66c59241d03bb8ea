import { batches } from '../../lib/batch.ts';
import type { GoodDraft, GoodId, GoodsGroupId } from '../../model/good.ts';
import { downloadedLink } from '../../model/link.ts';
import type { Change } from '../../model/plan.ts';
import type { Product } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import { barcodeSpellings, indexGoods, matchGood, withNearGoods } from '../../sync/match-goods.ts';
import { isPark } from '../../sync/park.ts';
import { doubledKeys, planGoodsImport, productKey } from '../../sync/plan-goods-import.ts';
import type { GoodChange, GoodsImportContext, GoodsImportFacts } from '../../sync/plan-goods-import.ts';
import type { Gathering, TaskContext } from '../task-context.ts';
import type { Task } from '../task.ts';
import type { TaskWindow } from '../../sync/task-window.ts';
import { WindowDraft } from '../../sync/window-draft.ts';
import { NearGoods } from './near-goods.ts';
import { stoppedPrices, tellPriceStop } from './price-stop.ts';
import { standingGoods } from './standing-changes.ts';

const PRODUCTS_AT_ONCE = 500;

/** The id of the good that was added, or why the database refuses this one: it stops no other. */
async function addGood(
  warehouse: TaskContext['warehouse'],
  draft: GoodDraft,
  signal: AbortSignal,
): Promise<GoodId | null | SyncError> {
  try {
    const [id = null] = await warehouse.addGoods([draft], signal);
    return id;
  } catch (error) {
    if (error instanceof SyncError && (error.kind === 'refused' || error.kind === 'data')) return error;
    throw error;
  }
}

/** What drafts of new goods need to know of the warehouse and the settings (D1). */
export function goodsImportContext(gathering: Gathering): GoodsImportContext {
  const { settings, facts, priceCurrency } = gathering;
  const [defaultVatGroup] = facts.vatGroups;
  if (defaultVatGroup === undefined || settings.importGoodsGroup === null) {
    throw new SyncError('settings.missing', { key: 'importGoodsGroup' });
  }
  return {
    settings,
    pricesIncludeVat: facts.pricesIncludeVat,
    baseCurrency: facts.baseCurrency,
    shopCurrency: priceCurrency.currency,
    defaultVatGroup,
    groupId: settings.importGoodsGroup as GoodsGroupId,
  };
}

/**
 * Downloads products that have no good (S18, D1): they become goods and are linked at once. Existing goods
 * are never touched.
 */
export function importGoods(gathering: Gathering): Task {
  return new GoodsImport(gathering);
}

class GoodsImport implements Task<TaskWindow<GoodChange>> {
  readonly #gathering: Gathering;
  /** Goods that were paired in this run: the first product with their key has them. */
  readonly #paired = new Set<GoodId>();
  readonly #near: NearGoods;

  constructor(gathering: Gathering) {
    this.#gathering = gathering;
    this.#near = new NearGoods(gathering);
  }

  async *decide(): AsyncGenerator<TaskWindow<GoodChange>> {
    const { shop, signal, onProgress } = this.#gathering;
    const stopped = stoppedPrices<GoodChange>(this.#gathering);
    if (stopped !== null) {
      yield stopped;
      return;
    }
    const draft = new WindowDraft<GoodChange>();
    tellPriceStop(draft, this.#gathering);
    if (!shop.abilities.readsProducts) {
      draft.notice({ code: 'notice.products.notReadable', facts: {} });
      yield draft.take();
      return;
    }
    const products: Product[] = [];
    for await (const batch of shop.fetchProducts(signal)) {
      products.push(...batch);
      onProgress({ phase: 'read', done: products.length, total: null });
    }
    const doubles = doubledKeys(products);
    let done = 0;
    for (const batch of batches(products, PRODUCTS_AT_ONCE)) {
      signal.throwIfAborted();
      await this.#decideBatch(draft, batch, doubles);
      yield draft.take();
      done += batch.length;
      onProgress({ phase: 'write', done, total: products.length });
    }
    draft.metAll('product:');
    yield draft.take();
  }

  /**
   * A crash between good and link is healed by the next run, which finds the good by its key and links it;
   * whether it was made or found, it keeps the shop's quantity until it moves.
   */
  async carryOut({ steps }: TaskWindow<GoodChange>, context: TaskContext): Promise<void> {
    const { warehouse, state, profile, report, signal } = context;
    for (const { change, productId, draft, goodId, known } of steps) {
      signal.throwIfAborted();
      const id = draft === null ? goodId : await addGood(warehouse, draft, signal);
      if (id instanceof SyncError) {
        const reason = { code: id.code, facts: id.facts };
        await report.made(change, { kind: 'parked', ...reason });
        await report.park({ subject: change.subject, ...reason });
        continue;
      }
      if (id !== null) await state.links.save(profile.id, [downloadedLink(id, productId, known)]);
      await report.made(change, { kind: 'done' });
    }
  }

  async standing(changes: readonly Change[]): Promise<ReadonlySet<string>> {
    return standingGoods(this.#gathering, changes);
  }

  async #decideBatch(
    draft: WindowDraft<GoodChange>,
    products: readonly Product[],
    doubles: ReadonlyMap<string, readonly number[]>,
  ): Promise<void> {
    const { state, profile } = this.#gathering;
    const known = await state.links.findByProduct(
      profile.id,
      products.map((product) => product.id),
    );
    const linked = new Set<number>(known.map((link) => link.productId));
    const unlinked = products.filter((product) => !linked.has(product.id));
    draft.count('unchanged', products.length - unlinked.length);
    if (unlinked.length === 0) return;
    const context = goodsImportContext(this.#gathering);
    const found = await this.#findGoods(unlinked);
    for (const product of unlinked)
      this.#decide(draft, { product, sameKey: doubles.get(productKey(product)) ?? [], ...found }, context);
  }

  #decide(draft: WindowDraft<GoodChange>, facts: GoodsImportFacts, context: GoodsImportContext): void {
    const { id, code } = facts.product;
    const subject = `product:${id === 0 ? code : id}`;
    const decision = planGoodsImport(facts, context);
    if (decision === 'exists') {
      draft.count('skipped');
      draft.settle(subject);
    } else if (isPark(decision)) draft.park({ subject, ...decision.park });
    else {
      if (decision.goodId !== null) this.#paired.add(decision.goodId);
      if (decision.draft === null) draft.count('unchanged');
      draft.add(decision);
      draft.settle(subject);
    }
  }

  async #findGoods(products: readonly Product[]): Promise<Pick<GoodsImportFacts, 'goods' | 'isLinked'>> {
    const { warehouse, state, profile, settings, signal } = this.#gathering;
    const goods = await warehouse.findGoods(
      {
        codes: products.map((product) => product.code).filter((code) => code !== ''),
        barcodes: products.flatMap((product) => barcodeSpellings(product.barcode)),
        priceGroup: settings.priceGroup,
      },
      signal,
    );
    const index = indexGoods(goods, new Map());
    const unknown = products.filter(
      (product) => matchGood(index, product, settings.matchingKey).kind === 'none',
    );
    const near = await this.#near.of(unknown.map(({ code }) => code));
    const links = await state.links.find(
      profile.id,
      [...goods, ...near].map((good) => good.id),
    );
    const linked = new Set<GoodId>(links.map((link) => link.goodId));
    return {
      goods: withNearGoods(index, near),
      isLinked: (goodId) => linked.has(goodId) || this.#paired.has(goodId),
    };
  }
}
