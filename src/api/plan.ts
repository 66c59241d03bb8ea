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

/** Changes of one kind; `held`: how many of them a guard holds. */
export const KindCount = z.object({
  kind: z.enum(CHANGE_KINDS),
  label: z.string(),
  count: z.int(),
  held: z.int(),
});
export type KindCount = z.infer<typeof KindCount>;

/** A record that needs nothing, or must not be handled, and why. */
export const SkippedView = z.object({
  subject: z.string(),
  label: z.string(),
  reason: z.string(),
  reasonLabel: z.string(),
});
export type SkippedView = z.infer<typeof SkippedView>;

/** A note of a plan, and how many changes it holds back until they are approved. */
export const PlanNote = Note.extend({ holds: z.int() });
export type PlanNote = z.infer<typeof PlanNote>;

/** Changes of one group of goods. */
export const GroupCount = z.object({ id: z.int(), name: z.string(), count: z.int() });
export type GroupCount = z.infer<typeof GroupCount>;

/** A change of a plan; `isHeld`: a guard holds it until somebody approves it. */
export const PlannedChange = ChangeView.extend({ isHeld: z.boolean() }).meta({ id: 'PlannedChange' });
export type PlannedChange = z.infer<typeof PlannedChange>;

/** What one task would do beside its changes. */
export const PlanTask = z
  .object({
    task: Task,
    changes: z.int(),
    unchanged: z.int(),
    attention: list(PlanNote),
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
    groups: list(GroupCount),
    changes: list(PlannedChange),
    /** Code of the good that goes first and alone over XML; null = nothing is asked. */
    first: z.string().nullable(),
    tasks: list(PlanTask),
  })
  .meta({ id: 'PlanPage' });
export type PlanPage = z.infer<typeof PlanPage>;

/** The plan that was computed last; `madeAt` null: there is none. */
export const PlanAnswer = z.union([z.object({ madeAt: z.null() }), PlanPage]);
export type PlanAnswer = z.infer<typeof PlanAnswer>;

/** Which changes of a plan are looked at. */
export const PlanQuery = ChangeQuery.extend({
  /** A group of goods, by its number. */
  group: z.union([z.literal(''), z.string().regex(/^\d{1,10}$/)]).default(''),
  /** Those alone that a guard holds. */
  held: z.enum(['', 'yes']).default(''),
});

/** The part of a plan that is approved. */
export const PostedChoice = z.object({
  /** Every change of these kinds, but for those that a guard holds. */
  kinds: z.array(z.enum(CHANGE_KINDS)),
  /** Those too. */
  isHeldToo: z.boolean(),
  /** Keys of changes that are approved besides, and of those that are not. */
  besides: z.array(z.string().max(300)).max(20_000),
  except: z.array(z.string().max(300)).max(20_000),
});
export type PostedChoice = z.infer<typeof PostedChoice>;

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
    needs: 'reader',
    params: ProfileParams,
    query: PlanQuery,
    answer: PlanAnswer,
  }),
  change: call({
    method: 'get',
    path: '/api/profiles/{name}/plan/changes/{key}',
    summary: "one change of the computed plan, a document with the names of the warehouse's goods",
    needs: 'reader',
    params: ProfileParams.extend({ key: z.string().min(1).max(300) }),
    answer: PlannedChange,
  }),
  apply: call({
    method: 'post',
    path: '/api/profiles/{name}/apply',
    summary: 'make exactly the changes of the plan that was looked at, or the chosen ones of them',
    needs: 'operator',
    params: ProfileParams,
    body: z.object({ madeAt: z.string(), first: First, choice: PostedChoice.optional() }),
    answer: Done,
  }),
} as const;
