import type { Browser, Page } from 'playwright-core';
import { launch, watchPage } from '../browser.ts';
import { openPage } from '../page-client.ts';
import { PROFILE } from '../world.ts';
import type { World } from '../world.ts';

export const OWNER = { name: 'Иван Собственик', password: 'дълга парола 1' };

/** A world that is served, open in a browser. */
export interface Visit {
  readonly browser: Browser;
  readonly page: Page;
  readonly url: string;
  /** What the terminal tells whoever makes the first account. */
  readonly setupCode: string;
  /** Whatever broke in the page, was stopped by its policy or asked elsewhere; the caller may empty it. */
  readonly complaints: string[];
  /** Opens a place by the parts of its address. */
  readonly open: (...parts: readonly string[]) => Promise<void>;
  /** Opens a place of the world’s server. */
  readonly openPlace: (...parts: readonly string[]) => Promise<void>;
  /** Closes the browser, the server and the world. */
  readonly close: () => Promise<void>;
}

/** Serves a world and opens a browser at its size, that has asked for nothing yet. */
export async function strangerAt(world: World, height = 800): Promise<Visit> {
  const browser = await launch();
  const served = await openPage(world);
  const { url, setupCode } = served;
  const page = await (await browser.newContext({ viewport: { width: 1280, height } })).newPage();
  const complaints: string[] = [];
  watchPage(page, url, complaints);
  const open: Visit['open'] = async (...parts) => {
    await page.goto(`${url}/#/${parts.map(encodeURIComponent).join('/')}`);
  };
  return {
    browser,
    page,
    url,
    setupCode: setupCode ?? '',
    complaints,
    open,
    openPlace: async (...parts) => open('server', PROFILE, ...parts),
    close: async () => {
      await browser.close();
      await served.close();
      await world.close();
    },
  };
}

/** The same with the owner's account made at the door, and the list of servers before her. */
export async function ownerAt(world: World, height?: number): Promise<Visit> {
  const visit = await strangerAt(world, height);
  const { page, setupCode } = visit;
  await visit.open();
  await page.getByLabel('Код от терминала').fill(setupCode);
  await page.getByLabel('Име').fill(OWNER.name);
  await page.getByLabel('Парола').fill(OWNER.password);
  await page.getByRole('button', { name: 'Създай' }).click();
  await page.getByRole('link', { name: PROFILE }).first().waitFor();
  return visit;
}
