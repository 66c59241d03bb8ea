import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { SqlWarehouse } from '../../src/warehouse/sql/sql-warehouse.ts';
import { openSqliteDatabase } from '../../src/warehouse/sqlite/sqlite-warehouse.ts';
import { makeWorld, PROFILE, worldSettings } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: World[] = [];
const never = new AbortController().signal;

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

async function world(): Promise<World> {
  const made = await makeWorld({ orders: 1, goods: 5, sold: 3 });
  open.push(made);
  return made;
}

describe('Q12: what the warehouse lets us do is tried before it is needed', () => {
  it('the test of the connection has a point for it, and trying changes nothing', async () => {
    const made = await world();
    const tables = ['operations', 'nextacct', 'store', 'goods', 'partners'];
    const everything = (): unknown => tables.map((table) => made.rows(`SELECT * FROM ${table}`));
    const before = everything();
    const { points } = await made.app.testProfile(PROFILE, never);
    expect(points.find(({ point }) => point === 'rights')).toEqual({
      point: 'rights',
      isOk: true,
      error: null,
    });
    expect(everything()).toEqual(before);
  });

  it('a database that may only be read is told, each right by name', async () => {
    const made = await world();
    const { database, engine } = await openSqliteDatabase({ path: made.warehousePath });
    await sql`pragma query_only = 1`.execute(database);
    const warehouse = new SqlWarehouse(database, engine);
    const work = { importsOrders: true, writesUnp: true, writesSales: false, addsGoods: false };
    expect(await warehouse.missingRights(work, never)).toEqual([
      'INSERT nextacct',
      'INSERT operations',
      'INSERT partners',
      'INSERT ecrreceipts',
    ]);
    await warehouse.close();
  });

  it('two profiles of one shop in one memory are told to each other, in plan and run', async () => {
    const made = await world();
    await made.app.addProfile('Втори', worldSettings(made.warehousePath, made.sandbox.url));
    const plan = await made.app.plan(PROFILE, { tasks: null, signal: never });
    const notices = plan.tasks.flatMap((task) => task.notices);
    expect(notices).toContainEqual({ code: 'notice.profile.sameShop', facts: { profile: 'Втори' } });
    await made.app.removeProfile('Втори');
    const after = await made.app.plan(PROFILE, { tasks: null, signal: never });
    expect(after.tasks.flatMap((task) => task.notices).map(({ code }) => code)).not.toContain(
      'notice.profile.sameShop',
    );
  });
});
