import { afterEach, describe, expect, it } from 'vitest';
import type { StoredRecord } from '../../src/sandbox/resource.ts';
import { makeWorld, PROFILE, readGoodsOf } from '../support/world.ts';
import type { World, WorldOptions } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

const FEED = { username: 'feed', domain: 'shop.example', signature: 'a'.repeat(40) };
const FEED_SETTINGS = { feedUsername: FEED.username, feedDomain: FEED.domain };
type Interface = 'rest' | 'xml' | 'xmlWithoutFeed';

/** A shop that has products for the first ten goods; over XML with its export feed unless that is left out. */
async function world(shop: Interface, options: WorldOptions = {}): Promise<World> {
  const hasFeed = shop === 'xml';
  const made = await makeWorld({
    orders: 0,
    goods: 30,
    sold: 10,
    ...options,
    settings: {
      interface: shop === 'rest' ? 'rest' : 'xml',
      ...(hasFeed ? FEED_SETTINGS : {}),
      ...options.settings,
    },
    content: (content, goods) => {
      const more = options.content?.(content, goods) ?? content;
      return hasFeed ? { ...more, exportFeed: FEED } : more;
    },
  });
  if (hasFeed) await made.app.setSecret(PROFILE, 'feedSignature', FEED.signature);
  open.push(made);
  return made;
}

function products(made: World): readonly StoredRecord[] {
  return made.sandbox.store.list('products');
}

function product(made: World, id: number): StoredRecord | null {
  return made.sandbox.store.get('products', id);
}

async function waiting(made: World): Promise<readonly string[]> {
  return (await made.app.attention(PROFILE)).map(({ subject, code }) => `${subject} ${code}`);
}

/** A good that the shop sells, and its product. */
async function soldGood(made: World, index = 0) {
  const good = (await readGoodsOf(made.warehousePath))[index];
  if (good === undefined) throw new Error('no such good');
  const [productId = 0] = made.sandbox.store.productsByCode(good.code);
  return { ...good, productId };
}

/** The same good made anew: another number, the same row, with what is given otherwise. */
function madeAnew(made: World, id: number, more: { readonly id: number; readonly quantity: number }): void {
  const columns = made
    .rows("SELECT name FROM pragma_table_info('goods') WHERE name <> 'ID'")
    .map((row) => `"${String(row['name'])}"`)
    .join(', ');
  made.change(`INSERT INTO goods (ID, ${columns}) SELECT ${more.id}, ${columns} FROM goods WHERE ID = ?`, id);
  made.change('UPDATE goods SET Deleted = 0, PriceOut2 = PriceOut2 + 1 WHERE ID = ?', more.id);
  made.change(
    `INSERT INTO store (ObjectID, GoodID, Qtty, Price, Lot, LotID, LotOrder) VALUES (5, ?, ?, 0, ' ', 1, 1)`,
    more.id,
    more.quantity,
  );
}

function price(record: StoredRecord | null): number {
  return Number(record?.['productPrice']);
}

/** The product is deleted in the shop and made anew: another number, the same fields with what is given. */
function remakeProduct(made: World, id: number, more: StoredRecord = {}): number {
  const record = product(made, id) ?? {};
  const next = Math.max(...made.sandbox.store.ids('products')) + 7;
  made.sandbox.store.delete('products', id);
  made.sandbox.store.put('products', next, { ...record, productId: next, ...more });
  return next;
}

describe.each(['rest', 'xml', 'xmlWithoutFeed'] as const)('a good made anew, over %s', (shop) => {
  it('E4: the deleted good gives way: its product is the new one’s, is not hidden, and gets price and quantity', async () => {
    const made = await world(shop, { settings: { sendVisible: true } });
    await made.run();
    const good = await soldGood(made, 3);
    const count = made.sandbox.store.count('products');
    made.change('UPDATE goods SET Deleted = -1 WHERE ID = ?', good.id);
    madeAnew(made, good.id, { id: 900, quantity: 17 });
    const before = price(product(made, good.productId));
    const told: string[] = [];
    await made.run(undefined, (event) => event.type === 'notice' && told.push(event.code));
    expect(product(made, good.productId)).toMatchObject({ productQuantity: 17, productIsActive: true });
    expect(price(product(made, good.productId))).toBeCloseTo(before + 1, 2);
    expect(made.sandbox.store.count('products')).toBe(count);
    expect(told).toContain('notice.product.inherited');
    const links = await made.app.links(PROFILE, { after: 0, limit: 500 });
    expect(links.filter((link) => link.productId === good.productId).map((link) => link.goodId)).toEqual([
      900,
    ]);
    expect(await waiting(made)).toEqual([]);
  });

  it('E3: a product that was hidden when its good was deleted is shown again when the good comes anew', async () => {
    const made = await world(shop, { settings: { sendVisible: true } });
    await made.run();
    const good = await soldGood(made, 5);
    made.change('UPDATE goods SET Deleted = -1 WHERE ID = ?', good.id);
    await made.run();
    expect(product(made, good.productId)?.['productIsActive']).toBe(false);
    madeAnew(made, good.id, { id: 901, quantity: 4 });
    await made.run();
    expect(product(made, good.productId)).toMatchObject({ productQuantity: 4, productIsActive: true });
  });

  it('E4: two goods made anew under one code: nobody takes the product, and both are named', async () => {
    const made = await world(shop);
    await made.run();
    const good = await soldGood(made, 2);
    made.change('UPDATE goods SET Deleted = -1 WHERE ID = ?', good.id);
    madeAnew(made, good.id, { id: 902, quantity: 1 });
    madeAnew(made, good.id, { id: 903, quantity: 2 });
    const before = price(product(made, good.productId));
    await made.run();
    expect(await waiting(made)).toEqual(['good:902 good.code.ambiguous', 'good:903 good.code.ambiguous']);
    expect(price(product(made, good.productId))).toBe(before);
  });
});

describe.each(['rest', 'xml'] as const)('a product made anew, over %s', (shop) => {
  it('E4: the good takes the one product with its key, found by its bar code too', async () => {
    const made = await world(shop);
    await made.run();
    const good = await soldGood(made, 1);
    const [barcode = ''] = good.barcodes;
    expect(barcode).not.toBe('');
    const renamed = { productCode: 'ПРЕНАПИСАН', productBarcode: barcode };
    const next = remakeProduct(made, good.productId, renamed);
    const count = made.sandbox.store.count('products');
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 2 WHERE ID = ?', good.id);
    made.change('UPDATE store SET Qtty = 23 WHERE GoodID = ? AND ObjectID = 5', good.id);
    made.change('DELETE FROM operations WHERE GoodID = ?', good.id);
    await made.run();
    await made.run();
    expect(product(made, next)?.['productQuantity']).toBe(23);
    expect(price(product(made, next))).toBeCloseTo(Number(good.price) + 2, 2);
    expect(made.sandbox.store.count('products')).toBe(count);
    const waits = (await waiting(made)).filter((item) => !item.includes('good.code.notRenamed'));
    expect(waits).toEqual([]);
  });

  it('E9: a refusal ends with its reason: what was gone is found when it is made anew, nothing else having changed', async () => {
    const made = await world(shop);
    await made.run();
    const good = await soldGood(made, 4);
    const record = product(made, good.productId) ?? {};
    made.sandbox.store.delete('products', good.productId);
    const count = made.sandbox.store.count('products');
    made.change('UPDATE store SET Qtty = 31 WHERE GoodID = ? AND ObjectID = 5', good.id);
    made.change('DELETE FROM operations WHERE GoodID = ?', good.id);
    await made.run();
    await made.run();
    expect((await waiting(made)).map((item) => item.split(' ')[1])).toEqual([
      'shop.product.gone',
      'shop.product.gone',
    ]);
    expect(made.sandbox.store.count('products')).toBe(count);
    made.sandbox.store.put('products', 7777, { ...record, productId: 7777 });
    await made.run();
    expect(product(made, 7777)?.['productQuantity']).toBe(31);
    expect(await waiting(made)).toEqual([]);
  });

  it('E9: a product that is restored under its own number is written to again', async () => {
    const made = await world(shop);
    await made.run();
    const good = await soldGood(made, 6);
    const record = product(made, good.productId) ?? {};
    made.sandbox.store.delete('products', good.productId);
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = ?', good.id);
    await made.run();
    made.sandbox.store.put('products', good.productId, record);
    await made.run();
    expect(price(product(made, good.productId))).toBeCloseTo(Number(good.price) + 1, 2);
    expect(await waiting(made)).toEqual([]);
  });

  it('E4: several products with the key: the good waits, and they are named', async () => {
    const made = await world(shop);
    await made.run();
    const good = await soldGood(made, 7);
    const next = remakeProduct(made, good.productId);
    made.sandbox.store.put('products', next + 1, { ...product(made, next), productId: next + 1 });
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = ?', good.id);
    await made.run();
    await made.run();
    expect(await waiting(made)).toEqual([`good:${good.id} good.product.ambiguous`]);
  });

  it('E3: a deleted good whose product is gone too leaves nothing to be done', async () => {
    const made = await world(shop);
    await made.run();
    const good = await soldGood(made, 8);
    made.sandbox.store.delete('products', good.productId);
    made.change('UPDATE goods SET Deleted = -1 WHERE ID = ?', good.id);
    await made.run();
    expect(await waiting(made)).toEqual([]);
  });
});

describe('over XML, where the code is the key', () => {
  it('an update makes no stub in the place of a product that was deleted or has another code by now', async () => {
    const made = await world('xml');
    await made.run();
    const [deleted, renamed] = [await soldGood(made, 0), await soldGood(made, 1)];
    made.sandbox.store.delete('products', deleted.productId);
    const record = product(made, renamed.productId) ?? {};
    made.sandbox.store.put('products', renamed.productId, { ...record, productCode: 'СОБСТВЕНИК-1' });
    const count = made.sandbox.store.count('products');
    for (const { id } of [deleted, renamed]) {
      made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = ?', id);
      made.change('UPDATE store SET Qtty = Qtty + 5 WHERE GoodID = ? AND ObjectID = 5', id);
    }
    await made.run();
    await made.run();
    expect(made.sandbox.store.count('products')).toBe(count);
    expect(made.sandbox.store.productsByCode(deleted.code)).toEqual([]);
    expect(product(made, renamed.productId)).toMatchObject({ productCode: 'СОБСТВЕНИК-1' });
    expect(price(product(made, renamed.productId))).toBeCloseTo(Number(renamed.price) + 1, 2);
  });

  it.each(['xml', 'xmlWithoutFeed'] as const)(
    'a changed code holds back neither price nor quantity (%s), and is told until the shop has it',
    async (shop) => {
      const made = await world(shop);
      await made.run();
      const good = await soldGood(made, 2);
      const count = made.sandbox.store.count('products');
      made.change("UPDATE goods SET Code = 'НОВ-2', PriceOut2 = PriceOut2 + 0.4 WHERE ID = ?", good.id);
      made.change('UPDATE store SET Qtty = 12 WHERE GoodID = ? AND ObjectID = 5', good.id);
      made.change('DELETE FROM operations WHERE GoodID = ?', good.id);
      await made.run();
      await made.run();
      expect(product(made, good.productId)).toMatchObject({ productCode: good.code, productQuantity: 12 });
      expect(price(product(made, good.productId))).toBeCloseTo(Number(good.price) + 0.4, 2);
      expect(await waiting(made)).toEqual([`code:${good.id} good.code.notRenamed`]);
      const record = product(made, good.productId) ?? {};
      made.sandbox.store.put('products', good.productId, { ...record, productCode: 'НОВ-2' });
      if (shop === 'xmlWithoutFeed') await made.app.release(PROFILE, 'all');
      made.change('UPDATE store SET Qtty = 9 WHERE GoodID = ? AND ObjectID = 5', good.id);
      await made.run();
      expect(product(made, good.productId)?.['productQuantity']).toBe(9);
      expect(await waiting(made)).toEqual([]);
      expect(made.sandbox.store.count('products')).toBe(count);
    },
  );

  it('without a feed nothing more goes to a product that was gone until a person decides', async () => {
    const made = await world('xmlWithoutFeed');
    await made.run();
    const good = await soldGood(made, 3);
    made.sandbox.store.delete('products', good.productId);
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = ?', good.id);
    await made.run();
    expect(await waiting(made)).toEqual([`good:${good.id} shop.product.gone`]);
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = ?', good.id);
    made.sandbox.requests.reset();
    await made.run(['export-goods']);
    expect(made.sandbox.requests.writes()).toBe(0);
    // Nothing tells beforehand that it is gone: what the one update has left behind is sold to nobody.
    const left = made.sandbox.store.productsByCode(good.code).map((id) => product(made, id));
    expect(left).toMatchObject([{ productIsActive: false }]);
  });

  it('without a feed another product under the good’s code is not taken for its own before a person has looked', async () => {
    const made = await world('xmlWithoutFeed');
    await made.run();
    const good = await soldGood(made, 4);
    const next = remakeProduct(made, good.productId);
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 2 WHERE ID = ?', good.id);
    const linked = async () => {
      const links = await made.app.links(PROFILE, { after: 0, limit: 500 });
      return links.find((link) => link.goodId === good.id)?.productId;
    };
    await made.run();
    expect([await waiting(made), await linked()]).toEqual([
      [`good:${good.id} shop.product.gone`],
      good.productId,
    ]);
    await made.app.release(PROFILE, 'all');
    await made.run();
    expect([await waiting(made), await linked()]).toEqual([[], next]);
    expect(price(product(made, next))).toBeCloseTo(Number(good.price) + 2, 2);
  });
});

/** The shop's currency is told by nobody, and its prices fit the warehouse's in no way. */
const UNKNOWN: WorldOptions = {
  settings: { shopCurrency: 'auto' },
  content: (content) => ({
    ...content,
    currency: '',
    products: content.products.map((each, index) => ({ ...each, productPrice: `${(index + 3) * 7}.13` })),
  }),
};

describe.each(['rest', 'xml', 'xmlWithoutFeed'] as const)('prices are stopped, over %s', (shop) => {
  it('section 9: the pairs are made by key without a price, quantities go, new products wait, named', async () => {
    const made = await world(shop, UNKNOWN);
    const good = await soldGood(made, 0);
    made.change('UPDATE store SET Qtty = 41 WHERE GoodID = ? AND ObjectID = 5', good.id);
    made.change('DELETE FROM operations WHERE GoodID = ?', good.id);
    const before = products(made).map((each) => each['productPrice']);
    const waits: unknown[] = [];
    const summary = await made.run(undefined, (event) => {
      if (event.type === 'notice' && event.code === 'notice.product.waits') waits.push(event.facts['record']);
    });
    expect(summary.end).toBe('done');
    expect(await waiting(made)).toContain('profile:currency settings.shopCurrency.unknown');
    expect(product(made, good.productId)?.['productQuantity']).toBe(41);
    expect(
      products(made)
        .slice(0, 10)
        .map((each) => each['productPrice']),
    ).toEqual(before);
    if (shop === 'xmlWithoutFeed') {
      expect(
        products(made)
          .slice(10)
          .every((each) => each['productIsActive'] === false),
      ).toBe(true);
    } else {
      expect(made.sandbox.store.count('products')).toBe(10);
      expect(waits.length).toBeGreaterThan(10);
    }
    made.change('UPDATE store SET Qtty = 40 WHERE GoodID = ? AND ObjectID = 5', good.id);
    await made.run();
    expect(product(made, good.productId)?.['productQuantity']).toBe(40);
    await made.setSettings({ shopCurrency: 'EUR' });
    await made.run();
    await made.app.release(PROFILE, 'all');
    await made.run();
    expect(price(product(made, good.productId))).toBeCloseTo(Number(good.price), 2);
    expect(await waiting(made)).toEqual([]);
  });
});

describe.each(['rest', 'xml'] as const)('a price that is held, over %s', (shop) => {
  it('section 9: holds neither the pair nor the quantity nor the name', async () => {
    const made = await world(shop, {
      content: (content) => ({
        ...content,
        products: content.products.map((each) => ({ ...each, productPrice: '9999.00' })),
      }),
    });
    const good = await soldGood(made, 0);
    made.change("UPDATE goods SET Name = 'Ново име' WHERE ID = ?", good.id);
    made.change('UPDATE store SET Qtty = 6 WHERE GoodID = ? AND ObjectID = 5', good.id);
    made.change('DELETE FROM operations WHERE GoodID = ?', good.id);
    await made.run();
    expect(product(made, good.productId)).toMatchObject({
      productPrice: '9999.00',
      productQuantity: 6,
      productName: { BG: 'Ново име' },
    });
    expect(await waiting(made)).toContain(`good:${good.id} good.price.dropped`);
    await made.app.release(PROFILE, 'all');
    await made.run();
    expect(price(product(made, good.productId))).toBeCloseTo(Number(good.price), 2);
    expect(await waiting(made)).toEqual([]);
  });

  it('E7: a good without a price is named, and its quantity goes', async () => {
    const made = await world(shop);
    const good = await soldGood(made, 1);
    made.change('UPDATE goods SET PriceOut2 = 0 WHERE ID = ?', good.id);
    made.change('UPDATE store SET Qtty = 8 WHERE GoodID = ? AND ObjectID = 5', good.id);
    made.change('DELETE FROM operations WHERE GoodID = ?', good.id);
    const before = price(product(made, good.productId));
    await made.run();
    expect(product(made, good.productId)?.['productQuantity']).toBe(8);
    expect(price(product(made, good.productId))).toBe(before);
    expect(await waiting(made)).toEqual([`good:${good.id} good.price.bad`]);
  });
});

describe.each(['rest', 'xml'] as const)('a shop that had its products before, over %s', (shop) => {
  it('section 4: adopted products count for the price breaker from the first run on; pairs and quantities go', async () => {
    const made = await world(shop, {
      goods: 60,
      sold: 40,
      content: (content) => ({
        ...content,
        products: content.products.map((each) => ({
          ...each,
          productPrice: (Number(each['productPrice']) * 1.2 + 0.1).toFixed(2),
        })),
      }),
    });
    const good = await soldGood(made, 9);
    made.change('UPDATE store SET Qtty = 19 WHERE GoodID = ? AND ObjectID = 5', good.id);
    made.change('DELETE FROM operations WHERE GoodID = ?', good.id);
    const before = products(made).map((each) => each['productPrice']);
    await made.run();
    expect(await waiting(made)).toContain('guard:export-goods:repriced guard.repriced');
    expect(
      products(made)
        .slice(0, 40)
        .map((each) => each['productPrice']),
    ).toEqual(before);
    expect(product(made, good.productId)?.['productQuantity']).toBe(19);
    await made.app.release(PROFILE, 'all');
    await made.run();
    expect(price(product(made, good.productId))).toBeCloseTo(Number(good.price), 2);
    expect(await waiting(made)).toEqual([]);
  });
});
