import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeApp } from '../src/app/make-app.ts';
import { openParts } from '../src/compose.ts';
import { keepHeapSmall } from '../src/lib/process/small-heap.ts';
import { PROFILE } from '../test/support/world.ts';
import { timed } from './support/measure.ts';
import { sinkShop } from './support/sink-shop.ts';

// One side of B1, in a process of its own so that its memory can be told: unchanged-child.ts FOLDER ours|bare

const [folder = '', side = ''] = process.argv.slice(2);

/**
 * The rows that the two export tasks read, with the bare driver, each hashed: goods and links twice, stock
 * once.
 */
function bare(): number {
  const warehouse = new DatabaseSync(join(folder, 'warehouse.db'), { readOnly: true });
  const state = new DatabaseSync(join(folder, 'data', 'state.db'), { readOnly: true });
  let rows = 0;
  const hash = (row: unknown): void => {
    createHash('sha256').update(JSON.stringify(row)).digest('hex');
    rows += 1;
  };
  for (let task = 0; task < 2; task += 1) {
    for (const row of warehouse
      .prepare(
        `SELECT ID, Code, BarCode1, BarCode2, BarCode3, Name, Measure1, TaxGroup, GroupID, Type, Deleted, PriceOut2
          FROM goods WHERE ID > 1 ORDER BY ID`,
      )
      .iterate())
      hash(row);
    for (const _ of state
      .prepare(
        'SELECT good_id, product_id, goods_hash, stock_hash, has_left, is_hidden_by_us FROM links ORDER BY good_id',
      )
      .iterate())
      rows += 1;
  }
  for (const row of warehouse
    .prepare('SELECT GoodID, sum(Qtty) AS sum FROM store WHERE ObjectID = 5 GROUP BY GoodID ORDER BY GoodID')
    .iterate())
    hash(row);
  warehouse.close();
  state.close();
  return rows;
}

async function ours(): Promise<number> {
  const shop = sinkShop();
  const parts = await openParts(join(folder, 'data'));
  const app = makeApp({ ...parts, openShop: async () => shop });
  const summary = await app.run(PROFILE, {
    tasks: ['export-goods', 'export-stock'],
    isConfirmed: true,
    onEvent: () => undefined,
    signal: new AbortController().signal,
  });
  await app.close();
  if (summary.error !== null) throw summary.error;
  return shop.calls();
}

// Loaded beforehand, as the bare driver is: what a start costs is told by `start.ts`.
await import('../src/app/runner.ts');
await import('../src/warehouse/sqlite/sqlite-warehouse.ts');
keepHeapSmall();
let result = 0;
const taken = await timed(async () => {
  result = side === 'ours' ? await ours() : bare();
});
console.log(JSON.stringify({ ...taken, result, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));
