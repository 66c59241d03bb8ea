import type { Change, Plan } from '../../model/plan.ts';
import type { TaskName } from '../../model/run.ts';
import type { OperationDraft } from '../../model/operation.ts';

/** The partner's card may have no lasting number in a plan; what it is has. */
function documentText(document: OperationDraft): unknown {
  const { partner, unp, ...rest } = document;
  return {
    ...rest,
    unp: unp === null ? null : { ...unp, lastKnownSequence: 0 },
    partner: partner.kind === 'existing' ? partner.company : partner.partner.company,
  };
}

/** What a change does, as text: two changes with the same text do the same. */
export function changeText(change: Change): string {
  const document = change.document === undefined ? null : documentText(change.document);
  return JSON.stringify([change.key, change.kind, change.fields, document]);
}

/**
 * The changes that a person has approved by `apply` (spec section 4): a run computes its plan anew and
 * makes exactly those of them that are still the same.
 */
export class ApprovedChanges {
  readonly #open: Map<string, { readonly task: TaskName; readonly text: string; readonly change: Change }>;

  constructor(plan: Plan) {
    const changes = plan.tasks.flatMap((task) => task.changes);
    this.#open = new Map(
      changes.map((change) => [change.key, { task: change.task, text: changeText(change), change }]),
    );
  }

  /**
   * `same`: approved. `new`: it was not in the plan. `changed`: the plan had another change for this
   * record.
   */
  check(change: Change): 'same' | 'new' | 'changed' {
    const approved = this.#open.get(change.key);
    if (approved === undefined) return 'new';
    this.#open.delete(change.key);
    return approved.text === changeText(change) ? 'same' : 'changed';
  }

  /** Approved changes of a task that the new plan does not contain any more. */
  leftOver(task: TaskName): readonly Change[] {
    return [...this.#open.values()].filter((entry) => entry.task === task).map((entry) => entry.change);
  }
}
