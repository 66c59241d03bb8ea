import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../src/app/app.ts';
import { LocalWork } from '../src/app/work/local-work.ts';
import { openApp } from '../src/compose.ts';
import { localEngine } from '../src/compose/engine.ts';
import { watchOver } from '../src/compose/watching.ts';
import { LiveFeed } from '../src/http/live/live-feed.ts';
import { PagePlace } from '../src/http/place/page-place.ts';
import { makeServer } from '../src/http/server.ts';
import { systemClock } from '../src/lib/clock.ts';
import { NO_LOG } from '../src/lib/log.ts';
import type { Plan } from '../src/model/plan.ts';
import type { Settings } from '../src/model/settings.ts';
import { initSqliteWarehouse } from '../src/warehouse/sample/fill-sqlite.ts';
import { aChange, addManyRows, DEVICE, unpOf } from './support/many-rows.ts';
import { median, printTable, timed, verdict } from './support/measure.ts';
import type { Taken } from './support/measure.ts';

// Every list of the page over 100,000 rows, as its server answers it: medians of five, on the clock and
// of the processor. `lists.ts [ROWS]`

const ROWS = Number(process.argv[2] ?? 100_000);
const TIMES = 5;
const MOST_MS = 200;
const NAME = 'Пейка';
const AT = `/api/profiles/${encodeURIComponent(NAME)}`;
const MIDDLE = Math.floor(ROWS / 2) + 1;
const LAST_PAGE = Math.ceil(ROWS / 100);

function query(values: Readonly<Record<string, string | number>>): string {
  return `?${Object.entries(values)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&')}`;
}

function listsOf(runId: number): readonly (readonly [string, string])[] {
  const month = { from: '2026-10-01', to: '2026-10-31' };
  const orders = (title: string, values: Readonly<Record<string, string | number>>) =>
    [`orders, ${title}`, `${AT}/orders${query(values)}`] as const;
  const numbers = (title: string, values: Readonly<Record<string, string | number>>) =>
    [`УНП, ${title}`, `${AT}/unp/numbers${query(values)}`] as const;
  return [
    ['servers', '/api/profiles'],
    ['Начало', `${AT}/home`],
    orders('first page', {}),
    orders('last page', { page: LAST_PAGE }),
    orders('of one stage', { stage: 'waiting' }),
    orders('of a month', month),
    orders('of a month and a stage', { ...month, stage: 'waiting' }),
    orders('by number', { search: 1000 + MIDDLE }),
    orders('by УНП', { search: unpOf(MIDDLE) }),
    orders('by buyer', { search: `Петров ${MIDDLE}` }),
    orders('by what all have', { search: 'иван' }),
    orders('by telephone', { search: `+359 888 ${String(MIDDLE).padStart(6, '0')}` }),
    orders('by e-mail', { search: `buyer${MIDDLE}@example.com` }),
    orders('by what none has', { search: 'никой такъв' }),
    orders('by buyer, of a month', { ...month, search: 'петров' }),
    ['УНП, the device and its gaps', `${AT}/unp`],
    numbers('first page', {}),
    numbers('last page', { page: Math.floor((ROWS * 9) / 1000) }),
    numbers('of a device', { device: DEVICE }),
    numbers('of one side', { side: 'both' }),
    numbers('of a month', month),
    numbers('of a range', { first: 1000, last: 2000 }),
    numbers('by number', { search: unpOf(MIDDLE) }),
    ['runs', `${AT}/runs`],
    ['a run, first page', `${AT}/runs/${runId}`],
    ['a run, last page', `${AT}/runs/${runId}${query({ page: LAST_PAGE })}`],
    ['a run, of one kind', `${AT}/runs/${runId}${query({ kind: 'createProduct' })}`],
    ['a run, search', `${AT}/runs/${runId}${query({ search: `номер ${MIDDLE}` })}`],
    ['a run, what went wrong', `${AT}/runs/${runId}/report`],
    ['a plan, first page', `${AT}/plan`],
    ['a plan, search', `${AT}/plan${query({ search: `номер ${MIDDLE}` })}`],
    ['links, first page', `${AT}/links`],
    ['links, last page', `${AT}/links${query({ after: ROWS - 100 })}`],
    ['goods, first page', `${AT}/goods`],
    ['goods, in the middle', `${AT}/goods${query({ after: MIDDLE })}`],
    ['goods, last page', `${AT}/goods${query({ after: ROWS - 100 })}`],
    ['goods, by code', `${AT}/goods${query({ search: `A${MIDDLE}` })}`],
    ['goods, by what many have', `${AT}/goods${query({ search: 'чаша' })}`],
    ['goods, that differ', `${AT}/goods${query({ show: 'differs' })}`],
    ['goods, that wait', `${AT}/goods${query({ show: 'waiting' })}`],
    ['one good', `${AT}/goods/${MIDDLE}`],
    ['attention, by cause', `${AT}/attention/groups`],
  ];
}

/** A warehouse of so many goods, all of which are to be sent. */
async function openGoods(app: App, into: string): Promise<void> {
  const path = join(into, 'warehouse.db');
  const { signal } = new AbortController();
  const shape = { goods: ROWS, seed: 1, hasSupto: true, today: new Date('2026-11-24') };
  await initSqliteWarehouse({ path, ...shape, signal, onProgress: () => undefined });
  const { profile } = await app.showProfile(NAME);
  const save = async (settings: Partial<Settings>): Promise<void> => {
    const { profile: stored } = await app.showProfile(NAME);
    await app.saveProfile({ ...stored, settings: { ...profile.settings, ...settings } });
  };
  const shop = { shopAddress: 'http://127.0.0.1:9', location: 1 };
  await save({ ...shop, warehouse: `sqlite:${path}` });
  const { groups } = await app.choices(NAME, signal);
  await save({ ...shop, warehouse: `sqlite:${path}`, groups: groups.map(({ id }) => id) });
}

const folder = await mkdtemp(join(tmpdir(), 'skladbridge-bench-'));
try {
  const app = await openApp(folder);
  const runId = await addManyRows({ app, folder }, { name: NAME, rows: ROWS, attention: ROWS });
  await openGoods(app, folder);
  const changes = Array.from({ length: ROWS }, (_, index) => aChange(index));
  const rest = { attention: [], skipped: [], notices: [], unchanged: 0 };
  const plan = { tasks: [{ task: 'export-goods', changes, ...rest }] } as unknown as Plan;
  const live = new LocalWork(
    { run: (...args) => app.run(...args), plan: async () => plan, plans: app.plans, upkeep: app.upkeep },
    systemClock,
  );
  await live.startPlan(NAME, { kind: 'run', tasks: null });
  const { token, session } = await app.access.setUp((await app.access.setupCode()) ?? '', {
    name: 'Пейка',
    password: 'дълга парола 1',
    language: 'bg',
    from: '',
  });
  const [clock, onFault] = [systemClock, console.error];
  const engine = localEngine(app, clock, async () => undefined);
  const workers = (): Promise<number> => engine.workers();
  const feed = new LiveFeed({ app, live, workers, clock, onFault });
  const parts = {
    app,
    live,
    feed,
    workers,
    clock,
    place: new PagePlace({ host: 'localhost', url: null, hasTls: false, proxies: [] }),
    pageFolder: null,
    onFault,
    version: '',
    testNotification: async () => undefined,
    log: NO_LOG,
    diagnose: async () => '',
    watching: await watchOver(app, { engine, clock, tokenFile: undefined }),
  };
  const server = makeServer(parts);
  const headers = {
    Cookie: `skladbridge_session=${token}`,
    Host: 'localhost',
    'X-CSRF-Token': session.csrfToken,
  };
  const ask = async (path: string): Promise<void> => {
    const response = await server.request(`http://localhost${path}`, { headers });
    await response.text();
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  };
  const rows = [];
  for (const [list, path] of listsOf(runId)) {
    const taken: Taken[] = [];
    for (let time = 0; time < TIMES; time += 1) taken.push(await timed(async () => ask(path)));
    const processor = median(taken.map(({ processorMs }) => processorMs));
    const clocked = median(taken.map(({ wallMs }) => wallMs));
    rows.push({
      list,
      'processor ms': processor,
      ms: clocked,
      [`< ${MOST_MS} ms`]: verdict(processor, MOST_MS),
    });
  }
  printTable(`lists of ${ROWS} rows: the server's answer, median of ${TIMES}`, rows);
  await app.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}
