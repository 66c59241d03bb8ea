import { afterEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import type { RunEvent } from '../../src/model/run.ts';
import { documents, expectSoundImport } from '../support/invariants.ts';
import { makeWorld, PROFILE, readGoodsOf } from '../support/world.ts';
import type { World, WorldOptions } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

async function world(options: WorldOptions = {}): Promise<World> {
  const made = await makeWorld(options);
  open.push(made);
  return made;
}

const never = new AbortController().signal;
const TABLES = ['operations', 'nextacct', 'ecrreceipts', 'partners', 'goods', 'store'];

function snapshot(made: World): unknown {
  return TABLES.map((table) => made.rows(`SELECT * FROM "${table}"`));
}

async function apply(made: World, plan: Plan, onEvent: (event: RunEvent) => void = () => undefined) {
  return made.app.run(PROFILE, {
    tasks: null,
    plan,
    isConfirmed: false,
    onEvent,
    signal: never,
  });
}

describe('plan and apply (section 4)', () => {
  it('a plan writes nowhere, names every change, and holds whole documents', async () => {
    const made = await world({ orders: 8, sold: 10 });
    const before = snapshot(made);
    const plan = await made.app.plan(PROFILE, { tasks: null, signal: never });
    expect(snapshot(made)).toEqual(before);
    expect(made.sandbox.requests.writes()).toBe(0);
    expect(await made.ledger()).toEqual([]);
    expect(await made.app.attention(PROFILE)).toEqual([]);
    const [orders, goods] = plan.tasks;
    expect(orders?.changes).toHaveLength(8);
    expect(orders?.changes.every((change) => (change.document?.lines.length ?? 0) > 0)).toBe(true);
    expect(goods?.changes.filter((change) => change.kind === 'createProduct').length).toBeGreaterThan(40);
  });

  it('apply does exactly the plan, from a file, and a second apply has nothing left', async () => {
    const made = await world({ orders: 8, sold: 10 });
    const plan = JSON.parse(
      JSON.stringify(
        await made.app.plan(PROFILE, { tasks: ['import-orders', 'export-goods'], signal: never }),
      ),
    ) as Plan;
    const summary = await apply(made, plan);
    expect(summary).toMatchObject({ end: 'done' });
    expect(summary.counts['import-orders']).toMatchObject({ created: 8, failed: 0 });
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
    const told: RunEvent[] = [];
    const again = await apply(made, plan, (event) => told.push(event));
    expect(again.counts['import-orders']).toMatchObject({ created: 0, failed: 0, skipped: 8 });
    expect(again.counts['export-goods']).toMatchObject({ created: 0, updated: 0, failed: 0 });
    const done = told.filter(
      (event) => event.type === 'notice' && event.code === 'notice.change.alreadyDone',
    );
    expect(done).toHaveLength(plan.tasks.flatMap((task) => task.changes).length);
    expect(documents(made)).toHaveLength(8);
  });

  it('what is new since the plan is left alone, what changed is refused by name', async () => {
    const made = await world({ orders: 4, sold: 10 });
    const plan = await made.app.plan(PROFILE, { tasks: null, signal: never });
    const [code] = made.sandbox.store.list('products').map((product) => String(product['productCode']));
    const late = made.sandbox.placeOrder({ lines: [{ code: code ?? '', quantity: '1' }] });
    const [first = 0] = made.sandbox.store.ids('orders');
    const record = made.sandbox.store.get('orders', first);
    made.sandbox.store.put('orders', first, {
      ...record,
      orderBillingFirstName: 'Друг',
      orderBillingCompany: '',
      orderBillingTaxNumber: '',
      orderCustomerEmail: 'drug@example.bg',
      orderBillingPhone: '',
    });
    const summary = await apply(made, plan);
    expect(summary.counts['import-orders']).toMatchObject({ created: 3, failed: 1 });
    const found = documents(made).map((document) => document.order);
    expect(found).not.toContain(late);
    expect(found).not.toContain(first);
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done' });
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });

  it('spec section 2: a good goes with the document that it is made for, or neither does', async () => {
    const made = await world({
      orders: 3,
      sold: 10,
      settings: { unknownGoods: 'download', importGoodsGroup: 4, taxRates: 'good' },
    });
    const numbers = made.sandbox.store.ids('orders');
    /** The first lines of all orders name goods that nobody has; two orders share one of them. */
    const setItem = (order: number, fields: Readonly<Record<string, unknown>>): void => {
      const record = structuredClone(made.sandbox.store.get('orders', order) ?? {});
      Object.assign((record['orderItems'] as object[])[0] ?? {}, { productID: null, ...fields });
      made.sandbox.store.put('orders', order, record);
    };
    const codes = ['НОВА-А', 'НОВА-Б', 'НОВА-А'];
    for (const [index, order] of numbers.entries()) setItem(order, { orderItemProductCode: codes[index] });
    const plan = await made.app.plan(PROFILE, { tasks: ['import-orders'], signal: never });
    const kinds = plan.tasks[0]?.changes.map(({ kind, subject }) => `${kind} ${subject}`);
    expect(kinds).toEqual([
      'addGood code:НОВА-А',
      `recordOperation order:${numbers[0]}`,
      'addGood code:НОВА-Б',
      `recordOperation order:${numbers[1]}`,
      `recordOperation order:${numbers[2]}`,
    ]);
    // The second order has another buyer since: its document is refused, and its good, still the same, with it.
    const second = made.sandbox.store.get('orders', numbers[1] ?? 0);
    const buyer = { orderBillingFirstName: 'Друг', orderBillingCompany: '', orderBillingTaxNumber: '' };
    const reached = { orderCustomerEmail: 'drug@example.bg', orderBillingPhone: '' };
    made.sandbox.store.put('orders', numbers[1] ?? 0, { ...second, ...buyer, ...reached });
    const summary = await apply(made, plan);
    expect(summary.counts['import-orders']).toMatchObject({ created: 3, failed: 2 });
    const goods = () =>
      made.rows("SELECT Code FROM goods WHERE Code LIKE 'НОВА-%'").map((row) => row['Code']);
    expect([goods(), documents(made).map(({ order }) => order)]).toEqual([
      ['НОВА-А'],
      [numbers[0], numbers[2]],
    ]);
    const again = await apply(made, plan);
    expect(again.counts['import-orders']).toMatchObject({ created: 0, failed: 2, skipped: 3 });
    await made.run(['import-orders']);
    expect(goods()).toEqual(['НОВА-А', 'НОВА-Б']);
    expectSoundImport(made, { orders: numbers });
  });

  it('the first real run asks for a plan or --yes; a plan of other settings or profiles is refused', async () => {
    const made = await world({ orders: 1 });
    const request = { tasks: null, isConfirmed: false, onEvent: () => undefined, signal: never };
    await expect(made.app.run(PROFILE, request)).rejects.toMatchObject({ code: 'run.firstNeedsPlan' });
    const plan = await made.app.plan(PROFILE, { tasks: null, signal: never });
    await made.setSettings({ priceGroup: 0 });
    await expect(made.app.run(PROFILE, { ...request, plan })).rejects.toMatchObject({ code: 'plan.stale' });
    await expect(
      made.app.run(PROFILE, { ...request, plan: { ...plan, profile: 'Друг' } }),
    ).rejects.toMatchObject({ code: 'plan.otherProfile' });
    expect(await made.app.run(PROFILE, request)).toMatchObject({ end: 'done' });
  });

  it('a stopped run ends between two records and the next one goes on', async () => {
    const made = await world({ orders: 30 });
    const stop = new AbortController();
    const summary = await made.app.run(PROFILE, {
      tasks: ['import-orders'],
      isConfirmed: true,
      signal: stop.signal,
      onEvent: (event) => {
        if (event.type === 'change') stop.abort();
      },
    });
    expect(summary.end).toBe('stopped');
    const done = documents(made).length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(30);
    await made.run(['import-orders']);
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });

  it('peer-25: one run of a profile at a time', async () => {
    const made = await world({ orders: 40 });
    const begun = Promise.withResolvers<void>();
    const first = made.run(['import-orders'], (event) => {
      if (event.type === 'runStarted') begun.resolve();
    });
    await begun.promise;
    await expect(made.run(['import-orders'])).rejects.toMatchObject({ code: 'run.alreadyRunning' });
    await first;
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });

  it('a shop that is away interrupts the run; when it is back nothing is missing', async () => {
    const made = await world({ orders: 12 });
    made.sandbox.faults.add({ kind: 'cutBefore' });
    const summary = await made.run();
    expect(summary.end).toBe('interrupted');
    expect(summary.error?.code).toBe('shop.unreachable');
    made.sandbox.faults.clear();
    await made.run();
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });

  it('section 4: tells "done already" from "changed since", for goods and quantities', async () => {
    const made = await world({ orders: 0, sold: 10 });
    await made.run();
    const [first, second, third] = await readGoodsOf(made.warehousePath);
    const price = 'UPDATE goods SET PriceOut2 = PriceOut2 + ? WHERE ID = ?';
    const stock = 'UPDATE store SET Qtty = Qtty + 7 WHERE ObjectID = 5 AND GoodID = ?';
    for (const good of [first, second, third]) made.change(price, 1, good?.id ?? 0);
    made.change(stock, first?.id ?? 0);
    const plan = await made.app.plan(PROFILE, { tasks: null, signal: never });
    expect(plan.tasks.map((task) => task.changes.length)).toEqual([0, 3, 1]);
    // A run in between does the first, and the third changes once more; the second is as it was planned.
    made.change(price, -1, second?.id ?? 0);
    await made.run();
    made.change(price, 1, second?.id ?? 0);
    made.change(price, 1, third?.id ?? 0);
    const told: RunEvent[] = [];
    const summary = await apply(made, plan, (event) => told.push(event));
    expect(summary.counts['export-goods']).toMatchObject({ updated: 1, failed: 1, skipped: 1 });
    expect(summary.counts['export-stock']).toMatchObject({ updated: 0, failed: 0, skipped: 1 });
    const of = (type: RunEvent['type']) => told.filter((event) => event.type === type);
    expect(of('notice').map((event) => event.type === 'notice' && event.code)).toEqual([
      'notice.change.alreadyDone',
      'notice.change.alreadyDone',
    ]);
    expect(
      of('change').map((event) => event.type === 'change' && [event.change.subject, event.outcome.kind]),
    ).toEqual([
      [`good:${third?.id}`, 'failed'],
      [`good:${second?.id}`, 'done'],
    ]);
  });

  it('section 4: a pair that the plan does not show is not remembered by applying it', async () => {
    const settings = { importGoods: true, importGoodsGroup: 4, export: false };
    const made = await world({ orders: 0, sold: 10, settings });
    const plan = await made.app.plan(PROFILE, { tasks: ['import-goods'], signal: never });
    const [task] = plan.tasks;
    expect(task?.changes.filter((change) => change.kind === 'link')).toHaveLength(10);
    expect(await made.app.links(PROFILE, { after: 0, limit: 100 })).toEqual([]);
    const [left, ...rest] = task?.changes ?? [];
    const fewer = { ...plan, tasks: task === undefined ? [] : [{ ...task, changes: rest }] };
    await apply(made, fewer);
    const links = await made.app.links(PROFILE, { after: 0, limit: 100 });
    expect(links).toHaveLength(rest.length);
    expect(links.map((link) => `product:${link.productId}`)).not.toContain(left?.subject);
    const again = await apply(made, fewer);
    expect(again.counts['import-goods']).toMatchObject({ failed: 0, skipped: rest.length });
  });

  it('an approval by plan lets go what a guard holds; the run alone holds it and says so', async () => {
    const made = await world({ orders: 0, sold: 40 });
    await made.run();
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 * 0.2 WHERE ID > 5 AND Type = 0');
    const plan = await made.app.plan(PROFILE, { tasks: ['export-goods'], signal: never });
    const changes = plan.tasks.flatMap((task) => task.changes);
    expect(plan.tasks[0]?.attention.map((note) => note.code)).toEqual(['guard.repriced']);
    const held = await made.run(['export-goods']);
    expect(held.counts['export-goods']).toMatchObject({ updated: 0, attention: 1, skipped: changes.length });
    const applied = await apply(made, plan);
    expect(applied.counts['export-goods']).toMatchObject({ updated: changes.length, failed: 0 });
    expect(await made.app.attention(PROFILE)).toEqual([]);
  });
});
