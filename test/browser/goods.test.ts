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

  it('filters, search and the open good stand in the address: a reload and Back show the same', async () => {
    const several = page.getByText(/^[45]\sстоки/);
    expect(page.url()).toContain('show=differs');
    await page.reload();
    await several.waitFor();
    await page.locator('.good-name').first().click();
    await page.getByRole('dialog').waitFor();
    expect(page.url()).toMatch(/\/goods\/\d+\?show=differs$/);
    await page.goBack();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const name = await page.locator('.good-name').nth(1).innerText();
    await page.getByPlaceholder('Име, код или баркод').fill(name.split('\n')[0] ?? '');
    await page.getByText(/^1\sстока/).waitFor();
    await page.reload();
    await page.getByText(/^1\sстока/).waitFor();
    await page.getByRole('searchbox', { name: 'Търсене' }).fill('');
    await several.waitFor();
  });

  it('one good tells how its price and quantity came about, and everything that was sent of it', async () => {
    await page.locator('.good-name').first().click();
    const panel = page.getByRole('dialog');
    await panel.getByText('Как се получи количеството').waitFor();
    await panel.getByText('Ценова група 2 в склада, с ДДС').waitFor();
    await panel.getByText('Какво е изпращано').waitFor();
    expect(await lookEverywhere(page, 'goods-panel')).toEqual([]);
  });

  it('is unlinked after a question, found without a product, and linked again by the product’s code', async () => {
    const panel = page.getByRole('dialog').first();
    await panel.getByText(/^Продукт № \d+$/).waitFor();
    const code = await panel.getByRole('row', { name: /^Код/ }).getByRole('cell').nth(1).innerText();
    await panel.getByRole('button', { name: 'Развържи' }).click();
    await page.getByText('Продуктът остава в магазина').waitFor();
    await page.getByRole('button', { name: 'Развържи' }).last().click();
    await panel.getByRole('button', { name: 'Свържи с продукт' }).click();
    await page.getByText('Продуктите са прочетени от магазина').waitFor();
    await page.getByRole('textbox', { name: 'Продукт в магазина' }).fill(code);
    await page.getByRole('option', { name: code }).first().click();
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
