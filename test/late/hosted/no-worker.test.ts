import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeApp } from '../../../src/app/make-app.ts';
import { openParts } from '../../../src/compose.ts';
import {
  accessibilityFaults,
  describeBrowser,
  keepScreenshots,
  launch,
  watchPage,
} from '../../support/browser.ts';
import { OWNER } from '../../support/browser/owner-at.ts';
import { Program } from '../../support/hosted/program.ts';
import { memoryEnvironment } from '../../support/memory/memory-place.ts';
import { PROFILE, worldSettings } from '../../support/world.ts';

const BANNER = 'В момента няма кой да свърши работата';

describeBrowser('a page in a browser, and no process that works', () => {
  let folder: string;
  let data: string;
  let memory: Readonly<Record<string, string>>;
  const programs: Program[] = [];

  const serve = async (role: 'page' | 'worker'): Promise<Program> => {
    const program = await Program.serve(role, data, memory);
    programs.push(program);
    return program;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'skladbridge-no-worker-'));
    data = join(folder, 'data');
    memory = await memoryEnvironment(data);
    const app = makeApp(await openParts(data, { ...process.env, ...memory }));
    await app.addProfile(PROFILE, worldSettings('/nowhere.db', 'https://shop.example.bg'));
    await app.close();
  });
  afterAll(async () => {
    for (const program of programs) if (program.isAlive) await program.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('says so at the top of the page, and no more as soon as one has come', async () => {
    const { url, setupCode } = await serve('page');
    const browser = await launch();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      const complaints = watchPage(page, url);
      await page.goto(url);
      await page.getByLabel('Код от терминала').fill(setupCode ?? '');
      await page.getByLabel('Име').fill(OWNER.name);
      await page.getByLabel('Парола').fill(OWNER.password);
      await page.getByRole('button', { name: 'Създай' }).click();
      const banner = page.getByRole('status').filter({ hasText: BANNER });
      await banner.waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await keepScreenshots(page, 'no-worker');
      const { width = 0 } = (await banner.boundingBox()) ?? {};
      expect(width).toBeGreaterThan(300);
      await serve('worker');
      await banner.waitFor({ state: 'detached' });
      await keepScreenshots(page, 'worker-came');
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
