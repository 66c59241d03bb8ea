import type { ChangeGlimpse, LiveEvent } from '../../api/live.ts';
import type { RunEvent } from '../../model/run.ts';
import { textsOf } from '../../texts/text.ts';
import type { Language } from '../../texts/text.ts';
import { wordedNote, wordedNotice, wordedRetry } from '../worded-change.ts';

type Of<T extends RunEvent['type']> = Extract<RunEvent, { readonly type: T }>;
type Note = Of<'attention'> | Of<'notice'> | Of<'retry'>;

/** So many of each kind are told of one moment; of changes their number too, of the others the list tells. */
const LATEST = 20;

/** Of which server something is told, and when. */
export interface Told {
  readonly profile: string;
  readonly at: string;
}

/** Words of an event, said once for each language that somebody listens in. */
export type Wording = (language: Language) => LiveEvent;

function keepLatest<T>(kept: T[], event: T): void {
  kept.push(event);
  if (kept.length > LATEST) kept.shift();
}

function glimpse({ change, outcome }: Of<'change'>, language: Language): ChangeGlimpse {
  const { kind, subject, label } = change;
  return { kind, kindLabel: textsOf(language).changes[kind], subject, label, outcome: outcome.kind };
}

function wordedLine(told: Told, event: Note, language: Language): LiveEvent {
  if (event.type === 'retry') return { ...told, ...wordedRetry(event, language) };
  if (event.type === 'attention') return { ...told, ...event, note: wordedNote(event.note, language) };
  return { ...told, type: event.type, task: event.task, ...wordedNotice(event, language) };
}

/**
 * What passes at one server too fast to be told one by one: a run of a hundred thousand changes costs a page
 * as much as one of a hundred. Gathered for a moment, then drained.
 */
export class Passing {
  readonly #progress = new Map<string, Of<'progress'>>();
  #changes: Of<'change'>[] = [];
  #notes: Note[] = [];
  #count = 0;

  /** False for an event that is to be told by itself, and at once. */
  take(event: RunEvent): boolean {
    switch (event.type) {
      case 'progress':
        this.#progress.set(`${event.task} ${event.phase}`, event);
        return true;
      case 'change':
        this.#count += 1;
        keepLatest(this.#changes, event);
        return true;
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
  drain(told: Told): readonly Wording[] {
    const [count, changes] = [this.#count, this.#changes];
    const said: Wording[] = [...this.#progress.values()].map((event) => () => ({ ...told, ...event }));
    if (count > 0)
      said.push((language) => ({
        ...told,
        type: 'changes',
        count,
        latest: changes.map((change) => glimpse(change, language)),
      }));
    for (const note of this.#notes) said.push((language) => wordedLine(told, note, language));
    this.#progress.clear();
    [this.#changes, this.#notes, this.#count] = [[], [], 0];
    return said;
  }
}
