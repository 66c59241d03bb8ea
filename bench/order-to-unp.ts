import { makeWorld } from '../test/support/world.ts';
import { documents } from '../test/support/invariants.ts';
import { median, printTable, verdict } from './support/measure.ts';

// B6: from an order placed in the shop to its УНП on both sides, with one run of everything.

const TIMES = 9;
const taken: number[] = [];
const world = await makeWorld({ goods: 1000, sold: 900, orders: 50 });
try {
  await world.run();
  const code = String(world.sandbox.store.list('products')[0]?.['productCode']);
  for (let time = 0; time < TIMES; time += 1) {
    const started = performance.now();
    const order = world.sandbox.placeOrder({ lines: [{ code, quantity: '1' }] });
    await world.run();
    taken.push(performance.now() - started);
    const unp = world.sandbox.store.get('orders', order)?.['orderUniqueSaleNumber'];
    const document = documents(world).find((each) => each.order === order);
    if (typeof unp !== 'string' || unp !== document?.unp)
      throw new Error(`order ${order} has no УНП on both sides`);
  }
  const seconds = median(taken) / 1000;
  printTable('B6: an order placed → its УНП on both sides, one run over 1,000 goods', [
    {
      times: TIMES,
      'median s': seconds,
      'slowest s': Math.max(...taken) / 1000,
      'B6 < 2 s': verdict(seconds, 2),
    },
  ]);
} finally {
  await world.close();
}
