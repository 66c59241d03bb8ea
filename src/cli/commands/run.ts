import { readFile } from 'node:fs/promises';
import type { App, RunSummary } from '../../app/app.ts';
import type { Plan } from '../../model/plan.ts';
import { TASKS } from '../../model/run.ts';
import type { RunEvent, TaskName } from '../../model/run.ts';
import { readError } from '../../model/file-error.ts';
import { SyncError } from '../../model/sync-error.ts';
import { fill } from '../../texts/text.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { planLines } from '../print-plan.ts';
import { RunPrinter } from '../print-run.ts';
import { withApp } from '../with-app.ts';
import { refuseUnwritable, writeWhole } from '../write-whole.ts';
import type { CliSession } from '../session.ts';

/** Names of tasks as they are typed. Rejects a name that is none. */
export function readTasks(names: readonly string[] | undefined): readonly TaskName[] | null {
  if (names === undefined || names.length === 0) return null;
  return names.map((name) => {
    const task = TASKS.find((known) => known === name);
    if (task === undefined)
      throw new SyncError('settings.badValue', { key: 'task', value: name, expected: TASKS.join(' | ') });
    return task;
  });
}

/** Runs a profile and prints its events; the summary of the run. */
export async function runAndPrint(
  session: CliSession,
  app: App,
  what: {
    readonly profile: string;
    readonly tasks: readonly TaskName[] | null;
    readonly plan?: Plan;
    readonly undo?: number;
    readonly isConfirmed: boolean;
    /** Code of the good that the first feed is made of. */
    readonly first?: string | undefined;
  },
): Promise<RunSummary> {
  const printer = new RunPrinter(session);
  const onEvent = (event: RunEvent): void => {
    if (session.isJson) session.printJson(event);
    else printer.print(event);
  };
  const { profile, tasks, isConfirmed } = what;
  return app.run(profile, {
    tasks,
    isConfirmed,
    onEvent,
    signal: session.signal,
    ...(what.plan === undefined ? {} : { plan: what.plan }),
    ...(what.undo === undefined ? {} : { undo: what.undo }),
    ...(what.first === undefined ? {} : { first: what.first }),
  });
}

/** Exit code of a run: its error's, else 3 when something was parked in it. */
export function runExitCode(summary: RunSummary): number {
  if (summary.error !== null) return exitCodeOf(summary.error);
  return summary.parked > 0 ? EXIT.parked : EXIT.done;
}

function printOutcome(session: CliSession, summary: RunSummary): number {
  const counts = Object.values(summary.counts);
  const isQuiet = counts.every((task) => task.created + task.updated + task.attention + task.failed === 0);
  if (summary.error !== null) throw summary.error;
  if (isQuiet && !session.isJson) session.print(session.texts.phrases.inSync);
  return runExitCode(summary);
}

export async function runCommand(
  session: CliSession,
  profile: string,
  options: { readonly task?: readonly string[]; readonly yes?: boolean; readonly first?: string },
): Promise<number> {
  const tasks = readTasks(options.task);
  return withApp(session, async (app) =>
    printOutcome(
      session,
      await runAndPrint(session, app, {
        profile,
        tasks,
        isConfirmed: options.yes === true,
        first: options.first,
      }),
    ),
  );
}

export async function planCommand(
  session: CliSession,
  profile: string,
  options: { readonly task?: readonly string[]; readonly out?: string; readonly first?: string },
): Promise<number> {
  const tasks = readTasks(options.task);
  if (options.out !== undefined) await refuseUnwritable(options.out);
  return withApp(session, async (app) => {
    const { first } = options;
    const asked = { tasks, signal: session.signal, ...(first === undefined ? {} : { first }) };
    const plan = await app.plan(profile, asked);
    if (session.isJson) session.printJson(plan);
    else for (const line of planLines(plan, session)) session.print(line);
    if (options.out === undefined) return EXIT.done;
    await writeWhole(options.out, JSON.stringify(plan));
    if (!session.isJson) session.print(fill(session.texts.phrases['plan.saved'], { file: options.out }));
    return EXIT.done;
  });
}

async function readPlan(file: string): Promise<Plan> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw readError(error, file);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SyncError('plan.file.malformed', { file, problem: 'JSON' }, { cause: error });
  }
  const { readPlanFile } = await import('../../model/plan-file.ts');
  const { plan, problem } = readPlanFile(value);
  if (plan === null) throw new SyncError('plan.file.malformed', { file, problem });
  return plan;
}

export async function applyCommand(
  session: CliSession,
  file: string,
  options: { readonly yes?: boolean; readonly first?: string },
): Promise<number> {
  const plan = await readPlan(file);
  return withApp(session, async (app) => {
    const { first, yes } = options;
    const what = { profile: plan.profile, tasks: null, plan, isConfirmed: yes === true, first };
    const summary = await runAndPrint(session, app, what);
    if (summary.error !== null) throw summary.error;
    const failed = Object.values(summary.counts).some((counts) => counts.failed > 0);
    return failed ? EXIT.parked : runExitCode(summary);
  });
}
