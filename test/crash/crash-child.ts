import { once } from 'node:events';
import { writeSync } from 'node:fs';
import type { AppParts } from '../../src/app/app-parts.ts';
import { makeApp } from '../../src/app/make-app.ts';
import { openParts } from '../../src/compose.ts';
import type { Shop } from '../../src/shop/shop.ts';
import { openMysqlDatabase } from '../../src/warehouse/mysql/mysql-warehouse.ts';
import { SqlWarehouse } from '../../src/warehouse/sql/sql-warehouse.ts';
import { openSqliteDatabase } from '../../src/warehouse/sqlite/sqlite-warehouse.ts';
import { PROFILE } from '../support/world.ts';
import { asWorker } from './attempt.ts';
import { BETWEEN_MINUTES } from './crash-place.ts';
import { BETWEEN } from './crash-run.ts';
import type { Moment, OnStep } from './durable-steps.ts';
import { watchedParts } from './durable-steps.ts';
import { watchedEngine } from './watched-engine.ts';

// One run that tells its durable steps on standard output, or ends itself with SIGKILL at one of them:
// crash-child.ts DATA-FOLDER whole|between [STEP before|after]

const [folder = '', kind, fatalStep, fatalMoment] = process.argv.slice(2);
/** A long export into which the schedule's orders are let in between: what that does are steps of their own. */
const IS_BETWEEN = kind === 'between';
/** By the process's clock the run begins before its orders are due; they are once the first product is made. */
let behindMs = IS_BETWEEN ? BETWEEN_MINUTES * 60_000 : 0;
let isLetIn = false;

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

/** Whether the import goes on that was let in between: from its note in the memory to the next change of the shop. */
function lookAtImport(name: string, moment: Moment): void {
  if (!IS_BETWEEN) return;
  if (name === 'profiles.markOrdersBetween' && moment === 'before') isLetIn = true;
  if (!name.startsWith('shop.writeProducts')) return;
  isLetIn = false;
}

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
  lookAtImport(name, moment);
  const step = isLetIn ? `${nthStep(name, moment)}${BETWEEN}` : nthStep(name, moment);
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

/** The shop, whose buyers wait until the first product is made; then the schedule's orders are due, too. */
const openBusyShop: AppParts['openShop'] = async (...args) => {
  const shop = await parts.openShop(...args);
  return new Proxy(shop, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (name !== 'writeProducts')
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      return async function* writeProducts(...asked: Parameters<Shop['writeProducts']>) {
        for await (const outcome of target.writeProducts(...asked)) {
          if (behindMs > 0) await letBuy();
          behindMs = 0;
          yield outcome;
        }
      };
    },
  });
};

async function letBuy(): Promise<void> {
  const placed = once(process, 'message');
  process.send?.('made');
  await placed;
}

const parts = { ...(await openParts(folder)), ...(await asWorker(0)) };
const clock = { now: () => Date.now() - behindMs };
// A clock that is set right in the middle of a run is for a lease a machine that slept.
const leaseTimes = { ttlMs: 60_000, renewMs: 15_000, retryMs: 1000, freshMs: Number.MAX_SAFE_INTEGER };
const pace = { writes: 4, ms: Number.MAX_SAFE_INTEGER };
const app = makeApp(
  watchedParts(
    {
      ...parts,
      openWarehouse,
      ...(IS_BETWEEN ? { openShop: openBusyShop, clock, leaseTimes, pace } : {}),
    },
    onStep,
  ),
);
const summary = await app.run(PROFILE, {
  tasks: IS_BETWEEN ? ['export-goods'] : null,
  isConfirmed: true,
  onEvent: () => undefined,
  signal: new AbortController().signal,
});
await app.close();
process.disconnect?.();
if (summary.end !== 'done')
  throw new Error(
    `the run ended ${summary.end}: ${summary.error?.code ?? ''} ${summary.error?.message ?? ''}`,
  );
