import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/model/settings.ts';
import type { StoredRecord } from '../../src/sandbox/resource.ts';
import { initMysqlWarehouse } from '../../src/warehouse/sample/fill-mysql.ts';
import { documents } from '../support/invariants.ts';
import { describeMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';
import { openPage, PageClient } from '../support/page-client.ts';
import { serveWorld } from '../support/served-world.ts';
import { makeWorld, PROFILE, readGoodsOf, TODAY } from '../support/world.ts';
import type { World } from '../support/world.ts';

// Q6: numbers that begin again. A shop that is set up anew, one that was restored, one absurd number.

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const following = { onEvent: () => undefined, signal: new AbortController().signal };
const fromHere = (made: World, isConfirmed = true) =>
  made.app.upkeep.importFromHere(PROFILE, { ...following, isConfirmed });

async function world(settings: Partial<Settings> = {}, orders = 6): Promise<World> {
  const made = await makeWorld({ orders, goods: 40, sold: 20, settings });
  open.push(made);
  return made;
}

const ids = (made: World) => [...made.sandbox.store.ids('orders')];

/** Another order under this number, placed on another day by somebody else. */
function putOrder(made: World, number: number, from: StoredRecord, more: StoredRecord = {}): void {
  made.sandbox.store.put('orders', number, {
    ...from,
    orderId: number,
    orderCreatedAt: `2026-11-24 10:00:${String(number % 60).padStart(2, '0')}`,
    orderStatus: 'new',
    orderUniqueSaleNumber: '',
    orderCustomerEmail: `nov${number}@example.bg`,
    orderBillingPhone: `0877${String(number).padStart(6, '0').slice(-6)}`,
    ...more,
  });
}

/** The shop is set up anew at the same address: its orders are gone, its numbers begin at 1. */
function setUpAnew(made: World, count: number): void {
  const [first = 0] = ids(made);
  const record = made.sandbox.store.get('orders', first) ?? {};
  for (const id of ids(made)) made.sandbox.store.delete('orders', id);
  for (let number = 1; number <= count; number += 1) putOrder(made, number, record);
}

const NOTES = "SELECT DISTINCT Acct, Note FROM operations WHERE Note LIKE 'Seliton %' ORDER BY Acct";
const CLAIMS = "SELECT NextAcct FROM nextacct WHERE NextAcct LIKE 'ZWEB-%'";

function notes(made: World): readonly string[] {
  return made.rows(NOTES).map((row) =>
    String(row['Note'])
      .trim()
      .replace(/; УНП \S+$/, ''),
  );
}

const attention = async (made: World) => (await made.app.attention(PROFILE)).map(({ code }) => code);

describe.each(['rest', 'xml'] as const)('Q6: a shop that is set up anew, over %s', (shop) => {
  it('stops every run until a person imports from here; №1 of today never meets an old №1', async () => {
    const made = await world({ interface: shop });
    const old = ids(made);
    await made.run();
    const before = { notes: notes(made), claims: made.rows(CLAIMS).length };
    setUpAnew(made, 3);
    for (let run = 0; run < 2; run += 1) {
      made.sandbox.requests.reset();
      expect(await made.run()).toMatchObject({
        end: 'failed',
        error: { code: 'orders.numbersBeganAgain', kind: 'data' },
      });
      expect(made.sandbox.requests.writes()).toBe(0);
    }
    expect(await attention(made)).toContain('orders.numbersBeganAgain');
    expect(notes(made)).toEqual(before.notes);
    expect(await fromHere(made, false)).toEqual({
      beginsAfter: 0,
      toImport: 3,
      same: 0,
      past: null,
      numberless: [],
    });
    expect(await made.run()).toMatchObject({ end: 'failed' });
    expect(await fromHere(made)).toEqual({
      beginsAfter: 0,
      toImport: 3,
      same: 0,
      past: old.length,
      numberless: [],
    });
    expect(await attention(made)).not.toContain('orders.numbersBeganAgain');
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
    const fresh = notes(made).slice(before.notes.length);
    expect(fresh.map((note) => note.replace(/ \S+#1$/, ''))).toEqual([
      'Seliton №1',
      'Seliton №2',
      'Seliton №3',
    ]);
    expect(made.rows(CLAIMS)).toHaveLength(before.claims + 3);
    expect((await made.ledger()).map(({ orderNumber }) => orderNumber)).toEqual([1, 2, 3]);
    await expect(fromHere(made)).rejects.toMatchObject({ code: 'orders.numbersGoOn' });
    expect(await made.run(['import-orders'])).toMatchObject({
      end: 'done',
      counts: { 'import-orders': { created: 0 } },
    });
    const archived: unknown[] = [];
    for await (const records of made.app.upkeep.archive(PROFILE))
      archived.push(...records.map(({ pastSeries, entry }) => [pastSeries, entry.orderNumber]));
    expect(archived).toEqual([...old.map((number) => [0, number]), [null, 1], [null, 2], [null, 3]]);
  });

  it('a restored shop goes on after the last order that it still has; its УНП and products are compared once', async () => {
    const made = await world({ interface: shop });
    await made.run();
    const all = ids(made);
    const [kept, lost] = [all.slice(0, 2), all.slice(2)];
    const record = made.sandbox.store.get('orders', kept[0] ?? 0) ?? {};
    for (const number of lost) made.sandbox.store.delete('orders', number);
    const [product = 0] = made.sandbox.store.ids('products');
    const price = made.sandbox.store.get('products', product)?.['productPrice'];
    made.sandbox.store.put('products', product, {
      ...made.sandbox.store.get('products', product),
      productPrice: (Number(price) * 0.9).toFixed(2),
    });
    const unp = record['orderUniqueSaleNumber'];
    made.sandbox.store.put('orders', kept[0] ?? 0, { ...record, orderUniqueSaleNumber: '' });
    // The first number that was lost is given out again.
    putOrder(made, lost[0] ?? 0, record);
    const begun = await made.run();
    expect(begun.error?.code).toMatch(/^orders\.number(?:UsedAgain|sBeganAgain)$/);
    expect(await fromHere(made)).toEqual({
      beginsAfter: kept[1],
      toImport: 1,
      same: 2,
      past: lost.length,
      numberless: [],
    });
    expect(made.sandbox.store.get('orders', kept[0] ?? 0)?.['orderUniqueSaleNumber']).toBe(unp);
    const summary = await made.run();
    expect(summary).toMatchObject({ end: 'done', counts: { 'import-orders': { created: 1 } } });
    expect((await made.ledger()).map(({ orderNumber }) => orderNumber)).toEqual([...kept, lost[0]]);
    expect(notes(made).at(-1)).toMatch(new RegExp(`^Seliton №${lost[0]} \\S+#1$`));
    expect(Number(made.sandbox.store.get('products', product)?.['productPrice'])).toBe(Number(price));
  });

  it('set up anew while nobody looked, and past the cursor by now: the last imported ones are asked for', async () => {
    const made = await world({ interface: shop });
    setUpAnew(made, 4);
    await made.run();
    const before = made.rows(CLAIMS).length;
    expect(before).toBeGreaterThan(2);
    const record = made.sandbox.store.get('orders', 1) ?? {};
    for (const id of ids(made)) made.sandbox.store.delete('orders', id);
    for (let number = 1; number <= 30; number += 1)
      putOrder(made, number, record, {
        orderCreatedAt: `2026-11-25 11:${String(number).padStart(2, '0')}:00`,
      });
    expect(await made.run()).toMatchObject({ end: 'failed', error: { code: 'orders.numberUsedAgain' } });
    expect(made.rows(CLAIMS)).toHaveLength(before);
    expect(await fromHere(made)).toMatchObject({ beginsAfter: 0, toImport: 30 });
    expect((await made.run(['import-orders'])).counts['import-orders']).toMatchObject({ created: 30 });
  });

  it('Q1: documents that are missing then come first: recorded again under their own УНП, and no new order is given one of these', async () => {
    const made = await world({ interface: shop });
    const backup = join(made.folder, 'backup.db');
    await made.run();
    const [good] = await readGoodsOf(made.warehousePath);
    copyFileSync(made.warehousePath, backup);
    const late = [1, 2].map(() =>
      made.sandbox.placeOrder({ lines: [{ code: good?.code ?? '', quantity: '1' }] }),
    );
    await made.run();
    const before = notes(made);
    copyFileSync(backup, made.warehousePath);
    // Set up anew, the shop has given one of their numbers to another order.
    const [first = 0, , , , , , again = 0] = ids(made);
    const record = made.sandbox.store.get('orders', first) ?? {};
    setUpAnew(made, 0);
    putOrder(made, again, record);
    const code = /^orders\.number(?:UsedAgain|sBeganAgain)$/;
    const begun = { end: 'failed', error: { code: expect.stringMatching(code) } };
    expect(await made.run()).toMatchObject(begun);
    for (const isConfirmed of [false, true])
      await expect(fromHere(made, isConfirmed)).rejects.toMatchObject({
        code: 'orders.missingFirst',
        facts: { count: 2 },
      });
    expect((await made.app.upkeep.missing(PROFILE)).map(({ orderNumber }) => orderNumber)).toEqual(late);
    await made.app.upkeep.decideMissing(PROFILE, { decision: 'again', orders: 'all' });
    made.sandbox.requests.reset();
    expect(await made.run()).toMatchObject(begun);
    // The shop's order of that number is another's: it gets no УНП of the one that was recorded again.
    expect([notes(made), made.sandbox.requests.writes()]).toEqual([before, 0]);
    expect(await fromHere(made)).toMatchObject({ beginsAfter: 0, past: 8 });
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
    const drawn = documents(made).map(({ unp }) => unp);
    expect([drawn.length, new Set(drawn).size]).toEqual([8 + ids(made).length, drawn.length]);
  });

  it('one absurd number is parked and moves no cursor; the others go on; released, it is imported', async () => {
    const made = await world({ interface: shop }, 3);
    await made.run();
    const [first = 0] = ids(made);
    const last = Math.max(...ids(made));
    const record = made.sandbox.store.get('orders', first) ?? {};
    for (const odd of [9_999_999_999, last * 10]) {
      putOrder(made, odd, record);
      expect(await made.run()).toMatchObject({ end: 'done', parked: 1 });
      expect(await attention(made)).toEqual(['order.number.absurd']);
      const next = Math.max(...ids(made).filter((number) => number < last * 2)) + 1;
      putOrder(made, next, record);
      expect((await made.run()).counts['import-orders']).toMatchObject({ created: 1 });
      expect((await made.ledger()).find(({ orderNumber }) => orderNumber === odd)?.stage).toBe('parked');
      await made.app.release(PROFILE, 'all');
      expect((await made.run()).counts['import-orders']).toMatchObject({ created: 1 });
      expect(await attention(made)).toEqual([]);
      putOrder(made, next + 1, record);
      expect((await made.run()).counts['import-orders']).toMatchObject({ created: 1 });
    }
  });

  it('a few orders that people have deleted stop nothing', async () => {
    const made = await world({ interface: shop });
    await made.run();
    for (const number of ids(made).slice(-2)) made.sandbox.store.delete('orders', number);
    expect(await made.run()).toMatchObject({ end: 'done' });
  });
});

describe('Q6: over the REST API of the warehouse, and on the page', () => {
  it('a new series has notes of its own, which no old document answers', async () => {
    const made = await world();
    const rest = await serveWorld(made);
    open.push(rest);
    await made.setSettings({ warehouse: rest.address, warehouseBuild: '3.07.056' });
    await made.run();
    const before = notes(made).length;
    setUpAnew(made, 2);
    expect((await made.run()).error?.code).toBe('orders.numbersBeganAgain');
    await fromHere(made);
    expect((await made.run(['import-orders'])).counts['import-orders']).toMatchObject({ created: 2 });
    expect(notes(made)).toHaveLength(before + 2);
    expect((await made.run(['import-orders'])).counts['import-orders']).toMatchObject({ created: 0 });
  });

  it('the button tells first what it means, then does it', async () => {
    const made = await world();
    await made.run();
    setUpAnew(made, 2);
    await made.run();
    const served = await openPage(made);
    open.push(served);
    const owner = new PageClient(served.url);
    await owner.enter('/api/setup', { name: 'Иван', password: 'дълга парола 1', code: served.setupCode });
    const at = `/api/profiles/${encodeURIComponent(PROFILE)}`;
    const ask = (confirmed: boolean) => owner.call('POST', `${at}/import-from-here`, { body: { confirmed } });
    expect((await ask(false)).body).toMatchObject({ toImport: 2, past: null });
    expect((await ask(true)).body).toMatchObject({ toImport: 2, past: 6 });
    expect((await ask(true)).body).toMatchObject({ code: 'orders.numbersGoOn' });
  });
});

describeMariadb('Q6: a new series on MariaDB', () => {
  let server: PrivateMariadb;

  beforeAll(async () => {
    server = await startMariadb({ isDurable: false });
  });

  afterAll(async () => {
    await server.stop();
  });

  it('is imported beside the documents of the old one', async () => {
    const made = await world();
    const database = await server.makeDatabase({ isBare: true });
    const sample = { goods: 40, seed: 1, hasSupto: true, today: TODAY, password: null };
    await initMysqlWarehouse({
      ...sample,
      ...following,
      url: server.url(database),
      onProgress: () => undefined,
    });
    await made.setSettings({ warehouse: server.url(database) });
    await made.run();
    setUpAnew(made, 3);
    expect((await made.run()).error?.code).toBe('orders.numbersBeganAgain');
    await fromHere(made);
    expect((await made.run(['import-orders'])).counts['import-orders']).toMatchObject({ created: 3 });
    const [claims] = await server.query(
      `SELECT count(*) AS n FROM ${database}.nextacct WHERE NextAcct LIKE 'ZWEB-%'`,
      [],
    );
    expect(Number(claims?.['n'])).toBe(9);
  });
});
