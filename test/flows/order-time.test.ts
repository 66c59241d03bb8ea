import { afterEach, describe, expect, it } from 'vitest';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World, WorldOptions } from '../support/world.ts';

// Section "Time": stamps as shops write them, and orders that live on after the window of re-reading.

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

async function world(options: WorldOptions): Promise<World> {
  const made = await makeWorld({ goods: 40, sold: 20, ...options });
  open.push(made);
  return made;
}

const told = async (made: World) =>
  (await made.app.attention(PROFILE)).map(({ subject, code }) => [subject, code] as const);

/** By their meaning, whatever the shop calls them. */
const FINAL = ['completed', 'Приключена', 'Completed', 'Доставена'] as const;

describe.each(['rest', 'xml'] as const)('time, over %s', (shop) => {
  it('I14: imported orders that are not final are read again in turn, however old; final ones are not', async () => {
    const made = await world({
      orders: 50,
      settings: { interface: shop },
      content: (content) => ({
        ...content,
        orders: content.orders.map((order, index) => ({
          ...order,
          orderCreatedAt: `2026-01-${String(10 + (index % 15)).padStart(2, '0')} 10:00:00`,
          orderStatus: index < 25 ? FINAL[index % FINAL.length] : 'shipped',
        })),
      }),
    });
    await made.run(['import-orders']);
    const all = made.sandbox.store.ids('orders');
    const [cancelled = 0, removed = 0] = [all[26], all[48]];
    for (const number of [...all.slice(0, FINAL.length), cancelled])
      made.sandbox.store.put('orders', number, {
        ...made.sandbox.store.get('orders', number),
        orderStatus: 'cancelled',
      });
    made.sandbox.store.delete('orders', removed);
    const waiting = await told(made);
    for (let run = 0; run < 2; run += 1) await made.run(['import-orders']);
    const news = (await told(made)).filter((item) => !waiting.some((known) => known[0] === item[0]));
    expect(Object.fromEntries(news)).toEqual({
      [`order:${cancelled}`]: 'order.cancelledAfterImport',
      [`order:${removed}`]: 'order.removedAfterImport',
    });
  });

  it('I14, Q10: an imported order deleted inside the window is told at once, asked for once, and goes when it is back', async () => {
    const made = await world({ orders: 6, settings: { interface: shop, recheckDays: 30 } });
    await made.run(['import-orders']);
    const { store, requests } = made.sandbox;
    const [first = 0, , third = 0] = store.ids('orders');
    const record = store.get('orders', third) ?? {};
    const requested = async (): Promise<number> => {
      requests.reset();
      await made.run(['import-orders']);
      return Object.values(requests.all()).reduce((sum, count) => sum + count, 0);
    };
    const before = await requested();
    for (const number of [first, third]) store.delete('orders', number);
    expect(await requested()).toBeGreaterThan(before);
    const news = [first, third].map((number) => [`order:${number}`, 'order.removedAfterImport']);
    expect(await told(made)).toEqual(news);
    expect(await requested()).toBe(before);
    expect(await told(made)).toEqual(news);
    store.put('orders', third, record);
    await made.run(['import-orders']);
    expect(await told(made)).toEqual(news.slice(0, 1));
  });

  it('stamps of every form become Sofia’s time; only what cannot be read waits', async () => {
    const stamps = [
      '2026-10-31T22:30:00Z',
      '2026-11-01T00:30:00+02:00',
      '01.11.2026 00:30',
      '2026/11/01 00:30:00',
      '1793485800',
      '1793485800000',
      'вчера',
    ];
    const made = await world({
      orders: stamps.length,
      settings: { interface: shop },
      content: (content) => ({
        ...content,
        orders: content.orders.map((order, index) => ({
          ...order,
          orderStatus: 'new',
          orderCreatedAt: stamps[index] ?? '',
        })),
      }),
    });
    await made.run(['import-orders']);
    const dates = made.rows(
      "SELECT DISTINCT Acct, substr(Date, 1, 10) AS day FROM operations WHERE Note LIKE 'Seliton %'",
    );
    const documents = new Set(dates.map((row) => row['day']));
    expect([...documents]).toEqual(['2026-11-01']);
    const ledger = await made.ledger();
    expect(ledger.slice(0, -1).every(({ createdAt }) => createdAt === '2026-11-01 00:30:00')).toBe(true);
    expect(await told(made)).toContainEqual([`order:${ledger.at(-1)?.orderNumber}`, 'order.date.bad']);
  });
});
