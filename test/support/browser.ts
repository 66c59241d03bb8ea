import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { describe } from 'vitest';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
const OUTPUT = fileURLToPath(new URL('../../test-output/', import.meta.url));
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
export const WIDTHS = [1280, 390] as const;

/** `describe` for journeys in a browser; where there is none they are skipped with the reason, and fail in CI. */
export function describeBrowser(name: string, tests: () => void): void {
  if (CHROMIUM !== undefined) {
    describe(name, tests);
    return;
  }
  const reason = 'Chromium is not installed (Debian: apt-get install chromium)';
  process.stderr.write(`\n!!! ${name}: ${reason}\n`);
  if (process.env['CI'] !== undefined && process.env['CI'] !== '') throw new Error(reason);
  describe.skip(`${name}: ${reason}`, tests);
}

/** A headless browser that asks nobody but us. */
export async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * What a page complains of from now on, into `complaints`: anything that breaks in it, that its policy stops,
 * or that it asks elsewhere than at `url`. A refusal by the server is none.
 */
export function watchPage(page: Page, url: string, complaints: string[] = []): readonly string[] {
  // A busy machine is given its time: what stands there is found at once all the same.
  page.setDefaultTimeout(20_000);
  page.setDefaultNavigationTimeout(30_000);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const isRefusal = /status of (401|403|404|409|422|429|502)/.test(message.text());
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) complaints.push(`asked elsewhere: ${request.url()}`);
  });
  return complaints;
}

/** Keeps what the page looks like at both widths, as output of the tests to be looked at. */
export async function keepScreenshots(page: Page, name: string): Promise<void> {
  mkdirSync(OUTPUT, { recursive: true });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(150);
    await page.screenshot({ path: `${OUTPUT}${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: WIDTHS[0], height: 900 });
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

async function askAxe(page: Page): Promise<AxeResult['violations']> {
  // The page's policy lets no script element in: the checker is run as the developer tools would.
  const source = `(async () => { ${readFileSync(AXE, 'utf8')}; return axe.run(document, { resultTypes: ['violations'] }); })()`;
  return (await page.evaluate<AxeResult>(source)).violations;
}

function findingsOf(violations: AxeResult['violations']): readonly string[] {
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} (${nodes[0]?.failureSummary ?? ''}; ${nodes.length})`,
  );
}

/** Serious faults of accessibility on the page as it is. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  const isSerious = ({ impact }: { readonly impact: string }) =>
    impact === 'serious' || impact === 'critical';
  return findingsOf((await askAxe(page)).filter(isSerious));
}

/** Everything that the checker of accessibility finds on the page as it is, small things too. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  return findingsOf(await askAxe(page));
}
