import { afterEach, describe, expect, it } from 'vitest';
import type { StoredRecord } from '../../src/sandbox/resource.ts';
import { makeWorld, PROFILE, readGoodsOf } from '../support/world.ts';
import type { World, WorldOptions } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

const FEED = { username: 'feed', domain: 'shop.example', signature: 'a'.repeat(40) };

/** A shop that has the first ten of thirty goods, under names and prices of its own. */
async function world(shop: 'rest' | 'xml', settings: WorldOptions['settings'] = {}): Promise<World> {
  const made = await makeWorld({
    orders: 0,
    goods: 30,
    sold: 10,
    settings: { interface: shop, feedUsername: FEED.username, feedDomain: FEED.domain, ...settings },
    content: (content) => ({
      ...content,
      exportFeed: FEED,
      products: content.products.map((each) => ({
        ...each,
        productName: { BG: `На собственика ${String(each['productCode'])}` },
        productPrice: (Number(each['productPrice']) + 0.1).toFixed(2),
        productQuantity: 3,
        productAvailabilityStatus: 'in_stock',
      })),
    }),
  });
  if (shop === 'xml') await made.app.setSecret(PROFILE, 'feedSignature', FEED.signature);
  open.push(made);
  return made;
}

function products(made: World): readonly StoredRecord[] {
  return made.sandbox.store.list('products');
}

/** Fields of all products that differ from before, each once. */
function changed(before: readonly StoredRecord[], made: World): readonly string[] {
  const now = products(made);
  const fields = new Set<string>();
  before.forEach((old, index) => {
    for (const [field, value] of Object.entries(old))
      if (JSON.stringify(now[index]?.[field]) !== JSON.stringify(value)) fields.add(field);
  });
  return [...fields].filter((field) => !/Timestamp|UpdatedAt/.test(field)).toSorted();
}

const STOCK = ['productAvailabilityStatus', 'productQuantity'];

describe.each(['rest', 'xml'] as const)('fields to send, over %s', (shop) => {
  for (const [title, settings, fields] of [
    ['only prices', { exportMode: 'prices' }, ['productPrice']],
    ['only quantities', { exportMode: 'quantities' }, STOCK],
    ['the manual’s own switches: quantities without goods', { exportGoods: false }, STOCK],
    ['a name that is never sent', { sendName: 'never', sendQuantity: 'never' }, ['productPrice']],
  ] as const)
    it(`section 6: ${title}: pairs are made by key, nothing else changes and no product is made`, async () => {
      const made = await world(shop, settings);
      const before = products(made);
      expect((await made.run()).end).toBe('done');
      await made.app.release(PROFILE, 'all');
      await made.run();
      expect(products(made)).toHaveLength(10);
      const told = changed(before, made);
      expect(told.length).toBeGreaterThan(0);
      for (const field of told) expect(fields).toContain(field);
      expect((await made.app.links(PROFILE, { after: 0, limit: 99 })).length).toBe(10);
      const [good] = await readGoodsOf(made.warehousePath);
      made.change('UPDATE store SET Qtty = 77 WHERE GoodID = ? AND ObjectID = 5', good?.id ?? 0);
      made.change("UPDATE goods SET Name = 'Друго', PriceOut2 = PriceOut2 + 0.2 WHERE ID = ?", good?.id ?? 0);
      made.change('DELETE FROM operations WHERE GoodID = ?', good?.id ?? 0);
      await made.run();
      const [id = 0] = made.sandbox.store.productsByCode(good?.code ?? '');
      const record = made.sandbox.store.get('products', id);
      expect(record?.['productQuantity'] === 77).toBe(
        (fields as readonly string[]).includes('productQuantity'),
      );
      const price = Math.abs(Number(record?.['productPrice']) - Number(good?.price) - 0.2) < 0.005;
      expect(price).toBe((fields as readonly string[]).includes('productPrice'));
      made.sandbox.requests.reset();
      await made.run();
      if (shop === 'rest') expect(made.sandbox.requests.writes()).toBe(0);
    });

  it('a field for new products only goes with them and is the owner’s from then on', async () => {
    const made = await world(shop, { sendName: 'new', sendQuantity: 'new', sendBarcode: 'new' });
    const before = products(made).map((each) => each['productName']);
    await made.run();
    await made.app.release(PROFILE, 'all');
    await made.run();
    expect(
      products(made)
        .slice(0, 10)
        .map((each) => each['productName']),
    ).toEqual(before);
    expect(
      products(made)
        .slice(0, 10)
        .every((each) => each['productQuantity'] === 3),
    ).toBe(true);
    expect(products(made).length).toBe(31);
    const fresh = (await readGoodsOf(made.warehousePath))[20];
    const [id = 0] = made.sandbox.store.productsByCode(fresh?.code ?? '');
    expect(made.sandbox.store.get('products', id)).toMatchObject({ productName: { BG: fresh?.name } });
    made.change("UPDATE goods SET Name = 'Преименувана' WHERE ID = ?", fresh?.id ?? 0);
    await made.run();
    expect(made.sandbox.store.get('products', id)).toMatchObject({ productName: { BG: fresh?.name } });
    await made.setSettings({ sendName: 'always' });
    await made.run();
    expect(made.sandbox.store.get('products', id)).toMatchObject({ productName: { BG: 'Преименувана' } });
  });

  it('E1: goods that stand for delivery, fees and unknown lines are not exported', async () => {
    const made = await world(shop);
    const [article] = (await readGoodsOf(made.warehousePath)).slice(15);
    await made.setSettings({ placeholderGood: article?.id ?? 0 });
    await made.run();
    const codes = products(made).map((each) => each['productCode']);
    const standIns = made.rows(`SELECT Code FROM goods WHERE ID IN (2, 3, 4, ${article?.id})`);
    for (const { Code } of standIns) expect(codes).not.toContain(Code);
    expect(codes).toHaveLength(30);
  });
});
