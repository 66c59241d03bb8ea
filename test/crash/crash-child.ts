import { writeSync } from 'node:fs';
import type { AppParts } from '../../src/app/app-parts.ts';
import { makeApp } from '../../src/app/make-app.ts';
import { openParts } from '../../src/compose.ts';
import { openMysqlDatabase } from '../../src/warehouse/mysql/mysql-warehouse.ts';
import { SqlWarehouse } from '../../src/warehouse/sql/sql-warehouse.ts';
import { openSqliteDatabase } from '../../src/warehouse/sqlite/sqlite-warehouse.ts';
import { PROFILE } from '../support/world.ts';
import { asWorker } from './attempt.ts';
import type { Moment, OnStep } from './durable-steps.ts';
import { watchedParts } from './durable-steps.ts';
import { watchedEngine } from './watched-engine.ts';

// One whole run that tells its durable steps on standard output, or ends itself with SIGKILL at one of them:
// crash-child.ts DATA-FOLDER [STEP before|after]

const [folder = '', fatalStep, fatalMoment] = process.argv.slice(2);

/**
 * Done for orders that were met before, and then for new ones: only there the cursor moves (I1), and documents are
 * written in groups, of which the first order's УНП is on its way alone. Goods are made for products, and then in
 * a document's transaction. The turn to send goods is taken, and given back (Q8).
 */
const TWICE = new Set([
  'ledger.keep',
  'ledger.advanceCursor',
  'shop.writeUnp',
  'sql insert goods',
  'warehouse.replaceExportKey',
]);
const met = new Map<string, number>();
let isInGroup = false;

/** The second time is a step of its own, and so is every statement of a group. */
function nthStep(name: string, moment: Moment): string {
  if (name === 'warehouse.recordOperations') isInGroup = moment === 'before';
  const isOfGroup = isInGroup && name.startsWith('sql ');
  const step = isOfGroup ? `${name} of a group` : name;
  if (!isOfGroup && !TWICE.has(step)) return step;
  const times = (met.get(`${moment} ${step}`) ?? 0) + 1;
  met.set(`${moment} ${step}`, times);
  if (times === 1) return step;
  return isOfGroup ? `${step}, ${times}` : `${step} again`;
}

const onStep: OnStep = (name: string, moment: Moment) => {
  const step = nthStep(name, moment);
  if (step === fatalStep && moment === fatalMoment) process.kill(process.pid, 'SIGKILL');
  if (fatalStep === undefined) writeSync(1, `${moment} ${step}\n`);
};

/** SQL warehouses tell of their statements too; behind the REST API they belong to another process. */
const openWarehouse: AppParts['openWarehouse'] = async (settings, secrets, watch) => {
  const url = settings.warehouse;
  if (!/^(?:sqlite|mysql):/.test(url)) return parts.openWarehouse(settings, secrets, watch);
  const { database, engine } = url.startsWith('sqlite:')
    ? await openSqliteDatabase({ path: url.slice('sqlite:'.length) })
    : await openMysqlDatabase({ url, password: null });
  return new SqlWarehouse(database, watchedEngine(engine, onStep));
};

const parts = { ...(await openParts(folder)), ...(await asWorker(0)) };
const app = makeApp(watchedParts({ ...parts, openWarehouse }, onStep));
const summary = await app.run(PROFILE, {
  tasks: null,
  isConfirmed: true,
  onEvent: () => undefined,
  signal: new AbortController().signal,
});
await app.close();
if (summary.end !== 'done')
  throw new Error(
    `the run ended ${summary.end}: ${summary.error?.code ?? ''} ${summary.error?.message ?? ''}`,
  );
