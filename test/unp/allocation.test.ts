import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SyncError } from '../../src/model/sync-error.ts';
import { hasMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';
import { PROFILE } from '../support/world.ts';
import {
  DEVICE_1,
  DEVICE_2,
  draw,
  drawInProcesses,
  ENGINES,
  makeUnpPlace,
  never,
  unpDraft,
} from './unp-place.ts';
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

const unp = (device: string, operator: string, sequence: number): string =>
  `${device}-${operator}-${String(sequence).padStart(7, '0')}`;

describe.each(ENGINES)('УНП allocation on %s', (engine) => {
  it('A1: one counter per device, whoever the operator is', async () => {
    const made = await place(engine);
    const warehouse = await made.open();
    open.push(warehouse);
    const drawn = [
      await draw(warehouse, 1, { operatorCode: '0001' }),
      await draw(warehouse, 2, { operatorCode: '0002' }),
      await draw(warehouse, 3, { deviceSerial: DEVICE_2, operatorCode: '0002' }),
      await draw(warehouse, 4, { operatorCode: '0001' }),
    ];
    expect(drawn).toEqual([
      unp(DEVICE_1, '0001', 1),
      unp(DEVICE_1, '0002', 2),
      unp(DEVICE_2, '0002', 1),
      unp(DEVICE_1, '0001', 3),
    ]);
  });

  it('A2: step 1, never reset: not by another document type, another shop, a new year or a new connection', async () => {
    const made = await place(engine);
    const sequences: string[] = [];
    for (const [order, more] of [
      [1, {}],
      [2, { operationType: 14 }],
      [3, { date: '2027-01-01' }],
      [4, { origin: { ...unpDraft(4).origin, shopIdentity: 'other.example', claimKey: 'ZWEB-ffffffff-4' } }],
    ] as const) {
      const warehouse = await made.open();
      const outcome = await warehouse.recordOperation({ ...unpDraft(order), ...more }, never);
      sequences.push(outcome.kind === 'recorded' ? (outcome.operation.unp ?? '').slice(-7) : outcome.kind);
      await warehouse.close();
    }
    expect(sequences).toEqual(['0000001', '0000002', '0000003', '0000004']);
  });

  it('A3: the key of a number that exists is not passed: a second writer of it takes the next', async () => {
    const made = await place(engine);
    await made.change(`INSERT INTO nextacct VALUES ('ZUNP-${DEVICE_1}-0000001')`);
    const warehouse = await made.open();
    open.push(warehouse);
    expect(await draw(warehouse, 1)).toBe(unp(DEVICE_1, '0001', 2));
    const keys = await made.rows("SELECT NextAcct FROM nextacct WHERE NextAcct LIKE 'ZUNP-%' ORDER BY 1");
    expect(keys.map((row) => row['NextAcct'])).toEqual([
      `ZUNP-${DEVICE_1}-0000001`,
      `ZUNP-${DEVICE_1}-0000002`,
    ]);
  });

  it('A4: starts at the beginning of the range, or after the highest number used on the device', async () => {
    const made = await place(engine);
    const warehouse = await made.open();
    open.push(warehouse);
    expect(await draw(warehouse, 1, { rangeFrom: 500 })).toBe(unp(DEVICE_1, '0001', 500));
    await made.change(
      `INSERT INTO ecrreceipts (OperType, Acct, ReceiptID, ReceiptType, ECRID, Description) VALUES (2, 77, 700, 8, '${DEVICE_1}', 'x')`,
    );
    expect(await draw(warehouse, 2, { rangeFrom: 500, isShared: true })).toBe(unp(DEVICE_1, '0001', 701));
  });

  it('A5: two ranges on one device are used apart; outside of its range none draws', async () => {
    const made = await place(engine);
    const warehouse = await made.open();
    open.push(warehouse);
    const [low, high] = [
      { rangeFrom: 1, rangeTo: 2 },
      { rangeFrom: 1001, rangeTo: 1002 },
    ];
    const drawn = [
      await draw(warehouse, 1, high),
      await draw(warehouse, 2, low),
      await draw(warehouse, 3, high),
      await draw(warehouse, 4, low),
    ];
    expect(drawn.map((text) => Number(text.slice(-7)))).toEqual([1001, 1, 1002, 2]);
    expect(await codeOf(draw(warehouse, 5, low))).toBe('unp.range.exhausted');
    expect(await codeOf(draw(warehouse, 6, high))).toBe('unp.range.exhausted');
  });

  it('A6: after 9999999 it stops and tells, and warns from 90 % on; no eighth digit, no new beginning', async () => {
    const made = await place(engine, { orders: 1 });
    const warehouse = await made.open();
    open.push(warehouse);
    expect(await draw(warehouse, 1, { rangeFrom: 9_999_999 })).toBe(unp(DEVICE_1, '0001', 9_999_999));
    expect(await codeOf(draw(warehouse, 2, {}))).toBe('unp.range.exhausted');
    expect(await made.receipts()).toHaveLength(1);
    const notices: string[] = [];
    await made.world.run(['import-orders'], (event) => {
      if (event.type === 'notice') notices.push(event.code);
    });
    expect(notices).toContain('notice.unp.rangeNearlyFull');
  });

  it('A7: the number is drawn when the order is imported: a waiting, a parked and a cancelled order have none', async () => {
    const made = await place(engine, { orders: 1 });
    const { sandbox } = made.world;
    await made.world.run(['import-orders']);
    const code = String(sandbox.store.list('products')[0]?.['productCode']);
    for (const status of ['unfinished', 'cancelled'] as const)
      sandbox.placeOrder({ lines: [{ code, quantity: '1' }], status });
    await made.world.setSettings({ feeGood: null });
    sandbox.placeOrder({ lines: [{ code, quantity: '1' }], fee: '0.01' });
    await made.world.run(['import-orders']);
    const ledger = await made.world.ledger();
    expect(ledger.map((entry) => [entry.stage, entry.unp !== null])).toEqual([
      ['acknowledged', true],
      ['waiting', false],
      ['dismissed', false],
      ['parked', false],
    ]);
    expect(await made.receipts()).toHaveLength(1);
  });

  it('A8: nothing is entered by hand: a plan shows the document and draws no number', async () => {
    const made = await place(engine, { orders: 2 });
    const request = { tasks: ['import-orders'], signal: never } as const;
    const plan = await made.world.app.plan(PROFILE, request);
    expect(plan.tasks[0]?.changes).toHaveLength(2);
    expect(await made.receipts()).toEqual([]);
    expect(await made.rows("SELECT * FROM nextacct WHERE NextAcct LIKE 'ZUNP-%'")).toEqual([]);
  });

  it('A9, F17: a number stays its order’s when the order is cancelled or its document goes, and none gets it again', async () => {
    const made = await place(engine, { orders: 2 });
    await made.world.run(['import-orders']);
    const before = await made.receipts();
    const [first = 0, second = 0] = made.world.sandbox.store.ids('orders');
    const { store } = made.world.sandbox;
    store.put('orders', first, { ...store.get('orders', first), orderStatus: 'cancelled' });
    await made.change(`DELETE FROM operations WHERE Note LIKE 'Seliton №${second} %'`);
    const code = String(store.list('products')[0]?.['productCode']);
    made.world.sandbox.placeOrder({ lines: [{ code, quantity: '1' }] });
    await made.world.run(['import-orders']);
    const ledger = await made.world.ledger();
    expect(ledger.map((entry) => Number(entry.unp?.slice(-7)))).toEqual([1, 2, 3]);
    expect((await made.receipts()).slice(0, 2)).toEqual(before);
    const codes = (await made.world.app.attention(PROFILE)).map((item) => item.code);
    expect(codes).toContain('order.cancelledAfterImport');
  });

  it('A10: the document, its receipt row, the ledger and the shop carry the same number', async () => {
    const made = await place(engine, { orders: 1 });
    await made.world.run(['import-orders']);
    const [entry] = await made.world.ledger();
    const order = made.world.sandbox.store.get('orders', entry?.orderNumber ?? 0);
    const [line] = await made.rows("SELECT Note FROM operations WHERE Note LIKE 'Seliton №%' LIMIT 1");
    const [receipt] = await made.receipts();
    expect([order?.['orderUniqueSaleNumber'], receipt?.['Description']]).toEqual([entry?.unp, entry?.unp]);
    expect(String(line?.['Note'])).toContain(`УНП ${entry?.unp}`);
  });

  it('A11: a user who is missing, deleted or has no code of four places stops the import; leading zeros stay', async () => {
    const made = await place(engine, { orders: 1 });
    const run = async (): Promise<string> => (await made.world.run(['import-orders'])).error?.code ?? 'done';
    await expect(made.world.setSettings({ operator: 999 })).rejects.toMatchObject({
      code: 'settings.operator.gone',
    });
    await made.change('UPDATE users SET ID = 998 WHERE ID = 2');
    expect(await run()).toBe('settings.operator.gone');
    await made.change('UPDATE users SET ID = 2 WHERE ID = 998');
    await made.change("UPDATE users SET Code = '12' WHERE ID = 2");
    expect(await run()).toBe('settings.operator.codeMalformed');
    await made.change("UPDATE users SET Code = '0042', Deleted = -1 WHERE ID = 2");
    expect(await run()).toBe('settings.operator.gone');
    expect(await made.receipts()).toEqual([]);
    await made.change('UPDATE users SET Deleted = 0 WHERE ID = 2');
    expect(await run()).toBe('done');
    expect((await made.receipts())[0]?.['Description']).toBe(unp(DEVICE_1, '0042', 1));
  });

  it('A12: another device changes nothing of numbers that were drawn; its own begin by themselves', async () => {
    const made = await place(engine, { orders: 2 });
    await made.world.run(['import-orders']);
    const before = await made.receipts();
    await made.world.setSettings({ deviceSerial: DEVICE_2 });
    const code = String(made.world.sandbox.store.list('products')[0]?.['productCode']);
    made.world.sandbox.placeOrder({ lines: [{ code, quantity: '1' }] });
    await made.world.run(['import-orders']);
    const after = await made.receipts();
    expect(after.slice(0, 2)).toEqual(before);
    expect(after[2]?.['Description']).toBe(unp(DEVICE_2, '0001', 1));
  });

  it('A1..A3, F1, F9: 16 processes record 160 orders at once: 1…160, each once, no gap', async () => {
    const made = await place(engine);
    const batches = Array.from({ length: 16 }, (_, child) =>
      Array.from({ length: 10 }, (_each, index) => child * 10 + index + 1),
    );
    const drawn = (await drawInProcesses(made.address, batches)).flatMap((each) => Object.values(each));
    const sequences = drawn.map((text) => Number(text.slice(-7))).toSorted((a, b) => a - b);
    expect(sequences).toEqual(Array.from({ length: 160 }, (_, index) => index + 1));
    const receipts = await made.receipts();
    expect(new Set(receipts.map((row) => row['Description'])).size).toBe(160);
  });

  it('F2, peer-01: 16 processes record the same 20 orders at once: one document and one УНП each, the same for all', async () => {
    const made = await place(engine);
    const orders = Array.from({ length: 20 }, (_, index) => index + 1);
    const answers = await drawInProcesses(
      made.address,
      Array.from({ length: 16 }, () => orders),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(new Set(Object.values(answers[0] ?? {})).size).toBe(20);
    expect(await made.receipts()).toHaveLength(20);
    expect(await made.rows("SELECT DISTINCT Acct FROM operations WHERE Note LIKE 'Seliton №%'")).toHaveLength(
      20,
    );
  });
});
