import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { textsOf } from '../../src/texts/text.ts';
import { MANUAL } from '../../web/pages/settings/form-parts.ts';
import { describeBrowser } from '../support/browser.ts';
import { lookEverywhere, speak } from '../support/browser/look-everywhere.ts';
import { ownerAt } from '../support/browser/owner-at.ts';
import type { Visit } from '../support/browser/owner-at.ts';
import { ACCESS, makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

// The settings (issue 15, point 2): the manual's first, everything typed is tested and saved together, what is
// chosen is chosen by name, and what is wrong stands at its field.

/** As the manual has it; the tree of groups has no label of its own. */
function labelOf(key: (typeof MANUAL)[number]): string {
  const { settings, secrets } = textsOf('bg');
  return key === 'secret' ? secrets.secret.label : settings[key].label;
}
const never = new AbortController().signal;
/** A busy machine is given so long for what takes a moment. */
const PATIENCE_MS = 20_000;

describeBrowser('the settings in the browser', () => {
  let world: World;
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    world = await makeWorld({ goods: 60, orders: 4, settings: { feeGood: null } });
    visit = await ownerAt(world);
    ({ page } = visit);
  });

  afterEach(() => {
    expect(visit.complaints).toEqual([]);
  });

  afterAll(async () => {
    await visit.close();
  });

  async function open(...rest: readonly string[]): Promise<void> {
    await visit.openPlace('settings', ...rest);
    await page.getByPlaceholder('Търсене във всички настройки').waitFor();
  }

  async function button(name: string): Promise<void> {
    await page.getByRole('button', { name, exact: true }).first().click();
  }

  const stored = async () => (await world.app.showProfile(PROFILE)).profile;

  it('S7..S23, S33, S34: name and type, then the manual’s in its order; looked at everywhere', async () => {
    await open();
    await page.getByText('Хранителни стоки').first().waitFor();
    const card = page.getByRole('heading', { name: 'Основни настройки' }).locator('xpath=ancestor::section');
    const labels = (await card.locator('label').allInnerTexts()).map((label) => label.split('\n')[0]?.trim());
    // Those of single groups end in how many goods they hold.
    const asked = labels.filter((label) => !/\d$/.test(label ?? ''));
    expect(asked).toEqual(['Име', 'Вид', ...MANUAL.filter((key) => key !== 'groups').map(labelOf)]);
    await card.getByText('Групи от стоки', { exact: true }).waitFor();
    expect(await lookEverywhere(page, 'settings')).toEqual([]);
  });

  it('S22: a typed key is tested as it is typed, and saved with everything else by the one button', async () => {
    // The stored one is an old one, so that the typed one alone can have been tested, and saved.
    await world.app.setSecret(PROFILE, 'secret', 'остарял-ключ');
    const isStoredRight = async (): Promise<boolean | null | undefined> => {
      const { points } = await world.app.testProfile(PROFILE, never);
      return points.find(({ point }) => point === 'shop')?.isOk;
    };
    await open();
    const shop = page.getByText('магазин', { exact: true }).locator('xpath=..').first();
    for (const [key, said] of [
      ['грешен-ключ', /ключ/i],
      [ACCESS.secret, /работи/],
    ] as const) {
      await page.getByLabel('Таен ключ').first().fill(key);
      await button('Тест на връзката');
      await page.getByRole('heading', { name: 'Какво отговаря' }).waitFor();
      await expect.poll(async () => shop.textContent(), { timeout: PATIENCE_MS }).toMatch(said);
    }
    expect(await isStoredRight()).toBe(false);
    expect(await lookEverywhere(page, 'settings-test')).toEqual([]);
    // The test is told anew in the language that was switched to.
    await speak(page, 'en');
    await page.getByText('same shop and warehouse').first().waitFor();
    await speak(page, 'bg');
    await page.getByText('същите магазин и склад').first().waitFor();
    await page.getByPlaceholder('Търсене във всички настройки').fill('проверка назад');
    await page.locator('#setting-recheckDays').fill('14');
    await page.getByText('2 незаписани промени').waitFor();
    await button('Запиши');
    await page.getByText('Записано', { exact: true }).waitFor();
    expect([(await stored()).settings.recheckDays, await isStoredRight()]).toEqual([14, true]);
    expect(await page.content()).not.toContain(ACCESS.secret);
  });

  it('I8: a charge is searched by name among services; one that keeps stock by now is refused at its field', async () => {
    await open('feeGood');
    const fee = page.locator('#setting-feeGood');
    await fee.click();
    await fee.fill('кафе');
    await page.getByText('Нищо не е намерено').waitFor();
    await fee.fill('такса');
    await page.getByRole('option', { name: /Наложен платеж/ }).click();
    world.change('UPDATE goods SET Type = 0 WHERE ID = 3');
    await button('Запиши');
    await page
      .getByText(/е стока с наличност, а тук трябва услуга/)
      .first()
      .waitFor();
    await expect.poll(async () => page.evaluate('document.activeElement?.id')).toBe('setting-feeGood');
    await page.keyboard.press('Escape');
    expect(await lookEverywhere(page, 'settings-fault')).toEqual([]);
    expect((await stored()).settings.feeGood).toBeNull();
    world.change('UPDATE goods SET Type = 8 WHERE ID = 3');
    await button('Запиши');
    await page.getByText('Записано', { exact: true }).waitFor();
    expect((await stored()).settings.feeGood).toBe(3);
  });

  it('S22: a changed address says which key is void, and saving leads to it', async () => {
    await open('shopAddress');
    const address = page.locator('#setting-shopAddress');
    await address.fill(world.sandbox.url.replace('127.0.0.1', 'localhost'));
    await page.getByText(/пазеното вече не важи/).waitFor();
    await button('Запиши');
    await page.getByText(/пазеното е забравено/).waitFor();
    await expect.poll(async () => page.evaluate('document.activeElement?.id')).toBe('setting-secret');
    expect((await world.app.showProfile(PROFILE)).secrets).toEqual([]);
    await address.fill(world.sandbox.url);
    await page.locator('#setting-secret').fill(ACCESS.secret);
    await button('Запиши');
    await page.getByText('Записано', { exact: true }).waitFor();
    expect((await world.app.showProfile(PROFILE)).secrets).toEqual(['secret']);
  });

  it('what is typed is not lost by going elsewhere, and two windows do not overwrite each other', async () => {
    await open('recheckDays');
    await page.locator('#setting-recheckDays').fill('15');
    await page.getByText('1 незаписана промяна').waitFor();
    await page.getByRole('link', { name: 'Поръчки' }).first().click();
    await page.getByRole('dialog', { name: 'Има незаписани промени' }).waitFor();
    await page.screenshot({ path: 'test-output/pages/settings-unsaved.png' });
    await page.getByRole('dialog').getByRole('button', { name: 'Отказ' }).click();
    expect(await page.locator('#setting-recheckDays').inputValue()).toBe('15');
    await world.setSettings({ recheckDays: 21, openOrderDays: 300 });
    await button('Запиши');
    await page.getByText(/записано от друг прозорец/).waitFor();
    expect(await page.locator('#setting-recheckDays').inputValue()).toBe('15');
    expect((await stored()).settings.recheckDays).toBe(21);
    await button('Запиши');
    await page.getByText('Записано', { exact: true }).waitFor();
    expect((await stored()).settings).toMatchObject({ recheckDays: 15, openOrderDays: 300 });
  });

  it('the folded parts open by a click and by the address, each looked at', async () => {
    await open('guardHidden');
    await page.locator('#setting-guardHidden').waitFor();
    await page.getByRole('button', { name: /^Склад/ }).click();
    await page.getByLabel('Път до файла').first().waitFor();
    await page.getByRole('button', { name: /^Разписание/ }).click();
    expect(await lookEverywhere(page, 'settings-folded')).toEqual([]);
  }, 120_000);
});
