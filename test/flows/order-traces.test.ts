import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import { makeApp } from '../../src/app/make-app.ts';
import type { LedgerEntry } from '../../src/model/ledger.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import type { AttentionItem, State } from '../../src/state/state.ts';
import { documents } from '../support/invariants.ts';
import { serveWorld } from '../support/served-world.ts';
import type { ServedWorld } from '../support/served-world.ts';
import { changeOrder, MOODS, TOLD } from '../support/shop-moods.ts';
import type { Mood } from '../support/shop-moods.ts';
import { ACCESS, makeWorld, openWorldApp, openWorldParts, PROFILE } from '../support/world.ts';
import type { World, WorldOptions } from '../support/world.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function world(options: WorldOptions = {}): Promise<World> {
  const made = await makeWorld(options);
  open.push(made);
  return made;
}

/** A memory that fails to keep that a document was recorded: a full disk, a kill. */
function forgetful(state: State): State {
  const save: State['ledger']['save'] = async (id, entries, to) => {
    if (entries.some((entry) => entry.stage === 'recorded'))
      throw new SyncError('state.full', { folder: '' });
    return state.ledger.save(id, entries, to);
  };
  const ledger = replaced(state.ledger, { save });
  return replaced(state, { ledger, under: (fence) => forgetful(state.under(fence)) });
}

/** The same object with some of its parts replaced; methods stay on the object whose private parts they need. */
function replaced<T extends object>(whole: T, parts: Partial<T>): T {
  return new Proxy(whole, {
    get: (_, name) => {
      if (name in parts) return Reflect.get(parts, name) as unknown;
      const value: unknown = Reflect.get(whole, name, whole);
      return typeof value === 'function' ? (value.bind(whole) as unknown) : value;
    },
  });
}

/** One import whose memory forgets the document. */
async function importThatForgets(made: World): Promise<void> {
  const parts = await openWorldParts(join(made.folder, 'data'));
  const app = makeApp({ ...parts, state: forgetful(parts.state) });
  const summary = await app.run(PROFILE, {
    tasks: ['import-orders'],
    isConfirmed: true,
    onEvent: () => undefined,
    signal: new AbortController().signal,
  });
  await app.close();
  expect(summary.error?.code).toBe('state.full');
}

async function only(
  made: World,
): Promise<{ readonly entry: LedgerEntry; readonly item: AttentionItem | null }> {
  const [entry, ...more] = await made.ledger();
  expect(more).toEqual([]);
  if (entry === undefined) throw new Error('the ledger is empty');
  const items = await made.app.attention(PROFILE);
  return { entry, item: items.find((each) => each.subject === `order:${entry.orderNumber}`) ?? null };
}

async function served(options: WorldOptions): Promise<{ readonly world: World; readonly rest: ServedWorld }> {
  const made = await makeWorld(options);
  const rest = await serveWorld(made);
  open.push(rest, made);
  await made.setSettings({ warehouse: rest.address, warehouseBuild: '3.07.056' });
  return { world: made, rest };
}

/** What must hold whatever the shop did: the document is known, told, and the only one. */
async function expectAdopted(made: World, mood: Mood): Promise<void> {
  const [document, ...more] = documents(made);
  expect(more).toEqual([]);
  const { entry, item } = await only(made);
  expect([entry.documentNumber, entry.unp]).toEqual([document?.number, document?.unp]);
  expect(['recorded', 'acknowledged']).toContain(entry.stage);
  expect(item).toMatchObject({
    code: TOLD[mood],
    facts: { document: `19/${document?.number}`, unp: document?.unp ?? '–' },
  });
}

describe('I18, Q5: the document is looked for whatever the shop says next', () => {
  for (const [mood, spoil] of Object.entries(MOODS) as [Mood, (typeof MOODS)[Mood]][]) {
    it(`SQL: committed, not remembered, then ${mood}: adopted, told, and the УНП goes to the shop`, async () => {
      const made = await world({ orders: 1 });
      await importThatForgets(made);
      expect(documents(made)).toHaveLength(1);
      const [number = 0] = made.sandbox.store.ids('orders');
      spoil(made, number);
      expect(await made.run(['import-orders'])).toMatchObject({ end: 'done' });
      await expectAdopted(made, mood);
      const [document] = documents(made);
      if (mood !== 'deleted')
        expect(made.sandbox.store.get('orders', number)?.['orderUniqueSaleNumber']).toBe(document?.unp);
      await made.run(['import-orders']);
      await expectAdopted(made, mood);
    });

    it(`REST: the answer was lost, then ${mood}: adopted and told, never sent again`, async () => {
      const { world: made, rest } = await served({ orders: 1 });
      rest.fate = () => 'loseAnswer';
      expect(await made.run(['import-orders'])).toMatchObject({ end: 'interrupted' });
      rest.fate = () => 'pass';
      const [number = 0] = made.sandbox.store.ids('orders');
      spoil(made, number);
      expect(await made.run(['import-orders'])).toMatchObject({ end: 'done' });
      await expectAdopted(made, mood);
      expect(rest.arrived()).toBe(1);
    });
  }

  it('SQL: put aside, due again, committed, not remembered, put aside again: the document is not forgotten', async () => {
    for (const aside of ['cancelled', 'unfinished']) {
      const made = await world({ orders: 1 });
      const [number = 0] = made.sandbox.store.ids('orders');
      const status = String(made.sandbox.store.get('orders', number)?.['orderStatus']);
      changeOrder(made, number, { orderStatus: aside });
      await made.run(['import-orders']);
      changeOrder(made, number, { orderStatus: status });
      await importThatForgets(made);
      changeOrder(made, number, { orderStatus: aside });
      await made.run(['import-orders']);
      const [document, ...more] = documents(made);
      const { entry } = await only(made);
      expect([more, entry.stage, entry.documentNumber]).toEqual([[], 'acknowledged', document?.number]);
    }
  });

  it('I4, REST: the request was lost, then unreadable, then cancelled: dismissed only when it can no longer arrive', async () => {
    const { world: made, rest } = await served({ orders: 1 });
    rest.fate = () => 'loseRequest';
    await made.run(['import-orders']);
    const [number = 0] = made.sandbox.store.ids('orders');
    const readable = structuredClone(made.sandbox.store.get('orders', number) ?? {});
    for (const spoil of [MOODS.unreadable, MOODS.cancelled]) {
      changeOrder(made, number, readable);
      spoil(made, number);
      await made.run(['import-orders']);
      const { entry, item } = await only(made);
      expect([entry.stage, item?.code]).toEqual(['uncertain', 'warehouse.record.answerLost']);
    }
    await runLater(made);
    expect((await only(made)).entry.stage).toBe('dismissed');
    expect(documents(made)).toEqual([]);
  });
});

/** Runs half an hour from now: the settling time of every request is over, and each was looked for (Q13). */
async function runLater(made: World): Promise<void> {
  const parts = await openWorldParts(join(made.folder, 'data'));
  const app = makeApp({ ...parts, clock: { now: () => Date.now() + 1_800_000 } });
  const request = { tasks: ['import-orders'], isConfirmed: true, onEvent: () => undefined } as const;
  for (let run = 0; run < 3; run += 1)
    await app.run(PROFILE, { ...request, signal: new AbortController().signal });
  await app.close();
}

/** What somebody has done to the document, and what the attention item says of it. */
const WRONG: readonly (readonly [what: string, sql: string, differences: string])[] = [
  ['sum', 'UPDATE operations SET PriceOut = PriceOut + 0.15 WHERE Acct = ?', 'total'],
  ['day', "UPDATE operations SET Date = '2020-02-29 00:00:00' WHERE Acct = ?", 'date'],
  ['good', 'UPDATE operations SET GoodID = GoodID + 1 WHERE Acct = ?', 'lines'],
  ['quantity', 'UPDATE operations SET Qtty = Qtty * 2, PriceOut = PriceOut / 2 WHERE Acct = ?', 'lines'],
];

describe('Q5: a document that does not fit is not adopted', () => {
  for (const [what, sql, differences] of WRONG) {
    it(`SQL, another ${what}: both are named, no УНП goes to the shop, nothing is recorded again`, async () => {
      const made = await world({ orders: 1 });
      await importThatForgets(made);
      const [document] = documents(made);
      made.change(sql, document?.number ?? 0);
      expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 1 });
      const { entry, item } = await only(made);
      expect([entry.stage, entry.documentNumber, entry.unp]).toEqual(['parked', null, null]);
      // Nothing of its own in the warehouse reserves what the shop has sold.
      expect(entry.held).not.toEqual([]);
      expect(item).toMatchObject({
        code: 'order.documentDiffers',
        facts: { order: entry.orderNumber, document: `19/${document?.number}`, unp: document?.unp },
      });
      expect(item?.facts['differences']).toContain(differences);
      const [order] = made.sandbox.store.list('orders');
      expect(order?.['orderUniqueSaleNumber'] ?? '').toBe('');
      await made.run(['import-orders']);
      expect(documents(made)).toHaveLength(1);
    });

    it(`REST, another ${what}: both are named, nothing is recorded again`, async () => {
      const { world: made, rest } = await served({ orders: 1 });
      rest.fate = () => 'loseAnswer';
      await made.run(['import-orders']);
      rest.fate = () => 'pass';
      const [document] = documents(made);
      made.change(sql, document?.number ?? 0);
      expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 1 });
      const { entry, item } = await only(made);
      expect(entry.stage).toBe('parked');
      expect(entry.held).not.toEqual([]);
      expect(item?.code).toBe('order.documentDiffers');
      expect(item?.facts['differences']).toContain(differences);
      await runLater(made);
      expect(rest.arrived()).toBe(1);
    });
  }

  it('a note on two documents is told on SQL and REST alike; with one note left the order is adopted', async () => {
    for (const isRest of [false, true]) {
      const made = isRest ? (await served({ orders: 1 })).world : await world({ orders: 1 });
      await made.run(['import-orders']);
      const [document] = documents(made);
      const columns = made
        .rows("SELECT name FROM pragma_table_info('operations') WHERE name <> 'ID'")
        .map((row) => String(row['name']));
      const copied = columns.map((name) => (name === 'Acct' ? '9999' : `"${name}"`)).join(', ');
      const named = columns.map((name) => `"${name}"`).join(', ');
      made.change(
        `INSERT INTO operations (${named}) SELECT ${copied} FROM operations WHERE Acct = ? AND OperType = 19`,
        document?.number ?? 0,
      );
      const app = await otherMemory(made);
      expect(await attentionAfter(app)).toMatchObject([
        { code: 'order.twoDocuments', facts: { documents: `19/${document?.number}, 19/9999` } },
      ]);
      made.change("UPDATE operations SET Note = ' ' WHERE Acct = 9999");
      expect(await attentionAfter(app)).toEqual([]);
      const entries = [];
      for await (const batch of app.orders(PROFILE, null)) entries.push(...batch);
      expect(entries.map((entry) => entry.documentNumber)).toEqual([document?.number]);
    }
  });
});

/** The same pair of shop and warehouse with a memory that knows nothing. */
async function otherMemory(made: World): Promise<App> {
  const { profile } = await made.app.showProfile(PROFILE);
  const app = await openWorldApp(join(made.folder, 'other'));
  open.unshift({ close: () => app.close() });
  await app.addProfile(PROFILE, profile.settings);
  await app.setSecret(PROFILE, 'secret', ACCESS.secret);
  return app;
}

/** What a person is asked about orders after one more import. */
async function attentionAfter(app: App): Promise<readonly AttentionItem[]> {
  await app.run(PROFILE, {
    tasks: ['import-orders'],
    isConfirmed: true,
    onEvent: () => undefined,
    signal: new AbortController().signal,
  });
  return (await app.attention(PROFILE)).filter((item) => item.subject.startsWith('order:'));
}
