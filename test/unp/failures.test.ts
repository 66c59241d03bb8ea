import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SyncError } from '../../src/model/sync-error.ts';
import { documents } from '../support/invariants.ts';
import { hasMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';
import { itOnFile } from '../support/memory/on-file.ts';
import { PROFILE } from '../support/world.ts';
import { DEVICE_1, DEVICE_2, draw, ENGINES, makeUnpPlace, never, unpDraft } from './unp-place.ts';
import type { EngineName, UnpPlace } from './unp-place.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

let server: PrivateMariadb | null = null;

beforeAll(async () => {
  if (hasMariadb()) server = await startMariadb({ isDurable: false });
});

afterAll(async () => {
  await server?.stop();
});

async function place(engine: EngineName, options: { readonly orders?: number } = {}): Promise<UnpPlace> {
  const made = await makeUnpPlace(engine, { ...options, server });
  open.push(made);
  return made;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof SyncError ? error.code : String(error);
}

const sequencesOf = async (made: UnpPlace): Promise<readonly number[]> =>
  (await made.receipts()).map((row) => Number(row['ReceiptID']));

function soldCode(made: UnpPlace): string {
  return String(made.world.sandbox.store.list('products')[0]?.['productCode']);
}

const importOrders = (made: UnpPlace) => made.world.run(['import-orders']);

describe.each(ENGINES)('УНП failures on %s', (engine) => {
  it('F3: the same order again gets its number; the counter stays', async () => {
    const made = await place(engine);
    const warehouse = await made.open();
    open.push(warehouse);
    const first = await draw(warehouse, 7);
    expect([await draw(warehouse, 7), await draw(warehouse, 7)]).toEqual([first, first]);
    expect(await sequencesOf(made)).toEqual([1]);
    expect((await draw(warehouse, 8)).slice(-7)).toBe('0000002');
  });

  it('F4: after the settings changed, a retry still gets the old number', async () => {
    const made = await place(engine);
    const warehouse = await made.open();
    open.push(warehouse);
    const first = await draw(warehouse, 7);
    const again = await draw(warehouse, 7, { deviceSerial: DEVICE_2, operatorCode: '0009' });
    expect(again).toBe(first);
    expect(await made.receipts()).toHaveLength(1);
  });

  it('F5, F10: a document that fails takes neither order nor number; the next order gets that number', async () => {
    const made = await place(engine);
    const warehouse = await made.open();
    open.push(warehouse);
    const wrong = { ...unpDraft(1), total: unpDraft(1).lines[0]?.unitVat ?? unpDraft(1).total };
    expect(await codeOf(warehouse.recordOperation(wrong, never))).toBe('warehouse.document.doesNotAddUp');
    expect(await made.receipts()).toEqual([]);
    expect(await made.rows("SELECT * FROM nextacct WHERE NextAcct LIKE 'Z%-%-%1'")).toEqual([]);
    expect((await draw(warehouse, 2)).slice(-7)).toBe('0000001');
    expect((await draw(warehouse, 1)).slice(-7)).toBe('0000002');
  });

  it('F6: recorded, and the shop not told: the next run tells it, without a second number', async () => {
    const made = await place(engine, { orders: 3 });
    made.world.sandbox.faults.add({ kind: 'error503', method: 'PUT', path: '/api/v1/orders' });
    await importOrders(made);
    expect((await made.world.ledger()).map((entry) => entry.stage)).toEqual([
      'recorded',
      'recorded',
      'recorded',
    ]);
    made.world.sandbox.faults.clear();
    await importOrders(made);
    await importOrders(made);
    for (const entry of await made.world.ledger()) {
      expect(entry.stage).toBe('acknowledged');
      const order = made.world.sandbox.store.get('orders', entry.orderNumber);
      expect(order?.['orderUniqueSaleNumber']).toBe(entry.unp);
    }
    expect(await sequencesOf(made)).toEqual([1, 2, 3]);
  });

  it('F7: another value at the shop is told and never overwritten; the own one found again is success', async () => {
    const made = await place(engine, { orders: 2 });
    made.world.sandbox.faults.add({ kind: 'cutAfter', next: 1, method: 'PUT', path: '/api/v1/orders' });
    await importOrders(made);
    await importOrders(made);
    expect((await made.world.ledger()).every((entry) => entry.stage === 'acknowledged')).toBe(true);
    made.world.sandbox.faults.add({ kind: 'error503', method: 'PUT', path: '/api/v1/orders' });
    const order = made.world.sandbox.placeOrder({ lines: [{ code: soldCode(made), quantity: '1' }] });
    await importOrders(made);
    made.world.sandbox.faults.clear();
    const { store } = made.world.sandbox;
    store.put('orders', order, {
      ...store.get('orders', order),
      orderUniqueSaleNumber: 'XX123456-0001-0000009',
    });
    await importOrders(made);
    expect(store.get('orders', order)?.['orderUniqueSaleNumber']).toBe('XX123456-0001-0000009');
    expect((await made.world.app.attention(PROFILE)).map((item) => item.code)).toEqual(['unp.differsAtShop']);
  });

  it('F8: a cursor behind the last order loses none: what is listed and not recorded is taken up again', async () => {
    const made = await place(engine, { orders: 3 });
    await made.change(`UPDATE goods SET Deleted = -1 WHERE Code = '${soldCode(made)}'`);
    const parked = made.world.sandbox.placeOrder({ lines: [{ code: soldCode(made), quantity: '1' }] });
    made.world.sandbox.placeOrder({
      lines: [{ code: String(made.world.sandbox.store.list('products')[5]?.['productCode']), quantity: '1' }],
    });
    await importOrders(made);
    const [summary] = await made.world.app.listProfiles();
    expect(Number(summary?.cursor)).toBeGreaterThan(parked);
    await made.change(`UPDATE goods SET Deleted = 0 WHERE Code = '${soldCode(made)}'`);
    await importOrders(made);
    const stages = (await made.world.ledger()).map((entry) => entry.stage);
    expect(new Set(stages)).toEqual(new Set(['acknowledged']));
    expect(await sequencesOf(made)).toEqual([1, 2, 3, 4, 5]);
  });

  it('F11, F12: at the end of the range the rest waits unharmed, also at the last number there is', async () => {
    const made = await place(engine, { orders: 4 });
    await made.world.setSettings({ unpFrom: 9_999_998, unpTo: 9_999_999 });
    expect((await importOrders(made)).error?.code).toBe('unp.range.exhausted');
    expect(await sequencesOf(made)).toEqual([9_999_998, 9_999_999]);
    await made.world.setSettings({ unpFrom: 500_001, unpTo: 500_003 });
    await importOrders(made);
    expect(await sequencesOf(made)).toEqual([9_999_998, 9_999_999, 500_001, 500_002]);
    expect((await made.world.ledger()).every((entry) => entry.unp !== null)).toBe(true);
  });

  const foreign = (sequence: number, type = 8): string =>
    `INSERT INTO ecrreceipts (OperType, Acct, ReceiptID, ReceiptType, ECRID, Description) VALUES (2, 5, ${sequence}, ${type}, '${DEVICE_1}', 'x')`;

  it('F13, A5: numbers of others stop test, plan and run and name a range far above; in it orders come in', async () => {
    const made = await place(engine, { orders: 1 });
    await made.change(foreign(100));
    const { app } = made.world;
    const point = (await app.testProfile(PROFILE, never)).points.find((each) => each.point === 'unp');
    expect(point?.error).toMatchObject({
      code: 'unp.device.foreign',
      facts: { device: DEVICE_1, rows: 1, last: 100, from: 5_000_001, to: 9_999_999 },
    });
    expect(await codeOf(app.plan(PROFILE, { tasks: ['import-orders'], signal: never }))).toBe(
      'unp.device.foreign',
    );
    expect((await importOrders(made)).error?.code).toBe('unp.device.foreign');
    // A range of which others have the highest number is no range of ours, wherever it begins.
    await made.world.setSettings({ unpFrom: 50 });
    expect((await importOrders(made)).error?.code).toBe('unp.device.foreign');
    await made.world.setSettings({ unpFrom: 5_000_001 });
    expect((await importOrders(made)).error).toBeNull();
    expect(await sequencesOf(made)).toEqual([100, 5_000_001]);
    await made.change(foreign(5_000_007));
    expect((await importOrders(made)).error?.code).toBe('unp.device.foreign');
  });

  it('F13: with consent in words, and only for the device that they name, numbers of others are passed over and told', async () => {
    const made = await place(engine, { orders: 1 });
    await made.change(foreign(100));
    await made.change(foreign(3, 1));
    for (const words of ['да', DEVICE_1, `${DEVICE_2} се ползва и от друга програма`]) {
      await made.world.setSettings({ unpSharedDevice: words });
      expect((await importOrders(made)).error?.code).toBe('unp.device.foreign');
    }
    await made.world.setSettings({ unpSharedDevice: `${DEVICE_1} се ползва и от друга програма` });
    const notices: string[] = [];
    await made.world.run(['import-orders'], (event) => {
      if (event.type === 'notice') notices.push(event.code);
    });
    expect(notices).toContain('notice.unp.deviceUsedByOthers');
    expect(await sequencesOf(made)).toEqual([100, 101]);
  });

  it('F13: a till’s receipts without УНП keep nothing back', async () => {
    const made = await place(engine, { orders: 1 });
    await made.change(foreign(9, 1));
    expect((await importOrders(made)).error).toBeNull();
    expect(await sequencesOf(made)).toEqual([1]);
  });

  it('F13: before the first УНП the texts of the warehouse are read, and it begins above them', async () => {
    const made = await place(engine, { orders: 1 });
    await made.change(
      `INSERT INTO ecrreceipts (OperType, Acct, ReceiptID, ReceiptType, ECRID, Description) VALUES (2, 5, 3, 1, 'ZK000001', 'УНП ${DEVICE_1}-0002-0000300')`,
    );
    await made.change(
      `UPDATE operations SET Note = 'по телефона, ${DEVICE_1}-0001-0000412' WHERE ID = (SELECT id FROM (SELECT MIN(ID) AS id FROM operations) AS first)`,
    );
    await importOrders(made);
    made.world.sandbox.placeOrder({ lines: [{ code: soldCode(made), quantity: '1' }] });
    await importOrders(made);
    expect(await sequencesOf(made)).toEqual([413, 414]);
  });

  it('F14: a warehouse restored from an older backup stops instead of giving a number again', async () => {
    const made = await place(engine, { orders: 2 });
    await made.remember();
    await importOrders(made);
    await made.putBack();
    made.world.sandbox.placeOrder({ lines: [{ code: soldCode(made), quantity: '1' }] });
    // A backup from before the first run does not know us (Q3); whoever says that it is the same one goes on.
    expect((await importOrders(made)).error?.code).toBe('pair.warehouse.changed');
    await made.world.app.pairs.answer(PROFILE, 'moved', never);
    expect((await importOrders(made)).error?.code).toBe('unp.sequence.behindLedger');
    expect(await made.receipts()).toEqual([]);
  });

  itOnFile(
    'F14: warehouse and memory both restored from older backups: what only the shop still holds is not given again',
    async () => {
      const made = await place(engine, { orders: 1 });
      await importOrders(made);
      await made.remember();
      const file = join(made.world.folder, 'kept.backup');
      await made.world.app.upkeep.backup(file);
      const order = (): number =>
        made.world.sandbox.placeOrder({ lines: [{ code: soldCode(made), quantity: '1' }] });
      const lost = [order(), order()];
      await importOrders(made);
      await made.putBack();
      await made.world.app.upkeep.restore(file);
      order();
      expect((await importOrders(made)).error?.code).toBe('unp.sequence.behindShop');
      expect(await sequencesOf(made)).toEqual([1]);
      await made.world.setSettings({ unpFrom: 4 });
      await importOrders(made);
      expect(await sequencesOf(made)).toEqual([1, 4]);
      const waiting = (await made.world.app.attention(PROFILE)).filter(
        (item) => item.code === 'order.unp.foreign',
      );
      expect(waiting.map((item) => item.facts['order'])).toEqual(lost);
    },
  );

  it('F15: the third of five is bad: it is parked without a number, the others are numbered, a second run changes none', async () => {
    const made = await place(engine);
    for (let index = 0; index < 5; index += 1) {
      const number = made.world.sandbox.placeOrder({ lines: [{ code: soldCode(made), quantity: '1' }] });
      const { store } = made.world.sandbox;
      const record = store.get('orders', number);
      if (index === 2) store.put('orders', number, { ...record, orderTotal: 999 });
    }
    await importOrders(made);
    const before = await made.receipts();
    expect((await made.world.ledger()).map((entry) => entry.unp?.slice(-7) ?? entry.stage)).toEqual([
      '0000001',
      '0000002',
      'parked',
      '0000003',
      '0000004',
    ]);
    await importOrders(made);
    expect(await made.receipts()).toEqual(before);
  });

  it('F16: an order changed in the shop keeps its number; both versions are kept, the document is not rewritten', async () => {
    const made = await place(engine, { orders: 1 });
    await importOrders(made);
    const [entry] = await made.world.ledger();
    const { store } = made.world.sandbox;
    const number = entry?.orderNumber ?? (0 as never);
    const record = structuredClone(store.get('orders', number)) as Record<string, unknown>;
    for (const item of record['orderItems'] as Record<string, unknown>[]) item['orderItemQty'] = 77;
    store.put('orders', number, record);
    const before = await made.rows('SELECT * FROM operations');
    await importOrders(made);
    expect(await made.rows('SELECT * FROM operations')).toEqual(before);
    const story = await made.world.app.orderStory(PROFILE, number);
    expect(story.entry.unp).toBe(entry?.unp);
    expect(story.versions.length).toBeGreaterThan(1);
    expect((await made.world.app.attention(PROFILE)).map((item) => item.code)).toEqual([
      'order.changedAfterImport',
    ]);
  });

  it('F18: a wrong device in the settings names the field, and nothing is imported', async () => {
    const made = await place(engine, { orders: 1 });
    for (const value of ['02279013', 'ДТ900001', 'DT90001', 'dt900001', 'OO000000', 'DT000000']) {
      await made.world.setSettings({ deviceSerial: value });
      expect(await codeOf(importOrders(made))).toMatch(/^settings\.deviceSerial\./);
    }
    expect(documents({ rows: () => [] })).toEqual([]);
    expect(await made.receipts()).toEqual([]);
  });
});
