import type { App } from '../../app/app.ts';
import { csvHead, csvLine } from '../../lib/csv.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { Plan } from '../../model/plan.ts';
import type { RunEvent } from '../../model/run.ts';
import { SyncError } from '../../model/sync-error.ts';
import { errorText, fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { planLines } from '../print-plan.ts';
import { RunPrinter } from '../print-run.ts';
import { plainText } from '../print-table.ts';
import { wholeNumber } from '../read-number.ts';
import type { CliSession } from '../session.ts';
import { readArchiveOf, readRecords } from '../whose-records.ts';
import type { RemovedOption } from '../whose-records.ts';
import { withApp } from '../with-app.ts';
import { refuseUnwritable, writeWhole } from '../write-whole.ts';
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

/** What cannot be taken back needs `--yes`: nothing was done without it. */
function needYes(session: CliSession, isConfirmed: boolean): void {
  if (!isConfirmed) throw new SyncError('cli.wrongUse', { message: session.texts.phrases['upkeep.needYes'] });
}

function tell(session: CliSession, what: { readonly json: unknown; readonly text: string }): void {
  if (session.isJson) session.printJson(what.json);
  else session.print(what.text);
}

function showPlan(session: CliSession, plan: Plan): void {
  if (session.isJson) session.printJson(plan);
  else for (const line of planLines(plan, session)) session.print(line);
}

export async function backupCommand(session: CliSession, file: string): Promise<number> {
  return withApp(session, async (app) => {
    await app.upkeep.backup(file);
    const text = fill(session.texts.phrases['upkeep.backedUp'], { file });
    tell(session, { json: { backup: file }, text });
    return EXIT.done;
  });
}

export async function restoreCommand(
  session: CliSession,
  file: string,
  options: { readonly yes?: boolean },
): Promise<number> {
  needYes(session, options.yes === true);
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
    const orders = fill(phrases['upkeep.rebuiltOrders'], { ...summary.orders });
    const links =
      summary.links === null
        ? phrases['upkeep.linksNotReadable']
        : fill(phrases['upkeep.rebuiltLinks'], { ...summary.links });
    tell(session, { json: summary, text: orders });
    if (!session.isJson) session.print(links);
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
  options: { readonly repair?: boolean },
): Promise<number> {
  return withApp(session, async (app) => {
    const plan = await app.upkeep.reconcile(profile, following(session));
    showPlan(session, plan);
    const differences = plan.tasks.reduce((sum, task) => sum + task.changes.length, 0);
    if (!session.isJson) session.print(fill(session.texts.phrases['upkeep.differences'], { n: differences }));
    if (differences === 0) return hasLost(plan) ? EXIT.parked : EXIT.done;
    return options.repair === true ? repair(session, app, { profile, plan }) : EXIT.parked;
  });
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

const ARCHIVE_COLUMNS = [
  'orderNumber',
  'version',
  'receivedAt',
  'status',
  'total',
  'currency',
  'stage',
  'operationType',
  'documentNumber',
  'unp',
  'shopAddress',
  'rawHash',
  'erasedAt',
  'raw',
  'pastSeries',
] as const;

/** The archive as lines: each version of each order, with the document and the УНП that came of it (I16). */
async function* archiveLines(
  archive: ReturnType<typeof readArchiveOf>,
  format: 'json' | 'csv',
): AsyncGenerator<string> {
  if (format === 'csv') yield csvHead(ARCHIVE_COLUMNS);
  for await (const records of archive) {
    for (const { pastSeries, entry, versions } of records) {
      for (const version of versions) {
        const row = { ...entry, ...version, pastSeries };
        const cells = ARCHIVE_COLUMNS.map((column) => row[column] ?? null);
        yield format === 'json'
          ? JSON.stringify(Object.fromEntries(ARCHIVE_COLUMNS.map((column, index) => [column, cells[index]])))
          : csvLine(cells.map((cell) => (cell === null ? '' : String(cell))));
      }
    }
  }
}

function archiveFormat(text: string | undefined): 'json' | 'csv' {
  const format = (['json', 'csv'] as const).find((known) => known === (text ?? 'json'));
  if (format !== undefined) return format;
  throw new SyncError('settings.badValue', { key: 'format', value: text ?? '', expected: 'json | csv' });
}

async function* withNewlines(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

export async function exportArchiveCommand(
  session: CliSession,
  profile: string,
  options: { readonly format?: string; readonly out?: string } & RemovedOption,
): Promise<number> {
  const format = archiveFormat(options.format);
  const { out } = options;
  if (out !== undefined) await refuseUnwritable(out);
  return withApp(session, async (app) => {
    const whose = { ...options, name: profile };
    // Asked first: an unknown name is refused before a file is begun.
    await readRecords(app, whose, (records, key) => records.lastRun(key, {}));
    const lines = archiveLines(readArchiveOf(app, whose), format);
    if (out === undefined) {
      for await (const line of lines) session.printData(line);
      return EXIT.done;
    }
    await writeWhole(out, withNewlines(lines));
    tell(session, { json: { out }, text: fill(session.texts.phrases['upkeep.archived'], { file: out }) });
    return EXIT.done;
  });
}

export async function eraseCustomerCommand(
  session: CliSession,
  profile: string,
  options: { readonly contact?: string; readonly order?: string; readonly yes?: boolean },
): Promise<number> {
  if ((options.contact === undefined) === (options.order === undefined))
    throw new SyncError('cli.wrongUse', { message: '--contact | --order' });
  needYes(session, options.yes === true);
  const order =
    options.order === undefined ? null : wholeNumber('--order', options.order, { missing: 0, most: LARGEST });
  return withApp(session, async (app) => {
    const orders = await app.upkeep.eraseCustomer(profile, {
      contact: options.contact ?? null,
      order: order as OrderNumber | null,
    });
    const text = fill(session.texts.phrases['upkeep.erased'], {
      n: orders.length,
      orders: orders.join(', '),
    });
    tell(session, { json: { orders }, text });
    return EXIT.done;
  });
}
