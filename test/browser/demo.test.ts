import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from '../../src/cli/cli.ts';
import { composeProgram } from '../../src/compose.ts';
import { describeBrowser, launch, watchPage } from '../support/browser.ts';

/** A run that has begun is seen so soon after the link was opened. */
const SOON_MS = 10_000;
const MINUTE_MS = 60_000;

interface Started {
  readonly url: string;
  readonly adminUrl: string;
  readonly page: string;
}

describeBrowser('the demo, as somebody sees it who has never seen the program', () => {
  let folder: string;
  let browser: Browser;
  let started: Started;
  let stop: () => void = () => undefined;
  let over: Promise<number>;

  beforeAll(async () => {
    browser = await launch();
    folder = await mkdtemp(join(tmpdir(), 'skladbridge-demo-'));
    const stdout = new PassThrough();
    const lines = createInterface({ input: stdout });
    const first = new Promise<string>((resolve) => lines.once('line', resolve));
    over = runCli(['demo', '--json', '--dir', folder], composeProgram('0.0.0'), {
      stdin: Readable.from(['']),
      stdout,
      stderr: new PassThrough(),
      env: {},
      called: 'skladbridge',
      onStop: (handler) => {
        stop = handler;
        return () => undefined;
      },
    });
    started = JSON.parse(await first) as Started;
  }, 2 * MINUTE_MS);

  afterAll(async () => {
    await browser.close();
    stop();
    await over;
    await rm(folder, { recursive: true, force: true });
  });

  it('ten seconds after the link is opened a run goes on by itself; then orders, УНП and charts', async () => {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    const complaints = watchPage(page, new URL(started.page).origin);
    await page.goto(started.page);
    await page.getByRole('heading', { name: 'Работи в момента' }).waitFor({ timeout: SOON_MS });
    await page.screenshot({ path: 'test-output/pages/demo-run.png' });
    const week = page.getByRole('region', { name: 'Последните 7 дни' });
    await week
      .getByText(/^[1-9]\d* от \d+$/)
      .first()
      .waitFor({ timeout: MINUTE_MS });
    await page.getByRole('heading', { name: 'Работи, но нещо чака вас' }).waitFor({ timeout: MINUTE_MS });
    expect(await page.locator('.day-bar').count()).toBe(120);
    expect(await page.locator('.day-bar:not([height="0"])').count()).toBeGreaterThan(20);
    await page.screenshot({ path: 'test-output/pages/demo-home.png', fullPage: true });
    expect(complaints).toEqual([]);
  });

  it('the sandbox’s links open: its admin page, and the shop itself', async () => {
    const page = await browser.newPage();
    for (const link of [started.adminUrl, started.url]) {
      const answer = await page.goto(link);
      expect([link, answer?.status()]).toEqual([link, 200]);
      await page
        .getByRole('link', { name: /Поръчки|Orders/ })
        .first()
        .waitFor();
    }
  });
});
