import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeBrowser } from '../support/browser.ts';
import { lookEverywhere } from '../support/browser/look-everywhere.ts';
import { ownerAt } from '../support/browser/owner-at.ts';
import type { Visit } from '../support/browser/owner-at.ts';
import { makeWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

// Orders and УНП (issue 15, points 5 and 8) as an accountant works with them: find, look, decide, take along.

const OUTPUT = fileURLToPath(new URL('../../test-output/pages/', import.meta.url));

describeBrowser('orders in the browser', () => {
  let world: World;
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    world = await makeWorld({
      orders: 8,
      content: (content) => ({
        ...content,
        orders: content.orders.map((order, index) =>
          index === 2 ? { ...order, orderCurrencyCode: 'USD' } : order,
        ),
      }),
    });
    await world.run();
    visit = await ownerAt(world);
    ({ page } = visit);
  }, 90_000);

  afterEach(() => {
    expect(visit.complaints).toEqual([]);
  });

  afterAll(async () => {
    await visit.close();
  });

  const open: Visit['open'] = async (...parts) => visit.openPlace(...parts);

  const rows = () => page.getByRole('table', { name: 'Поръчки' }).getByRole('row');

  it('the list: who, how much, document, УНП, stage; looked at everywhere', async () => {
    await open('orders');
    await page
      .getByText(/^Поръчка №\u00a0\d+$/)
      .first()
      .waitFor();
    expect(await lookEverywhere(page, 'orders')).toEqual([]);
  });

  it('is searched by the buyer and filtered by stage; the files are of what is filtered', async () => {
    const buyer = await rows().nth(1).getByRole('cell').nth(1).innerText();
    await page.getByRole('searchbox', { name: 'Търсене' }).fill(buyer);
    await page.getByRole('link', { name: 'Excel' }).and(page.locator('[href*="search="]')).waitFor();
    expect(await rows().nth(1).getByRole('cell').nth(1).innerText()).toBe(buyer);
    await page.getByRole('searchbox', { name: 'Търсене' }).fill('няма такъв');
    await page.getByText('Няма поръчка, която да отговаря на търсеното.').waitFor();
    await page.getByRole('button', { name: 'Изчисти' }).click();
    await page.getByText(/^за внимание\s*1$/).click();
    await page.getByText(/^1\sпоръчка$/).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Excel' }).click();
    expect((await download).suggestedFilename()).toBe('orders.xlsx');
    await page.getByText(/^за внимание\s*1$/).click();
  });

  it('one with its lines under both names, its VAT, its way; looked at everywhere, printed', async () => {
    await page.getByRole('link', { name: /^№/ }).nth(1).click();
    const panel = page.getByRole('dialog');
    await panel.getByText('В склада:').first().waitFor();
    await panel.getByText('УНП е и в магазина').waitFor();
    expect(await panel.getByText(/ДДС 20\s%/).count()).toBe(1);
    // Nothing is broken inside a number, and none has more places than people read.
    expect(await panel.innerText()).not.toMatch(/\d[.,]\d{5,}/);
    expect(await lookEverywhere(page, 'order')).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
  });

  it('one that is not imported says why, is tried again, declined with a reason and taken back, by keys alone', async () => {
    await page.getByText(/^за внимание\s*1$/).click();
    await page.getByText(/^1\sпоръчка$/).waitFor();
    await page.getByRole('link', { name: /^№/ }).first().focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog');
    await panel.getByText('Защо не е внесена').waitFor();
    expect(await lookEverywhere(page, 'order-parked')).toEqual([]);
    await panel.getByRole('button', { name: 'Опитай пак при следващото пускане' }).press('Enter');
    await panel.getByText('Ще се опита пак при следващото пускане.').waitFor();
    await panel.getByRole('button', { name: 'Не внасяй…' }).press('Enter');
    const question = page.getByRole('dialog', { name: /да не се внася/ });
    await question.getByLabel('Причина').fill('пробна поръчка');
    mkdirSync(OUTPUT, { recursive: true });
    await page.screenshot({ path: `${OUTPUT}order-decline.png` });
    await question.getByRole('button', { name: 'Не внасяй', exact: true }).press('Enter');
    await panel.getByText('няма да се внася: „пробна поръчка“ (Иван Собственик)').waitFor();
    await panel.getByRole('button', { name: 'Внасяй все пак' }).press('Enter');
    await panel.getByRole('button', { name: 'Не внасяй…' }).waitFor();
    await page.keyboard.press('Escape');
  });
});
