import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { lastDays } from '../../src/sync/home/day-figures.ts';
import { describeBrowser } from '../support/browser.ts';
import { lookEverywhere } from '../support/browser/look-everywhere.ts';
import { ownerAt } from '../support/browser/owner-at.ts';
import type { Visit } from '../support/browser/owner-at.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

// Начало (issue 15, point 3): whether all is well in three seconds, and why where it is not.

const DAYS = lastDays(Date.now(), 20);

describeBrowser('Начало in the browser', () => {
  let world: World;
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    world = await makeWorld({
      orders: 40,
      content: (content) => ({
        ...content,
        orders: content.orders.map((order, index) => ({
          ...order,
          orderCreatedAt: `${DAYS[Math.floor(index / 2)]} 00:00:0${index % 10}`,
          ...(index === 37 ? { orderCurrencyCode: 'USD' } : {}),
        })),
      }),
    });
    visit = await ownerAt(world);
    ({ page } = visit);
    await visit.openPlace();
  });

  afterEach(() => {
    expect(visit.complaints).toEqual([]);
  });

  afterAll(async () => {
    await visit.close();
  });

  it('before the first run it says what to do; a schedule that is held says why, with the button', async () => {
    await world.setSettings({ schedule: '15' });
    await page.getByRole('heading', { name: 'Още не е пускан' }).waitFor();
    await page.getByText('Графикът не тръгва:').waitFor();
    expect(await lookEverywhere(page, 'home-new')).toEqual([]);
    await page.getByRole('link', { name: 'Направи преглед' }).first().click();
    await page.getByRole('heading', { name: 'Преглед', level: 1 }).waitFor();
    await page.goBack();
  });

  it('a run is shown while it goes on, then orders, turnover, УНП, what waits and for what, and the charts', async () => {
    await world.app.plan(PROFILE, { tasks: null, signal: new AbortController().signal });
    await page.getByRole('button', { name: 'Старт' }).click();
    await page.getByRole('heading', { name: 'Работи, но нещо чака вас' }).waitFor({ timeout: 60_000 });
    const today = page.getByRole('region', { name: 'Последните 7 дни' });
    await today.getByText('14', { exact: true }).waitFor();
    await page.getByRole('region', { name: 'Какво чака' }).getByText('Поръчки в друга валута').waitFor();
    await page.getByText(/^Обикновено около .* 1\sчака вас$/).waitFor();
    const chart = page.getByRole('region', { name: 'Поръчки и оборот по дни' }).first();
    await chart.getByText('Като таблица').click();
    expect(await chart.getByRole('row').count()).toBe(31);
    await chart.getByText('Като таблица').click();
    expect(await lookEverywhere(page, 'home')).toEqual([]);
  });

  it('green only when all is well', async () => {
    const [item] = await world.app.attention(PROFILE);
    const answer = { kind: 'dismiss', reason: 'внесена на ръка' } as const;
    await world.app.answers.answer(PROFILE, { items: [item?.id ?? 0] }, answer);
    await page.getByRole('heading', { name: 'Всичко е наред' }).waitFor();
    expect(await lookEverywhere(page, 'home-well')).toEqual([]);
  });

  it('a run that failed is red with its reason, and nowhere called in step', async () => {
    await world.sandbox.close();
    await page.getByRole('button', { name: 'Старт' }).click();
    await page.getByRole('heading', { name: 'Последното пускане не успя' }).waitFor({ timeout: 60_000 });
    await page.getByText('shop.unreachable').waitFor();
    expect(await page.getByText('в синхрон').count()).toBe(0);
    expect(await lookEverywhere(page, 'home-failed')).toEqual([]);
  });
});
