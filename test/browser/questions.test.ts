import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { generateContent } from '../../src/sandbox/content/generate-content.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { copyMemory } from '../support/memory/memory-place.ts';
import { accessibilityFaults, describeBrowser, keepScreenshots } from '../support/browser.ts';
import { ACCESS, makeWorld, openWorldApp, PROFILE, readGoodsOf } from '../support/world.ts';
import { lookEverywhere } from '../support/browser/look-everywhere.ts';
import { ownerAt } from '../support/browser/owner-at.ts';
import type { Visit } from '../support/browser/owner-at.ts';
import type { World } from '../support/world.ts';

// What the page asks when something has changed at the shop or the warehouse: each question seen, and answered.

describeBrowser('questions in the browser', () => {
  let world: World;
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    world = await makeWorld({ orders: 6 });
    await world.run();
    visit = await ownerAt(world, 900);
    ({ page } = visit);
  });

  afterEach(() => {
    expect(visit.complaints).toEqual([]);
  });

  afterAll(async () => {
    await visit.close();
  });

  const open: Visit['open'] = async (...parts) => visit.open(...parts);

  async function button(name: string): Promise<void> {
    await page.getByRole('button', { name, exact: true }).first().click();
  }

  async function aCode(): Promise<string> {
    const [good] = await readGoodsOf(world.warehousePath);
    return good?.code ?? '';
  }

  async function stageOf(order: number): Promise<string | undefined> {
    return (await world.ledger()).find(({ orderNumber }) => orderNumber === order)?.stage;
  }

  /** Whether a phone has to be pushed sideways to see the page. */
  async function isTooWide(): Promise<boolean> {
    await page.setViewportSize({ width: 390, height: 900 });
    const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
    await page.setViewportSize({ width: 1280, height: 900 });
    return width > 390;
  }

  it('I2: a word that nobody knows waits for a person, is explained once, and its order comes in', async () => {
    const number = world.sandbox.placeOrder({ lines: [{ code: await aCode(), quantity: '1' }] });
    const record = world.sandbox.store.get('orders', number) ?? {};
    const card = {
      orderTotalLineType: 'подаръчна карта за постоянни клиенти',
      orderTotalLineName: 'Карта',
      orderTotalLineAmount: '-0.50',
    };
    world.sandbox.store.put('orders', number, {
      ...record,
      orderTotal: (Number(record['orderTotal']) - 0.5).toFixed(2),
      orderTotalLines: [...(record['orderTotalLines'] as readonly object[]), card],
    });
    await world.run(['import-orders']);
    await open('server', PROFILE, 'words');
    const choice = page.getByLabel(/подаръчна карта/);
    await choice.waitFor();
    await page.getByRole('heading', { name: 'Чакат значение · 1' }).waitFor();
    expect(await lookEverywhere(page, 'words')).toEqual([]);
    await choice.selectOption('discount');
    await expect.poll(async () => choice.inputValue(), { timeout: 10_000 }).toBe('discount');
    await world.run(['import-orders']);
    expect(await stageOf(number)).toBe('acknowledged');
  });

  it('Q1: documents that are missing: shown with their УНП, recorded again under it', async () => {
    const [gone] = (await world.ledger()).filter(({ stage }) => stage === 'acknowledged');
    const document = [gone?.operationType ?? 0, gone?.documentNumber ?? 0] as const;
    world.change('DELETE FROM operations WHERE OperType = ? AND Acct = ?', ...document);
    await world.run(['import-orders']);
    await open('server', PROFILE, 'attention');
    await page.getByRole('button', { name: `Остави така № ${gone?.orderNumber ?? 0}` }).waitFor();
    expect(await page.getByText(gone?.unp ?? 'няма').count()).toBeGreaterThan(0);
    await keepScreenshots(page, '21-missing');
    expect(await isTooWide()).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
    await button('Запиши отново');
    await expect.poll(() => stageOf(gone?.orderNumber ?? 0), { timeout: 20_000 }).toBe('acknowledged');
  });

  it('Q6: order numbers begin again: what that would mean is looked at, then imported from here', async () => {
    const orders = [...world.sandbox.store.ids('orders')];
    const record = world.sandbox.store.get('orders', orders[0] ?? 0) ?? {};
    for (const id of orders) world.sandbox.store.delete('orders', id);
    const anew = { orderId: 1, orderUniqueSaleNumber: '', orderCustomerEmail: 'nov@example.bg' };
    world.sandbox.store.put('orders', 1, { ...record, ...anew, orderCreatedAt: '2026-11-24 10:00:00' });
    await open('server', PROFILE, 'overview');
    await button('Старт');
    const answer = page.getByRole('alert').getByRole('link', { name: 'Отговорете' });
    await answer.waitFor();
    expect(await page.getByRole('button', { name: 'Какво ще се внесе?' }).count()).toBe(0);
    await keepScreenshots(page, '22-numbers-start');
    await answer.click();
    await button('Какво ще се внесе?');
    await page.getByText('Ще се внесат като нови: 1').waitFor();
    await keepScreenshots(page, '22-numbers');
    expect(await isTooWide()).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
    await button('Внасяй от тук');
    await expect.poll(async () => (await world.app.attention(PROFILE)).length, { timeout: 20_000 }).toBe(0);
  });

  it('Q3: a shop at another address: met by the test, asked at За внимание with a line on Начало, and runs go on once it is said', async () => {
    await world.setSettings({ shopAddress: `http://localhost:${world.sandbox.port}` });
    await world.app.setSecret(PROFILE, 'secret', ACCESS.secret);
    await open('server', PROFILE, 'settings');
    await button('Тест на връзката');
    await expect.poll(async () => (await world.app.questions(PROFILE)).length, { timeout: 20_000 }).toBe(1);
    await keepScreenshots(page, '23-pair-of-test');
    await open('server', PROFILE, 'overview');
    const line = page.getByRole('alert').filter({ hasText: 'Нищо не тръгва' });
    await line.waitFor();
    expect(await line.count()).toBe(1);
    await open('server', PROFILE, 'attention');
    const moved = page.getByRole('button', { name: 'Същият магазин е, преместен' });
    await moved.waitFor();
    await page.reload();
    await moved.waitFor();
    await keepScreenshots(page, '23-pair');
    expect(await isTooWide()).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
    await moved.click();
    await page.getByRole('status').waitFor();
    await keepScreenshots(page, '23-pair-answered');
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'done' });
  });

  it('Q8: a data folder that was copied: a person says which one is the original, and runs go on', async () => {
    const folder = join(world.folder, 'copy');
    await copyMemory(join(world.folder, 'data'), folder);
    const copy = await openWorldApp(folder);
    const request = { tasks: null, isConfirmed: true, onEvent: () => undefined } as const;
    await copy.run(PROFILE, { ...request, signal: new AbortController().signal });
    await copy.close();
    await open('server', PROFILE, 'overview');
    await button('Старт');
    await page.getByRole('alert').getByRole('link', { name: 'Отговорете' }).click();
    const original = page.getByRole('button', { name: 'Тази е истинската' });
    await original.waitFor();
    await keepScreenshots(page, '24-copied');
    expect(await isTooWide()).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
    await original.click();
    await page.getByRole('status').waitFor();
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'done' });
  });

  it('Q3: a warehouse that was restored: met by a run that nobody started here, answered in the page', async () => {
    world.change("DELETE FROM nextacct WHERE NextAcct LIKE 'ZWID-%'");
    await open('server', PROFILE, 'overview');
    await page.getByRole('button', { name: 'Старт', exact: true }).waitFor();
    expect(await world.run()).toMatchObject({ end: 'failed' });
    await page.getByRole('alert').getByRole('link', { name: 'Отговорете' }).click();
    const restored = page.getByRole('button', { name: 'Същият склад е, възстановен или преместен' });
    await restored.waitFor();
    await keepScreenshots(page, '25-warehouse');
    expect(await isTooWide()).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
    await restored.click();
    await page.getByRole('status').waitFor();
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'done' });
  });

  it('Q4: two servers of one shop: told with what to change, which is a switch of the settings', async () => {
    const second = 'Втори';
    const { profile } = await world.app.showProfile(PROFILE);
    await world.app.addProfile(second, { ...profile.settings, deviceSerial: 'DT900002' });
    await world.app.setSecret(second, 'secret', ACCESS.secret);
    await open('server', second, 'plan');
    await button('Направи преглед');
    await page
      .getByText(/внасят поръчките на един и същ магазин/)
      .first()
      .waitFor();
    await page.getByRole('alert').getByRole('link', { name: 'За внимание' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Настройки' }).waitFor();
    await keepScreenshots(page, '26-two-servers');
    expect(await isTooWide()).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('alert').getByRole('link', { name: 'Настройки' }).click();
    await page.getByLabel('Импорт от Seliton').first().click();
    await button('Запиши');
    await page.getByText('Записано', { exact: true }).waitFor();
    await open('server', second, 'plan');
    await button('Направи преглед');
    await expect.poll(async () => (await world.app.questions(second)).length, { timeout: 20_000 }).toBe(0);
    await world.app.removeProfile(second);
  });

  it('Q3: another shop: the former memory is put aside, and what to do next is said', async () => {
    const other = await startSandbox({
      content: generateContent({ products: 40, orders: 9, seed: 99, currency: 'EUR', now: new Date() }),
    });
    await world.setSettings({ shopAddress: other.url });
    await world.app.setSecret(PROFILE, 'secret', ACCESS.secret);
    await open('server', PROFILE, 'plan');
    await button('Направи преглед');
    await page.getByRole('alert').getByRole('link', { name: 'За внимание' }).click();
    const another = page.getByRole('button', { name: 'Това е друг магазин' });
    await another.waitFor();
    await keepScreenshots(page, '27-another');
    await another.click();
    await page.getByText(/Записано: друг е/).waitFor();
    expect((await world.app.removed.list()).filter(({ isShelf }) => isShelf)).toHaveLength(1);
    await other.close();
  });
});
