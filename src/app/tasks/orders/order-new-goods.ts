import type { Good } from '../../../model/good.ts';
import { freshLink } from '../../../model/link.ts';
import type { Order } from '../../../model/order.ts';
import { goodOfDraft, newGoodsOf, withGoods } from '../../../sync/orders/order-new-goods.ts';
import type { NewGood } from '../../../sync/orders/order-new-goods.ts';
import { isPark } from '../../../sync/park.ts';
import type { Park } from '../../../sync/park.ts';
import { addGoodChange } from '../../../sync/plan-goods-import.ts';
import { planOperation } from '../../../sync/plan-operation.ts';
import type { OperationContext } from '../../../sync/plan-operation.ts';
import type { TaskContext } from '../../task-context.ts';
import { goodsImportContext } from '../import-goods.ts';
import { originOf } from './order-adopter.ts';

/**
 * Makes the goods that an order's lines have none of, where the settings want that, and only when nothing
 * else keeps the order from being recorded: an order that is parked leaves no goods behind (spec section 2).
 */
export class OrderNewGoods {
  readonly #context: TaskContext;
  readonly #made = new Map<string, Good>();

  constructor(context: TaskContext) {
    this.#context = context;
  }

  /** True for a good that this run has added: a plan could not know its number. */
  isAdded(goodId: number): boolean {
    return [...this.#made.values()].some((good) => good.id === goodId);
  }

  /**
   * What the order is decided with: the goods that it needs stand in the warehouse, or in the plan. A park:
   * it could not be recorded with them either.
   */
  async complete(order: Order, around: OperationContext): Promise<OperationContext | Park> {
    const context = this.#context;
    const known = this.#with(around);
    if (context.settings.unknownGoods !== 'download') return known;
    const importContext = goodsImportContext(context);
    const wanted = newGoodsOf(order, known.goods, importContext);
    if (wanted.length === 0) return known;
    const drafted = wanted.map(({ draft }) => goodOfDraft(draft, 0, importContext));
    const trial = { ...known, goods: withGoods(known.goods, drafted) };
    const draft = planOperation(order, originOf(context, order.number), trial);
    if (isPark(draft)) return draft;
    for (const good of wanted) await this.#make(good);
    return this.#with(around);
  }

  #with(around: OperationContext): OperationContext {
    return { ...around, goods: withGoods(around.goods, [...this.#made.values()]) };
  }

  async #make(wanted: NewGood): Promise<void> {
    const { report, warehouse, state, profile, signal } = this.#context;
    const { draft, subject, productId } = wanted;
    const importContext = goodsImportContext(this.#context);
    const change = addGoodChange('import-orders', subject, draft);
    if (!(await report.mayMake(change))) {
      if (report.isPlan) this.#made.set(draft.code, goodOfDraft(draft, 0, importContext));
      return;
    }
    const [goodId] = await warehouse.addGoods([draft], signal);
    if (goodId === undefined) return;
    this.#made.set(draft.code, goodOfDraft(draft, goodId, importContext));
    if (productId !== null) await state.links.save(profile.id, [freshLink(goodId, productId)]);
    await report.made(change, { kind: 'done' });
  }
}
