import { afterEach, describe, expect, it } from 'vitest';
import type { StoredRecord } from '../../src/sandbox/resource.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World, WorldOptions } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

async function world(options: WorldOptions = {}): Promise<World> {
  const made = await makeWorld({ orders: 0, ...options });
  open.push(made);
  return made;
}

function product(made: World, code: string): StoredRecord {
  const [id] = made.sandbox.store.productsByCode(code);
  return made.sandbox.store.get('products', id ?? 0) ?? {};
}

function setProduct(made: World, code: string, more: StoredRecord): void {
  const record = product(made, code);
  made.sandbox.store.put('products', Number(record['productId']), { ...record, ...more });
}

const GOODS = 'SELECT ID, Code FROM goods WHERE Deleted = 0 AND Type = 0 AND ID > 5 ORDER BY ID';

function codes(made: World): readonly { readonly id: number; readonly code: string }[] {
  return made.rows(GOODS).map((row) => ({ id: Number(row['ID']), code: String(row['Code']) }));
}

describe('export of goods and quantities, end to end', () => {
  it('S13, S29, S30, E3: creates what is missing, hidden, with price and quantity; adopts what has the code', async () => {
    const made = await world({ sold: 10 });
    const summary = await made.run();
    expect(summary).toMatchObject({ end: 'done', parked: 0 });
    const all = codes(made);
    expect(made.sandbox.store.count('products')).toBe(all.length + 1);
    const [adopted, created] = [all[0]?.code ?? '', all[15]?.code ?? ''];
    expect(product(made, adopted)['productIsActive']).toBe(true);
    expect(product(made, created)['productIsActive']).toBe(false);
    for (const { id, code } of all) {
      const [row] = made.rows(
        'SELECT g.Name, g.PriceOut2, s.Qtty FROM goods g JOIN store s ON s.GoodID = g.ID AND s.ObjectID = 5 WHERE g.ID = ?',
        id,
      );
      const stock = Math.max(0, Math.floor(Number(row?.['Qtty'])));
      const open19 = Number(
        made.rows(
          'SELECT coalesce(sum(Qtty), 0) AS n FROM operations o WHERE GoodID = ? AND ObjectID = 5 AND OperType = 19 AND NOT EXISTS (SELECT 1 FROM transformations t WHERE t.FromOperType = 19 AND t.FromAcct = o.Acct)',
          id,
        )[0]?.['n'],
      );
      const record = product(made, code);
      expect(record['productName']).toMatchObject({ BG: row?.['Name'] });
      expect(Number(record['productPrice'])).toBeCloseTo(Number(row?.['PriceOut2']), 2);
      const expected = Math.max(0, Math.floor(Number(row?.['Qtty']) - open19));
      expect(record['productQuantity'], code).toBe(open19 === 0 ? stock : expected);
      expect(record['productAvailabilityStatus']).toBe(expected > 0 ? 'in_stock' : 'out_of_stock');
    }
  });

  it('E5, peer-20: only the changed field of the changed good is sent', async () => {
    const made = await world();
    await made.run();
    const [first, second] = codes(made);
    setProduct(made, first?.code ?? '', { productName: { BG: 'Име на собственика' } });
    made.change('UPDATE goods SET PriceOut2 = 77.77 WHERE ID = ?', first?.id ?? 0);
    made.change('UPDATE store SET Qtty = 3 WHERE ObjectID = 5 AND GoodID = ?', second?.id ?? 0);
    made.sandbox.requests.reset();
    const summary = await made.run();
    expect(made.sandbox.requests.writes()).toBe(2);
    expect(summary.counts['export-goods']).toMatchObject({ updated: 1, created: 0 });
    expect(product(made, first?.code ?? '')).toMatchObject({
      productPrice: '77.77',
      productName: { BG: 'Име на собственика' },
    });
    expect(product(made, second?.code ?? '')['productQuantity']).toBe(3);
  });

  it('a run with nothing to do on 10,000 goods makes no write request', async () => {
    const made = await world({ goods: 10_000, sold: 10 });
    await made.run();
    made.sandbox.requests.reset();
    const summary = await made.run();
    expect(summary.counts['export-goods']).toMatchObject({ created: 0, updated: 0, unchanged: 10_001 });
    expect(summary.counts['export-stock']).toMatchObject({ created: 0, updated: 0, unchanged: 10_001 });
    expect(made.sandbox.requests.writes()).toBe(0);
    expect(Object.keys(made.sandbox.requests.all()).filter((kind) => kind.includes('products'))).toEqual([
      'GET /api/v1/products/',
    ]);
  });

  it('E3, peer-39: a good that leaves is hidden, shown again when it comes back; one the owner hid stays hidden', async () => {
    const made = await world({ settings: { sendVisible: true } });
    await made.run();
    const [ours, owners] = codes(made);
    setProduct(made, owners?.code ?? '', { productIsActive: false });
    for (const good of [ours, owners])
      made.change('UPDATE goods SET Deleted = -1 WHERE ID = ?', good?.id ?? 0);
    await made.run();
    expect([
      product(made, ours?.code ?? '')['productIsActive'],
      product(made, owners?.code ?? '')['productIsActive'],
    ]).toEqual([false, false]);
    for (const good of [ours, owners])
      made.change('UPDATE goods SET Deleted = 0 WHERE ID = ?', good?.id ?? 0);
    await made.run();
    expect([
      product(made, ours?.code ?? '')['productIsActive'],
      product(made, owners?.code ?? '')['productIsActive'],
    ]).toEqual([true, false]);
    made.sandbox.requests.reset();
    await made.run();
    expect(made.sandbox.requests.writes()).toBe(0);
  });

  it('section 2: a good that leaves may be set to quantity 0 or left alone', async () => {
    for (const [whenGoodLeaves, quantity] of [
      ['zero', 0],
      ['leave', 9],
    ] as const) {
      const made = await world({ settings: { whenGoodLeaves } });
      const [good] = codes(made);
      made.change('UPDATE store SET Qtty = 9 WHERE GoodID = ?', good?.id ?? 0);
      made.change('DELETE FROM operations WHERE GoodID = ?', good?.id ?? 0);
      await made.run();
      made.change('UPDATE goods SET Deleted = -1 WHERE ID = ?', good?.id ?? 0);
      await made.run();
      expect(product(made, good?.code ?? '')).toMatchObject({
        productQuantity: quantity,
        productIsActive: true,
      });
    }
  });

  it('S13: no group chosen sends and hides nothing; a group that is gone is refused', async () => {
    const made = await world();
    await made.run();
    made.sandbox.requests.reset();
    await made.setSettings({ groups: [] });
    expect(await made.run(['export-goods', 'export-stock'])).toMatchObject({ end: 'done' });
    expect(made.sandbox.requests.writes()).toBe(0);
    await expect(made.setSettings({ groups: [2, 9999] })).rejects.toMatchObject({
      code: 'settings.group.gone',
    });
    await made.setSettings({ groups: [2, 36] });
    made.change('DELETE FROM goodsgroups WHERE ID = 36');
    expect((await made.run(['export-goods'])).error?.code).toBe('settings.group.gone');
    expect(made.sandbox.requests.writes()).toBe(0);
  });

  it('E4, E7: price 0 and doubled codes are for attention, the others go on; mended, they go out', async () => {
    const made = await world({ sold: 0 });
    const [zero, twin, other] = codes(made);
    made.change('UPDATE goods SET PriceOut2 = 0 WHERE ID = ?', zero?.id ?? 0);
    made.change('UPDATE goods SET Code = ? WHERE ID = ?', twin?.code ?? '', other?.id ?? 0);
    const summary = await made.run();
    expect(summary).toMatchObject({ end: 'done', parked: 3 });
    const items = await made.app.attention(PROFILE);
    expect(items.map((entry) => entry.code)).toEqual([
      'good.price.bad',
      'good.code.ambiguous',
      'good.code.ambiguous',
    ]);
    expect(product(made, zero?.code ?? '')).toEqual({});
    made.change('UPDATE goods SET PriceOut2 = 5 WHERE ID = ?', zero?.id ?? 0);
    made.change("UPDATE goods SET Code = 'ДРУГ-КОД' WHERE ID = ?", other?.id ?? 0);
    await made.run();
    expect(await made.app.attention(PROFILE)).toEqual([]);
    expect(product(made, 'ДРУГ-КОД')['productCode']).toBe('ДРУГ-КОД');
  });

  it('peer-13, section 2: sold goods never go back into the shop: waiting, parked and imported orders are subtracted', async () => {
    const made = await world({ settings: { sendVisible: true } });
    await made.run();
    const good = codes(made).find(({ code }) => Number(product(made, code)['productQuantity']) > 20) ?? {
      id: 0,
      code: '',
    };
    const before = Number(product(made, good.code)['productQuantity']);
    made.sandbox.placeOrder({ lines: [{ code: good.code, quantity: '3' }] });
    made.sandbox.placeOrder({ lines: [{ code: good.code, quantity: '2' }], currency: 'BGN' });
    await made.run();
    expect((await made.ledger()).map((entry) => entry.stage)).toEqual(['acknowledged', 'parked']);
    expect(product(made, good.code)['productQuantity']).toBe(before - 5);
  });

  it('E6: a create whose answer is lost is found by its code: no twin, and the next run has nothing to do', async () => {
    const made = await world({ sold: 0, goods: 30 });
    made.sandbox.faults.add({ kind: 'cutAfter', rate: 0.3, method: 'POST', path: '/products/' });
    await made.run();
    made.sandbox.faults.clear();
    await made.run();
    await made.run();
    expect(Object.values(made.sandbox.requests.creates()).every((count) => count === 1)).toBe(true);
    expect(made.sandbox.store.count('products')).toBe(31);
    made.sandbox.requests.reset();
    await made.run();
    expect(made.sandbox.requests.writes()).toBe(0);
  });

  it('E4: a product that two goods would adopt goes to neither: both wait for a person, and both are named', async () => {
    const made = await world({ sold: 10, settings: { exportStock: false } });
    const [first, second] = codes(made);
    const barcode = '3800000000017';
    made.change('UPDATE goods SET BarCode1 = ?, Code = ? WHERE ID = ?', barcode, 'NOVA', second?.id ?? 0);
    setProduct(made, first?.code ?? '', { productBarcode: barcode });
    const [productId = 0] = made.sandbox.store.productsByCode(first?.code ?? '');
    const summary = await made.run(['export-goods']);
    expect(summary).toMatchObject({ end: 'done', parked: 2 });
    const items = await made.app.attention(PROFILE);
    expect(new Set(items.map((item) => item.subject))).toEqual(
      new Set([`good:${first?.id}`, `good:${second?.id}`]),
    );
    const facts = { product: productId, goods: `${first?.id}, ${second?.id}` };
    for (const item of items) expect(item).toMatchObject({ code: 'good.product.shared', facts });
  });

  it('E9: a refused good is parked, not sent again until it changes or is released', async () => {
    const made = await world({ sold: 0, goods: 10 });
    const [good] = codes(made);
    await made.run();
    const id = Number(product(made, good?.code ?? '')['productId']);
    made.sandbox.store.delete('products', id);
    made.change('UPDATE goods SET PriceOut2 = 12.34 WHERE ID = ?', good?.id ?? 0);
    expect(await made.run(['export-goods'])).toMatchObject({ parked: 1 });
    made.sandbox.requests.reset();
    expect(await made.run(['export-goods'])).toMatchObject({ parked: 0 });
    expect(made.sandbox.requests.writes()).toBe(0);
    await made.app.release(PROFILE, 'all');
    await made.run(['export-goods']);
    expect(made.sandbox.requests.writes()).toBe(1);
  });

  it('section 2: categories are made from the group tree and products stand in them', async () => {
    const made = await world({ sold: 0, goods: 20, settings: { categories: 'groups' } });
    await made.run();
    const [good] = codes(made);
    const [group] = made.rows(
      'SELECT p.Name FROM goods g JOIN goodsgroups p ON p.ID = g.GroupID WHERE g.ID = ?',
      good?.id ?? 0,
    );
    const rows = (product(made, good?.code ?? '')['productCategories'] ?? []) as readonly StoredRecord[];
    const category = made.sandbox.store.get('categories', Number(rows[0]?.['categoryID']));
    expect(category?.['categoryName']).toEqual({ BG: group?.['Name'] });
    const names = made.sandbox.store
      .list('categories')
      .map((entry) => `${String(entry['categoryParentID'])} ${JSON.stringify(entry['categoryName'])}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('S16 off, S15 on: no good is created or changed, quantities of linked ones still go', async () => {
    const made = await world();
    await made.run();
    const [good] = codes(made);
    await made.setSettings({ exportGoods: false });
    made.change('UPDATE goods SET PriceOut2 = 55 WHERE ID = ?', good?.id ?? 0);
    made.change('UPDATE store SET Qtty = 77 WHERE ObjectID = 5 AND GoodID = ?', good?.id ?? 0);
    made.change('DELETE FROM operations WHERE GoodID = ?', good?.id ?? 0);
    await made.run();
    expect(product(made, good?.code ?? '')).toMatchObject({ productQuantity: 77 });
    expect(product(made, good?.code ?? '')['productPrice']).not.toBe('55.00');
  });

  it('over XML without an export feed: new goods go by code, hidden, and nothing twice', async () => {
    const made = await world({ sold: 5, goods: 40, settings: { interface: 'xml' } });
    await made.run();
    const all = codes(made);
    expect(made.sandbox.store.count('products')).toBe(all.length + 1);
    expect(product(made, all[0]?.code ?? '')['productIsActive']).toBe(true);
    expect(product(made, all[20]?.code ?? '')['productIsActive']).toBe(false);
    made.sandbox.requests.reset();
    await made.run();
    expect(made.sandbox.requests.writes()).toBe(0);
  });
});

describe('download of goods (S18)', () => {
  it('D1: products without a good become goods with Store rows, linked at once; existing goods are not touched', async () => {
    const made = await world({
      settings: { importGoods: true, importGoodsGroup: 4 },
      content: (content) => ({
        ...content,
        products: [
          ...content.products,
          {
            productId: 900,
            productCode: 'НОВ-1',
            productName: { bg: 'Нова от магазина' },
            productPrice: '12.40',
          },
        ],
      }),
    });
    const before = made.rows('SELECT * FROM goods');
    const summary = await made.run(['import-goods']);
    expect(summary.counts['import-goods']).toMatchObject({ created: 1 });
    const [good] = made.rows("SELECT * FROM goods WHERE Code = 'НОВ-1'");
    expect(good).toMatchObject({
      Name: 'Нова от магазина',
      PriceOut2: 12.4,
      PriceOut1: 0,
      GroupID: 4,
      TaxGroup: 1,
      Measure1: 'бр.',
    });
    expect(
      made.rows('SELECT count(*) AS n FROM store WHERE GoodID = ?', Number(good?.['ID']))[0]?.['n'],
    ).toBe(5);
    expect(made.rows('SELECT * FROM goods WHERE ID < ?', Number(good?.['ID']))).toEqual(before);
    expect((await made.run(['import-goods'])).counts['import-goods']).toMatchObject({ created: 0 });
  });

  it('section 2: an unknown good of an order is downloaded when the settings say so', async () => {
    const made = await world({
      orders: 2,
      settings: { unknownGoods: 'download', importGoodsGroup: 4 },
      content: (content) => {
        const [order, ...others] = content.orders;
        const items = (order?.['orderItems'] ?? []) as readonly StoredRecord[];
        const renamed = items.map((item, index) =>
          index === 0 ? { ...item, orderItemProductCode: 'САМО-ТУК', productID: null } : item,
        );
        return { ...content, orders: [{ ...order, orderItems: renamed }, ...others] };
      },
    });
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
    expect(made.rows("SELECT Name FROM goods WHERE Code = 'САМО-ТУК'")).toHaveLength(1);
  });

  it('section 2: the connection test tells how many pieces stand on orders that are too old to reserve', async () => {
    const made = await world({ orders: 0 });
    const signal = new AbortController().signal;
    expect((await made.app.testProfile(PROFILE, signal)).agedOrders).toBeNull();
    const copy = (day: string, quantity: number): string =>
      `INSERT INTO operations (OperType, Acct, GoodID, PartnerID, ObjectID, Qtty, Sign, Date, Note)
       VALUES (19, 9000, 10, 2, 5, ${quantity}, 0, '${day} 00:00:00', ' ')`;
    for (const [day, quantity] of [
      ['2019-03-01', 2.5],
      ['2020-01-01', 4],
      ['2026-11-01', 8],
    ] as const)
      made.change(copy(day, quantity));
    expect((await made.app.testProfile(PROFILE, signal)).agedOrders).toEqual({ days: 365, quantity: '6.5' });
    await made.setSettings({ openOrderDays: 0 });
    expect((await made.app.testProfile(PROFILE, signal)).agedOrders).toBeNull();
  });

  it('S32: prices of three and four places go out to the cent, and are told when they do, not again', async () => {
    const made = await world({ orders: 0 });
    await made.run(['export-goods']);
    made.change('UPDATE goods SET PriceOut2 = round(PriceOut2, 2) + 0.0049 WHERE ID IN (10, 11, 12)');
    const told = async () => {
      const facts: unknown[] = [];
      await made.run(['export-goods'], (event) => {
        if (event.type === 'notice' && event.code === 'notice.prices.rounded')
          facts.push(event.facts['count']);
      });
      return facts;
    };
    // To the cent they are what the shop has: nothing is sent, so nothing is told.
    expect(await told()).toEqual([]);
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1.0012 WHERE ID IN (10, 11)');
    expect([await told(), await told()]).toEqual([[2], []]);
  });
});
