import { readFile } from 'node:fs/promises';
import type { App, RunSummary } from '../../app/app.ts';
import type { Plan } from '../../model/plan.ts';
import { TASKS } from '../../model/run.ts';
import type { RunEvent, TaskName } from '../../model/run.ts';
import { readError } from '../../model/file-error.ts';
import { SyncError } from '../../model/sync-error.ts';
import { formatCounted } from '../../texts/format.ts';
import { fill } from '../../texts/text.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { planLines } from '../print-plan.ts';
import { RunPrinter } from '../print-run.ts';
import { shellWord } from '../../texts/shell-word.ts';
import { withApp } from '../with-app.ts';
import type { HereOption } from '../with-app.ts';
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

/** Work whose outcome is told whole is followed by its bar alone, and by what it waits for. */
function followingQuietly(session: CliSession): {
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
} {
  const printer = new RunPrinter(session);
  return {
    signal: session.signal,
    onEvent: (event) => {
      const isTold = event.type === 'progress' || event.type === 'retry';
      if (isTold && !session.isJson && session.width !== null) printer.print(event);
    },
  };
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

/** True when a run had nothing to do and did not fail: only then may both sides be called in step. */
export function isQuiet({ counts, error }: RunSummary): boolean {
  const tasks = Object.values(counts);
  return (
    error === null && tasks.every((task) => task.created + task.updated + task.attention + task.failed === 0)
  );
}

/** The outcome of a run in a sentence: in step, or what waits for a person. Throws what it failed with. */
async function printOutcome(
  session: CliSession,
  app: App,
  run: { readonly profile: string; readonly summary: RunSummary },
): Promise<number> {
  const { profile, summary } = run;
  if (summary.error !== null) throw summary.error;
  if (session.isJson) return runExitCode(summary);
  const { texts, language } = session;
  const { length } = await app.attention(profile);
  const facts = { attention: formatCounted(length, 'attention', language), profile: shellWord(profile) };
  if (length > 0) session.print(fill(texts.phrases[isQuiet(summary) ? 'run.quiet' : 'run.waits'], facts));
  else if (isQuiet(summary)) session.print(texts.phrases.inSync);
  return runExitCode(summary);
}

export async function runCommand(
  session: CliSession,
  profile: string,
  options: HereOption & {
    readonly task?: readonly string[];
    readonly yes?: boolean;
    readonly first?: string;
  },
): Promise<number> {
  const tasks = readTasks(options.task);
  const asked = { profile, tasks, isConfirmed: options.yes === true, first: options.first };
  const work = async (app: App): Promise<number> =>
    printOutcome(session, app, { profile, summary: await runAndPrint(session, app, asked) });
  return withApp(session, work, { here: options.here === true });
}

export async function planCommand(
  session: CliSession,
  profile: string,
  options: HereOption & { readonly task?: readonly string[]; readonly out?: string; readonly first?: string },
): Promise<number> {
  const tasks = readTasks(options.task);
  if (options.out !== undefined) await refuseUnwritable(options.out);
  const show = async (app: App): Promise<number> => {
    const { first } = options;
    const asked = { tasks, ...followingQuietly(session), ...(first === undefined ? {} : { first }) };
    const plan = await app.plan(profile, asked);
    if (session.isJson) session.printPlan(plan);
    else for (const line of planLines(plan, session)) session.print(line);
    if (options.out === undefined) return EXIT.done;
    await writeWhole(options.out, JSON.stringify(plan));
    if (!session.isJson)
      session.print(fill(session.texts.phrases['plan.saved'], { file: shellWord(options.out) }));
    return EXIT.done;
  };
  return withApp(session, show, { here: options.here === true });
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
  options: HereOption & { readonly yes?: boolean; readonly first?: string },
): Promise<number> {
  const plan = await readPlan(file);
  const apply = async (app: App): Promise<number> => {
    const { first, yes } = options;
    const what = { profile: plan.profile, tasks: null, plan, isConfirmed: yes === true, first };
    const summary = await runAndPrint(session, app, what);
    if (summary.error !== null) throw summary.error;
    const failed = Object.values(summary.counts).some((counts) => counts.failed > 0);
    return failed ? EXIT.parked : runExitCode(summary);
  };
  return withApp(session, apply, { here: options.here === true });
}
