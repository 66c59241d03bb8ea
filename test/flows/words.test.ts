import { afterEach, describe, expect, it } from 'vitest';
import type { StoredRecord } from '../../src/sandbox/resource.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

/** A world whose shop has ten orders, each as `bend` makes it. */
async function world(bend: (order: StoredRecord, index: number) => StoredRecord): Promise<World> {
  const made = await makeWorld({ orders: 10, settings: { export: false } });
  open.push(made);
  const { store } = made.sandbox;
  store.ids('orders').forEach((id, index) => {
    const order: StoredRecord = { ...store.get('orders', id), orderStatus: 'new' };
    store.put('orders', id, bend(order, index));
  });
  return made;
}

const stages = async (made: World) => (await made.ledger()).map((entry) => entry.stage);
const codes = async (made: World) => (await made.app.attention(PROFILE)).map(({ code }) => code);
const wordOf = async (made: World, word: string) =>
  (await made.app.words(PROFILE)).find((each) => each.word === word);

describe('the words of a shop', () => {
  it('I2: an unknown status waits, is told once for the word, and comes in when a person has said what it means', async () => {
    const made = await world((order, index) => (index < 4 ? { ...order, orderStatus: 'Статус 7' } : order));
    expect(await made.run()).toMatchObject({ end: 'done' });
    expect((await stages(made)).filter((stage) => stage === 'waiting')).toHaveLength(4);
    expect(await codes(made)).toEqual(['word.status.unknown']);
    expect(await wordOf(made, 'Статус 7')).toMatchObject({ kind: 'orderStatus', count: 4, inUse: null });
    await made.run();
    expect(await wordOf(made, 'Статус 7')).toMatchObject({ count: 4 });
    const decision = { kind: 'orderStatus', word: 'Статус 7' };
    await expect(made.app.decideWord(PROFILE, { ...decision, meaning: 'later' })).rejects.toMatchObject({
      code: 'settings.badValue',
    });
    await made.app.decideWord(PROFILE, { ...decision, meaning: 'import' });
    await made.run();
    expect(await stages(made)).toEqual(Array.from({ length: 10 }, () => 'acknowledged'));
    expect(await codes(made)).toEqual([]);
    expect(await wordOf(made, 'Статус 7')).toMatchObject({ inUse: 'import', source: 'person' });
  });

  it('I2: a meaning taken back makes the word unknown again, and nothing that stands is undone', async () => {
    const made = await world((order, index) => (index === 0 ? { ...order, orderStatus: 'Статус 7' } : order));
    const decide = (meaning: string) =>
      made.app.decideWord(PROFILE, { kind: 'orderStatus', word: 'Статус 7', meaning });
    await decide('cancelled');
    await made.run();
    expect((await stages(made)).filter((stage) => stage === 'dismissed')).toHaveLength(1);
    await decide('');
    await made.run();
    expect((await stages(made)).filter((stage) => stage === 'waiting')).toHaveLength(1);
    expect((await stages(made)).filter((stage) => stage === 'acknowledged')).toHaveLength(9);
  });

  it('I8: a line of the totals is named by the sums, told and kept; one that only a person can name waits for him', async () => {
    const made = await world((order, index) => {
      const lines = order['orderTotalLines'] as readonly StoredRecord[];
      const worded = lines.map((line) => ({
        ...line,
        orderTotalLineType: `ot ${String(line['orderTotalLineType'])}`,
      }));
      if (index > 1) return { ...order, orderTotalLines: worded };
      const [first] = lines;
      const more = {
        ...first,
        orderTotalLineType: 'q7',
        orderTotalLineName: 'Q7',
        orderTotalLineAmount: '2.00',
      };
      const off = {
        ...first,
        orderTotalLineType: 'm3',
        orderTotalLineName: 'M3',
        orderTotalLineAmount: '-1.00',
      };
      const total = Number(order['orderTotal']) + (index === 0 ? 2 : -1);
      return {
        ...order,
        orderTotal: total.toFixed(2),
        orderTotalLines: [...worded, index === 0 ? more : off],
      };
    });
    await made.run();
    expect(await codes(made)).toEqual(['order.totalLine.unknown']);
    expect(await wordOf(made, 'm3')).toMatchObject({ inUse: 'discount', source: 'arithmetic' });
    await made.app.decideWord(PROFILE, { kind: 'totalLine', word: 'q7', meaning: 'fee' });
    await made.run();
    expect(await stages(made)).toEqual(Array.from({ length: 10 }, () => 'acknowledged'));
    expect(await codes(made)).toEqual([]);
  });

  /** One piece of 12.00 with tax, the discount in the price; `discount` 2.00 reads as 10.00 and tax, too. */
  const reckoned = (order: StoredRecord, discount: string): StoredRecord => {
    const [item] = order['orderItems'] as readonly StoredRecord[];
    const line = { ...item, orderItemQty: 1, orderItemPrice: '12.00', orderItemTotal: '12.00' };
    const tax = { orderTotalLineType: 'tax', orderTotalLineName: 'ДДС', orderTotalLineAmount: '2.00' };
    return {
      ...order,
      orderItems: [{ ...line, orderItemDiscount: discount }],
      orderTotalLines: [tax],
      orderTotal: '12.00',
    };
  };

  it('I8: an order that fits two readings waits for a person, once for the shop, and then comes in', async () => {
    const made = await world((order, index) => (index === 0 ? reckoned(order, '2.00') : order));
    await made.run();
    expect(await codes(made)).toEqual(['order.arithmetic.ambiguous']);
    expect(await wordOf(made, 'prices')).toMatchObject({ kind: 'arithmetic', inUse: null });
    const decision = { kind: 'arithmetic', word: 'prices' };
    await expect(made.app.decideWord(PROFILE, { ...decision, meaning: 'perLine' })).rejects.toMatchObject({
      code: 'settings.badValue',
    });
    await made.app.decideWord(PROFILE, { ...decision, meaning: 'pricesWithTax' });
    await made.run();
    expect(await codes(made)).toEqual([]);
    expect(await stages(made)).toEqual(Array.from({ length: 10 }, () => 'acknowledged'));
    expect(await wordOf(made, 'prices')).toMatchObject({ inUse: 'pricesWithTax', source: 'person' });
  });

  it('I8: what the newest orders show is used where an order alone shows nothing, and told with them', async () => {
    const made = await world((order, index) =>
      reckoned(order, index === 0 ? '2.00' : index < 5 ? '1.00' : '0.00'),
    );
    await made.run();
    await made.run();
    expect(await codes(made)).toEqual([]);
    expect(await stages(made)).toEqual(Array.from({ length: 10 }, () => 'acknowledged'));
    const learned = await wordOf(made, 'lineDiscounts');
    expect(learned).toMatchObject({ inUse: 'inPrice', source: 'arithmetic' });
    expect([learned?.shownBy.length, learned?.count]).toEqual([5, 5]);
  });

  it('I2: at set-up the connection test meets the words of the newest orders and of products, once', async () => {
    const made = await world((order, index) => (index < 4 ? { ...order, orderStatus: 'Статус 7' } : order));
    const { store } = made.sandbox;
    const [first = 0, second = 0] = store.ids('products');
    for (const [id, label] of [
      [first, 'В наличност'],
      [second, 'Очаква се'],
    ] as const)
      store.put('products', id, { ...store.get('products', id), productAvailabilityStatus: label });
    const signal = new AbortController().signal;
    for (let times = 0; times < 2; times += 1) await made.app.testProfile(PROFILE, signal);
    expect(await wordOf(made, 'Статус 7')).toMatchObject({ count: 4, inUse: null });
    const kinds = new Set((await made.app.words(PROFILE)).map(({ kind }) => kind));
    for (const kind of [
      'orderStatus',
      'totalLine',
      'paymentStatus',
      'payment',
      'shipping',
      'currency',
    ] as const)
      expect(kinds).toContain(kind);
    const about = { kind: 'availability', count: 1, example: 0 } as const;
    expect(await wordOf(made, 'В наличност')).toMatchObject({ ...about, inUse: 'available' });
    expect(await wordOf(made, 'Очаква се')).toMatchObject({ ...about, inUse: null });
    await made.app.decideWord(PROFILE, { kind: 'availability', word: 'Очаква се', meaning: 'unavailable' });
    expect(await wordOf(made, 'Очаква се')).toMatchObject({ inUse: 'unavailable', source: 'person' });
    await made.run();
    expect(await wordOf(made, 'Статус 7')).toMatchObject({ count: 8 });
  });
});
