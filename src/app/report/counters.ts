import type { Change, ChangeOutcome } from '../../model/plan.ts';
import { NO_COUNTS } from '../../model/run.ts';
import type { TaskCounts } from '../../model/run.ts';

const CREATING = new Set<Change['kind']>(['addGood', 'recordOperation', 'createProduct']);

/** What one task of a run came to, in numbers (spec section 3). */
export class Counters {
  readonly #counts: Record<keyof TaskCounts, number> = { ...NO_COUNTS };

  get value(): TaskCounts {
    return { ...this.#counts };
  }

  add(name: keyof TaskCounts, by = 1): void {
    this.#counts[name] += by;
  }

  addAll(counts: Partial<TaskCounts>): void {
    for (const [name, by] of Object.entries(counts)) this.#counts[name as keyof TaskCounts] += by;
  }

  /** A pair that agreed counts as nothing done; what was parked is counted with its note. */
  made(change: Change, outcome: ChangeOutcome): void {
    if (outcome.kind === 'parked') return;
    if (outcome.kind !== 'done') this.#counts.failed += 1;
    else if (change.kind !== 'link') this.#counts[CREATING.has(change.kind) ? 'created' : 'updated'] += 1;
  }
}

/** What a task came to that was done more than once in a run. */
export function countsTogether(before: TaskCounts | undefined, after: TaskCounts): TaskCounts {
  const counters = new Counters();
  counters.addAll(before ?? NO_COUNTS);
  counters.addAll(after);
  return counters.value;
}
