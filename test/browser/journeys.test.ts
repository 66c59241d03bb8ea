import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { accessibilityFaults, describeBrowser, keepScreenshots, watchPage } from '../support/browser.ts';
import { OWNER, strangerAt } from '../support/browser/owner-at.ts';
import type { Visit } from '../support/browser/owner-at.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

describeBrowser('journeys in the browser', () => {
  let world: World;
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    world = await makeWorld({
      orders: 20,
      content: (content) => ({
        ...content,
        orders: content.orders.map((order, index) =>
          index === 4 ? { ...order, orderCurrencyCode: 'USD' } : order,
        ),
      }),
    });
    visit = await strangerAt(world, 900);
    ({ page } = visit);
  });

  beforeEach(() => {
    visit.complaints.length = 0;
  });

  afterEach(() => {
    // Anything that the strict policy stopped, or that broke in the page, is a fault of the page.
    expect(visit.complaints).toEqual([]);
  });

  afterAll(async () => {
    await visit.close();
  });

  function watch(watched: Page): void {
    watchPage(watched, visit.url, visit.complaints);
  }

  const open: Visit['open'] = async (...parts) => visit.open(...parts);

  async function button(name: string): Promise<void> {
    await page.getByRole('button', { name, exact: true }).first().click();
  }

  it('1: the first account is made with the code of the terminal', async () => {
    await page.goto(visit.url);
    await page.getByLabel('Код от терминала').waitFor();
    const bytes = await page.evaluate(
      "performance.getEntriesByType('resource').reduce((sum, entry) => sum + entry.encodedBodySize, 0)",
    );
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(300_000);
    await page.getByLabel('Код от терминала').fill(visit.setupCode);
    await page.getByLabel('Име').fill(OWNER.name);
    await page.getByLabel('Парола').fill(OWNER.password);
    await keepScreenshots(page, '01-first-account');
    expect(await accessibilityFaults(page)).toEqual([]);
    await button('Създай');
    await page.getByRole('heading', { name: 'Сървъри' }).waitFor();
    await page.getByText('WarehousePro Import Export Seliton').waitFor();
    await keepScreenshots(page, '01-servers');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('2: a wrong password is told, and too many lock out', async () => {
    const context = await visit.browser.newContext();
    const guest = await context.newPage();
    watch(guest);
    await guest.goto(visit.url);
    await guest.getByLabel('Име').fill('Никой');
    await guest.getByLabel('Парола').fill('не е тази');
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await guest.getByRole('button', { name: 'Вход' }).click();
      await guest.getByRole('alert').waitFor();
      await guest.waitForTimeout(250);
    }
    await guest.getByText('Твърде много грешни опити').waitFor();
    await keepScreenshots(guest, '02-locked-out');
    await context.close();
  });

  it('3: a new server by the manual’s steps: Нов, type, name; then the guide asks (S33, S34)', async () => {
    await open();
    await button('Нов');
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Вид').first().inputValue()).toBe('WarehousePro Import Export Seliton');
    await dialog.getByLabel('Име').fill('Втори магазин');
    await dialog.getByRole('button', { name: 'Създай' }).click();
    await page.getByRole('heading', { name: 'Къде е складът?' }).waitFor();
  });

  it('5: a plan first, then exactly that, live, with a report', async () => {
    await open('server', PROFILE, 'plan');
    await button('Направи преглед');
    await page.getByText('нов документ').first().waitFor();
    await keepScreenshots(page, '05-plan');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('Търсене').fill('№ 100');
    await button('Изпълни');
    await page.getByRole('heading', { name: 'Напредък' }).waitFor();
    await page.getByText('завършено').first().waitFor();
    await keepScreenshots(page, '05-run');
    expect(await accessibilityFaults(page)).toEqual([]);
    await open('server', PROFILE, 'runs');
    await page.locator('.row-link').first().click();
    await page.getByRole('heading', { name: /Промени/ }).waitFor();
    expect((await world.ledger()).filter((entry) => entry.unp !== null)).toHaveLength(19);
    await keepScreenshots(page, '05-report');
  });

  it('6: an order with its УНП, as it came and what became of it', async () => {
    await open('server', PROFILE, 'orders');
    const [first] = await world.ledger();
    await page.getByLabel('Търсене').fill(first?.unp ?? '');
    await page
      .getByText(first?.unp ?? 'няма')
      .first()
      .waitFor();
    await keepScreenshots(page, '06-orders');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('link', { name: `№ ${first?.orderNumber ?? 0}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('summary').click();
    await dialog.getByText('orderTotal').first().waitFor();
    expect(await dialog.textContent()).toContain(first?.unp);
    await keepScreenshots(page, '06-order');
    await page.keyboard.press('Escape');
  });

  it('7: a parked order: why, mended in the shop, tried again, imported once', async () => {
    await open('server', PROFILE, 'attention');
    await page.getByText(/USD/).first().waitFor();
    await keepScreenshots(page, '07-attention');
    expect(await accessibilityFaults(page)).toEqual([]);
    const parked = (await world.ledger()).find((entry) => entry.stage === 'parked');
    const number = parked?.orderNumber ?? 0;
    const record = world.sandbox.store.get('orders', number);
    world.sandbox.store.put('orders', number, { ...record, orderCurrencyCode: 'EUR' });
    await button('Опитай пак');
    await page.getByText('ще се опита').waitFor();
    await open();
    const card = page.locator('.mantine-Card-root', { hasText: PROFILE });
    await card.getByRole('button', { name: 'Старт' }).click();
    await page.getByRole('heading', { name: 'Напредък' }).waitFor();
    await expect
      .poll(async () => (await world.ledger()).find((entry) => entry.orderNumber === number)?.stage, {
        timeout: 20_000,
      })
      .toBe('acknowledged');
    await open('server', PROFILE, 'attention');
    await page.getByText('Нищо не чака вниманието ви.').waitFor();
  });

  it('8a: what a run sent is taken back as a plan; the shop is compared with the warehouse', async () => {
    await world.setSettings({ guardRepriced: 100 });
    world.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID BETWEEN 10 AND 14');
    // The run of before lets go of the server a moment after it has told its end.
    let runId = 0;
    await expect
      .poll(
        async () => {
          runId = await world.run(['export-goods']).then(
            (run) => run.runId,
            () => 0,
          );
          return runId;
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0);
    await open('server', PROFILE, 'runs', String(runId));
    await button('Какво ще се върне?');
    await page.getByText(`Връщане на пускане № ${runId}`).waitFor();
    await keepScreenshots(page, '08-undo');
    expect(await accessibilityFaults(page)).toEqual([]);
    await button('Изпълни');
    await page.getByText('завършено').first().waitFor();
    await open('server', PROFILE, 'plan');
    await button('Сравни с магазина');
    await page.getByText('Сравнение с магазина').waitFor();
    await keepScreenshots(page, '08-comparison');
  });

  it('9: an operator may run and look, but sees no settings and no accounts', async () => {
    await open('firm', 'people');
    await page.getByLabel('Име').fill('Мария');
    await button('Добави');
    const given = page.getByRole('dialog', { name: 'Временна парола на Мария' });
    const temporary = (await given.locator('.firm-code').textContent()) ?? '';
    await given.getByRole('button', { name: 'Затвори' }).last().click();
    await page.getByRole('group', { name: 'Мария' }).waitFor();
    await keepScreenshots(page, '09-accounts');
    const context = await visit.browser.newContext();
    const operator = await context.newPage();
    watch(operator);
    await operator.goto(visit.url);
    await operator.getByLabel('Име').fill('Мария');
    await operator.getByLabel('Парола').fill(temporary);
    await operator.getByRole('button', { name: 'Вход' }).click();
    await operator.getByLabel('Сегашна парола').fill(temporary);
    await operator.getByLabel('Нова парола').fill('друга парола 2');
    await operator.getByRole('button', { name: 'Смяна на паролата' }).click();
    await operator.getByRole('link', { name: PROFILE }).waitFor();
    expect(await operator.getByRole('button', { name: 'Нов' }).count()).toBe(0);
    await operator.goto(`${visit.url}/#/server/${encodeURIComponent(PROFILE)}`);
    await operator.getByRole('button', { name: 'Старт' }).waitFor();
    expect(await operator.getByRole('link', { name: 'Настройки' }).count()).toBe(0);
    const status = await operator.evaluate(
      async (path) => (await fetch(path)).status,
      `/api/profiles/${encodeURIComponent(PROFILE)}`,
    );
    expect(status).toBe(403);
    await context.close();
  });

  it('10: English at a click, and by the keyboard alone', async () => {
    await open('server', PROFILE, 'unp');
    await page.getByText('DT900001').first().waitFor();
    await keepScreenshots(page, '10-unp');
    await page.getByRole('button', { name: 'English' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Attention' }).waitFor();
    await page.getByRole('link', { name: 'Orders' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing waits for you.').waitFor();
    await open('server', PROFILE, 'settings');
    await page.getByPlaceholder('Search in all settings').fill('re-check');
    await page.getByLabel('Re-check window (days)').waitFor();
    await open('server', PROFILE, 'goods');
    await page.getByRole('columnheader', { name: 'Price, warehouse' }).waitFor();
    await page.locator('.good-name').first().waitFor();
    await keepScreenshots(page, '10-goods');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
  });

  it('11: a server that was removed is listed with what is kept of it, and comes back', async () => {
    await page.getByRole('button', { name: 'Български' }).click();
    await open();
    const card = page.locator('.mantine-Card-root', { hasText: PROFILE });
    await card.getByRole('button', { name: 'Премахване' }).click();
    await page.getByLabel('Напишете името').fill(PROFILE);
    await page.getByRole('dialog').getByRole('button', { name: 'Премахване' }).click();
    await page.getByRole('heading', { name: 'Премахнати сървъри' }).waitFor();
    const row = page.locator('.mantine-Card-root', { hasText: 'Върни' });
    await row.getByText(PROFILE).waitFor();
    const waiting = page.waitForEvent('download');
    await row.getByText('Архив', { exact: true }).click();
    expect((await waiting).suggestedFilename()).toBe('archive.jsonl');
    await keepScreenshots(page, '11-removed');
    expect(await accessibilityFaults(page)).toEqual([]);
    await row.getByRole('button', { name: 'Върни' }).click();
    await page.getByRole('dialog').getByText('Тайните се въвеждат наново').waitFor();
    await keepScreenshots(page, '11-restore');
    await page.getByRole('dialog').getByRole('button', { name: 'Върни' }).click();
    await page.getByRole('heading', { name: 'Настройки', level: 1 }).waitFor();
    await open();
    await page.locator('.mantine-Card-root', { hasText: PROFILE }).waitFor();
    expect(await page.getByRole('heading', { name: 'Премахнати сървъри' }).count()).toBe(0);
  });
});
