import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../src/app/app.ts';
import type { ProfileId } from '../../src/model/profile.ts';
import { makeWorld, openWorldParts, PROFILE, readGoodsOf } from '../support/world.ts';
import type { World, WorldOptions } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

async function synced(options: WorldOptions = {}): Promise<World> {
  const made = await makeWorld({ orders: 0, goods: 150, sold: 60, ...options });
  open.push(made);
  await made.run();
  return made;
}

/** What a schedule of quantities leaves in the run log within a few days. */
async function startThousandStockRuns(made: World, id: ProfileId): Promise<void> {
  const { state } = await openWorldParts(join(made.folder, 'data'));
  const at = new Date().toISOString();
  for (let count = 0; count < 1000; count += 1) {
    const run = await state.runs.start(id, { tasks: ['export-stock'], trigger: 'stockSchedule' }, at);
    await state.runs.finish(run, { end: 'done', counts: {}, nowIso: at });
  }
  await state.close();
}

const following = { signal: new AbortController().signal, onEvent: () => undefined };

async function waiting(made: World): Promise<readonly string[]> {
  return (await made.app.attention(PROFILE)).map((item) => `${item.subject} ${item.code}`);
}

function visible(made: World): number {
  return made.sandbox.store.list('products').filter((each) => each['productIsActive'] === true).length;
}

async function release(made: World): Promise<void> {
  await made.app.release(PROFILE, 'all');
}

/** Held, nothing of it sent; released once, all of it goes; a further run is quiet. */
async function expectHeldOnce(
  made: World,
  expected: { readonly item: string; readonly sent: () => boolean },
): Promise<RunSummary> {
  made.sandbox.requests.reset();
  const held = await made.run();
  expect(await waiting(made)).toEqual([expected.item]);
  expect([held.end, held.parked, expected.sent(), made.sandbox.requests.writes()]).toEqual([
    'done',
    1,
    false,
    0,
  ]);
  await made.run();
  expect([expected.sent(), made.sandbox.requests.writes()]).toEqual([false, 0]);
  await release(made);
  const going = await made.run();
  expect([expected.sent(), await waiting(made)]).toEqual([true, []]);
  made.sandbox.requests.reset();
  await made.run();
  expect(made.sandbox.requests.writes()).toBe(0);
  return going;
}

describe('circuit breakers', () => {
  it('peer-06: many products to hide at once are held for one approval', async () => {
    const made = await synced({ settings: { sendVisible: true } });
    const before = visible(made);
    made.change('UPDATE goods SET Deleted = -1 WHERE ID % 3 = 0 AND ID > 10');
    await expectHeldOnce(made, {
      item: 'guard:export-goods:hidden guard.hidden',
      sent: () => visible(made) < before,
    });
  });

  it('many new prices, many quantities at zero', async () => {
    const made = await synced();
    const count = made.sandbox.store.count('products');
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 * 1.1');
    const [good] = await readGoodsOf(made.warehousePath);
    const price = (): unknown => {
      const [id] = made.sandbox.store.productsByCode(good?.code ?? '');
      return made.sandbox.store.get('products', id ?? 0)?.['productPrice'];
    };
    const old = price();
    await expectHeldOnce(made, {
      item: 'guard:export-goods:repriced guard.repriced',
      sent: () => price() !== old,
    });
    made.change('UPDATE store SET Qtty = 0');
    const zero = (): number =>
      made.sandbox.store.list('products').filter((each) => Number(each['productQuantity']) === 0).length;
    const zeros = zero();
    await expectHeldOnce(made, {
      item: 'guard:export-stock:zeroed guard.zeroed',
      sent: () => zero() > zeros,
    });
    expect(made.sandbox.store.count('products')).toBe(count);
  });

  it('row c: the first filling was approved with its plan; a thousand runs of quantities later, new products are held', async () => {
    const made = await makeWorld({ orders: 0, goods: 150, sold: 60 });
    open.push(made);
    // An export that breaks off fills no shop: it is still the first one.
    made.change('UPDATE objects SET Deleted = -1 WHERE ID = 5');
    expect((await made.run()).end).toBe('failed');
    made.change('UPDATE objects SET Deleted = 0 WHERE ID = 5');
    expect((await made.app.showProfile(PROFILE)).profile.firstFilledAt).toBe(null);
    await made.run();
    expect(await waiting(made)).toEqual([]);
    const { profile } = await made.app.showProfile(PROFILE);
    expect(profile.firstFilledAt).not.toBe(null);
    await startThousandStockRuns(made, profile.id);
    const count = made.sandbox.store.count('products');
    for (const good of (await readGoodsOf(made.warehousePath)).slice(0, 60))
      await made.app.unlink(PROFILE, good.id);
    for (const product of made.sandbox.store.list('products'))
      made.sandbox.store.put('products', Number(product['productId']), {
        ...product,
        productCode: `X-${String(product['productCode'])}`,
        productBarcode: '',
      });
    await made.run();
    expect(await waiting(made)).toEqual(['guard:export-goods:created guard.created']);
    expect(made.sandbox.store.count('products')).toBe(count);
  });

  it('peer-06: another matching key that would make everything anew is held; so is a forgotten link table', async () => {
    const made = await synced();
    const count = made.sandbox.store.count('products');
    // The shop's codes were all changed by hand, and half of the links are gone: those goods look new.
    for (const product of made.sandbox.store.list('products'))
      made.sandbox.store.put('products', Number(product['productId']), {
        ...product,
        productCode: `X-${String(product['productCode'])}`,
        productBarcode: '',
      });
    for (const good of (await readGoodsOf(made.warehousePath)).slice(0, 60))
      await made.app.unlink(PROFILE, good.id);
    await expectHeldOnce(made, {
      item: 'guard:export-goods:created guard.created',
      sent: () => made.sandbox.store.count('products') > count,
    });
  });

  it('a group emptied at once is held, however small', async () => {
    const made = await synced({ goods: 60, settings: { sendVisible: true } });
    const groups = made.rows(
      `SELECT GroupID, count(*) AS n FROM goods WHERE Deleted <> -1 GROUP BY GroupID
        HAVING n BETWEEN 3 AND 15 AND min(ID) > 10`,
    );
    const group = Number(groups[0]?.['GroupID']);
    const before = visible(made);
    made.change('UPDATE goods SET Deleted = -1 WHERE GroupID = ?', group);
    await expectHeldOnce(made, {
      item: 'guard:export-goods:groupEmptied guard.groupEmptied',
      sent: () => visible(made) < before,
    });
  });

  it('an empty source changes nothing', async () => {
    const made = await synced({ goods: 60, settings: { sendVisible: true } });
    const before = visible(made);
    made.change('UPDATE goods SET Deleted = -1 WHERE ID > 1');
    made.sandbox.requests.reset();
    await made.run();
    expect([visible(made), made.sandbox.requests.writes()]).toEqual([before, 0]);
  });

  it('peer-38: one price that falls too far waits alone, the others go; applying a plan is an approval too', async () => {
    const made = await synced({ goods: 60 });
    const [first, second, third] = await readGoodsOf(made.warehousePath);
    made.change(
      'UPDATE goods SET PriceOut2 = PriceOut2 / 10 WHERE ID IN (?, ?)',
      first?.id ?? 0,
      second?.id ?? 0,
    );
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = ?', third?.id ?? 0);
    expect((await made.run()).counts['export-goods']).toMatchObject({ updated: 1, attention: 2 });
    const items = await made.app.attention(PROFILE);
    expect(items.map((item) => item.code)).toEqual(['good.price.dropped', 'good.price.dropped']);
    await made.app.release(PROFILE, items[0]?.id ?? 0);
    expect((await made.run()).counts['export-goods']).toMatchObject({ updated: 1 });
    const plan = await made.app.plan(PROFILE, { tasks: ['export-goods'], ...following });
    expect(plan.tasks[0]?.attention.map((note) => note.code)).toEqual(['good.price.dropped']);
    expect(plan.tasks[0]?.changes).toHaveLength(1);
    const applied = await made.app.run(PROFILE, { tasks: null, plan, isConfirmed: true, ...following });
    expect(applied.counts['export-goods']).toMatchObject({ updated: 1, failed: 0 });
    await made.run();
    expect(await waiting(made)).toEqual([]);
  });
});

describe('canary', () => {
  for (const [kind, field] of [
    ['truncatedField', 'productName'],
    ['ignoredField', 'productPrice'],
  ] as const) {
    it(`a shop that silently spoils a field (${kind}) is met at the first 20, the rest stays at home`, async () => {
      const made = await makeWorld({ orders: 0, goods: 150, sold: 0 });
      open.push(made);
      made.sandbox.faults.add({ kind, field, amount: 5 });
      const summary = await made.run();
      expect([summary.end, summary.error?.code]).toEqual(['failed', 'shop.write.notKept']);
      expect(summary.error?.facts['field']).toBe(field === 'productName' ? 'name' : 'price');
      expect(made.sandbox.store.count('products')).toBe(20);
      made.sandbox.faults.clear();
      expect(await made.run()).toMatchObject({ end: 'done' });
      expect(Object.values(made.sandbox.requests.creates()).every((count) => count === 1)).toBe(true);
      const plan = await made.app.upkeep.reconcile(PROFILE, following);
      expect(plan.tasks.flatMap((task) => task.changes)).toEqual([]);
    });
  }
});
