import type { LedgerEntry } from '../../../model/ledger.ts';
import type { Change } from '../../../model/plan.ts';
import { asSyncError } from '../../../model/sync-error.ts';
import type { UnpOutcome } from '../../../model/unp-outcome.ts';
import { nowIso } from '../../../lib/clock.ts';
import { orderSubject } from '../../../sync/orders/order-changes.ts';
import { step } from '../../../sync/order-steps.ts';
import type { TaskContext } from '../../task-context.ts';
import { OrderDraft } from '../../../sync/orders/order-window.ts';

type WithUnp = LedgerEntry & { readonly unp: string };

/**
 * Sends УНП back to the shop after their documents stand (I13): several at once, beside the import,
 * repeatable. What cannot be written stays pending in the ledger and is tried in every run; it holds back
 * no import (G5).
 */
export class UnpWriteBack {
  readonly #context: TaskContext;
  readonly #underWay = new Set<Promise<void>>();
  #isTold = false;
  /** A shop that does not keep УНП at all is asked once per run, not once per order. */
  #isKept = true;
  #failure: Error | null = null;

  constructor(context: TaskContext) {
    this.#context = context;
  }

  /**
   * Starts writing one order's УНП; waits while too many are under way. `change`: what is told of it once
   * the shop has it, where it is a change by itself.
   */
  async push(entry: LedgerEntry, change: Change | null = null): Promise<void> {
    const { settings, recordsAgainOnly } = this.#context;
    const { unp } = entry;
    if (unp === null || recordsAgainOnly || !this.#isKept || this.#failure !== null) return;
    while (this.#underWay.size >= settings.requestsAtOnce) await Promise.race(this.#underWay);
    const work = this.#write({ ...entry, unp }, change).finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  /** Waits for everything under way. Rejects only when the state could not be written. */
  async drain(): Promise<void> {
    await Promise.all(this.#underWay);
    if (this.#failure !== null) throw this.#failure;
  }

  async #write(entry: WithUnp, change: Change | null): Promise<void> {
    try {
      const outcome = await this.#ask(entry);
      if (outcome !== null) await this.#settle(entry, outcome, change);
    } catch (error) {
      this.#failure ??= asSyncError(error);
    }
  }

  async #ask(entry: WithUnp): Promise<UnpOutcome | null> {
    const { shop, signal, report } = this.#context;
    try {
      return await shop.writeUnp(entry.orderNumber, entry.unp, signal);
    } catch (error) {
      const known = asSyncError(error);
      if (known.kind === 'bug' || known.kind === 'cancelled') throw known;
      if (known.kind === 'refused' || known.kind === 'data') {
        const isGone = known.code === 'shop.order.gone';
        const draft = new OrderDraft();
        if (isGone) draft.tell(entry, step(entry, { kind: 'removed' }).note);
        else draft.park({ subject: orderSubject(entry.orderNumber), code: known.code, facts: known.facts });
        await report.tell(draft.take());
      }
      // Anything transient: the ledger still says `recorded`, so the next run tries again.
      return null;
    }
  }

  async #settle(entry: WithUnp, outcome: UnpOutcome, change: Change | null): Promise<void> {
    const { state, profile, report, clock } = this.#context;
    if (outcome.kind === 'notKept') {
      this.#isKept = false;
      if (!this.#isTold) await report.notice('notice.unp.notKeptByShop');
      this.#isTold = true;
      return;
    }
    if (outcome.kind === 'differs') {
      const facts = { order: entry.orderNumber, ours: entry.unp, shop: outcome.shopValue };
      await report.park({ subject: orderSubject(entry.orderNumber), code: 'unp.differsAtShop', facts });
      return;
    }
    await state.ledger.save(profile.id, [step(entry, { kind: 'acknowledged', at: nowIso(clock) }).entry]);
    if (change !== null) await report.made(change, { kind: 'done' });
  }
}
