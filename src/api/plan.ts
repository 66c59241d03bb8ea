import { z } from 'zod';
import { CHANGE_KINDS } from '../model/plan.ts';
import { TASKS } from '../model/run.ts';
import { call, Done, ProfileParams } from './call.ts';
import { ChangeView, Task } from './changes.ts';
import { Note, NoticeView } from './fault.ts';
import { ChangeQuery, First } from './runs.ts';
import { list, Moment } from './values.ts';

/** What a plan is of. */
export const PlanOf = z.discriminatedUnion('kind', [
  /** Of a run; `tasks` null = all that are switched on. */
  z.object({ kind: z.literal('run'), tasks: list(Task).nullable() }),
  /** Of what the shop has otherwise than it should. */
  z.object({ kind: z.literal('reconcile') }),
  /** Of taking back a run. */
  z.object({ kind: z.literal('undo'), runId: z.int() }),
]);
export type PlanOf = z.infer<typeof PlanOf>;

/** Changes of one kind. */
export const KindCount = z.object({ kind: z.enum(CHANGE_KINDS), label: z.string(), count: z.int() });
export type KindCount = z.infer<typeof KindCount>;

/** A record that needs nothing, or must not be handled, and why. */
export const SkippedView = z.object({ subject: z.string(), label: z.string(), reason: z.string() });
export type SkippedView = z.infer<typeof SkippedView>;

/** What one task would do beside its changes. */
export const PlanTask = z
  .object({
    task: Task,
    changes: z.int(),
    unchanged: z.int(),
    attention: list(Note),
    skipped: list(SkippedView),
    notices: list(NoticeView),
  })
  .meta({ id: 'PlanTask' });
export type PlanTask = z.infer<typeof PlanTask>;

/** A computed plan, a page of its changes. */
export const PlanPage = z
  .object({
    madeAt: Moment,
    of: PlanOf,
    /** Changes in all, and those that are searched for. */
    total: z.int(),
    found: z.int(),
    pageSize: z.int(),
    kinds: list(KindCount),
    changes: list(ChangeView),
    /** Code of the good that goes first and alone over XML; null = nothing is asked. */
    first: z.string().nullable(),
    tasks: list(PlanTask),
  })
  .meta({ id: 'PlanPage' });
export type PlanPage = z.infer<typeof PlanPage>;

/** The plan that was computed last; `madeAt` null: there is none. */
export const PlanAnswer = z.union([z.object({ madeAt: z.null() }), PlanPage]);
export type PlanAnswer = z.infer<typeof PlanAnswer>;

export const PLAN_CALLS = {
  startPlan: call({
    method: 'post',
    path: '/api/profiles/{name}/plan',
    summary: 'compute what a run, a comparison with the shop or an undo would change; writes nothing',
    needs: 'operator',
    params: ProfileParams,
    body: z.object({
      tasks: z.array(z.enum(TASKS)).min(1).nullable(),
      of: z.enum(['run', 'reconcile', 'undo']).default('run'),
      /** For an undo: the run that is taken back. */
      run: z.number().int().min(1).optional(),
    }),
    answer: Done,
  }),
  plan: call({
    method: 'get',
    path: '/api/profiles/{name}/plan',
    summary: 'the computed plan, a page of its changes',
    needs: 'operator',
    params: ProfileParams,
    query: ChangeQuery,
    answer: PlanAnswer,
  }),
  apply: call({
    method: 'post',
    path: '/api/profiles/{name}/apply',
    summary: 'make exactly the changes of the plan that was looked at',
    needs: 'operator',
    params: ProfileParams,
    body: z.object({ madeAt: z.string(), first: First }),
    answer: Done,
  }),
} as const;
