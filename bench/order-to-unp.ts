import { setTimeout as sleep } from 'node:timers/promises';
import { openPage } from '../test/support/page-client.ts';
import { makeWorld } from '../test/support/world.ts';
import { documents } from '../test/support/invariants.ts';
import { median, printTable, verdict } from './support/measure.ts';

// B6: from an order placed in the shop to its УНП on both sides: with one run of everything, and with the
// service, whose schedule is a minute, at moments of that minute.

const TIMES = 9;
const MOST_SECONDS = 0.2;
const MOST_WAITED = 60;
const MOMENTS_MS = [0, 15_000, 40_000];
const LOOK_MS = 50;

const world = await makeWorld({ goods: 1000, sold: 900, orders: 50 });
await world.run();
const code = String(world.sandbox.store.list('products')[0]?.['productCode']);

/** Whether the order has its УНП on both sides; rejects when they are not the same. */
function isThrough(order: number): boolean {
  const unp = world.sandbox.store.get('orders', order)?.['orderUniqueSaleNumber'];
  if (typeof unp !== 'string' || unp === '') return false;
  const document = documents(world).find((each) => each.order === order);
  if (unp !== document?.unp) throw new Error(`order ${order} has no УНП on both sides`);
  return true;
}

/** Seconds from an order to its УНП; `carry` brings it there. */
async function secondsOf(carry: (order: number) => Promise<void>): Promise<number> {
  const started = performance.now();
  const order = world.sandbox.placeOrder({ lines: [{ code, quantity: '1' }] });
  await carry(order);
  if (!isThrough(order)) throw new Error(`order ${order} has no УНП`);
  return (performance.now() - started) / 1000;
}

function print(title: string, taken: readonly number[], most: number): void {
  const seconds = median(taken);
  printTable(title, [
    {
      times: taken.length,
      'median s': seconds,
      'slowest s': Math.max(...taken),
      [`B6 < ${most} s`]: verdict(seconds, most),
    },
  ]);
}

try {
  const inRuns: number[] = [];
  for (let time = 0; time < TIMES; time += 1)
    inRuns.push(await secondsOf(async () => void (await world.run())));
  print('B6: an order placed → its УНП on both sides, one run over 1,000 goods', inRuns, MOST_SECONDS);
  await world.setSettings({ schedule: '1' });
  const page = await openPage(world);
  const served: number[] = [];
  for (const moment of MOMENTS_MS) {
    await sleep(moment);
    const waiting = async (order: number): Promise<void> => {
      while (!isThrough(order)) await sleep(LOOK_MS);
    };
    served.push(await secondsOf(waiting));
  }
  print('B6 served: an order placed → its УНП, with a schedule of a minute', served, MOST_WAITED);
  await page.close();
} finally {
  await world.close();
}
