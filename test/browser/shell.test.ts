import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeBrowser } from '../support/browser.ts';
import { lookEverywhere } from '../support/browser/look-everywhere.ts';
import { OWNER, strangerAt } from '../support/browser/owner-at.ts';
import type { Visit } from '../support/browser/owner-at.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

// The frame of the page (issue 15, points 11 and 12): its door, its ways, its keys, its titles, on every screen.

const MOST_FIRST_BYTES = 350_000;

describeBrowser('the frame in the browser', () => {
  let world: World;
  let visit: Visit;
  let page: Page;
  const firstView = new Map<string, number>();

  beforeAll(async () => {
    world = await makeWorld({ orders: 6 });
    visit = await strangerAt(world);
    ({ page } = visit);
    page.on('response', async (answer) => {
      if (answer.url().includes('/api/')) return;
      const body = await answer.body().catch(() => Buffer.alloc(0));
      firstView.set(answer.url(), gzipSync(body).length);
    });
  });

  afterEach(() => {
    expect(visit.complaints).toEqual([]);
  });

  afterAll(async () => {
    await visit.close();
  });

  const open: Visit['open'] = async (...parts) => visit.open(...parts);

  it('the door: the first account, looked at everywhere', async () => {
    await page.goto(visit.url);
    await page.getByLabel('Код от терминала').waitFor();
    expect(await lookEverywhere(page, 'sign-in')).toEqual([]);
    await page.getByLabel('Код от терминала').fill(visit.setupCode);
    await page.getByLabel('Име').fill(OWNER.name);
    await page.getByLabel('Парола').fill(OWNER.password);
    await page.getByRole('button', { name: 'Създай' }).click();
    await page.getByRole('heading', { name: 'Сървъри', level: 1 }).waitFor();
    await page.getByRole('link', { name: PROFILE }).waitFor();
  });

  it('the first view is under 350 kB compressed', () => {
    const bytes = [...firstView.values()].reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(MOST_FIRST_BYTES);
  });

  it('the servers, and a place of one, looked at everywhere', async () => {
    expect(await page.title()).toBe('Сървъри – Skladbridge');
    expect(await lookEverywhere(page, 'servers')).toEqual([]);
    await open('server', PROFILE, 'unp');
    await page.getByText('DT900001').first().waitFor();
    expect(await page.title()).toBe(`УНП – ${PROFILE} – Skladbridge`);
    expect(await lookEverywhere(page, 'shell')).toEqual([]);
  });

  it('a dark page is light on paper, and dark again on the screen', async () => {
    const isPainted = async (scheme: string): Promise<void> =>
      page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor({ state: 'attached' });
    await page.emulateMedia({ colorScheme: 'dark' });
    await isPainted('dark');
    await page.emulateMedia({ media: 'print' });
    await isPainted('light');
    await page.emulateMedia({ media: 'screen' });
    await isPainted('dark');
    await page.emulateMedia({ media: null, colorScheme: 'light' });
    await isPainted('light');
  });

  it('an address that leads nowhere says so, and where to go on', async () => {
    await open('server', 'Такъв няма', 'orders');
    await page.getByRole('heading', { name: 'Няма такъв сървър' }).waitFor();
    await open('server', PROFILE, 'кьоше');
    await page.getByRole('heading', { name: 'Тук няма нищо' }).waitFor();
    expect(await lookEverywhere(page, 'nowhere')).toEqual([]);
    await page.getByRole('link', { name: 'Към началото' }).click();
    await page.getByRole('heading', { name: 'Начало', level: 1 }).waitFor();
  });

  it('keys: Ctrl K finds and goes, a number goes to its place, ? shows them all and turns them off', async () => {
    await page.keyboard.press('Control+k');
    const search = page.getByPlaceholder('Поръчка, стока, място, настройка или действие');
    await search.fill('обект за оп');
    await page.getByRole('button', { name: /Обект за операции/ }).waitFor();
    await page.screenshot({ path: 'test-output/pages/palette.png' });
    await search.fill('Пускания');
    await page.getByRole('button', { name: /^Пускания/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Пускания', level: 1 }).waitFor();
    await page.keyboard.press('3');
    await page.getByRole('heading', { name: 'Поръчки', level: 1 }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Клавиши' }).waitFor();
    await page.screenshot({ path: 'test-output/pages/keys.png' });
    await page.getByLabel('Клавишите от един знак работят').uncheck();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('1');
    expect(await page.title()).toContain('Поръчки');
    await page.evaluate('localStorage.clear()');
  });

  it('a phone reaches every place: the near ones at the thumb, the firm behind „Още“', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('link', { name: 'Преглед' }).click();
    await page.getByRole('heading', { name: 'Преглед', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Още' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Стоки' }).waitFor();
    await page.waitForTimeout(300);
    await page.screenshot({ path: 'test-output/pages/more.png' });
    await page.getByRole('dialog').getByRole('link', { name: 'Фирмата' }).click();
    await page.getByRole('heading', { name: 'Фирмата', level: 1 }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('the scheme that was chosen stays chosen, before anything is drawn', async () => {
    await page.getByRole('button', { name: 'Цветове: както на устройството' }).click();
    await page.getByRole('button', { name: 'Цветове: светли' }).click();
    await page.getByRole('button', { name: 'Цветове: тъмни' }).waitFor();
    await page.reload({ waitUntil: 'commit' });
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Цветове: тъмни' }).click();
  });
});
