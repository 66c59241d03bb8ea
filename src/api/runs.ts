import { z } from 'zod';
import { CHANGE_KINDS } from '../model/plan.ts';
import { RUN_TRIGGERS, TASKS } from '../model/run.ts';
import { call, Done, ProfileParams } from './call.ts';
import { HistoryEntry, Progress, RunCounts, RunEnd, StartedBy, Task } from './changes.ts';
import { Fault, Note, NoticeView } from './fault.ts';
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
    /** Account of whoever started it; '' = a schedule, or the terminal; null = it was not kept. */
    startedBy: z.string().nullable(),
    tasks: list(Task),
    startedAt: Moment,
    endedAt: Moment.nullable(),
    end: RunEnd.nullable(),
    counts: RunCounts.nullable(),
  })
  .meta({ id: 'Run' });
export type RunRow = z.infer<typeof RunRow>;

/** A run with what ended it before its time. */
export const FoundRun = RunRow.extend({ fault: Fault.nullable() }).meta({ id: 'FoundRun' });
export type FoundRun = z.infer<typeof FoundRun>;

/** One line of the list of runs: a run, or several in a row that had nothing to do. */
export const RunLine = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('run'), run: FoundRun }),
    z.object({ kind: z.literal('quiet'), count: z.int(), newest: RunRow, oldest: RunRow }),
  ])
  .meta({ id: 'RunLine' });
export type RunLine = z.infer<typeof RunLine>;

/** `next`: before which run the next page begins; null = this is the last one. */
export const RunList = z.object({ lines: list(RunLine), next: z.int().nullable() }).meta({ id: 'RunList' });
export type RunList = z.infer<typeof RunList>;

const Day = z.union([z.literal(''), z.iso.date()]).default('');
/** Which runs are looked for; '' = any. Days are those of Sofia, both included. */
export const RunQuery = z.object({
  before: z.coerce.number().int().min(0).default(0).meta({ type: 'integer' }),
  end: z.enum(['', ...RunEnd.options]).default(''),
  trigger: z.enum(['', ...RUN_TRIGGERS]).default(''),
  task: z.enum(['', ...TASKS]).default(''),
  from: Day,
  until: Day,
  /** Quiet runs one by one. */
  quiet: z.enum(['', 'yes']).default(''),
});

/** A run as a person reads it: how it went, what it told, what was not made and why. */
export const RunReport = z
  .object({
    run: FoundRun,
    notices: list(NoticeView),
    notes: list(Note),
    failed: list(z.object({ subject: z.string(), label: z.string(), fault: Fault })),
    /** How many were not made in all; `failed` names the first of them. */
    failedCount: z.int(),
  })
  .meta({ id: 'RunReport' });
export type RunReport = z.infer<typeof RunReport>;

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
    by: StartedBy.nullable(),
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
    needs: 'reader',
    params: ProfileParams,
    answer: WorkState,
  }),
  runs: call({
    method: 'get',
    path: '/api/profiles/{name}/runs',
    summary: 'runs, newest first',
    needs: 'reader',
    params: ProfileParams,
    answer: list(RunRow),
  }),
  runList: call({
    method: 'get',
    path: '/api/profiles/{name}/runs-list',
    summary: 'runs that are looked for, newest first, the quiet ones in a row as one line',
    needs: 'reader',
    params: ProfileParams,
    query: RunQuery,
    answer: RunList,
  }),
  report: call({
    method: 'get',
    path: '/api/profiles/{name}/runs/{id}/report',
    summary: 'how a run went, in words: its end, what it told, what was not made',
    needs: 'reader',
    params: RunParams,
    answer: RunReport,
  }),
  events: call({
    method: 'get',
    path: '/api/profiles/{name}/runs/{id}',
    summary: 'what a run did, a page of it',
    needs: 'reader',
    params: RunParams,
    query: ChangeQuery,
    answer: EventPage,
  }),
} as const;
