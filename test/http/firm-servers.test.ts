import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AppParts } from '../../src/app/app-parts.ts';
import type { App } from '../../src/app/app.ts';
import { makeApp } from '../../src/app/make-app.ts';
import { LocalWork } from '../../src/app/work/local-work.ts';
import { firmServers } from '../../src/http/firm-server.ts';
import type { FirmServers, HttpParts } from '../../src/http/http-parts.ts';
import { LiveFeed } from '../../src/http/live/live-feed.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { TenantId } from '../../src/model/tenant.ts';
import { openWorldParts } from '../support/world.ts';

// A page of thousands of firms keeps the servers of those that are used, and lets go what the others hold.

const KEPT = 3;

let folder: string;
let parts: AppParts;
let app: App;
/** Firms whose feed hears of the work, the one that was made first first. */
let hearing: TenantId[];
let feeds: Map<TenantId, LiveFeed>;
let servers: FirmServers;

const onFault = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);
const firm = (number: number): TenantId => number as TenantId;

function feedOf(tenant: TenantId): LiveFeed {
  const own = app.of(tenant);
  const live = new LocalWork(own, systemClock);
  const listen = live.listen.bind(live);
  live.listen = (listener) => {
    const stop = listen(listener);
    hearing.push(tenant);
    return () => {
      stop();
      hearing = hearing.filter((each) => each !== tenant);
    };
  };
  const workers = async (): Promise<number> => 1;
  const feed = new LiveFeed({ app: own, live, workers, clock: systemClock, onFault });
  feeds.set(tenant, feed);
  return feed;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skladbridge-servers-'));
  parts = await openWorldParts(folder);
  app = makeApp(parts);
});

afterAll(async () => {
  await parts.state.close();
  await rm(folder, { recursive: true, force: true });
});

function open(): void {
  hearing = [];
  feeds = new Map();
  const common = { onFault } as unknown as HttpParts;
  const partsOf = (tenant: TenantId) =>
    ({ app: app.of(tenant), feed: feedOf(tenant) }) as unknown as HttpParts;
  servers = firmServers(common, partsOf, KEPT);
}

it('of fifty firms those are kept that were used last, and nobody hears for the others any more', () => {
  open();
  for (let number = 1; number <= 50; number += 1) servers.serverOf(firm(number));
  expect(hearing).toEqual([48, 49, 50]);
  // Used again, it is not the next to go.
  servers.serverOf(firm(48));
  servers.serverOf(firm(5));
  expect(hearing).toEqual([48, 50, 5]);
});

it('who follows a firm is not let go while others come, and is when he has left', async () => {
  open();
  servers.serverOf(firm(1));
  const feed = feeds.get(firm(1));
  const follower = await feed?.follow('');
  if (feed === undefined || follower === undefined) throw new Error('nobody follows');
  for (let number = 2; number <= 20; number += 1) servers.serverOf(firm(number));
  expect(hearing).toEqual([1, 19, 20]);
  expect(await follower.next()).not.toBe(null);
  feed.leave(follower);
  servers.serverOf(firm(21));
  expect(hearing).toEqual([19, 20, 21]);
  // Whoever was on his way to it is told to come again.
  expect(await (await feed.follow('')).next()).toBe(null);
});

it('a call that is being answered keeps its server', async () => {
  open();
  let answered = false;
  const context = {
    req: { raw: new Request('http://localhost/nothing') },
    env: {},
  } as unknown as Parameters<ReturnType<FirmServers['serverOf']>['answer']>[0];
  const entered = { session: { account: { name: 'Иван' } }, token: '' } as unknown as Parameters<
    ReturnType<FirmServers['serverOf']>['answer']
  >[1];
  const answering = servers
    .serverOf(firm(1))
    .answer(context, entered)
    .then(({ status }) => {
      answered = true;
      return status;
    });
  for (let number = 2; number <= 20; number += 1) servers.serverOf(firm(number));
  expect([answered, hearing]).toEqual([false, [1, 19, 20]]);
  expect(await answering).toBe(404);
  servers.serverOf(firm(21));
  expect(hearing).toEqual([19, 20, 21]);
});
