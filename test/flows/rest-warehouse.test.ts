import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SeededRandom } from '../../src/lib/seeded-random.ts';
import type { GoodId } from '../../src/model/good.ts';
import { afterChanges, runChild } from '../support/child.ts';
import { documents } from '../support/invariants.ts';
import { openRelay } from '../support/network/relay.ts';
import { serveWorld } from '../support/served-world.ts';
import type { ServedWorld } from '../support/served-world.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import { askMemory } from '../support/memory/memory-place.ts';
import type { World } from '../support/world.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function served(orders: number): Promise<{ readonly world: World; readonly rest: ServedWorld }> {
  const world = await makeWorld({ orders });
  const rest = await serveWorld(world);
  open.push(rest, world);
  await world.setSettings({ warehouse: rest.address, warehouseBuild: '3.07.056' });
  return { world, rest };
}

/** As if so much time, and so many runs, had gone by since the requests without an answer. */
async function letTimePass(world: World): Promise<void> {
  const change = "UPDATE orders SET sent_at = '2026-01-01T00:00:00Z', looks = 2 WHERE sent_at IS NOT NULL";
  await askMemory(join(world.folder, 'data'), change);
}

function expectEachOnce(world: World): void {
  const found = documents(world);
  const orders = world.sandbox.store.ids('orders');
  expect(found.map((document) => document.order).toSorted((a, b) => a - b)).toEqual([...orders]);
  for (const document of found) {
    const order = world.sandbox.store.get('orders', document.order);
    expect([document.order, document.total]).toEqual([
      document.order,
      Math.round(Number(order?.['orderTotal']) * 100),
    ]);
  }
}

describe('a warehouse behind the REST API of Utility Center', () => {
  it('imports orders once each, to the cent, without УНП; goods and quantities go out; then nothing is left', async () => {
    const { world } = await served(40);
    expect(await world.run()).toMatchObject({ end: 'done', parked: 0 });
    expectEachOnce(world);
    expect(documents(world).every((document) => document.unp === null)).toBe(true);
    const again = await world.run();
    expect(again.counts['import-orders']).toMatchObject({ created: 0, unchanged: 40 });
    expect(again.counts['export-goods']).toMatchObject({ created: 0, updated: 0 });
  });

  it('asks nothing twice: two ways for an order of a new buyer, one for that of a known one', async () => {
    const world = await makeWorld({ orders: 0 });
    const rest = await serveWorld(world);
    const line = await openRelay({ host: '127.0.0.1', port: Number(new URL(rest.address.slice(4)).port) });
    open.push(line, rest, world);
    await world.setSettings({ warehouse: `api+http://127.0.0.1:${line.port}`, warehouseBuild: '3.07.056' });
    const [code] = world.sandbox.store.list('products').map((product) => String(product['productCode']));
    const waysOf = async (orders: number): Promise<number> => {
      for (let order = 1; order <= orders; order += 1)
        world.sandbox.placeOrder({
          lines: [{ code: code ?? '', quantity: '1' }],
          firstName: `Купувач ${order}`,
          email: `buyer${order}@example.bg`,
          phone: `0899${770_000 + order}`,
        });
      const before = line.trips;
      expect((await world.run(['import-orders'])).end).toBe('done');
      return line.trips - before;
    };
    // What a run asks once, whatever it brings: taken off.
    const ofNone = await waysOf(0);
    expect((await waysOf(20)) - ofNone).toBeLessThanOrEqual(20 * 2 + 15);
    // Documents that stand are evidence of the pair (Q3), asked for once in a run.
    expect((await waysOf(20)) - ofNone).toBeLessThanOrEqual(20 + 25);
    expectEachOnce(world);
  });

  it('a list of goods is read as a whole once, and told how old it is; of one good only its own rows are asked for', async () => {
    const world = await makeWorld({ goods: 300, orders: 1 });
    const rest = await serveWorld(world);
    const line = await openRelay({ host: '127.0.0.1', port: Number(new URL(rest.address.slice(4)).port) });
    open.push(line, rest, world);
    await world.setSettings({ warehouse: `api+http://127.0.0.1:${line.port}`, warehouseBuild: '3.07.056' });
    const { signal } = new AbortController();
    const ways = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
      const before = line.trips;
      const done = await work();
      return [line.trips - before, done];
    };
    const page = async (after: number, search = '') =>
      ways(() => world.app.goodsDesk.page(PROFILE, { after, search, show: null }, signal));
    const [whole, first] = await page(0);
    const [next, second] = await page(first.next ?? 0);
    const [found, one] = await page(0, first.goods[7]?.good?.code);
    expect([whole > 5, next, found]).toEqual([true, 0, 0]);
    expect(second.goods[0]?.goodId).toBeGreaterThan(first.goods.at(-1)?.goodId ?? 0);
    expect(one.goods.map(({ goodId }) => goodId)).toContain(first.goods[7]?.goodId);
    expect([first.readAt, first.away]).toEqual([expect.any(Number), null]);
    const [, details] = await ways(() =>
      world.app.goodsDesk.details(PROFILE, first.goods[7]?.goodId ?? (0 as GoodId), signal),
    );
    expect(details.good).toMatchObject({ quantity: first.goods[7]?.quantity, price: first.goods[7]?.price });
  });

  it('section 9: its currency is asked for, never assumed', async () => {
    const { world } = await served(2);
    await world.setSettings({ apiCurrency: 'unset' });
    expect((await world.run()).error?.code).toBe('settings.warehouseCurrency.unknown');
    expect(documents(world)).toEqual([]);
    for (const settings of [
      { warehouseCurrency: 'EUR' },
      { warehouseCurrency: 'auto', apiCurrency: 'EUR' },
    ] as const) {
      await world.setSettings(settings);
      expect((await world.run()).end).toBe('done');
    }
  });

  it('I4: an answer that was lost is settled by the note in the next run; nothing is sent twice', async () => {
    const { world, rest } = await served(12);
    rest.fate = (count) => (count === 5 ? 'loseAnswer' : 'pass');
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'interrupted' });
    const stages = (await world.ledger()).map((entry) => entry.stage);
    expect(stages.filter((stage) => stage === 'uncertain')).toHaveLength(1);
    expect(documents(world)).toHaveLength(5);
    rest.fate = () => 'pass';
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
    expectEachOnce(world);
    expect(rest.arrived()).toBe(12);
    expect(await world.app.attention(PROFILE)).toEqual([]);
  });

  it('I4: a request that was lost waits until the server can no longer be at it, and is then sent again', async () => {
    const { world, rest } = await served(6);
    rest.fate = (count) => (count === 3 ? 'loseRequest' : 'pass');
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'interrupted' });
    rest.fate = () => 'pass';
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'done' });
    expect(documents(world)).toHaveLength(5);
    const waiting = await world.app.attention(PROFILE);
    expect(waiting.map((entry) => entry.code)).toEqual(['warehouse.record.answerLost']);
    await letTimePass(world);
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
    expectEachOnce(world);
    expect(await world.app.attention(PROFILE)).toEqual([]);
  });

  it.each(['loseAnswer', 'loseRequest'] as const)(
    'spec section 2: a good that was made for a document (%s) is found by its code, never made twice',
    async (fate) => {
      const { world, rest } = await served(3);
      await world.setSettings({ unknownGoods: 'download', importGoodsGroup: 4, taxRates: 'good' });
      const [order = 0] = world.sandbox.store.ids('orders');
      const record = structuredClone(world.sandbox.store.get('orders', order) ?? {});
      const [item] = record['orderItems'] as Record<string, unknown>[];
      Object.assign(item ?? {}, { productID: null, orderItemProductCode: 'НОВА-СТОКА' });
      world.sandbox.store.put('orders', order, record);
      rest.fate = (count) => (count === 1 ? fate : 'pass');
      expect(await world.run(['import-orders'])).toMatchObject({ end: 'interrupted' });
      const made = () => world.rows("SELECT ID FROM goods WHERE Code = 'НОВА-СТОКА'");
      expect(made()).toHaveLength(1);
      rest.fate = () => 'pass';
      await world.run(['import-orders']);
      await letTimePass(world);
      expect(await world.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
      expectEachOnce(world);
      expect(made()).toHaveLength(1);
      expect(await world.app.attention(PROFILE)).toEqual([]);
    },
  );

  it('Q13: a clock that is set ahead, or back, sends nothing again before runs have looked for it', async () => {
    const { world, rest } = await served(4);
    rest.fate = (count) => (count === 2 ? 'loseRequest' : 'pass');
    await world.run(['import-orders']);
    rest.fate = () => 'pass';
    const setClock = (sentAt: string) =>
      askMemory(
        join(world.folder, 'data'),
        `UPDATE orders SET sent_at = '${sentAt}' WHERE sent_at IS NOT NULL`,
      );
    const open = async () => (await world.ledger()).filter(({ stage }) => stage === 'uncertain').length;
    await setClock('2026-01-01T00:00:00Z');
    for (let look = 0; look < 2; look += 1) {
      await world.run(['import-orders']);
      expect([look, await open()]).toEqual([look, 1]);
    }
    // The clock was put back: by time alone it would be waited for until 2040.
    await setClock('2040-01-01T00:00:00Z');
    for (let look = 2; look < 5; look += 1) {
      await world.run(['import-orders']);
      expect([look, await open()]).toEqual([look, 1]);
    }
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'done' });
    expectEachOnce(world);
  });

  it('I2, I4: one that was cancelled meanwhile is not sent again; one whose document stands is adopted', async () => {
    const { world, rest } = await served(4);
    rest.fate = (count) => (count === 1 ? 'loseRequest' : 'pass');
    await world.run(['import-orders']);
    const [lost] = (await world.ledger()).filter((entry) => entry.stage === 'uncertain');
    const number = lost?.orderNumber ?? 0;
    const record = world.sandbox.store.get('orders', number);
    world.sandbox.store.put('orders', number, { ...record, orderStatus: 'cancelled' });
    rest.fate = () => 'pass';
    await letTimePass(world);
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'done' });
    expect(documents(world)).toHaveLength(3);
    const entry = (await world.ledger()).find((each) => each.orderNumber === lost?.orderNumber);
    expect(entry?.stage).toBe('dismissed');
  });

  it('killed with SIGKILL five times: after the settling time every order has one document', async () => {
    const { world } = await served(60);
    const random = new SeededRandom(11);
    const args = ['run', PROFILE, '--here', '--task', 'import-orders', '--yes', '--json'];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await runChild({
        args: [...args, '--data', join(world.folder, 'data')],
        killAfter: afterChanges(random.between(1, 9)),
      });
    }
    await letTimePass(world);
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
    expectEachOnce(world);
  });

  it('I11: on a SUPTO build nothing is imported without the explicit consent; the test says what is missing', async () => {
    const { world } = await served(3);
    await world.setSettings({ warehouseBuild: '3.07.100' });
    await expect(world.run(['import-orders'])).resolves.toMatchObject({
      end: 'failed',
      error: { code: 'unp.notPossible' },
    });
    expect(documents(world)).toEqual([]);
    const test = await world.app.testProfile(PROFILE, new AbortController().signal);
    expect(test.limits).toEqual(
      expect.arrayContaining(['noUnp', 'noTransactions', 'noMarks', 'noSales', 'noConversions']),
    );
    expect(test.points.find((point) => point.point === 'warehouse')?.error?.code).toBe('unp.notPossible');
    await world.setSettings({ ordersWithoutUnp: true });
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
    expectEachOnce(world);
  });

  it('I15: sales are refused before anything is written', async () => {
    const { world } = await served(2);
    await world.setSettings({ documentType: '2' });
    await expect(world.run(['import-orders'])).resolves.toMatchObject({
      error: { code: 'warehouse.salesNotPossible' },
    });
  });
});
