import { afterEach, describe, expect, it } from 'vitest';
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

const COLUMNS = `OperType, Acct, GoodID, PartnerID, ObjectID, OperatorID, Qtty, Sign, PriceIn, PriceOut, VATIn, VATOut, Discount,
  CurrencyID, CurrencyRate, Date, Lot, LotID, SrcDocID, UserID`;

describe('import of orders, end to end', () => {
  it('over both interfaces the same 300 orders give the same documents, to the cent and the row', async () => {
    const rest = await world({ orders: 300 });
    const xml = await world({ orders: 300, settings: { interface: 'xml' } });
    for (const each of [rest, xml]) {
      const summary = await each.run(['import-orders']);
      expect(summary).toMatchObject({ end: 'done', parked: 0 });
      expectSoundImport(each, { orders: each.sandbox.store.ids('orders') });
    }
    const rowsOf = (each: World): readonly unknown[] =>
      each.rows(`SELECT ${COLUMNS} FROM operations WHERE Note LIKE 'Seliton №%' ORDER BY Acct, ID`);
    expect(rowsOf(xml)).toEqual(rowsOf(rest));
    const partnersOf = (each: World): readonly unknown[] =>
      each.rows('SELECT Company, MOL, City, Address, Phone, eMail, Bulstat, TaxNo FROM partners ORDER BY ID');
    expect(partnersOf(xml)).toEqual(partnersOf(rest));
  });

  it('I7, S32, peer-45: a warehouse with prices without VAT holds the same totals', async () => {
    const made = await world({
      orders: 60,
      prepare: ["UPDATE configuration SET Value = '0' WHERE \"Key\" = 'configkey20'"],
    });
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });

  it('I6: every column is named: no NULL, blanks for empty text, midnight, LotID 1', async () => {
    const made = await world({ orders: 5 });
    await made.run(['import-orders']);
    for (const row of made.rows("SELECT * FROM operations WHERE Note LIKE 'Seliton №%'")) {
      expect(Object.values(row).every((value) => value !== null)).toBe(true);
      expect(row).toMatchObject({
        OperType: 19,
        Sign: 0,
        Lot: ' ',
        LotID: 1,
        SrcDocID: 0,
        CurrencyID: 1,
        CurrencyRate: 1,
        ObjectID: 5,
        OperatorID: 2,
        UserID: 2,
      });
      expect(String(row['Date'])).toMatch(/ 00:00:00$/);
    }
    const created = made.rows('SELECT * FROM partners WHERE ID > 22');
    expect(created.length).toBeGreaterThan(0);
    for (const row of created)
      expect(Object.values(row).every((value) => value !== null && value !== '')).toBe(true);
  });

  it('S5, section 7: an order writes lines, number, claim and УНП, and nothing else', async () => {
    const made = await world({ orders: 8 });
    const untouched = [
      'store',
      'payments',
      'cashbook',
      'documents',
      'transformations',
      'users',
      'configuration',
      'goods',
      'objects',
    ];
    const counts = (): readonly unknown[] =>
      untouched.map((table) => made.rows(`SELECT count(*) AS n, total(rowid) AS t FROM "${table}"`));
    const before = counts();
    const stock = made.rows('SELECT * FROM store');
    await made.run(['import-orders']);
    expect(counts()).toEqual(before);
    expect(made.rows('SELECT * FROM store')).toEqual(stock);
  });

  it('I10: a buyer who comes back is one partner, and a known partner is never overwritten', async () => {
    const made = await world({ orders: 40 });
    const before = made.rows('SELECT * FROM partners');
    await made.run(['import-orders']);
    const buyers = new Set(made.sandbox.store.list('orders').map((order) => order['orderCustomerEmail']));
    expect(made.rows('SELECT ID FROM partners').length).toBe(before.length + buyers.size);
    expect(made.rows('SELECT * FROM partners WHERE ID <= ?', before.length)).toEqual(before);
    await made.run(['import-orders']);
    expect(made.rows('SELECT ID FROM partners').length).toBe(before.length + buyers.size);
  });

  it('I6: emoji, quotes, 300 characters and control characters come in, the УНП is never what is cut', async () => {
    const name = `"О'Нийл" 💡 ${'дълго'.repeat(80)}\u0007`;
    const made = await world({
      orders: 3,
      content: (content) => ({
        ...content,
        orders: content.orders.map((order) => ({
          ...order,
          orderBillingCompany: name,
          orderBillingIsCompany: true,
          orderBillingAddress1: name,
          orderCustomerEmail: `${String(order['orderId'])}@x.bg`,
          orderBillingPhone: '',
        })),
      }),
    });
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
    const [partner] = made.rows('SELECT Company, Address FROM partners ORDER BY ID DESC LIMIT 1');
    expect(String(partner?.['Company'])).toMatch(/^"О'Нийл" 💡 дълго/);
    expect(String(partner?.['Company']).length).toBeLessThanOrEqual(255);
    expect(String(partner?.['Company'])).not.toContain('\u0007');
  });

  it('S19: proforma and offer have their own numbers and prefixes', async () => {
    for (const [documentType, prefix] of [
      ['14', 'P'],
      ['13', 'OF'],
    ] as const) {
      const made = await world({ orders: 2, settings: { documentType } });
      await made.run(['import-orders']);
      const [first] = documents(made);
      expect(first?.operationType).toBe(Number(documentType));
      expect(
        made.rows('SELECT 1 AS n FROM nextacct WHERE NextAcct = ?', `${prefix}${first?.number ?? 0}`),
      ).toHaveLength(1);
    }
  });

  it('S19, I15: a sale takes stock, owes its sum and no more than it', async () => {
    const made = await world({ orders: 4, settings: { documentType: '2' } });
    const stockOf = (): number =>
      Number(made.rows('SELECT sum(Qtty) AS n FROM store WHERE ObjectID = 5')[0]?.['n']);
    const before = stockOf();
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
    const sold = Number(
      made.rows("SELECT sum(Qtty) AS n FROM operations WHERE Note LIKE 'Seliton №%'")[0]?.['n'],
    );
    expect(before - stockOf()).toBeCloseTo(sold, 3);
    for (const document of documents(made)) {
      const payments = made.rows(
        'SELECT Mode, Qtty FROM payments WHERE OperType = 2 AND Acct = ?',
        document.number,
      );
      // Owed once, and received as a whole or not at all.
      const sums = payments.map((row) => [row['Mode'], Math.round(Number(row['Qtty']) * 100)]);
      expect(sums[0]).toEqual([-1, document.total]);
      expect(sums.slice(1)).toEqual(sums.length === 1 ? [] : [[1, document.total]]);
    }
  });

  it('S2, S27: a build before SUPTO gets documents without УНП', async () => {
    const made = await world({
      orders: 3,
      settings: { warehouseBuild: '3.07.056', withoutSupto: true, operator: null, deviceSerial: '' },
    });
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done' });
    expect(documents(made).map((document) => document.unp)).toEqual([null, null, null]);
    expect(made.rows('SELECT * FROM ecrreceipts WHERE ECRID = ?', 'DT900001')).toEqual([]);
    expect(
      made.rows("SELECT OperatorID FROM operations WHERE Note LIKE 'Seliton №%'")[0]?.['OperatorID'],
    ).toBe(1);
  });

  it('S2: over a warehouse with УНП the plain edition does not run until a person has chosen; SUPTO is offered', async () => {
    const made = await world({ orders: 2, settings: { warehouseBuild: '3.07.056' } });
    const signal = new AbortController().signal;
    expect(await made.app.choices(PROFILE, signal)).toMatchObject({ edition: '3.07.100' });
    const code = 'settings.warehouseBuild.notChosen';
    expect((await made.run()).error).toMatchObject({ code });
    expect((await made.run(['export-stock'])).error).toMatchObject({ code });
    await expect(made.app.plan(PROFILE, { tasks: null, signal })).rejects.toMatchObject({ code });
    const { points } = await made.app.testProfile(PROFILE, signal);
    expect(points.find((each) => each.point === 'warehouse')?.error).toMatchObject({ code });
    expect(documents(made)).toEqual([]);
    await made.setSettings({ withoutSupto: true });
    expect((await made.run(['import-orders'])).error).toBeNull();
    expect(documents(made).map((document) => document.unp)).toEqual([null, null]);
  });

  it('S2: a warehouse without any УНП leaves the edition as it is', async () => {
    const made = await world({
      orders: 1,
      settings: { warehouseBuild: '3.07.056' },
      prepare: ['UPDATE ecrreceipts SET ReceiptType = 1'],
    });
    const signal = new AbortController().signal;
    expect(await made.app.choices(PROFILE, signal)).toMatchObject({ edition: null });
    expect((await made.run(['import-orders'])).error).toBeNull();
  });

  it('S25, S26: a second run changes nothing; a new order comes alone', async () => {
    const made = await world({ orders: 20 });
    await made.run();
    made.sandbox.requests.reset();
    const again = await made.run();
    expect(again.counts['import-orders']).toMatchObject({ created: 0, unchanged: 20 });
    expect(made.sandbox.requests.writes()).toBe(0);
    const [code] = made.sandbox.store.list('products').map((product) => String(product['productCode']));
    const number = made.sandbox.placeOrder({
      lines: [{ code: code ?? '', quantity: '2' }],
      shipping: '4.99',
      discount: '1.00',
    });
    expect((await made.run()).counts['import-orders']).toMatchObject({ created: 1 });
    expect(documents(made).at(-1)?.order).toBe(number);
  });

  it('I15: a sale of an order that the shop says is paid is paid, in the cash book where it was cash; the table is corrected by a person', async () => {
    const made = await world({ orders: 3, settings: { documentType: '2', saleDate: 'today' } });
    const { store } = made.sandbox;
    const [cash = 0, card = 0, owed = 0] = store.ids('orders');
    const say = (number: number, orderPaymentStatus: string, orderPaymentModuleName: string): void =>
      store.put('orders', number, {
        ...store.get('orders', number),
        orderPaymentStatus,
        orderPaymentModuleName,
      });
    say(cash, 'paid', 'Наложен платеж');
    say(card, 'paid', 'Моят модул');
    say(owed, 'unpaid', 'Наложен платеж');
    await made.app.decideWord(PROFILE, { kind: 'payment', word: 'Моят модул', meaning: '3' });
    expect((await made.run(['import-orders'])).error).toBeNull();
    const paid = documents(made).map(({ number, total, order }) => {
      const rows = made.rows(
        'SELECT Mode, Type, Qtty FROM payments WHERE OperType = 2 AND Acct = ? ORDER BY ID',
        number,
      );
      const book = made.rows(
        'SELECT Profit FROM cashbook WHERE "Desc" LIKE ?',
        `%${String(number).padStart(10, '0')}`,
      );
      expect(Math.round(Number(rows[0]?.['Qtty']) * 100)).toBe(total);
      return [order, rows.slice(1).map((row) => row['Type']), book.length];
    });
    expect(paid).toEqual([
      [cash, [1], 1],
      [card, [3], 0],
      [owed, [], 0],
    ]);
    // Written on another day than the order's: found again all the same.
    expect((await made.run(['import-orders'])).counts['import-orders']).toMatchObject({
      created: 0,
      attention: 0,
    });
  });

  it.each([' ', 'пари'])(
    'section 4: the currency of a warehouse that spells none (%j) is asked for; the settings state it',
    async (spelling) => {
      const made = await world({ orders: 2 });
      made.change('UPDATE currencies SET Currency = ?', spelling);
      expect((await made.run()).error?.code).toBe('settings.warehouseCurrency.unknown');
      expect(documents(made)).toEqual([]);
      await made.setSettings({ warehouseCurrency: 'EUR' });
      expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
      expect(documents(made)).toHaveLength(2);
    },
  );

  it('section 2: a line on the placeholder leaves the shop’s code and name in the document’s note', async () => {
    const made = await world({ orders: 0, settings: { unknownGoods: 'placeholder', placeholderGood: 10 } });
    const known = String(made.sandbox.store.list('products')[0]?.['productCode']);
    const number = made.sandbox.placeOrder({ lines: [{ code: known, quantity: '1' }] });
    const record = structuredClone(made.sandbox.store.get('orders', number)) as Record<string, unknown>;
    for (const item of record['orderItems'] as Record<string, unknown>[])
      Object.assign(item, {
        orderItemProductCode: 'НЯМА-1',
        orderItemProductName: 'Рядка стока',
        orderItemProductId: 0,
      });
    made.sandbox.store.put('orders', number, record);
    await made.run(['import-orders']);
    const [note] = made.rows("SELECT Note FROM operations WHERE Note LIKE 'Seliton №%'");
    expect(String(note?.['Note'])).toMatch(/; УНП DT900001-\d{4}-\d{7}; НЯМА-1 Рядка стока$/);
    expect(documents(made).map(({ order }) => order)).toEqual([number]);
  });
});
