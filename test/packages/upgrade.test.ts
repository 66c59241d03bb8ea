import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OLDEST_PROGRAM, STATE_VERSION } from '../../src/state/sql/migrations.ts';
import { ManyShops, until } from '../support/hosted/many-shops.ts';
import { openRelay } from '../support/network/relay.ts';
import type { Relay } from '../support/network/relay.ts';
import { PageClient } from '../support/page-client.ts';
import { startPostgres } from '../support/postgres/postgres.ts';
import type { PrivatePostgres } from '../support/postgres/postgres.ts';
import { madePackages } from './debian-tree.ts';
import { Hoster, Onlooker } from './hoster.ts';
import type { Served } from './hoster.ts';
import {
  BEFORE_A_CONTRACT,
  formerImage,
  memoryVersionOf,
  previousProgram,
  programOf,
} from './previous-image.ts';
import type { FormerProgram } from './previous-image.ts';
import { IMAGE_USER, unpackImage } from './runc.ts';
import type { UnpackedImage } from './runc.ts';

// What docs/hosting.md tells a hoster to do, done to the containers of a former image with runs under way: no run fails, no order is
// lost, none comes in twice.

const VERSION = '9.9.9';
const OWNER = { name: 'Иван', password: 'дълга парола 1' };
const SHOPS = 4;
/** Nobody's schedule asks for it: a person does. */
const BY_HAND = 'Магазин 4';
/** So much that a run is still under way when everything around it has been exchanged. */
const SIZE = { goods: 150, orders: 8 };
const SLOW_MS = 300;
const folder = mkdtempSync(join(tmpdir(), 'skladbridge-upgrade-'));
let fresh: UnpackedImage;
let server: PrivatePostgres;

/** Shops in the middle of what the former program does for them, and a page that somebody looks at. */
interface Scene {
  readonly many: ManyShops;
  readonly hoster: Hoster;
  readonly former: UnpackedImage;
  readonly page: Served;
  readonly worker: Served;
  readonly client: PageClient;
  readonly front: Relay;
  readonly onlooker: Onlooker;
}

let scene: Partial<Scene> = {};

async function sceneOf(program: FormerProgram): Promise<Scene> {
  const former = unpackImage(formerImage(program), program.version, join(folder, program.commit));
  let hoster: Hoster | undefined;
  const many = await ManyShops.open(SHOPS, {
    memory: await server.makeMemory(),
    size: SIZE,
    add: async (place) => {
      chownSync(place.folder, IMAGE_USER, IMAGE_USER);
      for (const { path } of place.shops) chownSync(path, IMAGE_USER, IMAGE_USER);
      hoster = new Hoster(place);
      await hoster.addShops(former, place);
    },
  });
  if (hoster === undefined) throw new Error('no shop was added');
  scene = { many, hoster };
  for (const { sandbox } of many.shops) sandbox.faults.add({ kind: 'latency', amount: SLOW_MS });
  const page = await hoster.serve(former, 'page');
  const worker = await hoster.serve(former, 'worker');
  const client = new PageClient(page.url);
  const { setupCode } = JSON.parse(await page.container.firstLine) as { readonly setupCode: string };
  await client.enter('/api/setup', { ...OWNER, code: setupCode });
  const front = await openRelay({ host: '127.0.0.1', port: page.port });
  const onlooker = new Onlooker(`http://127.0.0.1:${front.port}`, client.cookie);
  await many.makeDue(`name <> '${BY_HAND}'`);
  await until(async () => (await many.holders()).length === SHOPS - 1 && many.creates > SHOPS);
  scene = { many, hoster, former, page, worker, client, front, onlooker };
  return scene as Scene;
}

/** A buyer in each shop. */
function orderEverywhere({ shops }: ManyShops): void {
  for (const { sandbox } of shops) {
    const [product] = sandbox.store.list('products');
    sandbox.placeOrder({ lines: [{ code: String(product?.['productCode']), quantity: '1' }] });
  }
}

/** How many runs ended so. */
async function ended(many: ManyShops): Promise<Readonly<Record<string, number>>> {
  const rows = await many.ask('select "end", count(*)::int as n from runs group by "end"');
  return Object.fromEntries(rows.map((row) => [String(row['end']), Number(row['n'])]));
}

/** Nothing is under way: whoever asks for more meanwhile is told that it goes on already. */
async function isQuiet(many: ManyShops): Promise<boolean> {
  return (await many.holders()).length === 0;
}

/** All schedules once more, to their end. */
async function runAll(many: ManyShops): Promise<void> {
  await until(() => isQuiet(many));
  const [before] = await many.ask('select max(id) as id from runs');
  await many.makeDue();
  await until(async () => {
    const rows = await many.ask(
      `select 1 from runs where id > ${Number(before?.['id'])} and "end" is not null`,
    );
    return rows.length >= SHOPS;
  });
  await until(() => isQuiet(many));
}

/** Both sides are equal, each order is there once, and a further run of each shop has nothing to do. */
async function expectSound(many: ManyShops): Promise<void> {
  for (const { sandbox } of many.shops) sandbox.faults.clear();
  orderEverywhere(many);
  await runAll(many);
  const [{ id } = { id: 0 }] = await many.ask('select max(id) as id from runs');
  await runAll(many);
  const counted = await many.ask(`select "end", counts from runs where id > ${Number(id)}`);
  expect(counted).toHaveLength(SHOPS);
  for (const { end, counts } of counted) {
    const tasks = Object.values(
      JSON.parse(String(counts)) as Readonly<Record<string, Readonly<Record<string, number>>>>,
    );
    const done = tasks.map(({ created, updated, failed, attention }) => [
      created,
      updated,
      failed,
      attention,
    ]);
    expect([end, ...new Set(done.map((each) => each.join()))]).toEqual(['done', '0,0,0,0']);
  }
  many.expectSound();
  const [waiting] = await many.ask('select count(*)::int as n from attention where dismissed_at is null');
  expect(waiting).toEqual({ n: 0 });
  // With what each of them told, so that whoever reads this knows why.
  const bad = await many.ask(`select r.id, r."end", r.started_at, e.event from runs r
    left join run_events e on e.run_id = r.id and e.event like '%"runEnded"%'
    where r."end" is null or r."end" not in ('done', 'stopped')`);
  expect(bad).toEqual([]);
}

const migrated = (before: number): string => JSON.stringify({ before, after: STATE_VERSION });

async function versionOf(many: ManyShops): Promise<unknown> {
  return (await many.ask('select version, oldest from memory_version'))[0];
}

/** One process after the other: the former ones work with the new tables meanwhile. */
async function rollOver(program: FormerProgram, version: number): Promise<void> {
  const { many, hoster, former, page, worker, client, front, onlooker } = await sceneOf(program);
  const creates = many.creates;
  const migration = await hoster.type(fresh, ['migrate']);
  expect([migration.code, migration.said.trim()]).toEqual([0, migrated(version)]);
  orderEverywhere(many);
  await until(() => many.creates > creates + SHOPS);
  expect(await ended(many)).toEqual({ null: SHOPS - 1 });
  const second = await hoster.serve(fresh, 'worker');
  expect(await worker.container.end()).toBe(0);
  const stopped = await ended(many);
  expect(stopped['stopped']).toBe(SHOPS - 1);
  const started = await client.call('POST', `/api/profiles/${encodeURIComponent(BY_HAND)}/run`, {
    body: { tasks: null },
  });
  expect(started.status).toBe(200);
  const next = await hoster.serve(fresh, 'page');
  front.leadTo({ host: '127.0.0.1', port: next.port });
  expect(await page.container.end()).toBe(0);
  const later = await hoster.type(former, ['migrate']);
  expect(later.code).toBe(0);
  await expectSound(many);
  const looked = await onlooker.end();
  expect(looked.away).toBe(0);
  expect(looked.answers).toBeGreaterThan(50);
  for (const { container } of [second, next]) expect(await container.end()).toBe(0);
  tell('one by one', { migrateMs: Math.round(migration.ms), ends: await ended(many), ...looked });
}

/** Former programs may not work with the new tables: everything of them ends before. */
async function stopBefore(program: FormerProgram, version: number): Promise<void> {
  const { many, hoster, former, page, worker, onlooker } = await sceneOf(program);
  const before = await versionOf(many);
  const early = await hoster.type(fresh, ['migrate']);
  expect([early.code, early.said]).toEqual([11, expect.stringContaining('state.database.formerAtWork')]);
  expect(await versionOf(many)).toEqual(before);
  const creates = many.creates;
  await until(() => many.creates > creates + SHOPS);
  orderEverywhere(many);
  for (const { container } of [worker, page]) expect(await container.end()).toBe(0);
  expect(await ended(many)).toEqual({ stopped: SHOPS - 1 });
  const migration = await hoster.type(fresh, ['migrate']);
  expect([migration.code, migration.said.trim()]).toEqual([0, migrated(version)]);
  const next = await hoster.serve(fresh, 'page', page.port);
  const second = await hoster.serve(fresh, 'worker');
  const former2 = await hoster.type(former, ['profile', 'list']);
  expect([former2.code, former2.said]).toEqual([2, expect.stringContaining('state.newer')]);
  await expectSound(many);
  const looked = await onlooker.end();
  for (const { container } of [second, next]) expect(await container.end()).toBe(0);
  tell('stopped before', { migrateMs: Math.round(migration.ms), ends: await ended(many), ...looked });
}

function tell(how: string, figures: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`upgrade, ${how}: ${JSON.stringify(figures)}\n`);
}

describe('an upgrade of a hoster’s containers with runs under way', () => {
  beforeAll(async () => {
    server = await startPostgres();
    madePackages(folder, VERSION, 'image');
    fresh = unpackImage(join(folder, `skladbridge-${VERSION}-image.tar`), VERSION, join(folder, 'fresh'));
  });
  afterEach(async () => {
    await scene.onlooker?.end();
    await scene.front?.close();
    scene.hoster?.close();
    await scene.many?.close();
    scene = {};
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const programs = [previousProgram(), programOf(BEFORE_A_CONTRACT)] as const;
  for (const program of programs) {
    const version = memoryVersionOf(program);
    const isRolling = (version ?? 0) >= OLDEST_PROGRAM;
    const how = isRolling ? 'one by one, while the former ones work' : 'after the former ones have ended';
    const name = `from ${program.commit} to this one, ${how}: no run fails, no order is lost`;
    const reason = `this clone's history does not reach to ${program.commit}`;
    if (version === null) it.skip(`${name}: ${reason}`, () => undefined);
    else it(name, async () => (isRolling ? rollOver : stopBefore)(program, version));
  }
});
