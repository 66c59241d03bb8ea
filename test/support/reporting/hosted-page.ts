import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../../src/app/app.ts';
import { makeApp } from '../../../src/app/make-app.ts';
import { servePage } from '../../../src/compose/serve-page.ts';
import { sleep } from '../../../src/lib/sleep.ts';
import type { Report, ReportedStanding } from '../../../src/model/reporting.ts';
import { PageClient } from '../page-client.ts';
import { openWorldParts } from '../world.ts';

/** A page that shops report to: a program of its own, with an owner, by a clock that can be put forward. */
export interface HostedPage {
  readonly app: App;
  readonly url: string;
  readonly port: number;
  readonly owner: PageClient;
  /** A shop with its token. */
  add(name: string): Promise<{ readonly id: number; readonly token: string }>;
  /** Its clock goes so far ahead of the machine's. */
  aheadMs: number;
  /** Kills it, with what it remembers left in its folder. */
  stop(): Promise<void>;
  /** Opens it again at its port. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const OWNER = { name: 'Иван', password: 'дълга парола 1' };

/** Opens one; nothing of it goes on by itself within a test. */
export async function openHostedPage(): Promise<HostedPage> {
  const folder = await mkdtemp(join(tmpdir(), 'skladbridge-hosted-'));
  let ahead = 0;
  let port = 0;
  const clock = { now: () => Date.now() + ahead };
  const open = async () => {
    const app = makeApp({ ...(await openWorldParts(folder)), clock });
    const page = await servePage(app, {
      version: '0.0.0',
      host: '127.0.0.1',
      port,
      onFault: (error) => process.stderr.write(`hosted page: ${String(error)}\n`),
      time: { clock, sleep: (_ms, signal) => sleep(3_600_000, signal) },
    });
    port = Number(new URL(page.url).port);
    return { app, page };
  };
  let opened = await open();
  const owner = new PageClient(opened.page.url);
  await owner.enter('/api/setup', { ...OWNER, code: opened.page.setupCode });
  return {
    get app() {
      return opened.app;
    },
    get aheadMs() {
      return ahead;
    },
    set aheadMs(ms) {
      ahead = ms;
    },
    url: opened.page.url,
    port,
    owner,
    add: async (name) => {
      const { body } = await owner.call('POST', '/api/reporting/shops', { body: { name } });
      return { id: Number(body['id']), token: String(body['token']) };
    },
    stop: () => opened.page.close(),
    start: async () => {
      opened = await open();
    },
    close: async () => {
      await opened.page.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const AT = '2026-11-24T10:00:00.000Z';
const UNKNOWN = { isWell: null, at: null, code: null } as const;

/** A profile of a report at which all is well. */
export function wellStanding(more: Partial<ReportedStanding> = {}): ReportedStanding {
  return {
    profile: 1,
    name: 'Магазин',
    isBusy: false,
    lastRun: {
      id: 1,
      trigger: 'schedule',
      startedAt: AT,
      endedAt: AT,
      end: 'done',
      code: null,
      counts: {},
    },
    lastSuccess: { 'import-orders': AT },
    nextStart: null,
    held: null,
    shop: UNKNOWN,
    warehouse: UNKNOWN,
    attention: [],
    ordersWaiting: 0,
    oldestWaiting: null,
    unpLeft: null,
    ...more,
  };
}

/** A report of one well profile. */
export function wellReport(sequence: number, more: Partial<Report> = {}): Report {
  return {
    sender: '0123abcd',
    sequence,
    sentAt: AT,
    version: '0.2.0',
    everyMinutes: 5,
    profiles: [wellStanding()],
    runs: [],
    ...more,
  };
}
