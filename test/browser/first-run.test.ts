import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import { servePage } from '../../src/compose/serve-page.ts';
import { initMysqlWarehouse } from '../../src/warehouse/sample/fill-mysql.ts';
import { describeBrowser, launch, watchPage } from '../support/browser.ts';
import { lookEverywhere } from '../support/browser/look-everywhere.ts';
import { hasMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';
import { ACCESS, makeWorld, openWorldApp, TODAY } from '../support/world.ts';
import type { World } from '../support/world.ts';

// The first run (issue 15, point 1): from a fresh data folder to the first recorded order, by somebody who has never
// seen the page, in at most 25 actions.

const OWNER = { name: 'Иван Собственик', password: 'дълга парола 1' };
const MOST_ACTIONS = 25;

/** What a person does on the page: each click and each field that is filled in counts. */
class Actions {
  count = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async click(name: string | RegExp): Promise<void> {
    this.count += 1;
    const button = this.#page.getByRole('button', { name, exact: typeof name === 'string' });
    await button.first().click({ timeout: 20_000 });
  }

  async fill(label: string, text: string): Promise<void> {
    this.count += 1;
    await this.#page
      .getByRole('textbox', { name: label })
      .or(this.#page.getByLabel(label))
      .first()
      .fill(text);
  }
}

describeBrowser('the first run in the browser', () => {
  let browser: Browser;
  let world: World;
  let mariadb: PrivateMariadb | null = null;
  const closing: (() => Promise<void>)[] = [];
  let complaints: readonly string[] = [];

  beforeAll(async () => {
    browser = await launch();
    world = await makeWorld({ goods: 120, orders: 5 });
    if (hasMariadb()) mariadb = await startMariadb({ isDurable: false });
  });

  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    expect(complaints).toEqual([]);
  });

  afterAll(async () => {
    await browser.close();
    await mariadb?.stop();
    await world.close();
  });

  /** A fresh data folder beside the warehouse, served. */
  async function fresh(): Promise<{ readonly page: Page; readonly app: App; readonly code: string }> {
    const folder = await mkdtemp(join(world.folder, 'data-'));
    const app = await openWorldApp(folder);
    const served = await servePage(app, {
      host: '127.0.0.1',
      port: 0,
      version: 'test',
      onFault: (error) => process.stderr.write(`page: ${String(error)}\n`),
    });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    complaints = watchPage(page, served.url);
    page.setDefaultTimeout(15_000);
    closing.push(async () => {
      await context.close();
      await served.close();
      await rm(folder, { recursive: true, force: true });
    });
    await page.goto(served.url);
    return { page, app, code: served.setupCode ?? '' };
  }

  async function signUp(page: Page, does: Actions, code: string): Promise<void> {
    await does.fill('Код от терминала', code);
    await does.fill('Име', OWNER.name);
    await does.fill('Парола', OWNER.password);
    await does.click('Създай');
    await page.getByText('Свържете склада и магазина').waitFor();
  }

  /** From the shop on everything is the same, whatever the warehouse is in. */
  async function goOn(page: Page, does: Actions, look: (name: string) => Promise<void>): Promise<void> {
    await page.getByText(/^Намерих Склад Pro 3\.07$/).waitFor();
    await page.getByText(/със СУПТО, \d+\s+обекта, \d+\s+стоки/).waitFor();
    await does.click('Продължи');
    await page.getByRole('heading', { name: 'Как се влиза в магазина?' }).waitFor();
    await does.fill('Адрес на онлайн магазина', world.sandbox.url);
    await does.fill('Потребителско име', ACCESS.username);
    await does.fill('Таен ключ', ACCESS.secret);
    await does.click('Свържи се');
    await page.getByText(/Отговаря (?:XML|REST) API/).waitFor();
    await look('first-run-shop');
    await does.click('Продължи');
    await page.getByRole('heading', { name: 'В кой обект да се записват поръчките?' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Обект за операции' }).inputValue()).toContain(
      'Онлайн склад',
    );
    await does.click('Продължи');
    await page.getByRole('heading', { name: 'Кои стоки да излизат?' }).waitFor();
    await does.click('Избери всички');
    await look('first-run-groups');
    await does.click('Продължи');
    await page.getByRole('heading', { name: 'В какво да се превръщат поръчките?' }).waitFor();
    await does.click('Продължи');
    await page.getByRole('heading', { name: 'С кой потребител и касов апарат се дават УНП?' }).waitFor();
    await look('first-run-device');
    await does.click('Продължи');
    await page.getByRole('heading', { name: 'С коя стока се записва доставката?' }).waitFor();
    await page.locator('input[value^="Доставка до адрес"]').waitFor();
    await does.click('Продължи');
    await page.getByRole('heading', { name: 'От коя поръчка да се започне?' }).waitFor();
    await does.click('Продължи');
    await page.getByRole('heading', { name: 'Кога да тръгва само?' }).waitFor();
    // A buyer orders meanwhile.
    const code = String(world.sandbox.store.list('products')[0]?.['productCode']);
    world.sandbox.placeOrder({ lines: [{ code, quantity: '1' }], shipping: '4.99' });
    await does.click('Продължи');
    await page.getByText('Ще се промени:').waitFor({ timeout: 30_000 });
    await look('first-run-plan');
    await does.click('Старт');
    await page.getByRole('heading', { name: 'Начало', level: 1 }).waitFor();
  }

  async function untilRecorded(app: App): Promise<string> {
    for (let tries = 0; tries < 300; tries += 1) {
      for await (const batch of app.orders('Магазин', ['recorded', 'acknowledged']))
        if (batch[0] !== undefined) return batch[0].stage;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return 'never';
  }

  it('on SQLite: found on this machine, left in the middle, gone on with, to the first recorded order', async () => {
    const { page, app, code } = await fresh();
    const does = new Actions(page);
    const faults: string[] = [];
    const look = async (name: string): Promise<void> =>
      void faults.push(...(await lookEverywhere(page, name)));
    await signUp(page, does, code);
    await look('first-run-welcome');
    await does.click('Започни');
    await page.getByRole('heading', { name: 'Къде е складът?' }).waitFor();
    await page.getByRole('button', { name: world.warehousePath }).waitFor();
    await look('first-run-warehouse');
    await does.click(new RegExp(world.warehousePath));
    await goOn(page, does, look);
    expect(await untilRecorded(app)).not.toBe('never');
    expect(does.count).toBeLessThanOrEqual(MOST_ACTIONS);
    expect(faults).toEqual([]);
    const { profile } = await app.showProfile('Магазин');
    expect(profile.settings).toMatchObject({ warehouseBuild: '3.07.100', deliveryGood: 2, schedule: '15' });
  }, 240_000);

  it('on MariaDB: reached by its fields, to the first recorded order', async ({ skip }) => {
    if (mariadb === null) return skip('MariaDB is not installed');
    const database = await mariadb.makeDatabase({ isBare: true });
    const url = mariadb.url(database);
    const sample = { goods: 120, seed: 1, hasSupto: true, today: TODAY };
    const signal = new AbortController().signal;
    await initMysqlWarehouse({ url, password: null, ...sample, signal, onProgress: () => undefined });
    const { page, app, code } = await fresh();
    const does = new Actions(page);
    await signUp(page, does, code);
    await does.click('Започни');
    await does.click(/^MySQL или MariaDB/);
    await page.getByRole('heading', { name: 'Как се стига до него?' }).waitFor();
    expect(await lookEverywhere(page, 'first-run-reach')).toEqual([]);
    await does.fill('База', database);
    await does.fill('Потребител на базата', 'root');
    await does.fill('Допълнително', `socket=${encodeURIComponent(mariadb.socket)}`);
    await does.click('Свържи се');
    await goOn(page, does, async () => undefined);
    expect(await untilRecorded(app)).not.toBe('never');
    expect(does.count).toBeLessThanOrEqual(MOST_ACTIONS);
    return undefined;
  }, 240_000);
});
