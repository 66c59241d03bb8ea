import { batches } from '../../lib/batch.ts';
import { shortHash } from '../../lib/hash.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import { exportsStock } from '../../model/sent-field.ts';
import type { SyncError } from '../../model/sync-error.ts';
import { changedStock, planStock } from '../../sync/plan-stock.ts';
import type { ProductChange } from '../../sync/product-change.ts';
import { mayGo, setsQuantity, withoutStock } from '../../sync/quantity-writes.ts';
import type { SendingFacts } from '../../sync/quantity-writes.ts';
import type { TaskWindow } from '../../sync/task-window.ts';
import { WindowDraft } from '../../sync/window-draft.ts';
import type { Between } from '../between/between.ts';
import type { Gathering, TaskContext } from '../task-context.ts';
import { lostOrders } from './orders/lost-orders.ts';
import { NewestOrders } from './orders/newest-orders.ts';
import type { SendProducts } from './send-products.ts';
import { StockQuantities } from './stock-quantities.ts';

const SUBJECT = 'orders:unread';
const GOODS_AT_ONCE = 500;
/** Orders that come faster than quantities go out are for the next run. */
const ROUNDS = 5;

/**
 * Around a task that sends quantities (Q2): the newest orders are read before anything is decided and right
 * before each window goes out; goods of orders that came meanwhile go out again at the end.
 */
export class KnownOrders {
  readonly newest: NewestOrders;
  readonly #gathering: Gathering;
  readonly #send: SendProducts;
  readonly #draft = new WindowDraft<ProductChange>();
  #hasSent = false;

  constructor(gathering: Gathering, send: SendProducts) {
    this.#gathering = gathering;
    this.#send = send;
    this.newest = new NewestOrders(gathering);
  }

  /** The task's first windows: orders that are new are kept, before anything is decided. */
  async *first(): AsyncGenerator<TaskWindow<ProductChange>> {
    yield* this.#recorded();
    for await (const _ of this.newest.meet()) yield this.#draft.take();
    this.newest.takeTouched();
    const { fault } = this.newest;
    if (fault !== null) this.#draft.park(unread(fault));
    else if (this.#gathering.open.item(SUBJECT) === null) return;
    else this.#draft.settle(SUBJECT);
    yield this.#draft.take();
  }

  /** Documents that are missing: told before their goods are offered again (Q1). */
  async *#recorded(): AsyncGenerator<TaskWindow<ProductChange>> {
    const { entries, notes, older } = await lostOrders(this.#gathering);
    for (const _ of this.newest.lose(entries)) {
      for (const note of notes) this.#draft.park(note);
      yield this.#draft.take();
    }
    if (older !== null) throw older;
  }

  /** Carries out a window of the task: only what may go by the newest orders. */
  readonly carryOut: SendProducts = async (window, context) => {
    await this.newest.keep(context);
    const steps = await this.#stillGoing(window.steps, context);
    return this.#send({ ...window, steps }, { ...context, between: this.#between(context) });
  };

  /** What is let in while a window goes out moves stock, too: quantities of before are not sent after it. */
  #between(context: TaskContext): Between {
    const { between } = context;
    return {
      isDue: () => between.isDue(),
      letIn: async (keep) => {
        const moved = await between.letIn(keep);
        this.newest.touch(moved);
        return moved;
      },
      stillGoing: async (changes) => this.#stillGoing(changes, context),
    };
  }

  /** Of changes that were decided before, what may go by the newest orders. */
  async #stillGoing(
    changes: readonly ProductChange[],
    context: TaskContext,
  ): Promise<readonly ProductChange[]> {
    const facts = await this.#factsOf(changes.filter(setsQuantity), context);
    const going = changes.filter((each) => mayGo(each, facts));
    const isGoing = new Set(going);
    for (const { change } of changes.filter((each) => !isGoing.has(each))) {
      if (context.report.isApproved) await context.report.refuseChanged(change);
      else context.report.count('skipped');
    }
    return going.map((each) =>
      !setsQuantity(each) && facts.isTouched(each.link.goodId) ? withoutStock(each) : each,
    );
  }

  /** The newest orders are asked for where quantities are to go out. */
  async #factsOf(setting: readonly ProductChange[], context: TaskContext): Promise<SendingFacts> {
    const isTouched = (goodId: GoodId): boolean => this.newest.isTouched(goodId);
    const atShop = new Map<GoodId, Decimal>();
    if (setting.length === 0) return { isTouched, isBlind: false, atShop };
    for await (const _ of this.newest.meet()) await this.newest.keep(context);
    this.#hasSent = true;
    const { fault } = this.newest;
    if (fault === null) return { isTouched, isBlind: false, atShop };
    await context.report.park(unread(fault));
    return { isTouched, isBlind: true, atShop: await quantitiesAtShop(context, setting) };
  }

  /** The task's last windows: goods of orders that have come since their quantities were decided. */
  async *again(): AsyncGenerator<TaskWindow<ProductChange>> {
    for (let round = 0; round < ROUNDS; round += 1) {
      if (!this.#hasSent) return;
      this.#hasSent = false;
      for await (const _ of this.newest.meet()) yield this.#draft.take();
      // One reading of the stock for all of them: they come ascending.
      const quantities = new StockQuantities(this.#gathering, this.newest);
      try {
        for (const goodIds of batches(this.newest.takeTouched(), GOODS_AT_ONCE)) {
          this.#draft.add(...(await this.#stockOf(goodIds, quantities)));
          yield this.#draft.take();
        }
      } finally {
        await quantities.close();
      }
    }
  }

  async #stockOf(goodIds: readonly GoodId[], quantities: StockQuantities): Promise<readonly ProductChange[]> {
    const { state, profile, warehouse, settings, signal } = this.#gathering;
    if (!exportsStock(settings)) return [];
    const links = new Map((await state.links.find(profile.id, goodIds)).map((link) => [link.goodId, link]));
    const found = await warehouse.findGoods({ ids: goodIds, priceGroup: settings.priceGroup }, signal);
    const goods = found.filter(({ id, isDeleted }) => {
      const link = links.get(id);
      // Of a good that was made of its product the warehouse knows no quantity before it moves.
      return !isDeleted && link?.hasLeft === false && !link.awaitsMovement;
    });
    const wanted = await quantities.of(goods);
    return goods.flatMap((good, index) => {
      const [link, fields] = [links.get(good.id), wanted[index]];
      if (link === undefined || fields === undefined) return [];
      const changed = changedStock({ good, head: link }, fields, shortHash);
      return changed === null ? [] : [planStock(changed, link.sent)];
    });
  }
}

function unread({ facts, code }: SyncError) {
  const reason = String(facts['reason'] ?? facts['what'] ?? facts['status'] ?? code);
  return { subject: SUBJECT, code: 'orders.unread', facts: { reason } } as const;
}

/** What the shop has of the goods' products now, where its stock can be read. */
async function quantitiesAtShop(
  { shop, signal }: TaskContext,
  changes: readonly ProductChange[],
): Promise<ReadonlyMap<GoodId, Decimal>> {
  if (!shop.abilities.readsStock) return new Map();
  const goods = new Map(
    changes.flatMap(({ productId, link }) => (productId === null ? [] : [[productId, link.goodId] as const])),
  );
  const products = await shop.fetchProductsById([...goods.keys()], signal);
  return new Map(
    products.flatMap(({ id, quantity }) => {
      const goodId = goods.get(id);
      return goodId === undefined || quantity === null ? [] : [[goodId, quantity] as const];
    }),
  );
}
