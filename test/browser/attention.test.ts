import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { axeFindings, describeBrowser } from '../support/browser.ts';
import { lookEverywhere } from '../support/browser/look-everywhere.ts';
import { ownerAt } from '../support/browser/owner-at.ts';
import type { Visit } from '../support/browser/owner-at.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

// За внимание (issue 15, point 6): by cause, each with the verb that settles it, one answer for all of it.

describeBrowser('За внимание in the browser', () => {
  let world: World;
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    world = await makeWorld({
      orders: 14,
      settings: { deliveryGood: null },
      content: (content) => ({
        ...content,
        orders: content.orders.map((order, index) => ({
          ...order,
          ...(index === 2 ? { orderCurrencyCode: 'USD' } : {}),
          ...(index === 3 || index === 4 ? { orderStatus: 'Резервирана' } : {}),
        })),
      }),
    });
    await world.run();
    visit = await ownerAt(world);
    ({ page } = visit);
    await visit.openPlace('attention');
  });

  afterEach(() => {
    expect(visit.complaints).toEqual([]);
  });

  afterAll(async () => {
    await visit.close();
  });

  const group = (name: string) => page.getByRole('region', { name });

  it('what waits stands by cause, counted on the tab and in the title', async () => {
    await group('Доставка без стока за нея в склада').waitFor();
    await group('Поръчки в друга валута').waitFor();
    const waiting = (await world.app.attention(PROFILE)).length;
    expect(await page.title()).toMatch(new RegExp(`^\\(${waiting}\\) За внимание`));
    expect(await lookEverywhere(page, 'attention')).toEqual([]);
  });

  it('a word is explained where it is asked about', async () => {
    const asked = group('Какво значи „Резервирана“?');
    await asked.getByLabel('Какво значи „Резервирана“?').selectOption({ label: 'чака' });
    await asked.getByRole('button', { name: 'Запиши' }).click();
    await asked.getByText('ще се опита при следващото пускане').waitFor();
  });

  it('a good for delivery is chosen by its name, once for all orders', async () => {
    const delivery = group('Доставка без стока за нея в склада');
    await delivery.getByRole('button', { name: 'Избери стока за доставка' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Избери стока за доставка').fill('дост');
    await page.getByRole('listbox').getByRole('option').first().click();
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: 'test-output/pages/attention-choose.png' });
    await dialog.getByRole('button', { name: 'Запиши' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await world.app.showProfile(PROFILE)).profile.settings.deliveryGood).not.toBe(null);
    await world.run();
    await delivery.waitFor({ state: 'detached', timeout: 15_000 });
  });

  it('what is known is put aside with a reason, and put back; who answered what is told', async () => {
    await group('Поръчки в друга валута').getByRole('button', { name: 'Остави настрана' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Остави настрана' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Защо').fill('внесена на ръка');
    await dialog.getByRole('button', { name: 'Остави настрана' }).click();
    const aside = group('Оставени настрана');
    await aside.getByText(/оставено от Иван Собственик, .*: внесена на ръка/).waitFor();
    await page.getByText('Отговори досега').click();
    await page
      .getByText(/Стока за доставка/)
      .first()
      .waitFor();
    expect(await lookEverywhere(page, 'attention-aside')).toEqual([]);
    await aside.getByRole('button', { name: /Върни в списъка/ }).click();
    await group('Поръчки в друга валута').waitFor();
  });
});
