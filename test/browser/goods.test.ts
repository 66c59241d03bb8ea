import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeBrowser } from '../support/browser.ts';
import { lookEverywhere } from '../support/browser/look-everywhere.ts';
import { ownerAt } from '../support/browser/owner-at.ts';
import type { Visit } from '../support/browser/owner-at.ts';
import { makeWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

// Стоки (issue 15, point 7): both sides beside each other, differences, how they came about, link and unlink.

describeBrowser('goods in the browser', () => {
  let world: World;
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    world = await makeWorld({ goods: 60, orders: 4 });
    await world.run();
    world.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID BETWEEN 10 AND 14');
    visit = await ownerAt(world);
    ({ page } = visit);
  }, 90_000);

  afterEach(() => {
    expect(visit.complaints).toEqual([]);
  });

  afterAll(async () => {
    await visit.close();
  });

  it('both sides beside each other; what differs is marked and can be shown alone', async () => {
    await visit.openPlace('goods');
    await page.locator('.good-name').first().waitFor();
    expect(await lookEverywhere(page, 'goods')).toEqual([]);
    await page.getByText('Само разлики').click();
    await page.getByText(/^[45]\sстоки/).waitFor();
    expect(await page.locator('.good-differs').count()).toBeGreaterThan(3);
  });

  it('one good tells how its price and quantity came about, and everything that was sent of it', async () => {
    await page.locator('.good-name').first().click();
    const panel = page.getByRole('dialog');
    await panel.getByText('Как се получи количеството').waitFor();
    await panel.getByText('Ценова група 2 в склада, с ДДС').waitFor();
    await panel.getByText('Какво е изпращано').waitFor();
    expect(await lookEverywhere(page, 'goods-panel')).toEqual([]);
  });

  it('is unlinked after a question, found without a product, and linked again by its number', async () => {
    const panel = page.getByRole('dialog').first();
    const number = /№ (\d+)/.exec(await panel.getByText(/^Продукт № \d+$/).innerText())?.[1] ?? '';
    await panel.getByRole('button', { name: 'Развържи' }).click();
    await page.getByText('Продуктът остава в магазина').waitFor();
    await page.getByRole('button', { name: 'Развържи' }).last().click();
    await panel.getByRole('button', { name: 'Свържи с продукт' }).click();
    await page.getByLabel('Номер на продукта в магазина').fill('999999');
    await page.getByRole('button', { name: 'Свържи с продукт' }).last().click();
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('Номер на продукта в магазина').fill(number);
    await page.getByRole('button', { name: 'Свържи с продукт' }).last().click();
    await panel.getByRole('button', { name: 'Развържи' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('is found by its code, from the palette too', async () => {
    await page.getByText('Само разлики').click();
    const code = (await page.locator('.good-name > small').first().innerText()).split(' · ')[0] ?? '';
    await page.getByPlaceholder('Име, код или баркод').fill(code);
    await page
      .getByText(/^1\sстока/)
      .or(page.locator('.good-name > small', { hasText: code }))
      .first()
      .waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Поръчка, стока, място, настройка или действие').fill(code);
    await page.getByRole('dialog').getByText(code).first().waitFor();
    await page.keyboard.press('Enter');
  });
});
