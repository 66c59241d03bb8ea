import type { Change, HeldChange, SkippedRecord, TaskPlan } from '../../model/plan.ts';
import type { AttentionNote, Notice, TaskName } from '../../model/run.ts';
import type { TaskWindow } from '../../sync/task-window.ts';
import { withCurrency } from './with-currency.ts';
import type { Currencies } from './with-currency.ts';

/** What one task would do, gathered window by window for a plan. */
export class PlanSheet {
  readonly #task: TaskName;
  readonly #currencies: Currencies;
  readonly #changes: Change[] = [];
  readonly #attention: AttentionNote[] = [];
  readonly #skipped: SkippedRecord[] = [];
  readonly #notices: Notice[] = [];
  readonly #held: HeldChange[] = [];
  #unchanged = 0;

  constructor(task: TaskName, currencies: Currencies) {
    this.#task = task;
    this.#currencies = currencies;
  }

  show(window: TaskWindow): void {
    for (const { change, heldBy } of window.steps) {
      this.#changes.push(withCurrency(change, this.#currencies));
      if (heldBy !== null) this.#held.push({ key: change.key, by: heldBy });
    }
    for (const { subject, code, facts } of window.notes) this.#attention.push({ subject, code, facts });
    for (const { subject, label, reason } of window.skipped) this.#skipped.push({ subject, label, reason });
    this.#notices.push(...window.notices);
    this.#unchanged += window.counts.unchanged ?? 0;
  }

  plan(): TaskPlan {
    return {
      task: this.#task,
      changes: this.#changes,
      attention: this.#attention,
      skipped: this.#skipped,
      notices: this.#notices,
      unchanged: this.#unchanged,
      ...(this.#held.length === 0 ? {} : { held: this.#held }),
    };
  }
}
