import {
  BREAKER_CODES,
  BREAKERS,
  breakerFacts,
  breakersOf,
  isTripped,
  priceDrop,
} from '../../sync/breakers.ts';
import type { Breaker } from '../../sync/breakers.ts';
import type { TaskContext } from '../task-context.ts';
import type { PendingWrite } from './product-writer.ts';

/** An approval holds for what was seen, and for little more. */
const GROWTH = 1.2;

/**
 * Holds changes that look like an accident until a person has released them once (attention list), or has
 * applied a plan that shows them: too many of one kind, a price that falls too far. Counts go over the whole
 * task. In a plan the warning stands beside the changes: applying the plan is the approval.
 */
export class Guard {
  readonly #context: TaskContext;
  readonly #counts: Record<Breaker, number> = { hidden: 0, created: 0, repriced: 0, zeroed: 0 };
  readonly #held = new Set<Breaker>();
  #linked: number | null = null;

  constructor(context: TaskContext) {
    this.#context = context;
  }

  /** The writes that may go out now; those held are told and tried again in the next run. */
  async pass(pending: readonly PendingWrite[]): Promise<readonly PendingWrite[]> {
    const { report } = this.#context;
    if (report.isApproved) return pending;
    for (const entry of pending) for (const breaker of breakersOf(entry.change)) this.#counts[breaker] += 1;
    for (const breaker of BREAKERS) await this.#look(breaker);
    const going: PendingWrite[] = [];
    for (const entry of pending) {
      const isHeld = breakersOf(entry.change).some((breaker) => this.#held.has(breaker));
      if (isHeld) report.count('skipped');
      else if (!(await this.#isDropHeld(entry))) going.push(entry);
    }
    return report.isPlan ? pending : going;
  }

  /** Holds what leaves a group empty at once, whatever the numbers are. */
  async passEmptied(
    pending: readonly PendingWrite[],
    emptied: { readonly group: string; readonly count: number } | null,
  ): Promise<readonly PendingWrite[]> {
    const { report } = this.#context;
    if (emptied === null || report.isApproved) return this.pass(pending);
    const subject = this.#subject('groupEmptied');
    if (report.openItem(subject)?.isReleased === true) return this.pass(pending);
    await report.park({ subject, code: 'guard.groupEmptied', facts: emptied });
    if (!report.isPlan) report.count('skipped', pending.length);
    return report.isPlan ? this.pass(pending) : [];
  }

  /** After the whole task: what trips no more is settled. */
  async end(): Promise<void> {
    for (const breaker of BREAKERS) await this.#context.report.settle(this.#subject(breaker));
    await this.#context.report.settle(this.#subject('groupEmptied'));
  }

  #subject(breaker: Breaker | 'groupEmptied'): string {
    return `guard:${this.#context.report.task}:${breaker}`;
  }

  async #look(breaker: Breaker): Promise<void> {
    const { state, profile, settings, report } = this.#context;
    const count = this.#counts[breaker];
    if (count === 0) return;
    // Until one export has come to its end the shop is being filled: that was approved with its plan.
    if (breaker === 'created' && profile.firstFilledAt === null) return;
    this.#linked ??= await state.links.count(profile.id);
    const numbers = { count, linked: this.#linked };
    if (!isTripped(breaker, numbers, settings)) return;
    const item = report.openItem(this.#subject(breaker));
    const approved = item?.isReleased === true ? Number(item.facts['count'] ?? 0) * GROWTH : 0;
    if (count <= approved) return;
    this.#held.add(breaker);
    const facts = breakerFacts(breaker, numbers, settings);
    await report.park({ subject: this.#subject(breaker), code: BREAKER_CODES[breaker], facts });
  }

  async #isDropHeld(entry: PendingWrite): Promise<boolean> {
    const { settings, report } = this.#context;
    const { change } = entry;
    const drop = priceDrop(change, settings);
    if (drop === null) return false;
    const item = report.openItem(change.subject);
    const isApproved = item?.code === 'good.price.dropped' && item.isReleased;
    if (isApproved && item.facts['after'] === drop.after) return false;
    const facts = { good: change.subject.replace(/^\w+:/, ''), name: change.label, ...drop };
    await report.park({ subject: change.subject, code: 'good.price.dropped', facts });
    return true;
  }
}
