import { batches } from '../../lib/batch.ts';
import { isPositive, ZERO } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import type { Link } from '../../model/link.ts';
import type { Change } from '../../model/plan.ts';
import { SyncError } from '../../model/sync-error.ts';
import { fieldsOfProduct } from '../../sync/plan-export.ts';
import { planUndo, undoableGood } from '../../sync/plan-undo.ts';
import type { UndoFacts } from '../../sync/plan-undo.ts';
import { goodSubject } from '../../sync/product-change.ts';
import type { ProductChange } from '../../sync/product-change.ts';
import type { Gathering } from '../task-context.ts';
import type { OpenTask, Task } from '../task.ts';
import type { TaskWindow } from '../../sync/task-window.ts';
import { readActualProducts } from '../upkeep/actual-links.ts';
import type { ActualProducts } from '../upkeep/actual-links.ts';
import { WindowDraft } from '../../sync/window-draft.ts';
import { KnownOrders } from './known-orders.ts';
import { sendAbsolute } from './send-products.ts';
import type { SendProducts } from './send-products.ts';
import { standingProducts } from './standing-changes.ts';

const GOODS_AT_ONCE = 500;
const WINDOW = 25_000;

/**
 * Gives the shop back what a run of exports changed. Its own report can be undone like any other. Deciding
 * rejects `run.notFound`; `undo.nothing` when that run changed nothing in the shop.
 */
export function undoRun(runId: number): OpenTask {
  return (gathering) => new RunUndone(gathering, runId);
}

class RunUndone implements Task<TaskWindow<ProductChange>> {
  readonly carryOut: SendProducts;
  readonly #gathering: Gathering;
  readonly #orders: KnownOrders;
  readonly #runId: number;

  constructor(gathering: Gathering, runId: number) {
    this.#gathering = gathering;
    this.#runId = runId;
    this.#orders = new KnownOrders(gathering, sendAbsolute);
    this.carryOut = this.#orders.carryOut;
  }

  async *decide(): AsyncGenerator<TaskWindow<ProductChange>> {
    const { state, profile, shop, signal, onProgress } = this.#gathering;
    const byGood = await this.#changesByGood();
    yield* this.#orders.first();
    const held = await this.#orders.newest.held();
    // Where the shop cannot be read, what was last sent decides.
    const products = shop.abilities.readsProducts
      ? await readActualProducts(shop, {
          signal,
          onRead: (done) => onProgress({ phase: 'read', done, total: null }),
        })
      : null;
    const draft = new WindowDraft<ProductChange>();
    for (const goodIds of batches([...byGood.keys()], GOODS_AT_ONCE)) {
      const links = await state.links.find(profile.id, goodIds);
      const linkOf = new Map(links.map((link) => [link.goodId, link]));
      for (const goodId of goodIds)
        decideGood(draft, {
          goodId,
          changes: byGood.get(goodId) ?? [],
          link: actualOf(linkOf.get(goodId), products),
          isHeld: isPositive(held.get(goodId) ?? ZERO),
        });
      if (draft.size >= WINDOW) yield draft.take();
    }
    yield draft.take();
    yield* this.#orders.again();
  }

  async standing(changes: readonly Change[]): Promise<ReadonlySet<string>> {
    return standingProducts(this.#gathering, changes);
  }

  /** Changes of each good that the run made in the shop, oldest first. */
  async #changesByGood(): Promise<ReadonlyMap<GoodId, readonly Change[]>> {
    const { state, profile } = this.#gathering;
    if ((await state.runs.find(profile.id, this.#runId)) === null)
      throw new SyncError('run.notFound', { id: this.#runId });
    const byGood = new Map<GoodId, Change[]>();
    for await (const events of state.runs.events(this.#runId)) {
      for (const { event } of events) {
        if (event.type !== 'change' || event.outcome.kind !== 'done') continue;
        const goodId = undoableGood(event.change);
        if (goodId === null) continue;
        const changes = byGood.get(goodId);
        if (changes === undefined) byGood.set(goodId, [event.change]);
        else changes.push(event.change);
      }
    }
    if (byGood.size === 0) throw new SyncError('undo.nothing', { run: this.#runId });
    return byGood;
  }
}

function decideGood(draft: WindowDraft<ProductChange>, what: UndoFacts & { readonly goodId: GoodId }): void {
  const { goodId, changes } = what;
  const { change, left } = planUndo(what);
  const label = changes[0]?.label ?? String(goodId);
  for (const reason of left)
    draft.skip({ subject: goodSubject('undo', goodId), label, reason, code: 'notice.undo.left' });
  if (change !== null) draft.add(change);
}

/** The link with what the shop has now; its hashes stay. Null when the product is gone. */
function actualOf(link: Link | undefined, products: ActualProducts | null): Link | null {
  if (link === undefined || products === null) return link ?? null;
  const product = products.get(link.productId);
  if (product === undefined) return null;
  if (product.fault !== undefined) return link;
  const { category, categoryGroup, categoryId } = link.sent;
  return { ...link, sent: { ...fieldsOfProduct(product, link.sent), category, categoryGroup, categoryId } };
}
