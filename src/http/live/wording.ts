import type { ChangeGlimpse, LiveEvent } from '../../api/live.ts';
import type { PassingChange, Telling } from '../../app/work/work.ts';
import { textsOf } from '../../texts/text.ts';
import type { Language } from '../../texts/text.ts';
import { faultOf } from '../error-answer.ts';
import { wordedNote, wordedNotice, wordedRetry } from '../worded-change.ts';

/** Of which server something is told, and when. */
export interface Told {
  readonly profile: string;
  readonly at: string;
}

/** Words of an event, said once for each language that somebody listens in. */
export type Wording = (language: Language) => LiveEvent;

function glimpse(change: PassingChange, language: Language): ChangeGlimpse {
  return { ...change, kindLabel: textsOf(language).changes[change.kind] };
}

/** What is told of a server, in words. */
export function wordedTelling(told: Told, telling: Telling, language: Language): LiveEvent {
  switch (telling.type) {
    case 'started':
      return { ...told, ...telling, type: 'workStarted' };
    case 'ended': {
      const { error } = telling;
      const fault = error === null ? null : faultOf(error, language);
      return { ...told, ...telling, type: 'workEnded', error: fault };
    }
    case 'changes':
      return { ...told, ...telling, latest: telling.latest.map((change) => glimpse(change, language)) };
    case 'retry':
      return { ...told, ...wordedRetry(telling, language) };
    case 'attention':
      return { ...told, ...telling, note: wordedNote(telling.note, language) };
    case 'notice':
      return { ...told, type: telling.type, task: telling.task, ...wordedNotice(telling, language) };
    case 'planReady':
    case 'taskStarted':
    case 'taskEnded':
    case 'progress':
      return { ...told, ...telling };
  }
}
