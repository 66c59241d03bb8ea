import type { OrderNumber } from '../../model/order-origin.ts';
import { SyncError } from '../../model/sync-error.ts';
import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { wholeNumber } from '../read-number.ts';
import type { CliSession } from '../session.ts';
import { oneOf } from '../tell.ts';
import { withApp } from '../with-app.ts';
import { orderCells, orderColumns } from './order-cells.ts';
import { runAndPrint, runExitCode } from './run.ts';

/** What is asked for of orders whose documents are missing. */
export interface MissingOptions {
  readonly recordAgain?: boolean;
  readonly letGo?: boolean;
  readonly order?: readonly string[];
}

function readOrders(options: MissingOptions): readonly OrderNumber[] | 'all' {
  if (options.order === undefined) return 'all';
  const most = Number.MAX_SAFE_INTEGER;
  return options.order.map((text) => wholeNumber('--order', text, { missing: 0, most }) as OrderNumber);
}

/** Lists orders whose documents are missing, records them again under their own УНП, or lets them go (Q1). */
export async function missingCommand(
  session: CliSession,
  profile: string,
  options: MissingOptions,
): Promise<number> {
  const { recordAgain = false, letGo = false } = options;
  if (recordAgain && letGo)
    throw new SyncError('cli.wrongUse', { message: oneOf(session, ['--record-again', '--let-go']) });
  if (!recordAgain && !letGo) return listMissing(session, profile);
  const { phrases } = session.texts;
  return withApp(session, async (app) => {
    const decision = letGo ? 'letGo' : 'again';
    const decided = await app.upkeep.decideMissing(profile, { decision, orders: readOrders(options) });
    const said = fill(phrases[letGo ? 'missing.letGo' : 'missing.again'], { n: decided });
    if (session.isJson) session.printJson({ decision, orders: decided });
    else session.print(said);
    if (letGo || decided === 0) return EXIT.done;
    const summary = await runAndPrint(session, app, {
      profile,
      tasks: ['import-orders'],
      isConfirmed: false,
    });
    if (summary.error !== null) throw summary.error;
    return runExitCode(summary);
  });
}

async function listMissing(session: CliSession, profile: string): Promise<number> {
  return withApp(session, async (app) => {
    const missing = await app.upkeep.missing(profile);
    const { phrases } = session.texts;
    if (session.isJson) for (const { recordedContent: _, ...entry } of missing) session.printJson(entry);
    else if (missing.length === 0) session.print(phrases['missing.none']);
    else {
      const rows = missing.map((entry) => orderCells(entry, session));
      session.printTable(orderColumns(session), rows);
      session.print(phrases['missing.how']);
    }
    return missing.length === 0 ? EXIT.done : EXIT.parked;
  });
}
