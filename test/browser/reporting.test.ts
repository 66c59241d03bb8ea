import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { ReportedStanding } from '../../src/model/reporting.ts';
import { NO_COUNTS } from '../../src/model/run.ts';
import { describeBrowser } from '../support/browser.ts';
import { lookEverywhere } from '../support/browser/look-everywhere.ts';
import { ownerAt } from '../support/browser/owner-at.ts';
import type { Visit } from '../support/browser/owner-at.ts';
import { wellReport, wellStanding } from '../support/reporting/hosted-page.ts';
import { makeWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

// An accountant's page (issue 17, point 5): shops that report, the worst first, and nothing to press of theirs.

const at = '2026-11-25T13:27:00.000Z';
const counts = { 'import-orders': { ...NO_COUNTS, created: 3, updated: 2 } };
const run = { id: 2, trigger: 'schedule', startedAt: at, endedAt: at, counts } as const;

/** How shops stand that tell of it. */
const SHOPS: Readonly<Record<string, Partial<ReportedStanding>>> = {
  Бургас: { lastRun: { ...run, end: 'done', code: null } },
  Варна: {
    lastRun: { ...run, end: 'interrupted', code: 'shop.unreachable' },
    shop: { isWell: false, at, code: 'shop.unreachable' },
    warehouse: { isWell: true, at, code: null },
    attention: [
      { code: 'order.good.unknown', count: 2, newest: at },
      { code: 'settings.group.gone', count: 1, newest: at },
    ],
    ordersWaiting: 4,
    oldestWaiting: at,
    unpLeft: 812,
  },
  Пловдив: { attention: [{ code: 'order.good.unknown', count: 7, newest: at }] },
};

describeBrowser('shops that report, in the browser', () => {
  let world: World;
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    world = await makeWorld({ goods: 20, orders: 0 });
    visit = await ownerAt(world);
    ({ page } = visit);
  });

  afterEach(() => {
    expect(visit.complaints).toEqual([]);
  });

  afterAll(async () => {
    await visit.close();
  });

  /** Its place among those that are always at hand. */
  const place = (): Locator => page.getByRole('navigation').getByRole('link', { name: 'Други магазини' });

  const heads = async (): Promise<readonly string[]> =>
    page.getByRole('article').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));

  it('says what will stand here and how it comes to; a new shop’s token is shown once', async () => {
    await visit.open('firm', 'reporting');
    await page.getByLabel('Адрес на страницата').waitFor();
    expect(await place().count()).toBe(0);
    await page.getByRole('link', { name: 'Към другите магазини' }).click();
    await page.getByText('Тук ще стоят магазините').waitFor();
    expect(await lookEverywhere(page, 'reporting-empty')).toEqual([]);
    await page.getByRole('button', { name: 'Нов магазин' }).first().click();
    await page.getByLabel('Име на магазина').fill('Русе');
    await page.getByRole('button', { name: 'Направи ключ' }).click();
    const given = page.getByRole('dialog', { name: 'Ключ на Русе' });
    const token = (await given.locator('.shop-token').textContent()) ?? '';
    await page.screenshot({ path: 'test-output/pages/reporting-token.png' });
    await given.getByRole('button', { name: 'Затвори' }).last().click();
    await page.getByText('Още не се е обаждал. Въведете ключа').waitFor();
    // What a shop tells is seen without asking for it.
    await fetch(`${visit.url}/api/reports`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(wellReport(1)),
    });
    await page.getByRole('article', { name: 'Русе' }).getByText('наред').waitFor();
    expect(await page.content()).not.toContain(token);
    await visit.open();
    await place().waitFor();
  });

  it('the worst stands first with its reason; its panel has what waits and the last runs, in words', async () => {
    for (const [name, standing] of Object.entries(SHOPS)) {
      const { shop } = await world.app.reporters.add(name);
      const profiles = [wellStanding({ name: 'Онлайн магазин', ...standing })];
      const runs = profiles.flatMap(({ lastRun }) =>
        lastRun === null ? [] : [{ profile: 1, run: lastRun }],
      );
      await world.app.reportedShops.take(shop.id, wellReport(1, { profiles, runs }));
    }
    await visit.open('reporting');
    await page.getByRole('article', { name: 'Варна' }).waitFor();
    await page.getByRole('article', { name: 'Пловдив' }).waitFor();
    expect((await heads()).slice(0, 3)).toEqual(['Варна', 'Пловдив', 'Бургас']);
    const varna = page.getByRole('article', { name: 'Варна' });
    await varna.getByText('не върви').waitFor();
    expect(await lookEverywhere(page, 'reporting')).toEqual([]);
    await varna.getByRole('link', { name: 'Варна' }).click();
    const panel = page.getByRole('dialog');
    await panel.getByText('Стоки от поръчки, които не се намират в склада').waitFor();
    await panel.getByText('направени').waitFor();
    expect(await panel.getByRole('button').count()).toBe(1);
    expect(await lookEverywhere(page, 'reporting-shop')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Още: Варна' }).click();
    await page.getByRole('menuitem', { name: 'Отмени ключа' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Отмени ключа' }).click();
    await page.getByText('Ключът е отменен').waitFor();
  });

  it('at the shop: where it reports is entered once, the key is not shown, and it is stopped after a question', async () => {
    const { token } = await world.app.reporters.add('Тук');
    await visit.open('firm', 'reporting');
    await page.getByLabel('Адрес на страницата').fill('http://sklad.example.bg');
    await page.getByLabel('Ключ на магазина').fill(token);
    await page.getByRole('button', { name: 'Започни да отчиташ' }).click();
    await page.getByRole('alert').filter({ hasText: 'https://' }).waitFor();
    await page.getByLabel('Адрес на страницата').fill(visit.url);
    await page.getByRole('button', { name: 'Започни да отчиташ' }).click();
    await page.getByText('Още нито един отчет не е приет').waitFor();
    expect(await page.getByLabel('Ключ на магазина').inputValue()).toBe('');
    expect(await lookEverywhere(page, 'firm-reporting')).toEqual([]);
    await page.getByRole('button', { name: 'Спри отчитането' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Спри отчитането' }).click();
    await page.getByRole('button', { name: 'Започни да отчиташ' }).waitFor();
    expect(await world.app.reporting.target()).toBe(null);
  });
});
