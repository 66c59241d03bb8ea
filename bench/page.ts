import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openApp } from '../src/compose.ts';
import { servePage } from '../src/compose/serve-page.ts';
import { launch } from '../test/support/browser.ts';
import { addManyRows } from './support/many-rows.ts';
import { median, printTable, verdict } from './support/measure.ts';

// The page in a browser over a memory of 100,000 orders: bytes of the first view, how long Начало takes
// until it can be used, and the frames while the list of orders is scrolled from end to end: on the clock,
// and what the page's thread worked at a frame, which tells on a busy machine too. `page.ts [ROWS]`

const ROWS = Number(process.argv[2] ?? 100_000);
const WAITING = 1000;
const TIMES = 5;
const NAME = 'Пейка';
const MOST_BYTES = 350_000;
const MOST_MS = 1000;
const FRAME_MS = 1000 / 60;
/** A frame that came later than this was left out. */
const LATE_MS = 20;
const SIZE = { width: 1280, height: 800 } as const;

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof launch>>['newPage']>>;

/** What the page's own thread works at, in seconds of the processor (`Performance.getMetrics`). */
const WORK = {
  task: 'TaskDuration',
  script: 'ScriptDuration',
  layout: 'LayoutDuration',
  style: 'RecalcStyleDuration',
};
type Work = Record<keyof typeof WORK, number>;

interface Scrolled {
  /** Milliseconds from each frame to the next. */
  readonly frames: readonly number[];
  /** Tasks of 50 ms and more. */
  readonly longTasks: readonly number[];
}

// The wheel of a person: a part of the window in each frame, for four seconds.
const scrolling = (pointsAFrame: number): string => `(async () => {
  const [frames, longTasks] = [[], []];
  const keep = (list) => longTasks.push(...list.getEntries().map((entry) => entry.duration));
  const watch = new PerformanceObserver(keep);
  watch.observe({ type: 'longtask' });
  const until = performance.now() + 4000;
  let before = await new Promise(requestAnimationFrame);
  while (performance.now() < until) {
    scrollBy(0, ${pointsAFrame});
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - before);
    before = now;
  }
  watch.disconnect();
  return { frames, longTasks };
})()`;

async function signIn(page: Page, url: string, setupCode: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel('Код от терминала').fill(setupCode);
  await page.getByLabel('Име').fill('Иван Собственик');
  await page.getByLabel('Парола').fill('дълга парола 1');
  await page.getByRole('button', { name: 'Създай' }).click();
  await page.getByRole('link', { name: NAME }).first().waitFor();
}

/** From the address typed to Начало with its figures, and the bytes that its files took, compressed. */
async function openHome(page: Page, url: string): Promise<{ readonly ms: number; readonly bytes: number }> {
  const sizes: Promise<number>[] = [];
  const count = (answer: { url(): string; body(): Promise<Buffer> }): void => {
    if (!answer.url().includes('/api/')) sizes.push(answer.body().then((body) => gzipSync(body).length));
  };
  page.on('response', count);
  await page.goto('about:blank');
  const started = performance.now();
  await page.goto(`${url}/#/server/${encodeURIComponent(NAME)}`, { waitUntil: 'commit' });
  await page.getByRole('heading', { name: 'Начало', level: 1 }).waitFor();
  await page.locator('main [class*=Skeleton]').first().waitFor({ state: 'detached' });
  const ms = performance.now() - started;
  page.off('response', count);
  return { ms, bytes: (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) };
}

async function scrollList(
  page: Page,
  list: string,
  points: number,
): Promise<Scrolled & { readonly work: Work }> {
  await page.goto(list);
  await page.locator('.row-link').first().waitFor();
  await page.evaluate('scrollTo(0, 0)');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await workOf(devtools);
  const scrolled = await page.evaluate<Scrolled>(scrolling(points));
  const after = await workOf(devtools);
  await devtools.detach();
  const keys = Object.keys(WORK) as (keyof Work)[];
  const work = Object.fromEntries(keys.map((key) => [key, after[key] - before[key]])) as Work;
  return { ...scrolled, work };
}

async function workOf(
  devtools: Awaited<ReturnType<ReturnType<Page['context']>['newCDPSession']>>,
): Promise<Work> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const entries = Object.entries(WORK).map(([key, name]) => [
    key,
    metrics.find((metric) => metric.name === name)?.value ?? 0,
  ]);
  return Object.fromEntries(entries) as Work;
}

async function measure(page: Page, url: string): Promise<void> {
  const opened = [];
  for (let time = 0; time < TIMES; time += 1) opened.push(await openHome(page, url));
  const bytes = opened[0]?.bytes ?? 0;
  const ms = median(opened.map((each) => each.ms));
  printTable(`Начало over ${ROWS} orders, median of ${TIMES}`, [
    {
      what: 'first view, bytes compressed',
      figure: bytes,
      target: MOST_BYTES,
      '': verdict(bytes, MOST_BYTES),
    },
    { what: 'ms until it can be used', figure: Math.round(ms), target: MOST_MS, '': verdict(ms, MOST_MS) },
  ]);
  const rows = [];
  const list = `${url}/#/server/${encodeURIComponent(NAME)}/orders`;
  for (const points of [40, 400, 40_000]) {
    const { frames, longTasks, work } = await scrollList(page, list, points);
    const perFrame = (seconds: number): number => (seconds * 1000) / frames.length;
    const late = frames.filter((each) => each > LATE_MS).length / frames.length;
    rows.push({
      'points a frame': points,
      frames: frames.length,
      'median ms': median(frames),
      '% over 20 ms': late * 100,
      'long tasks': longTasks.length,
      'ms of work a frame': perFrame(work.task),
      'of it script': perFrame(work.script),
      layout: perFrame(work.layout),
      style: perFrame(work.style),
      '60 frames': verdict(median(frames), FRAME_MS + 0.5),
    });
  }
  printTable(`the list of ${ROWS} orders, scrolled for four seconds`, rows);
}

const folder = await mkdtemp(join(tmpdir(), 'skladbridge-bench-'));
const browser = await launch();
try {
  const app = await openApp(folder);
  await addManyRows({ app, folder }, { name: NAME, rows: ROWS, attention: WAITING });
  const served = await servePage(app, {
    version: '0.0.0',
    host: '127.0.0.1',
    port: 0,
    onFault: (error) => process.stderr.write(`page: ${String(error)}\n`),
  });
  try {
    const page = await (await browser.newContext({ viewport: SIZE })).newPage();
    await signIn(page, served.url, served.setupCode ?? '');
    await measure(page, served.url);
  } finally {
    await served.close();
  }
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}
