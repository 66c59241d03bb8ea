import type { RunEvent } from '../../model/run.ts';
import type { PassingChange, PassingNote, ProgressEvent, Telling } from './work.ts';

/** So many of each kind are told of one moment; of changes their number too, of the others the list tells. */
const LATEST = 20;

function keepLatest<T>(kept: T[], event: T): void {
  kept.push(event);
  if (kept.length > LATEST) kept.shift();
}

/**
 * What passes at one profile too fast to be told one by one: a run of a hundred thousand changes costs a page
 * as much as one of a hundred. Gathered for a moment, then drained.
 */
export class Passing {
  readonly #progress = new Map<string, ProgressEvent>();
  #changes: PassingChange[] = [];
  #notes: PassingNote[] = [];
  #count = 0;

  /** False for an event that is to be told by itself, and at once. */
  take(event: RunEvent): boolean {
    switch (event.type) {
      case 'progress':
        this.#progress.set(`${event.task} ${event.phase}`, event);
        return true;
      case 'change': {
        this.#count += 1;
        const { kind, subject, label } = event.change;
        keepLatest(this.#changes, { kind, subject, label, outcome: event.outcome.kind });
        return true;
      }
      case 'attention':
      case 'notice':
      case 'retry':
        keepLatest(this.#notes, event);
        return true;
      case 'runStarted':
      case 'taskStarted':
      case 'taskEnded':
      case 'runEnded':
        return false;
    }
  }

  /** Everything that was gathered; nothing is left. */
  drain(): readonly Telling[] {
    const [count, latest] = [this.#count, this.#changes];
    const told: Telling[] = [...this.#progress.values()];
    if (count > 0) told.push({ type: 'changes', count, latest });
    told.push(...this.#notes);
    this.#progress.clear();
    [this.#changes, this.#notes, this.#count] = [[], [], 0];
    return told;
  }
}
