import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../src/app/app.ts';
import { makeApp } from '../src/app/make-app.ts';
import { openParts } from '../src/compose.ts';
import { openHosted } from '../src/hosted/open-hosted.ts';
import { readShopsBehind } from '../src/hosted/shops-behind.ts';
import { FIRST_TENANT } from '../src/model/tenant.ts';
import { databaseAddress } from '../src/state/postgres/database-address.ts';
import { launch, WIDTHS } from '../test/support/browser.ts';
import { serveFirms } from '../test/support/hosted/served-firms.ts';
import { PageClient } from '../test/support/page-client.ts';
import { POSTGRES_MISSING, POSTGRES_PROGRAMS } from '../test/support/postgres/installed.ts';
import { startPostgres } from '../test/support/postgres/postgres.ts';
import type { PrivatePostgres } from '../test/support/postgres/postgres.ts';
import { firmName, manyFirms } from './support/many-firms.ts';
import { median, printTable, secondsOf, timed, verdict } from './support/measure.ts';

// The hoster's page „Фирми“ over a memory of thousands of shops in a PostgreSQL of its own: what its call
// takes, how soon one firm among all is found in Chromium, and what each worker's count of shops that fall
// behind takes. `firms.ts [FIRMS] [SHOPS] [RUNS]`; with a
// folder as the fourth word, pictures of the page in both widths.

const [FIRMS = 2000, SHOPS = 5000, RUNS = 60] = process.argv.slice(2, 5).map(Number);
const PICTURES = process.argv[5];
const TIMES = 7;
const PASSWORD = 'дълга парола 1';
const [HOSTER, OWNER] = ['Хостър', 'Ана'];
const MOST_MS = 200;
const MOST_FIRST_MS = 2000;
const MOST_OPEN_MS = 1000;
const MOST_FIND_MS = 500;
const MOST_COUNT_MS = 500;

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof launch>>['newPage']>>;

async function addHoster(app: App): Promise<void> {
  const draft = { name: HOSTER, password: PASSWORD, role: 'operator', language: 'bg' } as const;
  const owner = { ...draft, name: OWNER, role: 'owner' } as const;
  await app.of(FIRST_TENANT).access.desk.add(owner);
  await app.of(FIRST_TENANT).access.desk.add(draft);
  await app.tenants.setHoster(HOSTER, true);
  await app.tenants.setMember(firmName(1), HOSTER, null);
}

function row(what: string, ms: number, target: number): Readonly<Record<string, string | number>> {
  return { what, ms, target, '': verdict(ms, target) };
}

/** Seconds of the processor that the database has taken for the program. */
async function databaseSeconds(server: PrivatePostgres): Promise<number> {
  const backends = "select pid from pg_stat_activity where application_name like 'skladbridge%'";
  const pids = (await server.query(backends)).map(({ pid }) => Number(pid));
  return pids.reduce((sum, pid) => sum + secondsOf(pid), 0);
}

/** The call as the page makes it: once in a new process, then again and again. */
async function askFirms(url: string, server: PrivatePostgres): Promise<void> {
  const client = new PageClient(url);
  await client.enter('/api/login', { name: HOSTER, password: PASSWORD });
  const headers = { Cookie: client.cookie, 'Accept-Encoding': 'gzip' };
  let bytes = 0;
  const look = async (): Promise<void> => {
    const answer = await fetch(`${url}/api/firms`, { headers });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${answer.status} ${text.slice(0, 200)}`);
    bytes = text.length;
  };
  const first = await timed(look);
  const before = await databaseSeconds(server);
  const taken = [];
  for (let time = 0; time < TIMES; time += 1) taken.push(await timed(look));
  const database = (((await databaseSeconds(server)) - before) * 1000) / TIMES;
  const processor = median(taken.map(({ processorMs }) => processorMs));
  printTable(`/api/firms of ${FIRMS} firms with ${SHOPS} shops (${bytes} characters)`, [
    row('first in a process, which reads all settings, ms', first.wallMs, MOST_FIRST_MS),
    row('then, median ms', median(taken.map(({ wallMs }) => wallMs)), MOST_MS),
    row('… the quickest, ms', Math.min(...taken.map(({ wallMs }) => wallMs)), MOST_MS),
    row('… of the processor, page and database, ms', processor + database, MOST_MS),
    row('… of it the database, ms', database, MOST_MS),
  ]);
}

/**
 * Waits until the list shows this firm alone; null: any. The page itself is asked to tell: what looks from
 * outside looks ever more seldom, half a second apart in the end, and what looks with each frame keeps
 * drawing.
 */
async function untilShown(page: Page, name: string | null): Promise<void> {
  const wanted = JSON.stringify(name);
  await page.evaluate(`new Promise((resolve) => {
    const look = () => {
      const names = [...document.querySelectorAll('.firms-name strong')].map((each) => each.textContent);
      const isShown = ${wanted} === null ? names.length > 0 : names.length === 1 && names[0] === ${wanted};
      if (isShown) resolve(null);
      return isShown;
    };
    const changes = new MutationObserver(() => look() && changes.disconnect());
    if (!look()) changes.observe(document, { childList: true, subtree: true, characterData: true });
  })`);
}

async function find(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel('Име').fill(HOSTER);
  await page.getByLabel('Парола').fill(PASSWORD);
  await page.getByRole('button', { name: 'Вход' }).click();
  await untilShown(page, null);
  const [opened, found]: [number[], number[]] = [[], []];
  for (let time = 0; time < TIMES; time += 1) {
    await page.goto('about:blank');
    const opening = performance.now();
    await page.goto(`${url}/#/firms`, { waitUntil: 'commit' });
    await untilShown(page, null);
    opened.push(performance.now() - opening);
    const name = firmName(FIRMS - 7 * time);
    const finding = performance.now();
    await page.locator('[data-search]').fill(name);
    await untilShown(page, name);
    found.push(performance.now() - finding);
  }
  printTable(`the page, median of ${TIMES}`, [
    row('from the address to its first firms, ms', median(opened), MOST_OPEN_MS),
    row('one firm found by its name, ms', median(found), MOST_FIND_MS),
  ]);
}

/** What a worker's figures ask each time that they are read, as if workers kept the schedule of each shop. */
async function countBehind(memory: string, server: PrivatePostgres): Promise<void> {
  const place = await openHosted(databaseAddress(memory));
  try {
    await server.query(
      'insert into hosted_due (profile_id, version, full_ms, look_ms) select id, 1, 0, 0 from profiles',
      memory,
    );
    await server.query('vacuum analyze hosted_due', memory);
    const taken: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const { wallMs } = await timed(async () => {
        const { scheduled } = await readShopsBehind(place.database);
        if (scheduled !== SHOPS) throw new Error(`${scheduled} shops counted`);
      });
      taken.push(wallMs);
    }
    printTable(`shops behind, of ${SHOPS} with ${SHOPS * RUNS} runs`, [
      row('counted by the database, median ms', median(taken), MOST_COUNT_MS),
    ]);
  } finally {
    await place.close();
  }
}

async function picture(page: Page, url: string, folder: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('about:blank');
    await page.goto(`${url}/#/firms`);
    await untilShown(page, null);
    await page.screenshot({ path: join(folder, `firms-${width}.png`) });
    await page.locator('.firms-toggle').first().click();
    await page.locator('.firms-shop').first().waitFor();
    await page.screenshot({ path: join(folder, `firms-open-${width}.png`), fullPage: false });
    await page.locator('[data-search]').fill(firmName(FIRMS - 1));
    await untilShown(page, firmName(FIRMS - 1));
    await page.screenshot({ path: join(folder, `firms-found-${width}.png`) });
  }
}

if (POSTGRES_PROGRAMS === null) throw new Error(POSTGRES_MISSING);
const folder = await mkdtemp(join(tmpdir(), 'skladbridge-bench-'));
const server = await startPostgres();
const browser = await launch();
try {
  const memory = await server.makeMemory();
  const app = makeApp(await openParts(folder, { ...process.env, SKLADBRIDGE_DATABASE: memory }));
  for (const statement of manyFirms({ firms: FIRMS, shops: SHOPS, runs: RUNS }))
    await server.query(statement, memory);
  await addHoster(app);
  // All firms but ten have an owner.
  await server.query(
    `insert into memberships (tenant_id, account_id, role)
       select t.id, a.id, 'owner' from tenants t, accounts a
       where a.name = '${OWNER}' and t.id > 10 on conflict do nothing`,
    memory,
  );
  const { served } = await serveFirms(app);
  try {
    await askFirms(served.url, server);
    await countBehind(memory, server);
    const page = await browser.newPage({ viewport: { width: WIDTHS[0], height: 900 } });
    await find(page, served.url);
    if (PICTURES !== undefined) await picture(page, served.url, PICTURES);
  } finally {
    await served.close();
  }
} finally {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
