import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeApp } from '../../src/app/make-app.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import { DURABLE_METHODS, watchedParts } from '../crash/durable-steps.ts';
import { afterChanges, runChild } from '../support/child.ts';
import { documents, expectSoundImport } from '../support/invariants.ts';
import { makeWorld, openWorldParts, PROFILE, readGoodsOf } from '../support/world.ts';
import type { World, WorldOptions } from '../support/world.ts';
import { openAt, unpDraft } from '../unp/unp-place.ts';

// Failures that other connectors have had (facts/lessons.md section 3), each as a test; docs/testing.md has the table.

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function world(options: WorldOptions = {}): Promise<World> {
  const made = await makeWorld(options);
  open.push(made);
  return made;
}

const never = new AbortController().signal;

function soldCode(made: World, index = 0): string {
  return String(made.sandbox.store.list('products')[index]?.['productCode']);
}

function editOrder(made: World, number: number, edit: (record: Record<string, unknown>) => void): void {
  const record = structuredClone(made.sandbox.store.get('orders', number)) as Record<string, unknown>;
  edit(record);
  made.sandbox.store.put('orders', number, record);
}

const itemsOf = (record: Record<string, unknown>) => record['orderItems'] as Record<string, unknown>[];

describe('orders', () => {
  it('peer-02: the write-back fails in 20 runs: one document, one УНП, only the write-back repeated', async () => {
    const made = await world({ orders: 3 });
    made.sandbox.faults.add({ kind: 'ignoredField', field: 'orderUniqueSaleNumber' });
    for (let run = 0; run < 20; run += 1) await made.run(['import-orders']);
    expect(documents(made)).toHaveLength(3);
    made.sandbox.faults.clear();
    await made.run(['import-orders']);
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });

  it('peer-04: an order for a good that has no link yet finds it by its code: nothing is made, nothing is lost', async () => {
    const made = await world({ orders: 2 });
    const goods = made.rows('SELECT count(*) AS n FROM goods');
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
    expect(made.rows('SELECT count(*) AS n FROM goods')).toEqual(goods);
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });

  it('peer-05: a linked good outside of the exported groups is still the order’s good', async () => {
    const made = await world({ orders: 1 });
    await made.run();
    await made.setSettings({ export: false, groups: [36] });
    const order = made.sandbox.placeOrder({ lines: [{ code: soldCode(made), quantity: '1' }] });
    editOrder(made, order, (record) => {
      for (const item of itemsOf(record)) item['orderItemProductCode'] = 'СМЕНЕН-КОД';
    });
    const goods = made.rows('SELECT count(*) AS n FROM goods');
    expect(await made.run(['import-orders'])).toMatchObject({ parked: 0 });
    expect(documents(made)).toHaveLength(2);
    expect(made.rows('SELECT count(*) AS n FROM goods')).toEqual(goods);
  });

  it('peer-09: the network is cut at every kind of request in turn: after the next run nothing is missing', async () => {
    const made = await world({ orders: 12 });
    for (const kind of ['cutBefore', 'cutAfter', 'cutBody'] as const) {
      for (const [method, path] of [
        ['POST', '/token'],
        ['GET', '/api/v1/orders'],
        ['GET', '/api/v1/products'],
        ['PUT', '/api/v1/orders'],
      ] as const) {
        made.sandbox.placeOrder({ lines: [{ code: soldCode(made, 3), quantity: '1' }] });
        made.sandbox.faults.add({ kind, method, path, next: 1 });
        await made.run(['import-orders']);
        made.sandbox.faults.clear();
      }
    }
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });

  it('peer-10: bad orders first, in the middle and last of 300: 297 come in, three wait, the cursor passes', async () => {
    const made = await world({ orders: 300 });
    const numbers = made.sandbox.store.ids('orders');
    const bad = [numbers[0] ?? 0, numbers[150] ?? 0, numbers.at(-1) ?? 0];
    for (const number of bad)
      editOrder(made, number, (record) => {
        record['orderTotal'] = 0.01;
      });
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 3 });
    expect(documents(made)).toHaveLength(297);
    const [summary] = await made.app.listProfiles();
    expect(summary?.cursor).toBe(numbers.at(-1));
  });

  it('peer-11: an order paid, shipped and closed between two runs is imported', async () => {
    const made = await world({ orders: 1 });
    await made.run();
    const order = made.sandbox.placeOrder({
      lines: [{ code: soldCode(made), quantity: '1' }],
      status: 'completed',
    });
    await made.run();
    expect(documents(made).map((document) => document.order)).toContain(order);
  });

  it('peer-16: the same good on two lines: both stand, and both are subtracted from what is sold', async () => {
    const made = await world({ orders: 0 });
    const [good] = await readGoodsOf(made.warehousePath);
    made.change('UPDATE store SET Qtty = 0 WHERE GoodID = ?', good?.id ?? 0);
    made.change('UPDATE store SET Qtty = 10 WHERE GoodID = ? AND ObjectID = 5', good?.id ?? 0);
    made.change('DELETE FROM operations WHERE GoodID = ? AND OperType = 19', good?.id ?? 0);
    await made.run();
    const lines = [
      { code: good?.code ?? '', quantity: '3' },
      { code: good?.code ?? '', quantity: '4' },
    ];
    made.sandbox.placeOrder({ lines });
    await made.run();
    expect(documents(made)[0]?.lines).toBe(2);
    const [id] = made.sandbox.store.productsByCode(good?.code ?? '');
    expect(Number(made.sandbox.store.get('products', id ?? 0)?.['productQuantity'])).toBe(3);
  });

  it('peer-17: 40 sales by four connections at once take exactly 40 off the stock', async () => {
    const made = await world({ orders: 0 });
    const quantity = (): number =>
      Number(made.rows('SELECT sum(Qtty) AS n FROM store WHERE GoodID = 10 AND ObjectID = 5')[0]?.['n']);
    made.change('UPDATE store SET Qtty = 100 WHERE GoodID = 10 AND ObjectID = 5');
    const before = quantity();
    const connections = await Promise.all([1, 2, 3, 4].map(() => openAt(`sqlite:${made.warehousePath}`)));
    await Promise.all(
      connections.map(async (warehouse, index) => {
        for (let order = 1; order <= 10; order += 1) {
          const draft = { ...unpDraft(index * 100 + order), operationType: 2 as const };
          expect((await warehouse.recordOperation(draft, never)).kind).toBe('recorded');
        }
        await warehouse.close();
      }),
    );
    expect(before - quantity()).toBe(40);
  });

  it('peer-26: many orders of one second, with a cut in between: all of them, each once', async () => {
    const made = await world({ orders: 150 });
    for (const number of made.sandbox.store.ids('orders'))
      editOrder(made, number, (record) => {
        record['orderCreatedAt'] = '2026-11-20 10:00:00';
      });
    await runChild({
      args: [
        'run',
        PROFILE,
        '--here',
        '--task',
        'import-orders',
        '--yes',
        '--json',
        '--data',
        join(made.folder, 'data'),
      ],
      killAfter: afterChanges(41),
    });
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done' });
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });

  it('peer-29: whatever time zone the machine is in, no order is skipped and every document has its day', async () => {
    for (const zone of ['Etc/GMT+12', 'UTC', 'Europe/Sofia', 'Pacific/Kiritimati']) {
      const made = await world({ orders: 2 });
      const [late = 0, early = 0] = made.sandbox.store.ids('orders');
      editOrder(made, late, (record) => {
        record['orderCreatedAt'] = '2026-11-19 23:59:59';
      });
      editOrder(made, early, (record) => {
        record['orderCreatedAt'] = '2026-11-20 00:00:01';
      });
      const args = ['run', PROFILE, '--here', '--task', 'import-orders', '--yes', '--json'];
      const result = await runChild({
        args: [...args, '--data', join(made.folder, 'data')],
        env: { TZ: zone },
      });
      expect([zone, result.code]).toEqual([zone, 0]);
      const days = made.rows(
        "SELECT DISTINCT Note, Date FROM operations WHERE Note LIKE 'Seliton №%' ORDER BY Acct",
      );
      expect(days.map((row) => row['Date'])).toEqual(['2026-11-19 00:00:00', '2026-11-20 00:00:00']);
    }
  });
});

describe('the program’s own memory', () => {
  it('peer-24: a state that fails at each of its writes in turn strands nothing: the next run completes', async () => {
    const made = await world({ orders: 4, goods: 30, sold: 10 });
    await made.app.close();
    const steps = DURABLE_METHODS.filter((step) => /^(?:ledger|links|attention|runs)\./.test(step));
    for (const fatal of steps) {
      made.sandbox.placeOrder({ lines: [{ code: soldCode(made), quantity: '1' }] });
      const parts = await openWorldParts(join(made.folder, 'data'));
      const broken = watchedParts(parts, (step, moment) => {
        if (moment === 'before' && step.split(' ', 1)[0] === fatal)
          throw new SyncError('state.full', { folder: made.folder });
      });
      const request = { tasks: null, isConfirmed: true, onEvent: () => undefined, signal: never } as const;
      const app = makeApp(broken);
      const end = await app.run(PROFILE, request).then(
        (summary) => summary.error?.code ?? 'done',
        (error: unknown) => (error instanceof SyncError ? error.code : String(error)),
      );
      expect(['state.full', 'done']).toContain(end);
      await app.close();
      const whole = makeApp(await openWorldParts(join(made.folder, 'data')));
      expect([fatal, (await whole.run(PROFILE, request)).end]).toEqual([fatal, 'done']);
      await whole.close();
    }
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
    expect(Object.values(made.sandbox.requests.creates()).every((count) => count === 1)).toBe(true);
  });
});

describe('goods', () => {
  it('the limit of requests is kept whatever there is to send', async () => {
    const made = await world({ orders: 0, goods: 30, sold: 0, settings: { requestsPerSecond: 20 } });
    const started = performance.now();
    await made.run();
    const requests = Object.values(made.sandbox.requests.all()).reduce((sum, count) => sum + count, 0);
    expect(requests).toBeGreaterThan(30);
    expect((performance.now() - started) / 1000).toBeGreaterThan(requests / 20 - 1.5);
  });

  it('peer-15: the first run brings quantities also to goods that stand on both sides already', async () => {
    const made = await world({ orders: 0, sold: 20 });
    for (const product of made.sandbox.store.list('products'))
      made.sandbox.store.put('products', Number(product['productId']), {
        ...product,
        productQuantity: 12_345,
      });
    await made.run();
    const left = made.sandbox.store
      .list('products')
      .filter((each) => Number(each['productQuantity']) === 12_345);
    expect(left).toEqual([]);
  });

  it('peer-19: ten changed goods among a thousand cost ten writes', async () => {
    const made = await world({ orders: 0, goods: 1000, sold: 900 });
    await made.run();
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 0.01 WHERE ID BETWEEN 500 AND 509');
    made.sandbox.requests.reset();
    const summary = await made.run();
    expect(summary.counts['export-goods']).toMatchObject({ updated: 10, created: 0 });
    expect(made.sandbox.requests.writes()).toBe(10);
  });

  it('peer-23, peer-47: one product that cannot be written holds up no other', async () => {
    const made = await world({ orders: 0, goods: 60 });
    await made.run();
    const [first, second] = await readGoodsOf(made.warehousePath);
    const [id] = made.sandbox.store.productsByCode(first?.code ?? '');
    made.sandbox.faults.add({ kind: 'error503', method: 'PUT', path: `/api/v1/products/${id}` });
    made.change(
      'UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID IN (?, ?)',
      first?.id ?? 0,
      second?.id ?? 0,
    );
    const summary = await made.run(['export-goods']);
    expect(summary.counts['export-goods']).toMatchObject({ updated: 1, failed: 1 });
    made.sandbox.faults.clear();
    expect((await made.run(['export-goods'])).counts['export-goods']).toMatchObject({
      updated: 1,
      failed: 0,
    });
  });

  it('peer-43: a product that the owner deleted in the shop does not come back by itself', async () => {
    const made = await world({ orders: 0, goods: 60 });
    await made.run();
    const [good] = await readGoodsOf(made.warehousePath);
    const [id] = made.sandbox.store.productsByCode(good?.code ?? '');
    made.sandbox.store.delete('products', id ?? 0);
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = ?', good?.id ?? 0);
    await made.run();
    await made.run();
    expect(made.sandbox.store.productsByCode(good?.code ?? '')).toEqual([]);
    expect((await made.app.attention(PROFILE)).map((item) => item.code)).toEqual(['shop.product.gone']);
  });
});
