import type { App } from '../../app/app.ts';
import type { Plan } from '../../model/plan.ts';
import type { RunEvent } from '../../model/run.ts';
import { SyncError } from '../../model/sync-error.ts';
import { errorText, fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { planLines } from '../print-plan.ts';
import { RunPrinter } from '../print-run.ts';
import { plainText } from '../terminal/plain-text.ts';
import { wholeNumber } from '../read-number.ts';
import type { CliSession } from '../session.ts';
import { needYes, tell } from '../tell.ts';
import { tellNumberless } from '../tell-numberless.ts';
import { memoryFolder, withApp } from '../with-app.ts';
import type { HereOption } from '../with-app.ts';
import { runAndPrint, runExitCode } from './run.ts';

const LARGEST = Number.MAX_SAFE_INTEGER;

/** Work that reads for a while is followed on a terminal; scripts get its outcome alone. */
function following(session: CliSession): {
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
} {
  const printer = new RunPrinter(session);
  return {
    signal: session.signal,
    onEvent: (event) => {
      if (!session.isJson) printer.print(event);
    },
  };
}

function showPlan(session: CliSession, plan: Plan): void {
  if (session.isJson) session.printPlan(plan);
  else for (const line of planLines(plan, session)) session.print(line);
}

/** The way back to an older version of the program: it cannot open what the newer one has written. */
async function makeRoom(session: CliSession, backup: string): Promise<void> {
  const folder = memoryFolder(session);
  const isThere = await session.program.openApp(folder).then(
    async (app) => {
      await app.close();
      return true;
    },
    (error: unknown) => {
      if (error instanceof SyncError && error.code === 'state.newer') return false;
      throw error;
    },
  );
  if (isThere) return;
  const file = await session.program.setNewerAside(folder, backup);
  if (file !== null && !session.isJson)
    session.print(fill(session.texts.phrases['upkeep.newerAside'], { file }));
}

export async function restoreCommand(
  session: CliSession,
  file: string,
  options: { readonly yes?: boolean },
): Promise<number> {
  needYes(session, options.yes === true);
  await makeRoom(session, file);
  return withApp(session, async (app) => {
    const restored = await app.upkeep.restore(file);
    const { accounts, ...counts } = restored;
    const { phrases } = session.texts;
    tell(session, { json: restored, text: fill(phrases['upkeep.restored'], counts) });
    if (accounts.length > 0 && !session.isJson)
      session.print(fill(phrases['upkeep.accountsReturned'], { names: accounts.join(', ') }));
    return EXIT.done;
  });
}

export async function rebuildCommand(session: CliSession, profile: string): Promise<number> {
  return withApp(session, async (app) => {
    const summary = await app.upkeep.rebuild(profile, following(session));
    const { phrases } = session.texts;
    const { numberless, ...figures } = summary.orders;
    const orders = fill(phrases['upkeep.rebuiltOrders'], figures);
    const links =
      summary.links === null
        ? phrases['upkeep.linksNotReadable']
        : fill(phrases['upkeep.rebuiltLinks'], { ...summary.links });
    tell(session, { json: summary, text: orders });
    if (!session.isJson) session.print(links);
    tellNumberless(session, numberless);
    return EXIT.done;
  });
}

/** Order numbers that begin again: without `--yes` it tells what importing from here would mean. */
export async function importFromHereCommand(
  session: CliSession,
  profile: string,
  options: { readonly yes?: boolean },
): Promise<number> {
  const isConfirmed = options.yes === true;
  return withApp(session, async (app) => {
    const told = await app.upkeep.importFromHere(profile, { ...following(session), isConfirmed });
    const { phrases } = session.texts;
    const facts = { last: told.beginsAfter, import: told.toImport, same: told.same, past: told.past ?? 0 };
    const text = isConfirmed ? phrases['upkeep.fromHereDone'] : phrases['upkeep.fromHereWould'];
    tell(session, { json: told, text: fill(text, facts) });
    tellNumberless(session, told.numberless);
    return isConfirmed ? EXIT.done : EXIT.parked;
  });
}

async function repair(
  session: CliSession,
  app: App,
  what: { readonly profile: string; readonly plan: Plan },
) {
  const { profile, plan } = what;
  await app.upkeep.acceptActual(profile, following(session));
  const summary = await runAndPrint(session, app, { profile, tasks: null, plan, isConfirmed: true });
  if (summary.error !== null) throw summary.error;
  const hasFailed = Object.values(summary.counts).some((counts) => counts.failed > 0);
  return hasFailed ? EXIT.parked : runExitCode(summary);
}

/** What was recorded does not stand in the warehouse (Q1): no run repairs it without a person. */
function hasLost(plan: Plan): boolean {
  const codes = plan.tasks.flatMap((task) => task.attention.map(({ code }) => code));
  return codes.some((code) => code === 'order.documentMissing' || code.startsWith('unp.'));
}

export async function reconcileCommand(
  session: CliSession,
  profile: string,
  options: HereOption & { readonly repair?: boolean },
): Promise<number> {
  const compare = async (app: App): Promise<number> => {
    const plan = await app.upkeep.reconcile(profile, following(session));
    showPlan(session, plan);
    const differences = plan.tasks.reduce((sum, task) => sum + task.changes.length, 0);
    if (!session.isJson) session.print(fill(session.texts.phrases['upkeep.differences'], { n: differences }));
    if (differences === 0) return hasLost(plan) ? EXIT.parked : EXIT.done;
    return options.repair === true ? repair(session, app, { profile, plan }) : EXIT.parked;
  };
  return withApp(session, compare, { here: options.here === true });
}

/** The profile that a run was made with: runs are numbered over all of them. */
async function profileOfRun(app: App, runId: number): Promise<string> {
  for (const { profile } of await app.listProfiles()) {
    const isIts = await app.runPage(profile.name, runId, { search: '', kind: '', page: 1, size: 1 }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof SyncError && error.code === 'run.notFound') return false;
        throw error;
      },
    );
    if (isIts) return profile.name;
  }
  throw new SyncError('run.notFound', { id: runId });
}

export async function undoCommand(
  session: CliSession,
  run: string,
  options: { readonly yes?: boolean },
): Promise<number> {
  const runId = wholeNumber('RUN', run, { missing: 0, most: LARGEST });
  return withApp(session, async (app) => {
    const profile = await profileOfRun(app, runId);
    if (options.yes !== true) {
      showPlan(session, await app.upkeep.planUndo(profile, runId, following(session)));
      if (!session.isJson) session.print(fill(session.texts.phrases['upkeep.undoHow'], { run: runId }));
      return EXIT.done;
    }
    const summary = await runAndPrint(session, app, { profile, tasks: null, undo: runId, isConfirmed: true });
    if (summary.error !== null) throw summary.error;
    return runExitCode(summary);
  });
}

const WEEK_MINUTES = 10_080;

export async function checkCommand(
  session: CliSession,
  profile: string,
  options: { readonly minutes?: string },
): Promise<number> {
  const minutes = wholeNumber('--minutes', options.minutes, { missing: 5, most: WEEK_MINUTES });
  return withApp(session, async (app) => {
    const { numbers, oldest } = await app.upkeep.findOverdue(profile, { minutes, signal: session.signal });
    const { phrases } = session.texts;
    const text =
      numbers.length === 0
        ? phrases['upkeep.noneOverdue']
        : fill(phrases['upkeep.overdue'], {
            n: numbers.length,
            oldest: oldest ?? '',
            orders: numbers.slice(0, 50).join(', '),
          });
    const notes = await app.upkeep.findMissing(profile, session.signal);
    tell(session, { json: { overdue: numbers, oldest, missing: notes }, text });
    if (!session.isJson)
      for (const note of notes) session.print(`! ${plainText(errorText(session.texts, note).what)}`);
    return numbers.length + notes.length === 0 ? EXIT.done : EXIT.parked;
  });
}
