import type { LedgerEntry } from '../../../model/ledger.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import { asSyncError } from '../../../model/sync-error.ts';
import type { UnpOutcome } from '../../../shop/shop.ts';
import { nowIso } from '../../../lib/clock.ts';
import { orderSubject, unpChange } from '../../../sync/orders/order-changes.ts';
import { step } from '../../../sync/order-steps.ts';
import type { TaskContext } from '../../task-context.ts';
import { tellStep } from './order-desk.ts';

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

  /** Everything that earlier runs left pending. */
  async pushPending(): Promise<void> {
    const { state, profile } = this.#context;
    let after = 0 as OrderNumber;
    for (;;) {
      const entries = await state.ledger.list(profile.id, { stages: ['recorded'], after, limit: 500 });
      for (const entry of entries) if (entry.unp !== null) await this.push(entry);
      const last = entries.at(-1);
      if (last === undefined || entries.length < 500) return;
      after = last.orderNumber;
    }
  }

  /** Starts writing one order's УНП; waits while too many are under way. */
  async push(entry: LedgerEntry): Promise<void> {
    const { report, settings } = this.#context;
    const { unp } = entry;
    if (unp === null || !this.#isKept || this.#failure !== null) return;
    if (report.isPlan) {
      await report.mayMake(unpChange(entry.orderNumber, unp));
      return;
    }
    while (this.#underWay.size >= settings.requestsAtOnce) await Promise.race(this.#underWay);
    const work = this.#write(entry, unp).finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  /** Waits for everything under way. Rejects only when the state could not be written. */
  async drain(): Promise<void> {
    await Promise.all(this.#underWay);
    if (this.#failure !== null) throw this.#failure;
  }

  async #write(entry: LedgerEntry, unp: string): Promise<void> {
    try {
      const outcome = await this.#ask(entry, unp);
      if (outcome !== null) await this.#settle(entry, outcome);
    } catch (error) {
      this.#failure ??= asSyncError(error);
    }
  }

  async #ask(entry: LedgerEntry, unp: string): Promise<UnpOutcome | null> {
    const { shop, signal, report } = this.#context;
    try {
      return await shop.writeUnp(entry.orderNumber, unp, signal);
    } catch (error) {
      const known = asSyncError(error);
      if (known.kind === 'bug' || known.kind === 'cancelled') throw known;
      if (known.kind === 'refused' || known.kind === 'data') {
        if (known.code === 'shop.order.gone')
          await tellStep(this.#context, entry, step(entry, { kind: 'removed' }).note);
        else
          await report.park({
            subject: orderSubject(entry.orderNumber),
            code: known.code,
            facts: known.facts,
          });
      }
      // Anything transient: the ledger still says `recorded`, so the next run tries again.
      return null;
    }
  }

  async #settle(entry: LedgerEntry, outcome: UnpOutcome): Promise<void> {
    const { state, profile, report, clock } = this.#context;
    if (outcome.kind === 'notKept') {
      this.#isKept = false;
      if (!this.#isTold) await report.notice('notice.unp.notKeptByShop');
      this.#isTold = true;
      return;
    }
    if (outcome.kind === 'differs') {
      const facts = { order: entry.orderNumber, ours: entry.unp ?? '', shop: outcome.shopValue };
      await report.park({ subject: orderSubject(entry.orderNumber), code: 'unp.differsAtShop', facts });
      return;
    }
    await state.ledger.save(profile.id, [step(entry, { kind: 'acknowledged', at: nowIso(clock) }).entry]);
  }
}
