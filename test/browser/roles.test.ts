import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pageWords } from '../../src/texts/page.ts';
import { describeBrowser } from '../support/browser.ts';
import { OWNER, strangerAt } from '../support/browser/owner-at.ts';
import type { Visit } from '../support/browser/owner-at.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

// What a person meets at the page is what he may do (issue 17, point 4): no button leads to a refusal.

const PEOPLE = { accountant: 'Анна счетоводител', operator: 'Олег оператор' } as const;
const WORDS: Readonly<Record<string, string>> = pageWords('bg').shell;
const PLACES = ['overview', 'plan', 'orders', 'attention', 'goods', 'unp', 'words', 'runs'];
/** Buttons of a place; those of a menu or a dialog are looked at as it opens. */
const BUTTONS = ':is(main, [role=dialog]) :is(button, summary, select):visible:not([disabled])';

describeBrowser('what the page offers by role', () => {
  let world: World;
  let visit: Visit;
  let page: Page;
  let refused: string[];
  /** An order that has lost its document. */
  let order: string;
  const asked = new Set<Request>();

  beforeAll(async () => {
    world = await makeWorld({
      orders: 6,
      content: (content) => ({
        ...content,
        orders: content.orders.map((order, index) =>
          index === 3 ? { ...order, orderStatus: 'Резервирана' } : order,
        ),
      }),
    });
    await world.run(['import-orders']);
    const [first] = await world.ledger();
    if (first === undefined) throw new Error('an order was imported');
    order = String(first.orderNumber);
    const document = [first.operationType ?? 0, first.documentNumber ?? 0] as const;
    world.change('DELETE FROM operations WHERE OperType = ? AND Acct = ?', ...document);
    await world.run(['import-orders']);
    const { desk } = world.app.access;
    const draft = { password: OWNER.password, language: 'bg' } as const;
    await desk.add({ ...draft, name: OWNER.name, role: 'owner' });
    await desk.add({ ...draft, name: PEOPLE.accountant, role: 'accountant' });
    await desk.add({ ...draft, name: PEOPLE.operator, role: 'operator' });
    visit = await strangerAt(world);
    ({ page } = visit);
    page.on('request', (request) => {
      if (!request.url().includes('/api/live')) asked.add(request);
    });
    for (const end of ['requestfinished', 'requestfailed'] as const)
      page.on(end as 'requestfinished', (request) => asked.delete(request));
    page.on('response', (answer) => {
      if (answer.status() === 403)
        refused.push(`${answer.request().method()} ${new URL(answer.url()).pathname}`);
    });
  }, 60_000);

  afterAll(async () => {
    expect(visit.complaints).toEqual([]);
    await visit.close();
  });

  async function signIn(name: string): Promise<void> {
    await page.context().clearCookies();
    await visit.open();
    await page.reload();
    await page.getByLabel('Име').fill(name);
    await page.getByLabel('Парола').fill(OWNER.password);
    refused = [];
    await page.getByRole('button', { name: 'Вход' }).click();
    await page.getByRole('link', { name: PROFILE }).first().waitFor();
  }

  async function openPlace(...place: readonly string[]): Promise<void> {
    await visit.openPlace(...place);
    await page.getByRole('heading', { name: WORDS[place[0] ?? ''] ?? '', level: 1 }).waitFor();
    // All that it asks for is here: a button that comes later would not be met.
    await expect.poll(() => asked.size, { interval: 60, timeout: 10_000 }).toBe(0);
    await page.locator('main [class*=Skeleton], main [class*=Loader]').first().waitFor({ state: 'detached' });
  }

  /** Presses every button of a place, each as it stood before anything was pressed. */
  async function pressAll(...place: readonly string[]): Promise<readonly string[]> {
    await openPlace(...place);
    const pressed: string[] = [];
    for (let index = 0; index < (await page.locator(BUTTONS).count()); index += 1) {
      const button = page.locator(BUTTONS).nth(index);
      pressed.push((await button.getAttribute('aria-label')) ?? (await button.innerText()));
      await button.dispatchEvent('click');
      await page.keyboard.press('Escape');
      if (!decodeURIComponent(page.url()).includes(place.join('/'))) await openPlace(...place);
    }
    return pressed;
  }

  it('an accountant presses everything that there is, and is refused nothing; nothing was started', async () => {
    const runs = await world.app.runs(PROFILE, 50);
    await signIn(PEOPLE.accountant);
    expect(await page.getByRole('button', { name: 'Старт' }).count()).toBe(0);
    const pressed = new Map<string, readonly string[]>();
    for (const place of PLACES) pressed.set(place, await pressAll(place));
    pressed.set('order', await pressAll('orders', order));
    pressed.set('run', await pressAll('runs', String(runs[0]?.id ?? 0)));
    expect(refused).toEqual([]);
    expect((await world.app.runs(PROFILE, 50)).length).toBe(runs.length);
    expect([...pressed.values()].flat().length).toBeGreaterThan(5);
    // That there is something to decide, and whose it is, he is told.
    await openPlace('attention');
    await page.getByText('Решава операторът или собственикът; вие само гледате.').first().waitFor();
    await page.getByText('Отговаря собственикът.').first().waitFor();
    await visit.open('firm');
    const sections = page.getByRole('tab');
    await sections.first().waitFor();
    expect(await sections.allInnerTexts()).toEqual(['Моят профил', 'Сесии', 'Одиторски файл']);
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Поръчка, стока, място, настройка или действие').fill('старт');
    await page.getByText('Няма нищо с такова име.').first().waitFor();
    await page.keyboard.press('Escape');
  }, 120_000);

  it('an operator starts and answers, and meets no setting', async () => {
    await signIn(PEOPLE.operator);
    for (const place of PLACES) await openPlace(place);
    expect(refused).toEqual([]);
    await openPlace('attention');
    await page.getByRole('button', { name: 'Запиши отново' }).waitFor();
    expect(await page.getByRole('link', { name: 'Настройки' }).count()).toBe(0);
    await openPlace('overview');
    await page.getByRole('button', { name: 'Старт' }).waitFor();
  });

  it('whoever is given another role meanwhile is refused once, and offered only that from then on', async () => {
    const { desk } = world.app.access;
    const account = (await desk.list()).find(({ name }) => name === PEOPLE.operator);
    if (account === undefined) throw new Error('no operator');
    await desk.setRole(account.id, 'accountant');
    await page.getByRole('button', { name: 'Старт' }).click();
    await page.getByText('access.notAllowed').waitFor();
    await page.getByRole('button', { name: 'Старт' }).waitFor({ state: 'detached' });
    expect(refused.length).toBe(1);
  });
});
