import { z } from 'zod';
import { CHANGE_KINDS } from '../model/plan.ts';
import { RUN_TRIGGERS, TASKS } from '../model/run.ts';
import { call, Done, ProfileParams } from './call.ts';
import { EventView, HistoryEntry, Progress, RunCounts, RunEnd, Task } from './changes.ts';
import { Fault } from './fault.ts';
import { list, Moment, PageNumber } from './values.ts';

const Tasks = z.array(z.enum(TASKS)).min(1).nullable();
/** Code of the good that the first feed (XML) is made of; left out = the proposal. */
export const First = z.string().trim().min(1).max(255).optional();
const RunParams = ProfileParams.extend({ id: z.string().regex(/^\d{1,12}$/) });

/** A page of changes: of a plan, of a run. */
export const ChangeQuery = z.object({
  page: PageNumber,
  /** A part of a change's label or subject. */
  search: z.string().max(200).default(''),
  kind: z.enum(['', ...CHANGE_KINDS]).default(''),
});

/** A run as the log keeps it; what is null is not known yet. */
export const RunRow = z
  .object({
    id: z.int(),
    trigger: z.enum(RUN_TRIGGERS),
    tasks: list(Task),
    startedAt: Moment,
    endedAt: Moment.nullable(),
    end: RunEnd.nullable(),
    counts: RunCounts.nullable(),
  })
  .meta({ id: 'Run' });
export type RunRow = z.infer<typeof RunRow>;

/** What a run did, a page of it. */
export const EventPage = z
  .object({ found: z.int(), pageSize: z.int(), events: list(HistoryEntry) })
  .meta({ id: 'EventPage' });
export type EventPage = z.infer<typeof EventPage>;

/** What a server is doing, or did last since the program started. */
export const WorkState = z
  .object({
    /** Null: nothing since. */
    kind: z.enum(['run', 'plan']).nullable(),
    isOver: z.boolean(),
    startedAt: Moment.nullable(),
    error: Fault.nullable(),
    /** The newest of each task. */
    progress: list(Progress),
  })
  .meta({ id: 'Work' });
export type WorkState = z.infer<typeof WorkState>;

export const RUN_CALLS = {
  start: call({
    method: 'post',
    path: '/api/profiles/{name}/run',
    summary: 'start a run',
    needs: 'operator',
    params: ProfileParams,
    body: z.object({ tasks: Tasks, first: First }),
    answer: Done,
  }),
  stop: call({
    method: 'delete',
    path: '/api/profiles/{name}/run',
    summary: 'stop after the record that is being written',
    needs: 'operator',
    params: ProfileParams,
    answer: z.object({ ok: z.boolean() }),
  }),
  work: call({
    method: 'get',
    path: '/api/profiles/{name}/work',
    summary: 'what the server is doing now',
    needs: 'operator',
    params: ProfileParams,
    answer: WorkState,
  }),
  live: call({
    method: 'get',
    path: '/api/profiles/{name}/live',
    summary: 'events of the run that goes on (event stream; Last-Event-ID resumes)',
    needs: 'operator',
    params: ProfileParams,
    media: 'text/event-stream',
    answer: z.object({ id: z.int(), at: Moment, event: EventView }),
  }),
  runs: call({
    method: 'get',
    path: '/api/profiles/{name}/runs',
    summary: 'runs, newest first',
    needs: 'operator',
    params: ProfileParams,
    answer: list(RunRow),
  }),
  events: call({
    method: 'get',
    path: '/api/profiles/{name}/runs/{id}',
    summary: 'what a run did, a page of it',
    needs: 'operator',
    params: RunParams,
    query: ChangeQuery,
    answer: EventPage,
  }),
} as const;
