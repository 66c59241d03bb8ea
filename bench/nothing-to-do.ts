import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeApp } from '../src/app/make-app.ts';
import { openParts } from '../src/compose.ts';
import { keepHeapSmall } from '../src/lib/process/small-heap.ts';
import type { FetchedOrder } from '../src/model/order.ts';
import type { OrderNumber } from '../src/model/order-origin.ts';
import { initSqliteWarehouse } from '../src/warehouse/sample/fill-sqlite.ts';
import { aLine, anOrder } from '../test/support/builders.ts';
import { PROFILE, readGoodsOf, TODAY, worldSettings } from '../test/support/world.ts';
import { median, printTable } from './support/measure.ts';
import { sinkShop } from './support/sink-shop.ts';

// A run of all tasks in which nothing is to be done, over goods that were sent and orders that were recorded
// long ago: what every run asks of both sides must stay cheap. `nothing-to-do.ts [GOODS] [ORDERS]`; it uses
// nothing that an older version lacks, so that it can be laid into one and both be measured in turn.

const SELF = fileURLToPath(import.meta.url);
const TIMES = 5;
const LONG_AGO = '2026-01-15 10:00:00';
const TASKS = ['import-orders', 'export-goods', 'export-stock'] as const;

async function recordedOrders(path: string, count: number): Promise<readonly FetchedOrder[]> {
  const goods = await readGoodsOf(path);
  return Array.from({ length: count }, (_, index) => {
    const good = goods[index % 300];
    const number = (1000 + index) as OrderNumber;
    const order = anOrder([aLine(good?.code ?? '', good?.price ?? '1', '1')], {
      number,
      createdAt: LONG_AGO,
    });
    return { number, raw: JSON.stringify(order), order };
  });
}

async function oneRun(folder: string, orders: readonly FetchedOrder[]): Promise<number> {
  const parts = await openParts(join(folder, 'data'));
  const app = makeApp({ ...parts, openShop: async () => sinkShop(orders) });
  const signal = new AbortController().signal;
  const started = performance.now();
  const summary = await app.run(PROFILE, {
    tasks: TASKS,
    isConfirmed: true,
    onEvent: () => undefined,
    signal,
  });
  const milliseconds = performance.now() - started;
  await app.close();
  if (summary.error !== null) throw summary.error;
  return milliseconds;
}

async function prepare(folder: string, goods: number, count: number): Promise<void> {
  const path = join(folder, 'warehouse.db');
  const signal = new AbortController().signal;
  const onProgress = (): void => undefined;
  await initSqliteWarehouse({ path, goods, seed: 1, hasSupto: true, today: TODAY, signal, onProgress });
  const parts = await openParts(join(folder, 'data'));
  const app = makeApp(parts);
  await app.addProfile(
    PROFILE,
    worldSettings(path, 'http://127.0.0.1:9', { interface: 'xml', recheckDays: 30 }),
  );
  await app.setSecret(PROFILE, 'secret', 'bench');
  await app.close();
  const orders = await recordedOrders(path, count);
  for (let time = 0; time < 3; time += 1) await oneRun(folder, orders);
}

const [first, second, third] = process.argv.slice(2);
if (first === 'child') {
  keepHeapSmall();
  const folder = second ?? '';
  console.log(await oneRun(folder, await recordedOrders(join(folder, 'warehouse.db'), Number(third))));
} else {
  const [goods, orders] = [Number(first ?? 100_000), Number(second ?? 10_000)];
  const folder = await mkdtemp(join(tmpdir(), 'skladbridge-bench-'));
  try {
    await prepare(folder, goods, orders);
    const times: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const { stdout } = await promisify(execFile)(process.execPath, [SELF, 'child', folder, String(orders)]);
      times.push(Number(stdout));
    }
    const title = `Nothing to do, median of ${TIMES} in processes of their own`;
    printTable(title, [{ goods, orders, 'run ms': Math.round(median(times)) }]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
