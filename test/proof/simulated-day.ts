import { SeededRandom } from '../../src/lib/seeded-random.ts';
import { documents } from '../support/invariants.ts';
import { History } from './history.ts';
import type { HistoryEvent } from './history.ts';
import { placeOrder } from './moves/shop-moves.ts';
import { reprice, restock } from './moves/warehouse-moves.ts';

// 24 simulated hours: a run every 5 minutes, 2,000 orders, 1 % faults, 20 kills with SIGKILL, and each hour something
// that changes a side from outside, which a person answers. Exit 1 when anything is not as it should be, at the end or
// right after a run. `npm run simulate [SEED]`

const SEED = Number(process.argv[2] ?? 20_261_124);
const MINUTE_MS = 60_000;
const STEP_MS = 5 * MINUTE_MS;
const DAY_MS = 86_400_000;
const TICKS = DAY_MS / STEP_MS;
const HOUR_TICKS = (60 * MINUTE_MS) / STEP_MS;
const ORDERS = 2000;
const KILLS = 20;
const FAULTS = 0.01;
/** Half past each hour. Backups are made before they are needed; the shop's numbers begin anew while it is early. */
const OUTSIDE: readonly HistoryEvent[] = [
  'backUpShop',
  'newNumbers',
  'restoreShop',
  'numberUsedAgain',
  'makeSale',
  'deleteDocument',
  'backUpWarehouse',
  'otherShopAndBack',
  'restoreWarehouse',
  'twoHostNames',
  'copiedFolder',
  'makeSale',
  'removedAndAdded',
  'otherDatabaseAndBack',
  'orderInTheMiddle',
  'backUpShop',
  'restoreShop',
  'otherShopForAWhile',
  'otherMachine',
  'shopMoves',
  'clockJump',
  'makeSale',
  'deleteDocument',
  'runStock',
];

const random = new SeededRandom(SEED);
const start = Date.now();
let simulated = start - DAY_MS;
const history = await History.begin(random, { interface: 'rest', clock: () => new Date(simulated) });
const { place } = history;
const killTicks = new Set<number>();
while (killTicks.size < KILLS) killTicks.add(random.between(0, TICKS - 1));
const ends = new Map<string, number>();
let placed = 0;
try {
  place.setFaults(FAULTS);
  for (let tick = 0; tick < TICKS; tick += 1) {
    simulated = start - DAY_MS + tick * STEP_MS;
    place.setClock(simulated - Date.now());
    for (const due = Math.round(((tick + 1) * ORDERS) / TICKS); placed < due; placed += 1) {
      const isUnfinished = random.between(1, 20) === 1;
      placeOrder(place, isUnfinished ? 'unfinished' : 'new');
    }
    await history.happen('finishOrder');
    reprice(place);
    restock(place);
    if (killTicks.has(tick)) await place.kill();
    const outside = tick % HOUR_TICKS === HOUR_TICKS / 2 ? OUTSIDE[Math.floor(tick / HOUR_TICKS)] : undefined;
    if (outside !== undefined) await history.happen(outside);
    place.setFaults(FAULTS);
    place.setClock(simulated - Date.now());
    const end = await place.run();
    ends.set(end, (ends.get(end) ?? 0) + 1);
    if (end !== 'done') await history.happen('answer');
    if (tick % 24 === 23) {
      const hours = ((tick + 1) * STEP_MS) / (60 * MINUTE_MS);
      const seconds = Math.round((Date.now() - start) / 1000);
      process.stdout.write(
        `${hours} h simulated in ${seconds} s: ${placed} orders placed, runs ${[...ends].map(([name, count]) => `${name} ${count}`).join(', ')}\n`,
      );
    }
  }
  const wrong = await history.settle();
  const found = documents(place.world).length;
  process.stdout.write(
    [
      '',
      '| what | figure |',
      '| --- | --- |',
      `| seed | ${SEED} |`,
      `| runs | ${TICKS}: ${[...ends].map(([name, count]) => `${name} ${count}`).join(', ')} |`,
      `| orders placed | ${placed} |`,
      `| documents | ${found} |`,
      `| kills | ${KILLS} |`,
      `| faults | ${FAULTS * 100} % of requests |`,
      `| changes from outside | ${OUTSIDE.length} |`,
      `| real time | ${Math.round((Date.now() - start) / 1000)} s |`,
      `| wrong at the end | ${wrong.length} |`,
      '',
    ].join('\n'),
  );
  for (const sentence of wrong) process.stdout.write(`${sentence}\n`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  await history.close();
}
