import { z } from 'zod';
import { CHANGE_KINDS } from '../model/plan.ts';
import { call } from './call.ts';
import { Retry, RunCounts, RunEnd, StartedBy, Task, TaskCounts } from './changes.ts';
import { Facts, Fault, Note } from './fault.ts';
import { ServerRow } from './profiles.ts';
import { Language, list, Moment } from './values.ts';

/** A change in passing: what a person sees going by. All of them stand in the run's report. */
export const ChangeGlimpse = z.object({
  kind: z.enum(CHANGE_KINDS),
  kindLabel: z.string(),
  subject: z.string(),
  label: z.string(),
  outcome: z.enum(['done', 'parked', 'failed', 'uncertain']),
});
export type ChangeGlimpse = z.infer<typeof ChangeGlimpse>;

/** Of which server, and when. */
const Told = z.object({ profile: z.string(), at: Moment });

/**
 * What the one stream of a page tells. It begins with `hello`; unless that says that it goes on where it was
 * cut, the rows of all servers follow, and what each is doing: what a page holds from before is to be asked
 * for anew.
 */
export const LiveEvent = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('hello'), at: Moment, isResumed: z.boolean() }),
    /** A shop that reports here stands otherwise than it did. */
    z.object({ type: z.literal('reported'), at: Moment }),
    /** Whether a process is there that does what is asked for and what schedules want. */
    z.object({ type: z.literal('workers'), at: Moment, areThere: z.boolean() }),
    /** A server as it stands now: after each change of its settings, runs, orders or what waits. */
    Told.extend({ type: z.literal('server'), server: ServerRow }),
    /** A server is not there any more: removed, or named otherwise. */
    Told.extend({ type: z.literal('serverGone') }),
    Told.extend({
      type: z.literal('workStarted'),
      kind: z.enum(['run', 'plan']),
      startedAt: Moment,
      by: StartedBy,
    }),
    Told.extend({ type: z.literal('taskStarted'), task: Task }),
    /** The newest of each task and phase, several times a second at most; `total` null while unknown. */
    Told.extend({
      type: z.literal('progress'),
      task: Task,
      phase: z.enum(['read', 'write']),
      done: z.int(),
      total: z.int().nullable(),
    }),
    /** What was changed since the last of these, and its newest few. */
    Told.extend({ type: z.literal('changes'), count: z.int(), latest: list(ChangeGlimpse) }),
    Told.extend({ type: z.literal('attention'), task: Task, note: Note, isNew: z.boolean() }),
    Told.extend({
      type: z.literal('notice'),
      task: Task.nullable(),
      code: z.string(),
      facts: Facts,
      text: z.string(),
    }),
    Retry.extend(Told.shape),
    Told.extend({ type: z.literal('taskEnded'), task: Task, counts: TaskCounts }),
    /** A plan can be looked at. */
    Told.extend({ type: z.literal('planReady'), madeAt: Moment }),
    /** `end` null: a plan, or a run that could not begin. */
    Told.extend({
      type: z.literal('workEnded'),
      kind: z.enum(['run', 'plan']),
      end: RunEnd.nullable(),
      counts: RunCounts,
      error: Fault.nullable(),
    }),
  ])
  .meta({ id: 'LiveEvent' });
export type LiveEvent = z.infer<typeof LiveEvent>;

export const LIVE_CALLS = {
  live: call({
    method: 'get',
    path: '/api/live',
    summary: 'what goes on at all servers (event stream; Last-Event-ID resumes)',
    needs: 'reader',
    query: z.object({
      /** Of the words: a browser's stream has no header for it. */
      language: Language.default('bg'),
    }),
    media: 'text/event-stream',
    answer: LiveEvent,
  }),
} as const;
