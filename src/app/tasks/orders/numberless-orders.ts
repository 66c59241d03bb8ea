import { shortHash } from '../../../lib/hash.ts';
import type { NumberlessOrder } from '../../../model/order.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import type { AttentionNote } from '../../../model/run.ts';
import { NUMBERLESS_SUBJECT, numberlessNote, wouldBeMet } from '../../../sync/orders/numberless-orders.ts';
import { OrderDraft } from '../../../sync/orders/order-window.ts';
import type { OrderWindow } from '../../../sync/orders/order-window.ts';
import { nowIso } from '../../../lib/clock.ts';
import type { Gathering, SharedContext } from '../../task-context.ts';

/**
 * The orders without a number that one reading meets (Q10): each is an attention item of its own while it is
 * there. They touch neither ledger nor cursor.
 */
export class NumberlessOrders {
  readonly #notes = new Map<string, AttentionNote>();
  readonly #after: OrderNumber;

  /** For a reading of the orders above a number. */
  constructor(after: OrderNumber) {
    this.#after = after;
  }

  /** Repeatable: pages overlap, and the one that shows more of its neighbours counts. */
  readonly meet = (order: NumberlessOrder): void => {
    const begins = this.#after > 0 ? this.#after : null;
    const place = { ...order.place, above: order.place.above ?? begins };
    const note = numberlessNote({ ...order, place }, shortHash);
    const before = this.#notes.get(note.subject)?.facts;
    const { above, below } = before ?? {};
    const known = {
      ...(order.place.above === null && above !== undefined ? { above } : {}),
      ...(order.place.below === null && below !== undefined ? { below } : {}),
    };
    this.#notes.set(note.subject, { ...note, facts: { ...note.facts, ...known } });
  };

  /** Each that was met, as a person is told of it. */
  get notes(): readonly AttentionNote[] {
    return [...this.#notes.values()];
  }

  /**
   * Keeps each on the attention list, where no import does it: whoever has read the shop's orders for another
   * end has met them too. Repeatable.
   */
  async keep({ state, profile, clock }: Pick<SharedContext, 'state' | 'profile' | 'clock'>): Promise<void> {
    if (this.isEmpty) return;
    const items = this.notes.map((note) => ({ ...note, contentHash: '' }));
    await state.attention.put(profile.id, items, nowIso(clock));
  }

  get isEmpty(): boolean {
    return this.#notes.size === 0;
  }

  /** What was met is told; items of what is gone from what was read have lost their cause. */
  window({ open }: Gathering): OrderWindow {
    const draft = new OrderDraft();
    for (const note of this.#notes.values()) draft.park(note);
    for (const { subject, facts, isReleased } of open.items(NUMBERLESS_SUBJECT))
      if (!this.#notes.has(subject) && (isReleased || wouldBeMet(facts, this.#after))) draft.settle(subject);
    return draft.takeOrders();
  }
}
