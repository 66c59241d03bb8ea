import { shortHash } from '../../lib/hash.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { Change } from '../../model/plan.ts';
import { changedStock, planStock } from '../../sync/plan-stock.ts';
import type { ChangedStock } from '../../sync/plan-stock.ts';
import { goodSubject } from '../../sync/product-change.ts';
import type { ProductChange } from '../../sync/product-change.ts';
import type { Gathering } from '../task-context.ts';
import type { Task } from '../task.ts';
import type { TaskWindow } from '../../sync/task-window.ts';
import { WindowDraft } from '../../sync/window-draft.ts';
import { exportGroups, readScope } from './export-scope.ts';
import type { ScopeBatch } from './export-scope.ts';
import { Guard } from './guard.ts';
import { KnownOrders } from './known-orders.ts';
import { sendAbsolute } from './send-products.ts';
import type { SendProducts } from './send-products.ts';
import { standingProducts } from './standing-changes.ts';
import { StockQuantities } from './stock-quantities.ts';

const WINDOW = 25_000;

/**
 * Sends changed quantities and availabilities of linked goods (S15, E5, E8); goods without a link are left
 * alone.
 */
export function exportStock(gathering: Gathering): Task {
  return new StockExport(gathering);
}

class StockExport implements Task<TaskWindow<ProductChange>> {
  readonly carryOut: SendProducts;
  readonly #gathering: Gathering;
  readonly #orders: KnownOrders;
  readonly #guard: Guard;
  readonly #quantities: StockQuantities;
  readonly #draft = new WindowDraft<ProductChange>();
  #pending: ProductChange[] = [];

  constructor(gathering: Gathering) {
    this.#gathering = gathering;
    this.#guard = new Guard(gathering, 'export-stock');
    this.#orders = new KnownOrders(gathering, sendAbsolute);
    this.#quantities = new StockQuantities(gathering, this.#orders.newest);
    this.carryOut = this.#orders.carryOut;
  }

  async *decide(): AsyncGenerator<TaskWindow<ProductChange>> {
    const chosen = exportGroups(this.#gathering);
    if (chosen === null) {
      this.#draft.notice({ code: 'notice.export.noGroups', facts: {} });
      yield this.#draft.take();
      return;
    }
    yield* this.#orders.first();
    this.#draft.count('created', this.#gathering.quantitiesSent.size);
    let read = 0;
    try {
      for await (const batch of readScope(this.#gathering, chosen)) {
        await this.#plan(await this.#findChanged(batch));
        read += batch.goods.length;
        this.#gathering.onProgress({ phase: 'read', done: read, total: null });
        if (this.#pending.length + this.#draft.size >= WINDOW) yield await this.#window();
      }
    } finally {
      await this.#quantities.close();
    }
    if (this.#pending.length > 0) yield await this.#window();
    this.#guard.end(this.#draft);
    this.#draft.metAll('stock:');
    yield this.#draft.take();
    yield* this.#orders.again();
  }

  async standing(changes: readonly Change[]): Promise<ReadonlySet<string>> {
    return standingProducts(this.#gathering, changes);
  }

  async #findChanged({ goods }: ScopeBatch): Promise<readonly ChangedStock[]> {
    const { quantitiesSent, open } = this.#gathering;
    const linked = goods.flatMap(({ good, head }) => (head === null || head.hasLeft ? [] : [{ good, head }]));
    const wanted = await this.#quantities.of(linked.map((scoped) => scoped.good));
    const changed: ChangedStock[] = [];
    for (const [index, fields] of wanted.entries()) {
      const scoped = linked[index];
      if (scoped === undefined) continue;
      const { good } = scoped;
      const difference = changedStock(scoped, fields, shortHash);
      const subject = goodSubject('export-stock', good.id);
      if (difference !== null) {
        changed.push(difference);
        continue;
      }
      if (!quantitiesSent.has(good.id)) this.#draft.count('unchanged');
      if (open.item(subject) !== null) this.#draft.settle(subject);
    }
    return changed;
  }

  async #plan(changed: readonly ChangedStock[]): Promise<void> {
    if (changed.length === 0) return;
    const { state, profile, open } = this.#gathering;
    const sent = await state.links.sent(
      profile.id,
      changed.map((each) => each.good.id),
    );
    for (const each of changed) {
      const decided = planStock(each, sent.get(each.good.id) ?? NOTHING_SENT);
      const { subject } = decided.change;
      if (open.isStillRefused(subject, decided.contentHash)) this.#draft.refusedBefore(subject);
      else this.#pending.push(decided);
    }
  }

  async #window(): Promise<TaskWindow<ProductChange>> {
    const changes = this.#pending;
    this.#pending = [];
    await this.#guard.pass(this.#draft, changes);
    return this.#draft.take();
  }
}
