import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LiveRuns } from '../src/app/live-runs.ts';
import { Scheduler } from '../src/app/scheduler.ts';
import { openApp } from '../src/compose.ts';
import { watchOver } from '../src/compose/watching.ts';
import { LiveFeed } from '../src/http/live/live-feed.ts';
import { makeServer } from '../src/http/server.ts';
import { systemClock } from '../src/lib/clock.ts';
import { NO_LOG } from '../src/lib/log.ts';
import type { LedgerEntry } from '../src/model/ledger.ts';
import type { OrderNumber } from '../src/model/order-origin.ts';
import type { Plan } from '../src/model/plan.ts';
import type { RunEvent } from '../src/model/run.ts';
import { defaultSettings } from '../src/model/settings.ts';
import { openSqliteState } from '../src/state/sqlite/sqlite-state.ts';
import type { StoredEvent } from '../src/state/state.ts';

// Lists of 100,000 rows over the page's server: milliseconds of the answer, median and slowest of nine (npm run bench).

const ROWS = 100_000;
const TIMES = 9;
const NAME = 'Пейка';
const AT = `/api/profiles/${encodeURIComponent(NAME)}`;

function entry(index: number): LedgerEntry {
  const isDone = index % 10 !== 0;
  return {
    orderNumber: (1000 + index) as OrderNumber,
    stage: isDone ? 'acknowledged' : 'waiting',
    status: 'new',
    currency: 'EUR',
    total: '12.5' as LedgerEntry['total'],
    createdAt: '2026-11-24 10:00:00',
    operationType: isDone ? 19 : null,
    documentNumber: isDone ? index : null,
    unp: isDone ? `DT900001-0001-${String(index + 1).padStart(7, '0')}` : null,
    rawHash: 'x',
    recordedContent: 'x'.repeat(800),
    seenAt: '2026-11-24T08:00:00Z',
    recordedAt: null,
    acknowledgedAt: null,
    sentAt: null,
    looks: 0,
    reason: null,
    held: [],
  };
}

function change(index: number): Plan['tasks'][number]['changes'][number] {
  return {
    key: `export-goods:good:${index}`,
    task: 'export-goods',
    kind: index % 3 === 0 ? 'createProduct' : 'updateProduct',
    subject: `good:${index}`,
    label: `C${index} Стока номер ${index}`,
    fields: [{ field: 'price', before: '1.00', after: '2.00' }],
  };
}

const folder = await mkdtemp(join(tmpdir(), 'skladbridge-bench-'));
try {
  const app = await openApp(folder);
  const profile = await app.addProfile(NAME, defaultSettings());
  const state = await openSqliteState({ folder });
  for (let start = 0; start < ROWS; start += 5000) {
    const entries = Array.from({ length: 5000 }, (_, index) => entry(start + index));
    await state.ledger.save(profile.id, entries);
  }
  const runId = await state.runs.start(
    profile.id,
    { tasks: ['export-goods'], trigger: 'person' },
    '2026-11-24T08:00:00Z',
  );
  for (let start = 0; start < ROWS; start += 5000) {
    const events = Array.from({ length: 5000 }, (_, index): StoredEvent => {
      const event: RunEvent = {
        type: 'change',
        task: 'export-goods',
        change: change(start + index),
        outcome: { kind: 'done' },
      };
      return { at: '2026-11-24T08:00:00Z', event };
    });
    await state.runs.addEvents(runId, events);
  }
  await state.close();

  const changes = Array.from({ length: ROWS }, (_, index) => change(index));
  const rest = { attention: [], skipped: [], notices: [], unchanged: 0 };
  const plan = { tasks: [{ task: 'export-goods', changes, ...rest }] } as unknown as Plan;
  const live = new LiveRuns(
    { run: (...args) => app.run(...args), plan: async () => plan, upkeep: app.upkeep },
    systemClock,
  );
  live.startPlan(NAME, { kind: 'run', tasks: null });
  const { token, session } = await app.access.setUp((await app.access.setupCode()) ?? '', {
    name: 'Пейка',
    password: 'дълга парола 1',
    language: 'bg',
    from: '',
  });
  const [clock, onFault] = [systemClock, console.error];
  const feed = new LiveFeed({ app, live, clock, onFault });
  const testNotification = async (): Promise<void> => undefined;
  const parts = {
    app,
    live,
    feed,
    clock,
    origin: null,
    pageFolder: null,
    onFault,
    version: '',
    testNotification,
    log: NO_LOG,
    watching: await watchOver(app, {
      live,
      scheduler: new Scheduler(app, live, clock),
      tokenFile: undefined,
    }),
  };
  const server = makeServer(parts, 'localhost');
  const headers = {
    Cookie: `skladbridge_session=${token}`,
    Host: 'localhost',
    'X-CSRF-Token': session.csrfToken,
  };

  const lists: readonly (readonly [string, string])[] = [
    ['orders, first page', `${AT}/orders`],
    ['orders, last page', `${AT}/orders?page=${ROWS / 100}`],
    ['orders of one stage', `${AT}/orders?stage=waiting`],
    ['orders, search for a УНП', `${AT}/orders?search=DT900001-0001-0050000`],
    ['a run, first page', `${AT}/runs/${runId}`],
    ['a run, last page', `${AT}/runs/${runId}?page=${ROWS / 100}`],
    ['a plan, first page', `${AT}/plan`],
    ['a plan, search', `${AT}/plan?search=${encodeURIComponent('номер 77777')}`],
    ['links, first page', `${AT}/links`],
    ['a run, search', `${AT}/runs/${runId}?search=${encodeURIComponent('номер 77777')}`],
  ];
  console.log(`${ROWS} rows; milliseconds of the server's answer, ${TIMES} times each`);
  for (const [title, path] of lists) {
    const taken: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const started = performance.now();
      const response = await server.request(`http://localhost${path}`, { headers });
      await response.text();
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
      taken.push(performance.now() - started);
    }
    taken.sort((left, right) => left - right);
    const [median = 0, slowest = 0] = [taken[Math.floor(TIMES / 2)], taken.at(-1)];
    console.log(`${title.padEnd(28)} ${median.toFixed(1).padStart(7)} ${slowest.toFixed(1).padStart(7)}`);
  }
  await app.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}
