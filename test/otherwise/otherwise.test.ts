import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import type { Good } from '../../src/model/good.ts';
import type { TaskName } from '../../src/model/run.ts';
import { initSqliteWarehouse } from '../../src/warehouse/sample/fill-sqlite.ts';
import { ACCESS, openWorldApp, PROFILE, readGoodsOf, TODAY, worldSettings } from '../support/world.ts';
import { placeOrders } from './content.ts';
import { startOtherShop } from './other-shop.ts';
import type { RunningShop } from './other-shop.ts';
import { FEED_REPLACES, switchesOf, UNP_ELSEWHERE } from './switches.ts';
import type { Interface, Switch, Switches } from './switches.ts';

const FEED = { feedUsername: 'sklad', feedDomain: 'shop.bg' };
const SIGNATURE = '0123456789abcdef0123456789abcdef01234567';
const GOODS = 300;
let folder = '';
let made: readonly Good[] = [];
const open: { close(): Promise<unknown> }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skladbridge-otherwise-'));
  const sample = {
    path: join(folder, 'sample.db'),
    goods: GOODS + 20,
    seed: 1,
    hasSupto: true,
    today: TODAY,
  };
  await initSqliteWarehouse({ ...sample, signal: new AbortController().signal, onProgress: () => undefined });
  made = await readGoodsOf(sample.path);
}, 60_000);

afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Place {
  readonly app: App;
  readonly shop: RunningShop;
  readonly documents: () => number;
  readonly codes: () => Promise<readonly string[]>;
}

/** The sample's warehouse, this shop, and a profile of both; a set of switches may be changed later. */
async function place(which: Interface, on: Iterable<Switch>, count: number): Promise<Place> {
  const switches: Switches = on instanceof Set ? on : new Set(on);
  const own = await mkdtemp(join(folder, 'world-'));
  const path = join(own, 'warehouse.db');
  const sample = new DatabaseSync(join(folder, 'sample.db'));
  sample.exec(`vacuum into '${path}'`);
  sample.close();
  const goods = made.filter((good) => good.vatRate === '20' && good.code !== '');
  const shop = await startOtherShop({
    on: switches,
    orders: placeOrders(count, goods),
    sold: made.slice(0, 10),
  });
  const app = await openWorldApp(join(own, 'data'));
  open.push(app, shop);
  const guards = { guardCreated: 100, guardRepriced: 100, guardPriceDrop: 100, guardPriceRise: 10_000 };
  const elsewhere = switches.has('unpNotKept') ? { unpFallbackField: UNP_ELSEWHERE } : {};
  const settings = { interface: which, ...guards, ...elsewhere, ...(which === 'xml' ? FEED : {}) } as const;
  await app.addProfile(PROFILE, worldSettings(path, shop.url, settings));
  await app.setSecret(PROFILE, 'secret', ACCESS.secret);
  if (which === 'xml') await app.setSecret(PROFILE, 'feedSignature', SIGNATURE);
  const documents = (): number => {
    const database = new DatabaseSync(path);
    const sql =
      "select count(distinct Acct) as n from operations where OperType = 19 and Note like 'Seliton%'";
    const row = database.prepare(sql).get();
    database.close();
    return Number(row?.['n']);
  };
  return { app, shop, documents, codes: async () => (await app.attention(PROFILE)).map(({ code }) => code) };
}

async function run({ app }: Place, tasks: readonly TaskName[] | null = null) {
  const signal = new AbortController().signal;
  return app.run(PROFILE, { tasks, isConfirmed: true, onEvent: () => undefined, signal });
}

/** A person explains the words that nobody knows; how many answers it took. */
async function explain({ app }: Place): Promise<number> {
  const meanings: Readonly<Record<string, string>> = { 1: 'import', 7: 'cancelled' };
  const unknown = (await app.words(PROFILE)).filter(
    ({ kind, inUse }) => kind === 'orderStatus' && inUse === null,
  );
  for (const { kind, word } of unknown)
    await app.decideWord(PROFILE, { kind, word, meaning: meanings[word] ?? '' });
  return unknown.length;
}

/** Two runs with a person's answers between: what came in, what was sent, and what waits. */
async function proveShop(which: Interface, on: readonly Switch[], count: number): Promise<void> {
  const world = await place(which, on, count);
  expect(await run(world)).toMatchObject({ end: 'done' });
  expect(await explain(world)).toBeLessThanOrEqual(3);
  expect(await run(world)).toMatchObject({ end: 'done' });
  const living = world.shop.orders.filter((order) => !order.isCancelled).length;
  const bad = on.includes('oneBadOrder') ? 1 : 0;
  expect(world.documents()).toBe(living - bad);
  expect(world.shop.orders.filter(({ unp }) => unp !== '').length).toBe(living - bad);
  const expected = [
    ...(bad === 0 ? [] : ['order.unreadable']),
    ...(on.includes('oneBadProduct') ? ['product.unreadable'] : []),
  ];
  expect((await world.codes()).filter((code) => !code.startsWith('good.'))).toEqual(expected);
  const codes = [...world.shop.products.values()].map((product) => product.code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.length).toBeGreaterThanOrEqual(GOODS);
  const third = await run(world);
  expect(third).toMatchObject({ end: 'done' });
  const { 'import-orders': orders, 'export-goods': goods } = third.counts;
  expect([orders?.created, goods?.created, goods?.updated]).toEqual([0, 0, 0]);
}

describe.each(['xml', 'rest'] as const)('a shop that is otherwise, over %s', (which) => {
  it.each(switchesOf(which))(
    'I1, I2, I8, E4, E9: %s alone',
    async (each) => {
      await proveShop(which, [each], 30);
    },
    60_000,
  );

  it('I1, I2, I8, E4, E9: as much at once as goes together: 100 orders, 300 goods, three answers', async () => {
    const apart: readonly Switch[] = [
      'statusesInBulgarian',
      'totalTypesInBulgarian',
      'totalTypesInCapitals',
      'limitIgnored',
      'startIgnored',
      'samePageAgain',
      'numbersIgnored',
      'discountApart',
      'pricesWithoutTax',
      'otherStatusWord',
    ];
    await proveShop(
      which,
      switchesOf(which).filter((each) => !apart.includes(each)),
      100,
    );
  }, 120_000);
});

describe.each(['xml', 'rest'] as const)('how a list of orders answers, over %s', (which) => {
  const listing = async ({ app }: Place) =>
    Object.fromEntries(
      (await app.words(PROFILE)).flatMap(({ kind, word, inUse }) =>
        kind === 'listing' ? [[word, inUse]] : [],
      ),
    );

  it.each<readonly [Switch, string, string]>([
    ['newestFirst', 'order', 'newestFirst'],
    ['limitIgnored', 'limit', 'limitIgnored'],
    ...(which === 'rest'
      ? ([['samePageAgain', 'start', 'startIgnored']] as const)
      : ([
          ['startIgnored', 'start', 'startIgnored'],
          ['boundaryIncluded', 'boundary', 'boundaryIncluded'],
          ['numbersIgnored', 'numbers', 'numbersIgnored'],
        ] as const)),
  ])('I1: the connection test probes and remembers %s', async (each, word, meaning) => {
    const { signal } = new AbortController();
    const [odd, plain] = [await place(which, [each], 12), await place(which, [], 12)];
    for (const world of [odd, plain]) await world.app.testProfile(PROFILE, signal);
    expect(await listing(odd)).toMatchObject({ [word]: meaning });
    expect((await listing(plain))[word]).not.toBe(meaning);
  });

  it('I1: what an answer contradicts is learned anew in the same run, and no order is missed', async () => {
    const on = new Set<Switch>(['newestFirst']);
    const world = await place(which, on, 12);
    await world.app.testProfile(PROFILE, new AbortController().signal);
    on.clear();
    await run(world, ['import-orders']);
    expect(await listing(world)).toMatchObject({ order: 'oldestFirst' });
    expect(world.documents()).toBe(world.shop.orders.filter((order) => !order.isCancelled).length);
  });
});

describe.each(['xml', 'rest'] as const)('Q6: the newest orders over %s', (which) => {
  it.each([
    ['as nobody knows', [], []],
    ['as it is known', ['newestFirst'], ['newestFirst']],
    ['otherwise than it is believed to', [], ['newestFirst']],
    ['with the newest first, as nobody knows', ['newestFirst'], []],
  ] as const)('are the newest where the list answers %s', async (_, on, believed) => {
    const world = await place(which, on, 60);
    const { signal } = new AbortController();
    for (const meaning of believed)
      await world.app.decideWord(PROFILE, { kind: 'listing', word: 'order', meaning });
    await run(world, ['import-orders']);
    const facts = (await world.app.testProfile(PROFILE, signal)).shop;
    const numbers = world.shop.orders.map(({ number }) => number).slice(-20);
    expect(facts?.newestOrders.map(({ number }) => number)).toEqual(numbers);
    expect(await run(world, ['import-orders'])).toMatchObject({ end: 'done' });
  });
});

describe('a shop that takes a feed for its whole catalogue', () => {
  it('E9: is told after one product, and nothing more goes out', async () => {
    const world = await place('xml', [FEED_REPLACES], 3);
    expect(await run(world)).toMatchObject({ end: 'failed', error: { code: 'shop.feed.replaces' } });
    expect(world.shop.products.size).toBe(1);
  });
});
