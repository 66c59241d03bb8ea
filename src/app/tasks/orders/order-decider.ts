import { batches } from '../../../lib/batch.ts';
import type { LedgerEntry } from '../../../model/ledger.ts';
import type { FetchedOrder } from '../../../model/order.ts';
import { asSyncError } from '../../../model/sync-error.ts';
import { OrderDecisions } from '../../../sync/orders/order-decisions.ts';
import type { AbsurdNumbers, AskedOrders, GatheredOrders } from '../../../sync/orders/order-decisions.ts';
import { orderSubject } from '../../../sync/orders/order-changes.ts';
import type { OrderMakings } from '../../../sync/orders/order-makings.ts';
import type { AskedOrder } from '../../../sync/orders/order-met.ts';
import type { OrderWindow } from '../../../sync/orders/order-window.ts';
import type { Gathering } from '../../task-context.ts';
import { goodsImportContext } from '../import-goods.ts';
import { decideRecorded } from './decide-recorded.ts';
import { gatherAsked, gatherOrders, meetOrders } from './gather-orders.ts';
import { originOf } from './order-adopter.ts';
import { OrderSurroundings } from './order-surroundings.ts';

/** Gathers for batches of orders what they are decided with, and has them decided (`OrderDecisions`). */
export class OrderDecider {
  readonly #gathering: Gathering;
  readonly #surroundings: OrderSurroundings;
  readonly #decisions: OrderDecisions;

  constructor(gathering: Gathering, makings: OrderMakings) {
    const { settings, facts, words, clock } = gathering;
    this.#gathering = gathering;
    this.#surroundings = new OrderSurroundings(gathering);
    const decisionFacts = {
      settings,
      words,
      currency: facts.baseCurrency,
      originOf: (order: FetchedOrder['number']) => originOf(gathering, order),
      goodsImport: () => (settings.unknownGoods === 'download' ? goodsImportContext(gathering) : null),
      now: () => clock.now(),
      isReleased: (order: FetchedOrder['number']) =>
        gathering.open.item(orderSubject(order))?.isReleased === true,
    };
    this.#decisions = new OrderDecisions(decisionFacts, makings);
  }

  /**
   * Orders that were read, in ascending order. Where they meet a fault that nobody has foreseen, the one that
   * it belongs to is looked for and parked with the text for us; the others go on (Q10). `absurd`: of them,
   * those whose numbers are not believed.
   */
  async *read(orders: readonly FetchedOrder[], absurd: AbsurdNumbers): AsyncGenerator<OrderWindow> {
    const [first] = orders;
    if (first === undefined) return;
    let gathered: GatheredOrders;
    try {
      gathered = await gatherOrders(this.#gathering, this.#surroundings, { read: orders, absurd });
    } catch (error) {
      const fault = asSyncError(error);
      if (fault.kind !== 'bug') throw error;
      if (orders.length === 1) {
        const [met] = await meetOrders(this.#gathering, [first]);
        if (met === undefined) throw fault;
        yield* this.#decisions.faulty(met, fault, absurd);
        return;
      }
      const half = Math.ceil(orders.length / 2);
      yield* this.read(orders.slice(0, half), absurd);
      yield* this.read(orders.slice(half), absurd);
      return;
    }
    yield* this.#decisions.read(gathered);
  }

  /** Recorded orders are asked for; those whose document is missing are told, found, or made again (Q1). */
  async *recorded(): AsyncGenerator<OrderWindow> {
    yield* decideRecorded(this.#gathering, this.#surroundings, this.#decisions);
  }

  /** Imported orders that the shop no longer has: told, nothing else is done (I14). */
  async *gone(entries: readonly LedgerEntry[]): AsyncGenerator<OrderWindow> {
    if (entries.length > 0) yield* this.#decisions.gone(entries);
  }

  /**
   * Orders that were not finished and that the shop no longer has: looked for first, too (I2, I18); one that
   * meets a fault nobody has foreseen stops no other (Q10).
   */
  async *removed(entries: readonly LedgerEntry[]): AsyncGenerator<OrderWindow> {
    if (entries.length === 0) return;
    const asked = entries.map((entry): AskedOrder => ({ entry, says: { kind: 'removed' }, order: null }));
    let gathered: AskedOrders;
    try {
      gathered = await gatherAsked(this.#gathering, this.#surroundings, asked);
    } catch (error) {
      const fault = asSyncError(error);
      if (fault.kind !== 'bug') throw error;
      const [alone, ...others] = entries;
      if (alone !== undefined && others.length === 0) yield* this.#decisions.faultyKnown(alone, fault);
      else for (const part of batches(entries, Math.ceil(entries.length / 2))) yield* this.removed(part);
      return;
    }
    yield* this.#decisions.removed(gathered);
  }
}
