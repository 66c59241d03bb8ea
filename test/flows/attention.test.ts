import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { StoredRecord } from '../../src/sandbox/resource.ts';
import { runChild } from '../support/child.ts';
import { documents, expectSoundImport } from '../support/invariants.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
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

type Spoil = (order: StoredRecord) => StoredRecord;

function item(order: StoredRecord, more: StoredRecord): StoredRecord {
  const [first, ...others] = order['orderItems'] as readonly StoredRecord[];
  return { ...order, orderItems: [{ ...first, ...more }, ...others] };
}

function totalLine(order: StoredRecord, type: string, amount: string): StoredRecord {
  const lines = order['orderTotalLines'] as readonly StoredRecord[];
  return {
    ...order,
    orderTotalLines: [
      ...lines,
      { orderTotalLineType: type, orderTotalLineName: type, orderTotalLineAmount: amount },
    ],
  };
}

/** Twenty ways in which an order cannot be imported, each with the reason it must be given. */
const SPOILED: readonly (readonly [code: string, spoil: Spoil])[] = [
  ['order.good.unknown', (order) => item(order, { orderItemProductCode: 'НЯМА', productID: 999_999 })],
  ['order.good.unknown', (order) => item(order, { orderItemProductCode: '', productID: null })],
  ['order.good.ambiguous', (order) => item(order, { orderItemProductCode: 'ДВОЕН', productID: null })],
  ['order.good.deleted', (order) => item(order, { orderItemProductCode: 'ИЗТРИТ', productID: null })],
  ['order.good.noVatGroup', (order) => item(order, { orderItemProductCode: 'БЕЗДДС', productID: null })],
  ['order.currency.differs', (order) => ({ ...order, orderCurrencyCode: 'BGN' })],
  ['order.total.doesNotAddUp', (order) => ({ ...order, orderTotal: '0.01' })],
  ['order.line.doesNotAddUp', (order) => item(order, { orderItemTotal: '0.01' })],
  ['order.quantity.bad', (order) => item(order, { orderItemQty: 0 })],
  ['order.quantity.bad', (order) => item(order, { orderItemQty: -2 })],
  ['order.price.bad', (order) => item(order, { orderItemPrice: '-3.00' })],
  ['order.totalLine.unknown', (order) => totalLine(order, 'gift_wrap', '1.00')],
  ['order.totalLine.wrongSign', (order) => totalLine(order, 'discount', '1.00')],
  ['order.totalLine.wrongSign', (order) => totalLine(order, 'shipping', '-1.00')],
  ['order.empty', (order) => ({ ...order, orderItems: [], orderTotalLines: [] })],
  ['order.date.bad', (order) => ({ ...order, orderCreatedAt: '2026-13-45 99:00:00' })],
  ['order.unreadable', (order) => ({ ...order, orderTotal: 'много' })],
  ['order.unreadable', (order) => ({ ...order, orderItems: 'няма' })],
  [
    'order.partner.ambiguous',
    (order) => ({
      ...order,
      orderCustomerEmail: 'dvoen@example.bg',
      orderBillingTaxNumber: '',
      orderBillingVatNumber: '',
    }),
  ],
  ['order.unp.foreign', (order) => ({ ...order, orderUniqueSaleNumber: 'DT123456-0001-0000001' })],
];

const PREPARE = [
  "UPDATE goods SET Code = 'ДВОЕН' WHERE ID IN (50, 51)",
  "UPDATE goods SET Code = 'ИЗТРИТ', Deleted = -1 WHERE ID = 52",
  "UPDATE goods SET Code = 'БЕЗДДС', TaxGroup = 99 WHERE ID = 53",
  "UPDATE partners SET eMail = 'dvoen@example.bg', Company = ' ', Bulstat = ' ', TaxNo = ' ' WHERE ID IN (3, 4)",
];

describe('orders that cannot be imported', () => {
  it('peer-08: twenty are parked with a reason, all others come in, and once mended they come in once', async () => {
    const made = await world({ orders: 30, prepare: PREPARE });
    const numbers = made.sandbox.store.ids('orders').slice(0, SPOILED.length);
    const originals = new Map(
      numbers.map((number) => [
        number,
        structuredClone(made.sandbox.store.get('orders', number) as StoredRecord),
      ]),
    );
    for (const [index, number] of numbers.entries()) {
      const spoil = SPOILED[index]?.[1];
      const original = originals.get(number);
      if (spoil !== undefined && original !== undefined)
        made.sandbox.store.put('orders', number, spoil(structuredClone(original)));
    }

    const first = await made.run(['import-orders']);
    expect(first).toMatchObject({ end: 'done', parked: SPOILED.length });
    const good = made.sandbox.store.ids('orders').filter((number) => !originals.has(number));
    expectSoundImport(made, { orders: good });
    const items = await made.app.attention(PROFILE);
    const codes = new Map(items.map((entry) => [entry.subject, entry.code]));
    expect(numbers.map((number) => codes.get(`order:${number}`))).toEqual(SPOILED.map(([code]) => code));

    const again = await made.run(['import-orders']);
    expect(again).toMatchObject({ end: 'done', parked: 0 });
    expect(documents(made)).toHaveLength(good.length);

    for (const [number, original] of originals) made.sandbox.store.put('orders', number, original);
    expect(await made.app.release(PROFILE, 'all')).toBe(SPOILED.length);
    expect((await made.run(['import-orders'])).counts['import-orders']).toMatchObject({
      created: SPOILED.length,
    });
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
    expect(await made.app.attention(PROFILE)).toEqual([]);
    await made.run(['import-orders']);
    expect(documents(made)).toHaveLength(30);
  });

  it('released and refused again: the run says so, not that everything is in step', async () => {
    const made = await world({ orders: 3 });
    const [number = 0] = made.sandbox.store.ids('orders');
    const order = made.sandbox.store.get('orders', number) ?? {};
    made.sandbox.store.put('orders', number, { ...order, orderCurrencyCode: 'BGN' });
    expect((await made.run()).parked).toBe(1);
    expect((await made.run()).parked).toBe(0);
    await made.app.release(PROFILE, 'all');
    const { stdout, code } = await runChild({
      args: ['run', PROFILE, '--here', '--data', join(made.folder, 'data'), '--lang', 'bg'],
    });
    expect([code, stdout.includes('в синхрон')]).toEqual([3, false]);
    expect((await made.run()).parked).toBe(0);
  });

  it('I8: without a chosen good for delivery the order waits for one, and the next run imports it', async () => {
    const made = await world({ orders: 6, settings: { deliveryGood: null } });
    await made.run(['import-orders']);
    const codes = (await made.app.attention(PROFILE)).map((entry) => entry.code);
    expect(new Set(codes)).toEqual(new Set(['order.deliveryGood.missing']));
    await made.setSettings({ deliveryGood: 2 });
    await made.run(['import-orders']);
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });

  it('I2: unfinished orders wait below the cursor and are imported when they are due; cancelled and removed ones are not', async () => {
    const made = await world({
      orders: 6,
      content: (content) => ({
        ...content,
        orders: content.orders.map((order, index) =>
          index < 3 ? { ...order, orderStatus: 'unfinished' } : order,
        ),
      }),
    });
    const [due = 0, cancelled = 0, removed = 0] = made.sandbox.store.ids('orders');
    await made.run(['import-orders']);
    expect(documents(made)).toHaveLength(3);
    const set = (number: number, status: string): void =>
      made.sandbox.store.put('orders', number, {
        ...made.sandbox.store.get('orders', number),
        orderStatus: status,
      });
    set(due, 'confirmed');
    set(cancelled, 'cancelled');
    made.sandbox.store.delete('orders', removed);
    await made.setSettings({ recheckDays: 0 });
    await made.run(['import-orders']);
    expect(documents(made).map((document) => document.order)).toContain(due);
    const stages = new Map(
      (await made.ledger()).map((entry) => [entry.orderNumber as number, [entry.stage, entry.reason?.code]]),
    );
    expect(stages.get(cancelled)).toEqual(['dismissed', 'order.cancelled']);
    expect(stages.get(removed)).toEqual(['dismissed', 'order.removed']);
    expect(documents(made)).toHaveLength(4);
  });

  it('R1: an order that appears below the cursor inside the window is imported too', async () => {
    const made = await world({ orders: 8 });
    const [, , late = 0] = made.sandbox.store.ids('orders');
    const record = made.sandbox.store.get('orders', late) as StoredRecord;
    made.sandbox.store.delete('orders', late);
    await made.run(['import-orders']);
    made.sandbox.store.put('orders', late, record);
    await made.run(['import-orders']);
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });

  it('I14, peer-28, peer-40: an order changed or cancelled after import is told, with what changed, and never rewritten', async () => {
    const made = await world({ orders: 3 });
    await made.run(['import-orders']);
    const rows = made.rows('SELECT * FROM operations');
    const [first = 0, second = 0] = made.sandbox.store.ids('orders');
    const change = (number: number, more: StoredRecord): void =>
      made.sandbox.store.put('orders', number, { ...made.sandbox.store.get('orders', number), ...more });
    change(first, { orderStatus: 'cancelled' });
    change(second, { orderTotal: '999.00' });
    expect(await made.run(['import-orders'])).toMatchObject({ parked: 2 });
    const items = await made.app.attention(PROFILE);
    expect(items.map((entry) => entry.code)).toEqual([
      'order.cancelledAfterImport',
      'order.changedAfterImport',
    ]);
    expect(items[1]?.facts['changes']).toMatch(/^total .* → 999/);
    expect(made.rows('SELECT * FROM operations')).toEqual(rows);
  });

  it('I13: a УНП that the shop does not keep fails no order and is told once; it goes out when the shop keeps it', async () => {
    const made = await world({ orders: 5 });
    made.sandbox.faults.add({ kind: 'ignoredField', field: 'orderUniqueSaleNumber' });
    const notices: string[] = [];
    await made.run(['import-orders'], (event) => {
      if (event.type === 'notice') notices.push(event.code);
    });
    expect(notices.filter((code) => code === 'notice.unp.notKeptByShop')).toHaveLength(1);
    expect((await made.ledger()).map((entry) => entry.stage)).toEqual(
      Array.from({ length: 5 }, () => 'recorded'),
    );
    made.sandbox.faults.clear();
    await made.run(['import-orders']);
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
    expect((await made.ledger()).every((entry) => entry.stage === 'acknowledged')).toBe(true);
  });

  it('I16: every order seen is kept as received, later versions beside the first', async () => {
    const made = await world({ orders: 2 });
    await made.run(['import-orders']);
    await made.run(['import-orders']);
    const entries = await made.ledger();
    expect(entries.every((entry) => entry.recordedAt !== null && entry.rawHash.length === 64)).toBe(true);
  });
});
