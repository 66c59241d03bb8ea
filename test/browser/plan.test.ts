import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { lookEverywhere } from '../support/browser/look-everywhere.ts';
import { ownerAt } from '../support/browser/owner-at.ts';
import type { Visit } from '../support/browser/owner-at.ts';
import { axeFindings, describeBrowser, keepScreenshots } from '../support/browser.ts';
import { makeWorld, PROFILE, readGoodsOf } from '../support/world.ts';
import type { World } from '../support/world.ts';

const PLAN = `/api/profiles/${encodeURIComponent(PROFILE)}/plan`;

// Преглед: what would change, what would not and why, a part of it approved.

describeBrowser('the plan in the browser', () => {
  let world: World;
  let visit: Visit;
  let page: Page;
  /** The order that was placed last. */
  let last = 0;

  beforeAll(async () => {
    world = await makeWorld({
      orders: 12,
      goods: 120,
      content: (content) => ({
        ...content,
        orders: content.orders.map((order, index) =>
          index === 4 ? { ...order, orderCurrencyCode: 'USD' } : order,
        ),
      }),
    });
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

  const button = (name: string) => page.getByRole('button', { name, exact: true }).first().click();

  /** „Избрани: 132 от 133 промени“. */
  const chosen = async (): Promise<string> => (await page.getByText(/^Избрани: /).textContent()) ?? '';

  it('says what will stand there before there is a plan', async () => {
    await open('plan');
    await page.getByText('Тук се вижда какво ще се промени').waitFor();
    expect(await lookEverywhere(page, 'plan-none')).toEqual([]);
  });

  it('shows a plan that was made, whichever answer comes last', async () => {
    // The plan is made, told and over before the page hears that it was begun.
    await page.route(`**${PLAN}`, async (route) => {
      const answer = await route.fetch();
      if (route.request().method() === 'POST') await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.fulfill({ response: answer });
    });
    await button('Направи преглед');
    await page.getByRole('heading', { name: 'Ще се промени' }).waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    // Of the next one the look at the work comes late.
    await page.route('**/work', async (route) => {
      const answer = await route.fetch();
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await route.fulfill({ response: answer });
    });
    const before = await chosen();
    const [good] = await readGoodsOf(world.warehousePath);
    last = world.sandbox.placeOrder({ lines: [{ code: good?.code ?? '', quantity: '1' }] });
    await button('Направи нов преглед');
    await expect.poll(chosen, { timeout: 10_000 }).not.toBe(before);
    await page.unrouteAll({ behavior: 'wait' });
  });

  it('the orders that are no document yet are there, with the reason', async () => {
    await page.getByRole('heading', { name: 'Чака вас' }).waitFor();
    await page.getByText(/USD/).first().waitFor();
    await page.getByText('нов документ').first().waitFor();
    // As many rows as are in view: the keyboard is walked through them all.
    await page.getByLabel('Търсене').fill('№ 100');
    await page.getByText(/^\d\sпромени$/).waitFor();
    // The filter is in the address: a reload or a link shows the same.
    expect(page.url()).toContain('/plan?search=');
    expect(await lookEverywhere(page, 'plan')).toEqual([]);
    await page.getByLabel('Търсене').fill('');
  });

  it('a document stands as it will be, with the names of the warehouse beside those of the order', async () => {
    await page.getByRole('link', { name: /^№ 10/ }).first().click();
    const panel = page.getByRole('dialog');
    await panel.getByText('Стока в склада').waitFor();
    await panel.getByText('В поръчката').waitFor();
    await panel.getByText('УНП ще се изтегли').waitFor();
    await keepScreenshots(page, 'pages/plan-document');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  });

  it('a part is approved: the documents, but for one', async () => {
    for (const kind of ['нов продукт', 'промяна на продукт', 'количество', 'свързване', 'УНП към магазина']) {
      const box = page.getByLabel(`Изпълни „${kind}“`, { exact: true });
      if ((await box.count()) > 0) await box.uncheck();
    }
    await page.getByLabel(`Изпълни „№ ${last}“`, { exact: true }).uncheck();
    const count = Number(/Избрани: (\d+)/.exec(await chosen())?.[1]);
    await button('Изпълни');
    await page.getByText('Какво стана').waitFor();
    const recorded = (await world.ledger()).filter(({ documentNumber }) => documentNumber !== null);
    expect(recorded).toHaveLength(count);
  });

  it('what a guard holds is told, and goes out only when it is approved', async () => {
    await world.run();
    world.change('UPDATE goods SET PriceOut2 = PriceOut2 * 1.1');
    await button('Направи преглед');
    await page.getByRole('heading', { name: 'Спряно от предпазител' }).waitFor({ timeout: 30_000 });
    await page.getByText(/^Избрани: 0 /).waitFor();
    // No tick says otherwise than the footer.
    expect(await page.getByLabel('Изпълни „промяна на продукт“', { exact: true }).isChecked()).toBe(false);
    await page.getByText('Покажи само спреното').first().click();
    await page.getByLabel('Търсене').fill('10000');
    expect(await lookEverywhere(page, 'plan-held')).toEqual([]);
    await page.getByLabel('Търсене').fill('');
    await page.getByLabel('Одобрявам и спреното').check();
    await button('Изпълни');
    // A hundred products, over a shop that answers as one on the internet does.
    await page.getByText('Какво стана').waitFor({ timeout: 30_000 });
    const [good] = world.rows('SELECT count(*) AS n FROM goods');
    expect(Number(good?.['n'])).toBeGreaterThan(0);
    await button('Направи преглед');
    await page.getByText('Няма промени').waitFor();
  });
});
