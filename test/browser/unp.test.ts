import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { askMemory } from '../support/memory/memory-place.ts';
import { describeBrowser } from '../support/browser.ts';
import { lookEverywhere } from '../support/browser/look-everywhere.ts';
import { ownerAt } from '../support/browser/owner-at.ts';
import type { Visit } from '../support/browser/owner-at.ts';
import { makeWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

// УНП (issue 15, point 8): each number with both sides beside each other, what is left, gaps, files.

describeBrowser('УНП in the browser', () => {
  let world: World;
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    world = await makeWorld({ orders: 8 });
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

  it('the ledger with both sides, the range, what is left', async () => {
    await visit.openPlace('unp');
    await page.getByText('DT900001-0001-0000008').first().waitFor();
    await page.getByText('Няма пропуснати номера').waitFor();
    expect(await page.getByText('в склада и в магазина').count()).toBe(8);
    expect(await lookEverywhere(page, 'unp-ledger')).toEqual([]);
  });

  it('is filtered by number and side; a number leads to its order; the files are of what is filtered', async () => {
    await page.getByLabel('От №').fill('7');
    await page.getByText(/^2\sномера/).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Excel' }).click();
    expect((await download).suggestedFilename()).toBe('unp.xlsx');
    await page.getByText('Само в склада').click();
    await page.getByText('Няма УНП, който да отговаря на избраното.').waitFor();
    await page.getByText('Само в склада').click();
    await page.getByRole('link', { name: 'DT900001-0001-0000008' }).click();
    await page.getByRole('dialog').getByText('DT900001-0001-0000008').first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('gaps are told and explained, a range that ends soon too; looked at everywhere', async () => {
    await askMemory(
      join(world.folder, 'data'),
      "DELETE FROM orders WHERE unp IN ('DT900001-0001-0000003', 'DT900001-0001-0000005')",
    );
    await world.setSettings({ unpTo: 8 });
    await visit.openPlace('unp');
    await page.reload();
    await page.getByText('Номера без поръчка').waitFor();
    await page.getByText(/Диапазонът свърши/).waitFor();
    await page.getByRole('button', { name: 'Провери в склада' }).click();
    await page.getByRole('status').filter({ hasText: 'В склада' }).waitFor();
    expect(await lookEverywhere(page, 'unp-gaps')).toEqual([]);
  });
});
