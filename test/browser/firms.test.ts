import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeApp } from '../../src/app/make-app.ts';
import { openParts } from '../../src/compose.ts';
import { nowIso, systemClock } from '../../src/lib/clock.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { describeBrowser, launch, watchPage } from '../support/browser.ts';
import { serveFirms } from '../support/hosted/served-firms.ts';
import type { ServedFirms } from '../support/hosted/served-firms.ts';

// A page that several firms share (issue 17): whoever is in two of them looks at one, and goes over to the other.

const NOW = nowIso(systemClock);
const PASSWORD = 'дълга парола 1';
const [FIRST, SECOND] = ['Първа ООД', 'Втора ООД'];

describeBrowser('a page that firms share', () => {
  let folder: string;
  let firms: ServedFirms;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'skladbridge-firms-'));
    const parts = await openParts(folder);
    const app = makeApp(parts);
    const { state } = parts;
    const { tenants } = state;
    const [first] = await tenants.list();
    if (first === undefined) throw new Error('a memory has one firm');
    await tenants.rename(first.id, FIRST);
    const second = await tenants.add(SECOND, NOW);
    await state.of(first.id).profiles.add('Магазин едно', defaultSettings(), NOW);
    await state.of(second.id).profiles.add('Магазин две', defaultSettings(), NOW);
    const draft = { name: 'Ана', password: PASSWORD, role: 'owner', language: 'bg' } as const;
    const account = await app.of(first.id).access.desk.add(draft);
    await app.tenants.setMember(SECOND, account.name, 'accountant');
    await app.tenants.setHoster(account.name, true);
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
      await page.getByRole('heading', { name: 'Фирмата' }).waitFor();
      await page.screenshot({ path: 'test-output/pages/firms-none.png' });
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
