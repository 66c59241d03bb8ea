import type { LogFacts, LogLevel } from '../lib/log.ts';
import type { RunEvent } from '../model/run.ts';

interface RunLine {
  readonly level: LogLevel;
  readonly facts: LogFacts;
}

/**
 * What a log tells of an event of a run: codes, subjects and counts. Labels, fields and facts of changes stay
 * out, for they may name buyers; the run's report has them. Null: nothing.
 */
export function runLine(event: RunEvent): RunLine | null {
  switch (event.type) {
    case 'progress':
      return null;
    case 'runStarted':
      return { level: 'info', facts: { tasks: event.tasks } };
    case 'taskStarted':
      return { level: 'info', facts: { task: event.task } };
    case 'change': {
      const { task, change, outcome } = event;
      return {
        level: outcome.kind === 'failed' ? 'warn' : 'debug',
        facts: { task, change: change.kind, subject: change.subject, outcome: outcome.kind },
      };
    }
    case 'attention':
      return {
        level: event.isNew ? 'warn' : 'debug',
        facts: { task: event.task, subject: event.note.subject, code: event.note.code },
      };
    case 'notice':
      return { level: 'info', facts: { task: event.task, code: event.code } };
    case 'retry':
      return { level: 'warn', facts: retryFacts(event) };
    case 'taskEnded':
      return { level: 'info', facts: { task: event.task, ...event.counts } };
    case 'runEnded':
      return { level: event.error === null ? 'info' : 'warn', facts: { end: event.end } };
  }
}

/** Its facts stay out, as those of changes do: what was asked for names no buyer. */
function retryFacts({
  task,
  code,
  what,
  attempt,
  waitMs,
}: Extract<RunEvent, { readonly type: 'retry' }>): LogFacts {
  return { task, code, what, attempt, waitMs };
}
