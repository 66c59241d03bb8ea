import type { GoodsGroup } from '../model/good.ts';
import type { Plan, TaskPlan } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import { runnableSettings } from '../model/runnable-settings.ts';
import type { TaskName } from '../model/run.ts';
import type { AppParts } from './app-parts.ts';
import { firstFeedTurn } from './first-feed-turn.ts';
import { tasksToRun } from './preflight.ts';
import { AttentionDesk } from './report/attention-desk.ts';
import { PlanSheet } from './report/plan-sheet.ts';
import { TaskLog } from './report/run-log.ts';
import type { Following, RunRequest } from './run-request.ts';
import { withSession } from './session.ts';
import type { Session } from './session.ts';
import { settingsHash } from './settings-hash.ts';
import { findRecordFaults } from './setup/check-records.ts';
import { namedFault } from '../model/form-faults.ts';
import { nowIso } from '../lib/clock.ts';
import type { Gathering } from './task-context.ts';
import { taskOf } from './task-work.ts';

/** The tasks that are asked for, and those of them that the settings turn off. */
export function workOf(
  profile: Profile,
  request: Pick<RunRequest, 'tasks' | 'undo'>,
): { readonly tasks: readonly TaskName[]; readonly off: readonly TaskName[] } {
  // An undo is asked for by name: no switch of the settings stands in its way.
  if (request.undo !== undefined) return { tasks: ['undo'], off: [] };
  return tasksToRun(profile.settings, request.tasks);
}

/**
 * What a run would do, computed without writing anywhere but the note that a plan was made (spec section
 * 4).
 */
export async function makePlan(
  parts: AppParts,
  profile: Profile,
  request: Following & Pick<RunRequest, 'tasks' | 'undo' | 'first'>,
): Promise<Plan> {
  const settings = runnableSettings(profile.settings);
  const { tasks } = workOf(profile, request);
  const { signal, onEvent, undo } = request;
  const firstFeed = firstFeedTurn(settings, request);
  const asked = { profile, settings, tasks, signal, onEvent, firstFeed };
  const plan = await withSession(parts, asked, async (session) => {
    await refuseBadRecords(session, tasks);
    return planOf(parts, { profile, tasks, session, onEvent, ...(undo === undefined ? {} : { undo }) });
  });
  await parts.state.profiles.confirm(profile.id, nowIso(parts.clock));
  return plan;
}

/**
 * Refuses to show to a person what would come of settings that name records which are not there or of another
 * kind: he is here to mend them. A run parks what they are of and goes on with the rest.
 */
async function refuseBadRecords({ shared }: Session, tasks: readonly TaskName[]): Promise<void> {
  if (!tasks.includes('import-orders')) return;
  const { profile, warehouse, choices, signal } = shared;
  const [fault] = await findRecordFaults(profile.settings, warehouse, { choices, signal });
  if (fault !== undefined) throw namedFault(fault);
}

/** The plan of these tasks over an open session; `parts.state` is what they read. Writes nowhere. */
export async function planOf(
  parts: AppParts,
  what: {
    readonly profile: Profile;
    readonly tasks: readonly TaskName[];
    readonly session: Session;
    readonly onEvent: Following['onEvent'];
    readonly undo?: number;
  },
): Promise<Plan> {
  const { profile, session } = what;
  const made: TaskPlan[] = [];
  for (const task of what.tasks) {
    const plan = await planTask(parts, { ...what, task });
    made.push(made.length === 0 ? { ...plan, notices: [...session.notices, ...plan.notices] } : plan);
  }
  return {
    format: 'skladbridge-plan-1',
    profile: profile.name,
    settingsHash: settingsHash(profile),
    madeAt: nowIso(parts.clock),
    tasks: made,
    ...groupsIn(made, session.shared.choices.groups),
  };
}

/** Of all groups those that changes belong to. */
function groupsIn(made: readonly TaskPlan[], groups: readonly GoodsGroup[]): Pick<Plan, 'groups'> {
  const met = new Set(made.flatMap(({ changes }) => changes.map(({ groupId }) => groupId)));
  const named = groups.filter(({ id }) => met.has(id)).map(({ id, name }) => ({ id, name }));
  return named.length === 0 ? {} : { groups: named };
}

async function planTask(
  parts: AppParts,
  what: {
    readonly task: TaskName;
    readonly session: Session;
    readonly onEvent: Following['onEvent'];
    readonly undo?: number;
  },
): Promise<TaskPlan> {
  const { task, session, onEvent } = what;
  const { state } = parts;
  const now = (): string => nowIso(parts.clock);
  const sheet = new PlanSheet(task, session.shared);
  const open = await AttentionDesk.open(state.attention, session.profile.id);
  const log = new TaskLog(state.runs, { runId: null, nowIso: now, onEvent });
  log.tell({ type: 'taskStarted', task });
  const onProgress: Gathering['onProgress'] = (progress) => log.tell({ type: 'progress', task, ...progress });
  const gathering = { ...session.shared, state, open, onProgress };
  for await (const window of taskOf(task, what.undo)(gathering).decide()) sheet.show(window);
  return sheet.plan();
}
