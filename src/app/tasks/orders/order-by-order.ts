import { sha256 } from '../../../lib/hash.ts';
import { nowIso } from '../../../lib/clock.ts';
import type { FetchedOrder } from '../../../model/order.ts';
import { orderCell } from '../../../model/order-stage.ts';
import { asSyncError } from '../../../model/sync-error.ts';
import type { SyncError } from '../../../model/sync-error.ts';
import { firstEntry, step } from '../../../sync/order-steps.ts';
import type { TaskContext } from '../../task-context.ts';
import { tellStep } from './order-desk.ts';

/** So many orders one after the other that meet a fault are no matter of theirs any more. */
const MOST_IN_A_ROW = 3;

/**
 * Takes orders in batches, and where one meets a fault that nobody has foreseen (a database's refusal, a bug
 * of ours) looks for the one that it belongs to: that one is parked with the text for us, the others go on
 * (A10). What concerns all of them (a line that is down, a wrong password, a stop) ends the run as ever.
 */
export class OrderByOrder {
  readonly #context: TaskContext;
  readonly #take: (orders: readonly FetchedOrder[]) => Promise<void>;
  #faultsInARow = 0;

  /** `take` may be called again with orders that it has taken already: it finds them as it has left them. */
  constructor(context: TaskContext, take: (orders: readonly FetchedOrder[]) => Promise<void>) {
    this.#context = context;
    this.#take = take;
  }

  /** Takes orders in ascending order. Rejects what concerns all of them, and the third fault in a row. */
  async take(orders: readonly FetchedOrder[]): Promise<void> {
    const [first] = orders;
    if (first === undefined) return;
    try {
      await this.#take(orders);
      this.#faultsInARow = 0;
    } catch (error) {
      const fault = asSyncError(error);
      if (fault.kind !== 'bug') throw error;
      if (orders.length === 1) {
        await this.#park(first, fault);
        return;
      }
      const half = Math.ceil(orders.length / 2);
      await this.take(orders.slice(0, half));
      await this.take(orders.slice(half));
    }
  }

  async #park(fetched: FetchedOrder, fault: SyncError): Promise<void> {
    this.#faultsInARow += 1;
    if (this.#faultsInARow >= MOST_IN_A_ROW) throw fault;
    const { state, profile, report, settings, clock, orderContacts } = this.#context;
    const [known] = await state.ledger.find(profile.id, [fetched.number]);
    const rawHash = sha256(fetched.raw);
    const now = nowIso(clock);
    const entry = known ?? firstEntry(fetched, rawHash, now);
    const reason = { code: fault.code, facts: fault.facts };
    // Of one whose document stands, or may stand, nothing is decided here: it is only told.
    if (orderCell(entry.stage, 'refused') === null || entry.sentAt !== null) {
      await tellStep(this.#context, entry, { tell: 'attention', ...reason });
      return;
    }
    const parked = step(entry, { kind: 'refused', reason, held: entry.held });
    await tellStep(this.#context, parked.entry, parked.note);
    if (report.isPlan) return;
    const order = {
      orderNumber: fetched.number,
      raw: fetched.raw,
      rawHash,
      shopAddress: settings.shopAddress,
      receivedAt: now,
      withoutContacts: () => orderContacts(fetched.raw).erased,
    };
    await state.ledger.keep(profile.id, [order], [parked.entry]);
    await state.ledger.advanceCursor(profile.id, fetched.number);
  }
}
