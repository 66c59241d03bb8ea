import { copyFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepHeapSmall } from '../src/lib/process/small-heap.ts';
import { initSqliteWarehouse } from '../src/warehouse/sample/fill-sqlite.ts';
import { readGoodsOf } from '../test/support/world.ts';
import { importOrders, makeOrder, orderPages } from './support/imported.ts';
import { printTable, verdict } from './support/measure.ts';
import { SAMPLE } from './support/order-places.ts';

// What the program holds at most: one order of 5,000 lines, then a backlog of 50,000 orders. The figure is
// the highest of this process, so that each row contains those above it.

const BACKLOG = Number(process.argv[2] ?? 50_000);
const LINES = 5000;
const MOST_MB = 300;

const peakMb = (): number => process.resourceUsage().maxRSS / 1024;

keepHeapSmall();
const folder = await mkdtemp(join(tmpdir(), 'skladbridge-backlog-'));
try {
  const kept = join(folder, 'kept.db');
  await initSqliteWarehouse({ path: kept, ...SAMPLE });
  const goods = await readGoodsOf(kept);
  const path = join(folder, 'warehouse.db');
  const settings = { warehouse: `sqlite:${path}` };
  const rows = [{ what: 'before', seconds: 0, 'peak MB': peakMb(), target: '–' }];
  const measure = async (what: string, count: number, pages: Parameters<typeof importOrders>[0]['pages']) => {
    copyFileSync(kept, path);
    const taken = await importOrders({ folder, settings, pages, count });
    const peak = peakMb();
    rows.push({
      what,
      seconds: taken / 1000,
      'peak MB': peak,
      target: `${verdict(peak, MOST_MB)} (≤ ${MOST_MB})`,
    });
  };
  await measure(`1 order of ${LINES} lines`, 1, () => [[makeOrder(goods, 0, LINES)]]);
  await measure(`${BACKLOG / 10} orders of 3 lines`, BACKLOG / 10, () => orderPages(goods, BACKLOG / 10));
  await measure(`${BACKLOG} orders of 3 lines`, BACKLOG, () => orderPages(goods, BACKLOG));
  printTable('Memory of an import', rows);
} finally {
  await rm(folder, { recursive: true, force: true });
}
