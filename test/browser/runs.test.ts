import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { lookEverywhere } from '../support/browser/look-everywhere.ts';
import { ownerAt } from '../support/browser/owner-at.ts';
import type { Visit } from '../support/browser/owner-at.ts';
import { axeFindings, describeBrowser, keepScreenshots } from '../support/browser.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

// Пускания: who or what started them, what they did, why they failed; quiet ones folded, one taken back.

describeBrowser('runs in the browser', () => {
  let world: World;
  let visit: Visit;
  let page: Page;
  let repriced = 0;
  let failed = 0;

  beforeAll(async () => {
    world = await makeWorld({ orders: 4, goods: 60, settings: { guardRepriced: 100 } });
    await world.run();
    const quietly = {
      tasks: null,
      trigger: 'schedule',
      isConfirmed: true,
      onEvent: () => undefined,
    } as const;
    const { signal } = new AbortController();
    for (let count = 0; count < 4; count += 1) await world.app.run(PROFILE, { ...quietly, signal });
    world.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID BETWEEN 10 AND 14');
    repriced = (await world.run(['export-goods'])).runId;
    await world.app.setSecret(PROFILE, 'secret', 'грешен');
    failed = (await world.run(['import-orders'])).runId;
    visit = await ownerAt(world);
    ({ page } = visit);
  });

  afterEach(() => {
    expect(visit.complaints).toEqual([]);
  });

  afterAll(async () => {
    await visit.close();
  });

  const open: Visit['open'] = async (...parts) => visit.openPlace(...parts);

  it('a run that failed says so, with the reason; quiet ones are one line', async () => {
    await open('runs');
    await page.getByText('неуспешно').last().waitFor();
    await page.getByText(/4\sпускания без промени/).waitFor();
    expect(await page.getByText('в синхрон').count()).toBe(0);
    expect(await page.locator('.row').count()).toBe(4);
    expect(await lookEverywhere(page, 'runs')).toEqual([]);
    await page.getByText('Покажи и пусканията без промени').click();
    await expect.poll(() => page.locator('.row').count()).toBe(7);
    await page.getByText('Покажи и пусканията без промени').click();
    await page.getByLabel('Резултат').selectOption('failed');
    await expect.poll(() => page.locator('.row').count()).toBe(1);
    await page.getByLabel('До дата').fill('2020-01-01');
    await page.getByText('Няма такива пускания').waitFor();
  });

  it('each has an address: how it ended, why, and what mends it', async () => {
    await open('runs', String(failed));
    const panel = page.getByRole('dialog');
    await panel.getByRole('alert').waitFor();
    await panel.getByRole('link', { name: 'Настройки' }).waitFor();
    await panel.getByText('Това пускане не е променило нищо.').waitFor();
    await keepScreenshots(page, 'pages/runs-failed');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('what it did, before and after; taking it back is looked at first', async () => {
    await world.app.setSecret(PROFILE, 'secret', 'sandbox-secret');
    await open('runs', String(repriced));
    const panel = page.getByRole('dialog');
    await panel.getByText('промяна на продукт').nth(1).waitFor();
    await keepScreenshots(page, 'pages/runs-report');
    expect(await axeFindings(page)).toEqual([]);
    const writes = world.sandbox.requests.writes();
    await panel.getByRole('button', { name: 'Какво ще се върне?' }).click();
    await page.getByText(`Връщане на пускане № ${repriced}`).waitFor();
    await page.getByText(/^Избрани: /).waitFor();
    expect(world.sandbox.requests.writes()).toBe(writes);
    await page.getByRole('button', { name: 'Изпълни', exact: true }).click();
    await page.getByText('Какво стана').waitFor();
    expect(world.sandbox.requests.writes()).toBeGreaterThan(writes);
  });
});
