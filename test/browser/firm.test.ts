import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { IS_ON_FILE, itOnFile } from '../support/memory/on-file.ts';
import { describeBrowser } from '../support/browser.ts';
import { lookEverywhere, speak } from '../support/browser/look-everywhere.ts';
import { OWNER, ownerAt } from '../support/browser/owner-at.ts';
import type { Visit } from '../support/browser/owner-at.ts';
import { PageClient } from '../support/page-client.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

// The firm (issue 15, point 10): people, sessions, backups, buyers who want to be forgotten, who is told.

describeBrowser('the firm in the browser', () => {
  let world: World;
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    world = await makeWorld({ orders: 6 });
    await world.run();
    visit = await ownerAt(world);
    ({ page } = visit);
  });

  afterEach(() => {
    expect(visit.complaints).toEqual([]);
  });

  afterAll(async () => {
    await visit.close();
  });

  async function open(section: string): Promise<void> {
    await visit.open('firm', section);
  }

  const button = (name: string | RegExp) =>
    page
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click();

  it('one’s own profile: name and e-mail are kept, and it is looked at everywhere', async () => {
    await open('profile');
    await page.getByLabel('Имейл').fill('ivan@firma.bg');
    await button('Запиши');
    await page.getByText('Записано').waitFor();
    await page.getByText('Изключен').waitFor();
    expect(await lookEverywhere(page, 'firm-profile')).toEqual([]);
  });

  it('one’s own password is changed where one’s own profile stands; the old one opens nothing any more', async () => {
    const enters = async (password: string): Promise<number> =>
      (await new PageClient(visit.url).enter('/api/login', { name: OWNER.name, password })).status;
    const change = async (before: string, after: string): Promise<void> => {
      await page.getByLabel('Сегашна парола').fill(before);
      await page.getByLabel('Нова парола').fill(after);
      const answered = page.waitForResponse((answer) => answer.url().endsWith('/api/session/password'));
      await button('Смяна на паролата');
      await answered;
    };
    await open('profile');
    await change('не е тази парола', 'нова дълга парола 2');
    await page.getByRole('alert').filter({ hasText: 'парола' }).waitFor();
    await change(OWNER.password, 'нова дълга парола 2');
    await page.getByText('Паролата е сменена').waitFor();
    expect([await enters(OWNER.password), await enters('нова дълга парола 2')]).toEqual([401, 200]);
    await change('нова дълга парола 2', OWNER.password);
    await page.getByText('Паролата е сменена').waitFor();
    expect(await enters(OWNER.password)).toBe(200);
  });

  it('the second factor: picture, code, codes for a lost phone; the next sign-in asks for it', async () => {
    await open('profile');
    await button('Включи');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Сегашна парола').fill(OWNER.password);
    await dialog.getByRole('button', { name: 'Включи' }).click();
    await dialog.getByRole('img', { name: /^Ключ: / }).waitFor();
    await page.screenshot({ path: 'test-output/pages/firm-second-factor.png' });
    const secret = Secret.fromBase32(
      ((await dialog.locator('.firm-code').textContent()) ?? '').replaceAll(' ', ''),
    );
    const code = (ms: number): string => new TOTP({ secret }).generate({ timestamp: Date.now() + ms });
    await dialog.getByLabel('Код от приложението').fill(code(0));
    await dialog.getByRole('button', { name: 'Потвърди кода' }).click();
    await page.getByRole('dialog', { name: 'Резервни кодове' }).waitFor();
    expect(await page.locator('.firm-codes li').count()).toBe(10);
    await button('Записах ги');
    await page.getByText('Включен').waitFor();
    const other = await (await visit.browser.newContext()).newPage();
    await other.goto(visit.url);
    await other.getByLabel('Име').fill(OWNER.name);
    await other.getByLabel('Парола').fill(OWNER.password);
    await other.getByRole('button', { name: 'Вход' }).click();
    await other.getByLabel('Код от приложението').fill(code(30_000));
    await other.screenshot({ path: 'test-output/pages/firm-sign-in-code.png' });
    await other.getByRole('button', { name: 'Вход' }).click();
    await other.getByRole('link', { name: PROFILE }).waitFor();
  });

  it('sessions: the other browser is seen, and ended', async () => {
    await open('sessions');
    await page.getByText('този браузър').waitFor();
    expect(await lookEverywhere(page, 'firm-sessions')).toEqual([]);
    await button(/^Прекрати: /);
    await page.getByRole('button', { name: /^Прекрати: / }).waitFor({ state: 'detached' });
  });

  it('people: added with a temporary password, which has to be changed; removed after a question', async () => {
    await open('people');
    await page.getByLabel('Име').fill('Мария');
    await button('Добави');
    const given = page.getByRole('dialog', { name: 'Временна парола на Мария' });
    const temporary = (await given.locator('.firm-code').textContent()) ?? '';
    await given.getByRole('button', { name: 'Затвори' }).last().click();
    await page.getByRole('group', { name: 'Мария' }).waitFor();
    expect(await lookEverywhere(page, 'firm-people')).toEqual([]);
    const hers = await (await visit.browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
    await hers.goto(visit.url);
    await hers.getByLabel('Име').fill('Мария');
    await hers.getByLabel('Парола').fill(temporary);
    await hers.getByRole('button', { name: 'Вход' }).click();
    await hers.getByRole('heading', { name: 'Сменете временната парола' }).waitFor();
    await hers.screenshot({ path: 'test-output/pages/firm-new-password.png' });
    await button('Още: Мария');
    await page.getByRole('menuitem', { name: 'Нова парола' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Нова парола' }).click();
    await given.waitFor();
    expect(await given.locator('.firm-code').textContent()).not.toBe(temporary);
    await given.getByRole('button', { name: 'Затвори' }).last().click();
    await button('Още: Мария');
    await page.getByRole('menuitem', { name: 'Премахване' }).click();
    const question = page.getByRole('dialog', { name: 'Премахване на Мария' });
    await question.getByRole('button', { name: 'Премахване' }).click();
    await page.getByRole('group', { name: 'Мария' }).waitFor({ state: 'detached' });
  });

  it('care: for how long the log is kept is changed, and seen in the log of changes', async () => {
    await open('care');
    await page.getByLabel('Дни').fill('90');
    await button('Запиши');
    await page.getByText('Паметта заема').waitFor();
    const saving = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Изтегли диагностиката' }).click();
    expect((await saving).suggestedFilename()).toMatch(/^skladbridge-diagnosis-.*\.json$/);
    expect(await lookEverywhere(page, 'firm-care')).toEqual([]);
    await open('changes');
    await page.getByText('400').first().waitFor();
    await page.getByText('90 дни', { exact: true }).first().waitFor();
  });

  itOnFile('backups: made now and by a plan, looked through before they are restored', async () => {
    await open('backups');
    await page.getByText('Още няма нито един').waitFor();
    await button('Направи архив сега');
    await page.getByText('Архивът е готов').waitFor();
    await page.getByLabel('Колко често').first().click();
    await page.getByRole('option', { name: 'всяка нощ' }).click();
    await button('Запиши');
    await page.getByText('Следващ архив').waitFor();
    expect(await lookEverywhere(page, 'firm-backups')).toEqual([]);
    await button(/^Възстанови…/);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Вътре има').waitFor();
    await page.screenshot({ path: 'test-output/pages/firm-restore.png' });
    await dialog.getByLabel('Сегашна парола').fill('грешна парола');
    await dialog.getByRole('button', { name: 'Възстанови', exact: true }).click();
    await dialog.getByRole('alert').filter({ hasText: 'паролата' }).waitFor();
    await dialog.getByRole('button', { name: 'Отказ' }).click();
  });

  it.skipIf(IS_ON_FILE)('backups of a database: the page says who makes them', async () => {
    await open('backups');
    await page.getByText(/pg_dump/).waitFor();
    expect(await lookEverywhere(page, 'firm-backups-database')).toEqual([]);
  });

  it('a buyer is found, shown what would go and what stays, and forgotten after a question', async () => {
    await open('buyers');
    const [entry] = await world.ledger();
    const story = await world.app.orderStory(PROFILE, entry?.orderNumber ?? (0 as never));
    const email = /"[a-zA-Z]*[eE]mail":\s*"([^"]+@[^"]+)"/.exec(story.versions[0]?.raw ?? '')?.[1] ?? '';
    await page.getByLabel('Телефон, имейл или име').fill(email);
    await button('Намери');
    await page.getByText(email).first().waitFor();
    expect(await lookEverywhere(page, 'firm-buyers')).toEqual([]);
    await button(/^Заличи избраните/);
    await page.getByRole('dialog').getByRole('button', { name: 'Заличи' }).click();
    await page.getByText('Заличени са данните').waitFor();
  });

  it('the month’s file says why there is none; notifications say where they go', async () => {
    await open('audit');
    await button('Провери месеца');
    await page.getByRole('alert').first().waitFor();
    expect(await lookEverywhere(page, 'firm-audit')).toEqual([]);
    // What was refused is read in the language that was switched to.
    await speak(page, 'en');
    await page.getByText(/^The setting “/).waitFor();
    await speak(page, 'bg');
    await open('notify');
    await button('Прати пробно писмо');
    await page.getByRole('alert').first().waitFor();
    expect(await lookEverywhere(page, 'firm-notify')).toEqual([]);
  });

  it('who changed what stands in a list; there are no removed servers yet', async () => {
    await open('changes');
    await page.getByRole('row').filter({ hasText: 'Иван Собственик' }).first().waitFor();
    expect(await lookEverywhere(page, 'firm-changes')).toEqual([]);
    await open('removed');
    await page.getByText('Тук ще стоят премахнатите сървъри').waitFor();
    expect(await lookEverywhere(page, 'firm-removed')).toEqual([]);
  });

  it('a server that was moved away says so, and is not offered to be restored', async () => {
    const file = join(world.folder, 'moved.json');
    await world.app.moved.export(PROFILE, { file, passphrase: 'дълга парола за файла' });
    await open('profile');
    await open('removed');
    const card = page.locator('.mantine-Card-root', { hasText: PROFILE });
    await card.getByText('Преместен:').waitFor();
    await card.getByText('Архив', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Върни' }).count()).toBe(0);
    expect(await lookEverywhere(page, 'firm-moved')).toEqual([]);
  });
});
