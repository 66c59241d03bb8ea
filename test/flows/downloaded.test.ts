import { afterEach, describe, expect, it } from 'vitest';
import type { StoredRecord } from '../../src/sandbox/resource.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World, WorldOptions } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

const FEED = { username: 'feed', domain: 'shop.example', signature: 'a'.repeat(40) };
const following = { signal: new AbortController().signal, onEvent: () => undefined };

/** A shop of thirty products that the warehouse has never had, downloaded and exported in one run. */
async function world(shop: 'rest' | 'xml', options: WorldOptions = {}): Promise<World> {
  const made = await makeWorld({
    orders: 0,
    goods: 30,
    sold: 30,
    ...options,
    settings: {
      interface: shop,
      importGoods: true,
      importGoodsGroup: 2,
      feedUsername: FEED.username,
      feedDomain: FEED.domain,
      ...options.settings,
    },
    content: (content) => ({
      ...content,
      exportFeed: FEED,
      orders: content.orders.map((order) => ({
        ...order,
        orderItems: (order['orderItems'] as readonly StoredRecord[]).map((item) => {
          const index = content.products.findIndex(
            (each) => each['productCode'] === item['orderItemProductCode'],
          );
          return { ...item, orderItemProductCode: `МАГ-${index}` };
        }),
      })),
      products: content.products.map((each, index) => ({
        ...each,
        productCode: `МАГ-${index}`,
        productBarcode: '',
        productQuantity: index + 1,
        productAvailabilityStatus: 'in_stock',
      })),
    }),
  });
  if (shop === 'xml') await made.app.setSecret(PROFILE, 'feedSignature', FEED.signature);
  open.push(made);
  return made;
}

function shopsOwn(made: World): readonly StoredRecord[] {
  return made.sandbox.store.list('products').filter((each) => String(each['productCode']).startsWith('МАГ-'));
}

function stockOf(made: World): readonly (readonly [unknown, unknown])[] {
  return shopsOwn(made).map((each) => [each['productQuantity'], each['productAvailabilityStatus']]);
}

function goodOf(made: World, code: string): number {
  return Number(made.rows('SELECT ID FROM goods WHERE Code = ?', code)[0]?.['ID']);
}

async function waiting(made: World): Promise<readonly string[]> {
  return (await made.app.attention(PROFILE)).map(({ code }) => code);
}

describe.each(['rest', 'xml'] as const)('goods that were downloaded, over %s', (shop) => {
  it('section 5: keep the shop’s quantities until they move or a person says that 0 is right', async () => {
    const made = await world(shop);
    const before = stockOf(made);
    expect(before).toHaveLength(30);
    await made.run();
    await made.run();
    expect(stockOf(made)).toEqual(before);
    expect(await waiting(made)).toEqual(['guard.downloaded']);
    const links = await made.app.links(PROFILE, { after: 0, limit: 999 });
    const [link] = links.filter(({ goodId }) => goodId === goodOf(made, 'МАГ-3'));
    expect(link).toMatchObject({ awaitsMovement: true, sent: { code: 'МАГ-3', isAvailable: true } });
    if (shop === 'rest') expect(link?.sent.quantity).toBe('4');
    const plan = await made.app.plan(PROFILE, { tasks: ['export-stock'], ...following });
    expect(plan.tasks[0]?.attention.map(({ code }) => code)).toEqual(['guard.downloaded']);
    expect(plan.tasks[0]?.changes.length).toBe(30);

    // A delivery and a sale of everything: it has moved, and what the warehouse says counts.
    const [delivered, soldOut] = [goodOf(made, 'МАГ-3'), goodOf(made, 'МАГ-4')];
    made.change('UPDATE store SET Qtty = 55 WHERE GoodID = ? AND ObjectID = 5', delivered);
    made.change(
      `INSERT INTO operations (OperType, Acct, GoodID, PartnerID, ObjectID, OperatorID, Qtty, Sign, PriceIn, PriceOut,
         VATIn, VATOut, Discount, CurrencyID, CurrencyRate, Date, Lot, LotID, Note, SrcDocID, UserID, UserRealTime)
       SELECT 1, 9999, ?, PartnerID, ObjectID, OperatorID, 5, 1, 1, 1, 0, 0, 0, CurrencyID, CurrencyRate, Date, ' ', 1, ' ',
         SrcDocID, UserID, UserRealTime FROM operations LIMIT 1`,
      soldOut,
    );
    await made.run();
    const [three, four, five] = [3, 4, 5].map((index) => shopsOwn(made)[index]?.['productQuantity']);
    expect([three, four, five]).toEqual([55, 0, 6]);

    await made.app.release(PROFILE, 'all');
    await made.run();
    await made.app.release(PROFILE, 'all');
    const summary = await made.run();
    expect(summary.end).toBe('done');
    expect(stockOf(made)[5]).toEqual([0, 'out_of_stock']);
    expect(await waiting(made)).toEqual([]);
  });

  it('undo gives a shop back what a run of quantities took from it', async () => {
    const made = await world(shop);
    await made.run();
    const before = stockOf(made);
    const plan = await made.app.plan(PROFILE, { tasks: ['export-stock'], ...following });
    const applied = await made.app.run(PROFILE, { tasks: null, plan, isConfirmed: true, ...following });
    expect(applied.end).toBe('done');
    expect(stockOf(made)[7]).toEqual([0, 'out_of_stock']);
    const [last] = await made.app.runs(PROFILE, 1);
    const undone = await made.app.run(PROFILE, {
      tasks: null,
      undo: last?.id ?? 0,
      isConfirmed: true,
      ...following,
    });
    expect(undone.end).toBe('done');
    // Over XML the shop tells no quantity, so there is none to go back to; what it offered is known.
    const expected = shop === 'rest' ? before : before.map(([, label]) => [0, label]);
    expect(stockOf(made)).toEqual(expected);
  });
});

describe.each(['rest', 'xml'] as const)('a good that was made for an order, over %s', (shop) => {
  it('section 5: keeps the quantity of its product', async () => {
    const made = await world(shop, {
      orders: 4,
      settings: { importGoods: false, unknownGoods: 'download', taxRates: 'good' },
    });
    const before = stockOf(made);
    await made.run();
    await made.run();
    expect(made.rows("SELECT ID FROM goods WHERE Code LIKE 'МАГ-%'").length).toBeGreaterThan(0);
    expect(stockOf(made)).toEqual(before);
    expect(await waiting(made)).toContain('guard.downloaded');
  });
});
