import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeApp } from '../../src/app/make-app.ts';
import { nowIso, systemClock } from '../../src/lib/clock.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import type { State } from '../../src/state/state.ts';
import { lookEverywhere } from '../support/browser/look-everywhere.ts';
import { describeBrowser, launch, watchPage } from '../support/browser.ts';
import { keepFailedRun } from '../support/hosted/failed-run.ts';
import { serveFirms } from '../support/hosted/served-firms.ts';
import type { ServedFirms } from '../support/hosted/served-firms.ts';
import { openWorldParts } from '../support/world.ts';

// A page that several firms share (issue 17): whoever is in two of them looks at one, and goes over to the other.

const NOW = nowIso(systemClock);
const PASSWORD = 'дълга парола 1';
const [FIRST, SECOND, THIRD] = ['Първа ООД', 'Втора ООД', 'Трета ООД'];

/** A shop whose last run has met no shop. */
async function failedShop(memory: State): Promise<void> {
  const { id } = await memory.profiles.add('Магазин две', defaultSettings(), NOW);
  const facts = { address: 'x', reason: 'x' };
  await keepFailedRun(memory, id, { code: 'shop.unreachable', facts, nowIso: NOW });
}

describeBrowser('a page that firms share', () => {
  let folder: string;
  let firms: ServedFirms;
  let memory: State;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'skladbridge-firms-'));
    const parts = await openWorldParts(folder);
    const app = makeApp(parts);
    const { state } = parts;
    memory = state;
    const { tenants } = state;
    const [first] = await tenants.list();
    if (first === undefined) throw new Error('a memory has one firm');
    await tenants.rename(first.id, FIRST);
    const second = await tenants.add(SECOND, NOW);
    await state.of(first.id).profiles.add('Магазин едно', defaultSettings(), NOW);
    await state.tenants.add(THIRD, NOW);
    await failedShop(state.of(second.id));
    const draft = { name: 'Ана', password: PASSWORD, role: 'owner', language: 'bg' } as const;
    const account = await app.of(first.id).access.desk.add(draft);
    await app.tenants.setMember(SECOND, account.name, 'accountant');
    await app.tenants.setHoster(account.name, true);
    const hoster = await app.of(first.id).access.desk.add({ ...draft, name: 'Хостър', role: 'operator' });
    await app.tenants.setHoster(hoster.name, true);
    await app.tenants.setMember(FIRST, hoster.name, null);
    firms = await serveFirms(app);
  });

  afterAll(async () => {
    await firms.served.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('who is in two of them goes from one to the other, and to where there is none', async () => {
    const browser = await launch();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      const complaints = watchPage(page, firms.served.url);
      await page.goto(firms.served.url);
      await page.getByLabel('Име').fill('Ана');
      await page.getByLabel('Парола').fill(PASSWORD);
      await page.getByRole('button', { name: 'Вход' }).click();
      await page.getByRole('link', { name: 'Магазин едно' }).first().waitFor();
      await page.getByRole('button', { name: `Фирма: ${FIRST}` }).click();
      await page.screenshot({ path: 'test-output/pages/firms-choice.png' });
      await page.getByRole('menuitem', { name: SECOND }).click();
      await page.getByRole('link', { name: 'Магазин две' }).first().waitFor();
      expect(await page.getByText('Магазин едно').count()).toBe(0);
      await page.getByRole('button', { name: `Фирма: ${SECOND}` }).click();
      await page.getByRole('menuitem', { name: 'Без фирма' }).click();
      await page.getByRole('heading', { name: 'Фирми', level: 1 }).waitFor();
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  }, 120_000);

  it('a hoster sees all firms, the worst first, finds what needs him, and does what is safe from a page', async () => {
    const browser = await launch();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      const complaints = watchPage(page, firms.served.url);
      await page.goto(firms.served.url);
      await page.getByLabel('Име').fill('Хостър');
      await page.getByLabel('Парола').fill(PASSWORD);
      await page.getByRole('button', { name: 'Вход' }).click();
      await page.getByRole('heading', { name: 'Фирми', level: 1 }).waitFor();
      await page.getByRole('heading', { name: /^Искат човек: 1\sмагазин$/ }).waitFor();
      const names = page.locator('.firms-name strong');
      await expect.poll(() => names.allInnerTexts()).toEqual([SECOND, FIRST, THIRD]);
      await page.screenshot({ path: 'test-output/pages/hoster-firms-first.png' });
      await page.getByRole('button', { name: `Покажи магазините на ${SECOND}` }).click();
      await page.getByText('Магазин две').waitFor();
      await page.getByText('магазинът не отговаря').first().waitFor();
      await page.getByText('неуспешно: Без връзка', { exact: true }).waitFor();
      expect(await lookEverywhere(page, 'hoster-firms')).toEqual([]);
      await page.getByText('Само които искат човек').click();
      await expect.poll(() => names.allInnerTexts()).toEqual([SECOND]);
      await page.getByText('Само които искат човек').click();
      await page.getByRole('button', { name: `Още: ${THIRD}` }).click();
      await page.getByRole('menuitem', { name: 'Направи собственик' }).click();
      await page.getByLabel('Име на собственика').fill('v@treta.bg');
      await page.getByRole('button', { name: 'Направи собственик' }).click();
      await page.locator('.firm-code').waitFor();
      await page.getByRole('button', { name: 'Затвори' }).last().click();
      await expect.poll(() => page.getByText('без собственик').count()).toBe(1);
      await page.getByRole('button', { name: `Още: ${SECOND}` }).click();
      await page.getByRole('menuitem', { name: 'Спри достъпа' }).click();
      await page.getByRole('button', { name: 'Спри достъпа' }).click();
      // Nobody is needed where a firm stands still on purpose.
      await page.getByRole('heading', { name: 'Всичко е наред' }).waitFor();
      // More than one page of them: the count is of all, the last comes when it is scrolled to, or is found.
      for (let number = 101; number <= 220; number += 1) await memory.tenants.add(`Още ${number}`, NOW);
      await page.reload();
      await page.locator('.list-count', { hasText: /^123\s/ }).waitFor();
      await expect
        .poll(async () => {
          await page.mouse.wheel(0, 5000);
          return names.last().innerText();
        })
        .toBe(THIRD);
      await page.screenshot({ path: 'test-output/pages/hoster-firms-last.png' });
      await page.locator('[data-search]').fill('още 218');
      await expect.poll(() => names.allInnerTexts()).toEqual(['Още 218']);
      await page.locator('[data-search]').fill('едно');
      await page.getByText('Магазин едно').waitFor();
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  }, 180_000);
});
