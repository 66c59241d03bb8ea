import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { openSqliteWarehouse } from '../../src/warehouse/sqlite/sqlite-warehouse.ts';
import { makeWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

/** Another program that holds the file: nobody else may even read it. */
function lock(path: string): () => void {
  const holder = new DatabaseSync(path);
  holder.exec('BEGIN EXCLUSIVE');
  return () => {
    holder.exec('ROLLBACK');
    holder.close();
  };
}

describe('a warehouse in a file that another program holds', () => {
  it('for some seconds when it is opened is waited for, and nothing else stands still', async () => {
    const made = await makeWorld({ orders: 1, goods: 5, sold: 3 });
    open.push(made);
    const unlock = lock(made.warehousePath);
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 50);
    setTimeout(unlock, 6_500);
    const warehouse = await openSqliteWarehouse({ path: made.warehousePath });
    clearInterval(ticking);
    expect((await warehouse.readFacts(new AbortController().signal)).hasNumbersPerLocation).toBe(false);
    await warehouse.close();
    expect(ticks).toBeGreaterThan(40);
  }, 20_000);

  it('Q8: by one who writes for long keeps no run from sending quantities: it leaves no mark this time', async () => {
    const made = await makeWorld({ orders: 0, goods: 5, sold: 3 });
    open.push(made);
    await made.run();
    const holder = new DatabaseSync(made.warehousePath);
    holder.exec('BEGIN IMMEDIATE');
    expect(await made.run(['export-stock'])).toMatchObject({ end: 'done' });
    holder.close();
  }, 60_000);

  it('for longer ends as busy, and the next try finds everything as it was', async () => {
    const made = await makeWorld({ orders: 1, goods: 5, sold: 3 });
    open.push(made);
    const unlock = lock(made.warehousePath);
    await expect(openSqliteWarehouse({ path: made.warehousePath })).rejects.toMatchObject({
      code: 'warehouse.busy',
    });
    unlock();
    await (await openSqliteWarehouse({ path: made.warehousePath })).close();
  }, 20_000);
});
