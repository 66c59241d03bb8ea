import { afterEach, describe, expect, it } from 'vitest';
import type { StoredRecord } from '../../src/sandbox/resource.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World, WorldOptions } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

const FEED = { username: 'feed', domain: 'shop.example', signature: 'a'.repeat(40) };
/** A good of the sample whose code the tests change. */
const GOOD = 50;

/** One order of one line with this code, of a product that no link leads to. */
async function world(shop: 'rest' | 'xml', code: string, settings: WorldOptions['settings']): Promise<World> {
  const made = await makeWorld({
    orders: 1,
    sold: 5,
    prepare: [`UPDATE goods SET Code = 'AB-77', BarCode1 = ' ' WHERE ID = ${GOOD}`],
    settings: {
      interface: shop,
      feedUsername: FEED.username,
      feedDomain: FEED.domain,
      importGoodsGroup: 2,
      taxRates: 'good',
      ...settings,
    },
    content: (content) => ({
      ...content,
      exportFeed: FEED,
      products: content.products.map((each, index) =>
        index === 0 ? { ...each, productCode: code, productBarcode: '' } : each,
      ),
      orders: content.orders.map((order) => ({
        ...order,
        orderItems: (order['orderItems'] as readonly StoredRecord[]).map((item) => ({
          ...item,
          orderItemProductCode: code,
        })),
      })),
    }),
  });
  if (shop === 'xml') await made.app.setSecret(PROFILE, 'feedSignature', FEED.signature);
  open.push(made);
  return made;
}

function goodsCount(made: World): unknown {
  return made.rows('SELECT count(*) AS n FROM goods')[0]?.['n'];
}

describe.each(['rest', 'xml'] as const)('a code that only looks like a good’s, over %s', (shop) => {
  for (const code of ['ab-77', 'АВ-77', '00AB-77', 'AB - 77'])
    for (const unknownGoods of ['download', 'placeholder', 'attention'] as const)
      it(`E4: an order’s line "${code}" waits with both (unknownGoods=${unknownGoods})`, async () => {
        const made = await world(shop, code, { unknownGoods, placeholderGood: 5 });
        const before = goodsCount(made);
        await made.run(['import-orders']);
        await made.run(['import-orders']);
        const [item] = await made.app.attention(PROFILE);
        expect([item?.code, item?.facts['code']]).toEqual(['order.good.near', code]);
        expect(String(item?.facts['goods'])).toContain(`${GOOD}: „AB-77“`);
        expect(goodsCount(made)).toBe(before);
        made.change('UPDATE goods SET Code = ? WHERE ID = ?', code, GOOD);
        await made.run(['import-orders']);
        expect(
          made.rows('SELECT GoodID FROM operations WHERE GoodID = ? AND Note LIKE ?', GOOD, 'Seliton №%')
            .length,
        ).toBeGreaterThan(0);
      });

  it('D1, E4: the download makes no second good beside it, and names both', async () => {
    const made = await world(shop, 'Ab-77', { importGoods: true });
    await made.run(['import-goods']);
    expect(made.rows("SELECT ID FROM goods WHERE Code = 'Ab-77'")).toEqual([]);
    const [item] = await made.app.attention(PROFILE);
    expect([item?.code, item?.facts['code']]).toEqual(['product.good.near', 'Ab-77']);
  });
});
