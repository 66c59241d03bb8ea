import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttentionBoard, AnswerRow } from '../../src/api/attention.ts';
import type { Home } from '../../src/api/home.ts';
import { lastDays } from '../../src/sync/home/day-figures.ts';
import { openPage, PageClient } from '../support/page-client.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const OWNER = { name: 'Иван', password: 'дълга парола 1' };
const AT = `/api/profiles/${encodeURIComponent(PROFILE)}`;
const [, TODAY = ''] = lastDays(Date.now(), 2);

/** Orders of today: two without a good for delivery, and one in dollars. */
describe('the first sight of a server, and what people answer', () => {
  let world: World;
  let page: PageClient;
  let close: () => Promise<void>;

  beforeAll(async () => {
    world = await makeWorld({
      orders: 6,
      settings: { deliveryGood: null },
      content: (content) => ({
        ...content,
        orders: content.orders.map((order, index) => ({
          ...order,
          orderCreatedAt: `${TODAY} 00:00:0${index}`,
          orderStatus: 'new',
          ...(index === 2 ? { orderCurrencyCode: 'USD' } : {}),
        })),
      }),
    });
    const served = await openPage(world);
    close = async () => {
      await served.close();
      await world.close();
    };
    page = new PageClient(served.url);
    await page.enter('/api/setup', { ...OWNER, code: served.setupCode });
  });

  afterAll(async () => {
    await close();
  });

  async function get<T>(path: string): Promise<T> {
    const reply = await page.call('GET', `${AT}/${path}`);
    expect([path, reply.status, reply.text.slice(0, 200)]).toEqual([path, 200, reply.text.slice(0, 200)]);
    return reply.body as unknown as T;
  }

  const home = async (): Promise<Home> => get<Home>('home');
  const board = async (): Promise<AttentionBoard> => get<AttentionBoard>('attention/groups');

  async function answer(to: unknown, said: unknown): Promise<unknown> {
    const reply = await page.call('POST', `${AT}/attention/answer`, { body: { to, answer: said } });
    return reply.status === 200 ? reply.body['answered'] : reply.body['code'];
  }

  it('Начало: nothing yet; then what came today, how it stands, what waits and for what', async () => {
    expect(await home()).toMatchObject({
      standing: 'new',
      lastRun: null,
      lastSuccess: null,
      forecast: { changes: null, seconds: null },
      today: { orders: 0, turnover: [] },
    });
    // A schedule that starts nothing promises no start, and says why.
    await world.setSettings({ schedule: '15' });
    const [row] = (await page.call('GET', '/api/profiles')).body as unknown as readonly object[];
    expect(row).toMatchObject({ nextStart: null, held: { code: 'run.firstNeedsPlan' } });
    await world.setSettings({ schedule: '' });
    await world.run();
    const seen = await home();
    expect(seen).toMatchObject({ standing: 'waiting', reason: null, lastRun: { end: 'done' } });
    expect(seen.lastSuccess).toBe(seen.lastRun?.endedAt);
    expect(seen.waits.map(({ cause }) => cause)).toContain('deliveryGood');
    expect(seen.attention).toBe(seen.waits.reduce((sum, { count }) => sum + count, 0));
    expect(seen.days).toHaveLength(30);
    const today = seen.days.at(-1);
    expect(today).toMatchObject({ day: TODAY, orders: 6, documents: seen.today.documents });
    expect(today?.sentGoods).toBeGreaterThan(10);
    expect(seen.week.orders).toBe(6);
    expect(seen.weekBefore.orders).toBe(0);
    expect(seen.today.turnover.map(({ currency }) => currency)).toEqual(['EUR', 'USD']);
    expect(seen.forecast.seconds).not.toBe(null);
  });

  it('За внимание: by cause with what settles it; one answer for all of the group, kept with who gave it', async () => {
    const { groups } = await board();
    const delivery = groups.find(({ cause }) => cause === 'deliveryGood');
    expect(delivery).toMatchObject({
      settle: { kind: 'choose', setting: 'deliveryGood', record: 'good' },
      mayDismiss: true,
      word: null,
    });
    expect(delivery?.count).toBeGreaterThan(1);
    expect(await answer({ group: 'deliveryGood' }, { kind: 'again' })).toBe(delivery?.count);
    const again = (await board()).groups.find(({ cause }) => cause === 'deliveryGood');
    expect(again?.rows.every(({ isReleased }) => isReleased)).toBe(true);
    expect((await get<readonly AnswerRow[]>('attention/answers'))[0]).toMatchObject({
      who: OWNER.name,
      kind: 'again',
      cause: 'deliveryGood',
      count: delivery?.count,
    });
    expect(await answer({ group: 'няма такава' }, { kind: 'again' })).toBe('attention.notFound');
  });

  it('what is put aside is out of count and list, keeps its reason through runs, and comes back on demand', async () => {
    const [before, { groups }] = [await home(), await board()];
    const currency = groups.find(({ cause }) => cause === 'orderCurrency');
    const item = currency?.rows[0]?.id ?? 0;
    expect(await answer({ items: [item] }, { kind: 'dismiss', reason: ' Внесена на ръка ' })).toBe(1);
    await world.run();
    const { groups: after, dismissed } = await board();
    expect(after.some(({ cause }) => cause === 'orderCurrency')).toBe(false);
    expect(dismissed).toMatchObject([
      { id: item, cause: 'orderCurrency', by: OWNER.name, reason: 'Внесена на ръка' },
    ]);
    expect((await home()).attention).toBe(before.attention - 1);
    expect(await world.app.attention(PROFILE)).toHaveLength(before.attention - 1);
    expect(await answer({ items: [item] }, { kind: 'show' })).toBe(1);
    expect((await home()).attention).toBe(before.attention);
    const told = await get<readonly AnswerRow[]>('attention/answers');
    expect(told.slice(0, 2).map(({ kind, answer: reason }) => [kind, reason])).toEqual([
      ['show', ''],
      ['dismiss', 'Внесена на ръка'],
    ]);
    expect(
      (
        await page.call('POST', `${AT}/attention/answer`, {
          body: { to: { items: [item] }, answer: { kind: 'dismiss', reason: '' } },
        })
      ).status,
    ).toBe(422);
  });

  it('a failed run is red with its reason, also after the program was started anew', async () => {
    await world.sandbox.close();
    const { error } = await world.run();
    expect(error?.code).toBe('shop.unreachable');
    expect(await home()).toMatchObject({
      standing: 'failed',
      reason: { code: 'shop.unreachable' },
      lastRun: { end: 'interrupted' },
    });
    expect((await home()).lastSuccess).not.toBe((await home()).lastRun?.endedAt);
  });
});
