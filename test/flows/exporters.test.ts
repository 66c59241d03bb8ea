import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { App, RunSummary } from '../../src/app/app.ts';
import { makeApp } from '../../src/app/make-app.ts';
import { attemptOf } from '../../src/hosted/hosted-worker.ts';
import { sha256 } from '../../src/lib/hash.ts';
import { heldTurn, LEFT, readTurn, turnDigits, turnSeat } from '../../src/model/export-turn.ts';
import type { TurnAsker } from '../../src/model/export-turn.ts';
import type { ProfileId } from '../../src/model/profile.ts';
import type { RunEvent, TaskName } from '../../src/model/run.ts';
import { profileIdentity } from '../../src/model/settings.ts';
import type { Settings } from '../../src/model/settings.ts';
import { copyWarehouse } from '../crash/warehouse-copy.ts';
import { startFront } from '../support/front.ts';
import { describeMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';
import { ACCESS, makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: { close(): Promise<unknown> }[] = [];
const never = new AbortController().signal;
const FEED = { username: 'feed', domain: 'shop.example', signature: 'ab'.repeat(20) } as const;
const OVER = {
  rest: {},
  xml: { interface: 'xml', feedUsername: FEED.username, feedDomain: FEED.domain },
} as const satisfies Readonly<Record<string, Partial<Settings>>>;
const GOODS = 40;
const SEED = 3;
/** How long what another one has sent may still come. */
const LANDING_MS = 1000;
/** No process has the highest number. */
const NOBODY = 4_194_303;

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function world(settings: Partial<Settings> = {}): Promise<World> {
  const made = await makeWorld({
    goods: GOODS,
    seed: SEED,
    sold: 6,
    orders: 0,
    content: (content) => ({ ...content, exportFeed: FEED }),
    settings: { identity: 'shop.example', ...settings },
  });
  open.push(made);
  await made.app.setSecret(PROFILE, 'feedSignature', FEED.signature);
  return made;
}

/** Another installation with a memory of its own, on the same machine or another one. */
async function another(made: World, host = 'other-pc'): Promise<App> {
  const parts = await openWorldParts(join(made.folder, `other-${open.length}`));
  const app = makeApp({ ...parts, machine: { host, boot: 'boot', processes: '' }, landingMs: LANDING_MS });
  open.push(app);
  const { profile } = await made.app.showProfile(PROFILE);
  await app.addProfile(PROFILE, profile.settings);
  await app.setSecret(PROFILE, 'secret', ACCESS.secret);
  await app.setSecret(PROFILE, 'feedSignature', FEED.signature);
  return app;
}

async function run(
  app: App,
  tasks: readonly TaskName[] = ['export-goods'],
  onEvent: (event: RunEvent) => void = () => undefined,
): Promise<RunSummary> {
  return app.run(PROFILE, { tasks, isConfirmed: true, onEvent, signal: never });
}

function twins(made: World): readonly string[] {
  const codes = made.sandbox.store.list('products').map((product) => String(product['productCode']));
  return codes.filter((code, index) => codes.indexOf(code) !== index);
}

/** The world's own installation, as a hoster's worker that does a job. */
async function worker(made: World): Promise<App> {
  const parts = await openWorldParts(join(made.folder, 'data'));
  const app = makeApp({ ...parts, ...attemptOf({ id: '2f1c7a52-6c1e-4d0b-9d3a-6f2b8c1e7a90', attempt: 0 }) });
  open.push(app);
  return app;
}

/** Both at once, again until each has had its turn: no code has two products. */
async function expectNoTwins(made: World, own = made.app): Promise<void> {
  const apps = [own, await another(made)] as const;
  const first = await Promise.all(apps.map((app) => run(app)));
  expect(first.filter(({ end }) => end === 'done').length).toBeGreaterThan(0);
  for (const { error } of first) expect([undefined, 'export.busy']).toContain(error?.code);
  for (const app of [...apps, ...apps]) expect(await run(app)).toMatchObject({ end: 'done' });
  expect(twins(made)).toEqual([]);
  const { store, requests } = made.sandbox;
  expect(store.count('products')).toBeGreaterThan(30);
  requests.reset();
  for (const app of apps) await run(app);
  expect(requests.writes()).toBe(0);
}

describe.each(['rest', 'xml'] as const)('Q8: two installations that send goods, over %s', (kind) => {
  it('at once: one after the other, and no product is made twice', async () => {
    await expectNoTwins(await world(OVER[kind]));
  });

  it('at once, one of them a worker of a hoster, who is no process of this machine: neither', async () => {
    const made = await world(OVER[kind]);
    await expectNoTwins(made, await worker(made));
  });
});

describeMariadb('Q8: two installations that send goods, over one MariaDB', () => {
  let server: PrivateMariadb;

  beforeAll(async () => {
    server = await startMariadb({ isDurable: false });
  });

  afterAll(async () => {
    await server.stop();
  });

  it.each(['rest', 'xml'] as const)('at once, over %s: no product is made twice', async (kind) => {
    const made = await world(OVER[kind]);
    const copy = await copyWarehouse('MariaDB', made, { server, goods: GOODS, seed: SEED });
    open.push(copy);
    await made.setSettings({ warehouse: copy.address });
    await expectNoTwins(made);
  });
});

describe('Q8: the turn of another installation', () => {
  const hash = sha256('shop.example');
  const stranger: TurnAsker = {
    installation: '0123abcd',
    profile: 1 as ProfileId,
    host: turnDigits(sha256('laptop ')),
    boot: turnDigits(sha256('boot')),
    pid: 4711,
  };
  /** As the other one would have left it so many minutes ago. */
  function leave(made: World, asker: TurnAsker, ago: number): void {
    const minutes = Math.floor(Date.now() / 60_000) - ago;
    made.change('DELETE FROM nextacct WHERE NextAcct LIKE ?', `${turnSeat(hash)}-%`);
    made.change('INSERT OR IGNORE INTO nextacct VALUES (?)', turnSeat(hash));
    made.change('INSERT INTO nextacct VALUES (?)', heldTurn(hash, { number: 7, minutes, asker }));
  }
  const told = (events: readonly RunEvent[]): readonly string[] =>
    events.flatMap((event) => (event.type === 'notice' ? [event.code] : []));

  it('is waited for while it is heard of; the other tasks go on, and the next run tries again', async () => {
    const made = await world();
    expect(profileIdentity((await made.app.showProfile(PROFILE)).profile.settings)).toBe('shop.example');
    leave(made, stranger, 2);
    const products = made.sandbox.store.count('products');
    const busy = await made.run(['export-goods', 'export-stock']);
    expect(busy).toMatchObject({ end: 'failed', error: { code: 'export.busy', kind: 'busy' } });
    expect(busy.error?.facts).toEqual({ host: '0123abcd', minutes: 2 });
    expect(Object.keys(busy.counts)).toEqual(['export-goods', 'export-stock']);
    expect(made.sandbox.store.count('products')).toBe(products);
    const events: RunEvent[] = [];
    leave(made, stranger, 16);
    const next = makeApp({ ...(await openWorldParts(join(made.folder, 'data'))), landingMs: LANDING_MS });
    open.push(next);
    expect(await run(next, ['export-goods'], (event) => events.push(event))).toMatchObject({ end: 'done' });
    expect(told(events)).toContain('notice.export.takenOver');
    expect(made.sandbox.store.count('products')).toBeGreaterThan(products);
    const rows = made.rows("SELECT NextAcct FROM nextacct WHERE NextAcct LIKE 'ZEXP-%' ORDER BY 1");
    expect(rows.map((row) => row['NextAcct'])).toEqual([turnSeat(hash), `${turnSeat(hash)}-8`]);
  });

  it('of a hoster’s worker is a key like any other: it is waited for, and given back', async () => {
    const made = await world();
    const app = await worker(made);
    const other = await another(made);
    const ends: string[] = [];
    const keys: unknown[] = [];
    const asked: Promise<unknown>[] = [];
    const refused = async (): Promise<void> => {
      ends.push((await run(other)).error?.code ?? 'done');
      made.sandbox.faults.clear();
    };
    const onEvent = (event: RunEvent): void => {
      if (event.type !== 'change') return;
      keys.push(...made.rows("SELECT NextAcct FROM nextacct WHERE NextAcct LIKE 'ZEXP-%-%-%'"));
      if (asked.length > 0) return;
      asked.push(refused());
    };
    // So slow that the other one has asked for the turn, and been refused it, long before this run is over.
    made.sandbox.faults.add({ kind: 'latency', amount: 400 });
    expect(await run(app, ['export-goods'], onEvent)).toMatchObject({ end: 'done' });
    await Promise.all(asked);
    expect(readTurn(String((keys[0] as Record<string, unknown>)['NextAcct']))?.holder).toMatchObject({
      pid: 0,
    });
    expect(ends).toEqual(['export.busy']);
    expect(await run(other)).toMatchObject({ end: 'done' });
    expect(twins(made)).toEqual([]);
  });

  it('of another profile of this memory, for the same shop, is waited for: both begin at once', async () => {
    const made = await world();
    const second = 'Втори';
    const { profile } = await made.app.showProfile(PROFILE);
    await made.app.addProfile(second, { ...profile.settings, import: false });
    await made.app.setSecret(second, 'secret', ACCESS.secret);
    const request = { isConfirmed: true, onEvent: () => undefined, signal: never } as const;
    const ends = await Promise.all(
      [PROFILE, second].map((name) => made.app.run(name, { ...request, tasks: ['export-goods'] })),
    );
    expect(ends.map(({ end }) => end)).toEqual(['done', 'done']);
    expect(twins(made)).toEqual([]);
  });

  it('is taken where its machine has started anew, its process is gone, or it was left: when nothing can come of it', async () => {
    const made = await world();
    const app = await another(made, hostname());
    const here = { ...stranger, host: turnDigits(sha256(`${hostname()} `)) };
    const anew = { ...here, boot: turnDigits(sha256('before')) };
    const cases = [anew, { ...here, pid: NOBODY }, { ...stranger, pid: LEFT }].map((gone) => ({
      gone,
      ago: 0,
    }));
    // The database's clock was set ahead, or back, since he was heard of.
    for (const { gone, ago } of [...cases, { gone: anew, ago: 900 }, { gone: anew, ago: -900 }]) {
      made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 0.01 WHERE ID BETWEEN 20 AND 24');
      leave(made, gone, ago);
      const events: RunEvent[] = [];
      const startedMs = performance.now();
      expect(await run(app, ['export-goods'], (event) => events.push(event))).toMatchObject({ end: 'done' });
      expect(performance.now() - startedMs).toBeGreaterThan(LANDING_MS);
      // Whoever has left it did not break off.
      expect(told(events).includes('notice.export.takenOver')).toBe(gone.pid !== LEFT);
    }
  });

  it('of one that was emptied with its keys: nobody is kept apart, but products are looked for once more', async () => {
    const made = await world();
    made.change('INSERT INTO nextacct VALUES (?)', turnSeat(hash));
    const { store } = made.sandbox;
    const [, second] = made.rows('SELECT Code FROM goods WHERE ID > 20 AND Deleted = 0 AND Type = 0 LIMIT 2');
    const code = String(second?.['Code']);
    let isRead = false;
    const front = await startFront(() => made.sandbox.url, {
      change: (answer, { method, url }) => {
        // Made by somebody else right after the catalogue was read.
        if (!isRead && method === 'GET' && url.includes('limit=250')) {
          isRead = true;
          const [id] = store.ids('products');
          const next = store.nextId('products');
          const product = structuredClone(store.get('products', id ?? 0) ?? {});
          store.put('products', next, { ...product, productId: next, productCode: code, productBarcode: '' });
        }
        return answer;
      },
    });
    open.push(front);
    await made.setSettings({ shopAddress: front.url });
    await made.app.setSecret(PROFILE, 'secret', ACCESS.secret);
    const events: RunEvent[] = [];
    expect(await run(made.app, ['export-goods'], (event) => events.push(event))).toMatchObject({
      end: 'done',
    });
    expect([isRead, store.productsByCode(code).length]).toEqual([true, 1]);
    expect(told(events)).toContain('notice.product.metMeanwhile');
    expect(await run(made.app)).toMatchObject({ end: 'done' });
    expect([store.productsByCode(code).length, twins(made)]).toEqual([1, []]);
  });
});
