import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import { unpackText } from '../../src/lib/packed-text.ts';
import type { OrderNumber } from '../../src/model/order-origin.ts';
import type { Plan } from '../../src/model/plan.ts';
import { documents, expectSoundImport } from '../support/invariants.ts';
import { ACCESS, makeWorld, openWorldApp, PROFILE, readGoodsOf, worldSettings } from '../support/world.ts';
import { itOnFile } from '../support/memory/on-file.ts';
import type { World, WorldOptions } from '../support/world.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function world(options: WorldOptions = {}): Promise<World> {
  const made = await makeWorld(options);
  open.push(made);
  return made;
}

const following = { signal: new AbortController().signal, onEvent: () => undefined };

function whole(app: App) {
  return app.run(PROFILE, { tasks: null, isConfirmed: true, ...following });
}

/** Another installation on the same two sides, with an empty memory. */
async function freshApp(made: World): Promise<App> {
  const app = await openWorldApp(join(made.folder, 'other'));
  open.push(app);
  await app.addProfile(PROFILE, worldSettings(made.warehousePath, made.sandbox.url));
  await app.setSecret(PROFILE, 'secret', ACCESS.secret);
  return app;
}

function changesOf(plan: Plan): readonly string[] {
  return plan.tasks.flatMap((task) => task.changes.map((change) => `${change.kind} ${change.subject}`));
}

function product(made: World, good: { readonly code: string }): Readonly<Record<string, unknown>> {
  const [id] = made.sandbox.store.productsByCode(good.code);
  return made.sandbox.store.get('products', id ?? 0) ?? {};
}

function edit(made: World, good: { readonly code: string }, fields: Record<string, unknown>): void {
  const [id] = made.sandbox.store.productsByCode(good.code);
  made.sandbox.store.put('products', id ?? 0, { ...product(made, good), ...fields });
}

async function firstGoods(made: World) {
  const [first, second, third] = await readGoodsOf(made.warehousePath);
  if (first === undefined || second === undefined || third === undefined) throw new Error('no goods');
  return [first, second, third] as const;
}

describe('memory built anew', () => {
  it('I18: from claims, notes and the shop: every document found, whatever its order’s status is now; nothing written', async () => {
    const made = await world({ orders: 12 });
    await made.run();
    const before = documents(made);
    const [number] = made.sandbox.store.ids('orders');
    const record = made.sandbox.store.get('orders', number ?? 0);
    made.sandbox.store.put('orders', number ?? 0, { ...record, orderStatus: 'cancelled' });
    const app = await freshApp(made);
    made.sandbox.requests.reset();
    const summary = await app.upkeep.rebuild(PROFILE, following);
    expect(summary.orders).toEqual({ recorded: 12, missing: 0, listed: 0, numberless: [] });
    expect(summary.links).toMatchObject({ kept: 0, lost: 0 });
    expect(summary.links?.made).toBeGreaterThan(40);
    expect(made.sandbox.requests.writes()).toBe(0);
    expect(documents(made)).toEqual(before);
    const ledger = await app.orderPage(PROFILE, { stage: null, search: '', page: 1, size: 50 });
    expect(new Set(ledger.rows.map((entry) => entry.unp))).toEqual(new Set(before.map((each) => each.unp)));
    expect(await whole(app)).toMatchObject({ end: 'done', parked: 2 });
    // The memory that was lost counts as another installation until its mark is old.
    expect((await app.attention(PROFILE)).map((item) => item.code)).toEqual([
      'installation.other',
      'order.cancelledAfterImport',
    ]);
    expect(documents(made)).toEqual(before);
    expect(Object.values(made.sandbox.requests.creates())).toEqual([]);
  });

  it('lists orders that have no document yet, and the next import records them once', async () => {
    const made = await world({ orders: 5 });
    const app = await freshApp(made);
    expect((await app.upkeep.rebuild(PROFILE, following)).orders).toEqual({
      recorded: 0,
      missing: 0,
      listed: 5,
      numberless: [],
    });
    expect(documents(made)).toEqual([]);
    expect(await whole(app)).toMatchObject({ end: 'done', parked: 0 });
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });
});

describe('backup and restore', () => {
  itOnFile(
    'an older memory comes back whole; nothing is recorded or sent twice, no УНП is used again',
    async () => {
      const made = await world({ orders: 4 });
      await made.run();
      const file = join(made.folder, 'kept.backup');
      await made.app.upkeep.backup(file);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const goods = await firstGoods(made);
      made.sandbox.placeOrder({ lines: [{ code: goods[0].code, quantity: '1' }] });
      made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 5 WHERE ID = ?', goods[1].id);
      await made.run();
      const before = documents(made);
      made.change('UPDATE goods SET PriceOut2 = PriceOut2 - 5 WHERE ID = ?', goods[1].id);
      const restored = await made.app.upkeep.restore(file);
      expect(restored).toMatchObject({ profiles: 1, orders: 4 });
      await expect(
        made.app.run(PROFILE, { tasks: null, isConfirmed: false, ...following }),
      ).rejects.toMatchObject({ code: 'run.firstNeedsPlan' });
      expect(await made.run()).toMatchObject({ end: 'done', parked: 0 });
      expect(documents(made)).toEqual(before);
      expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
      // The memory of the backup said "as it is now": only what is sent anew puts the price right.
      expect(Number(product(made, goods[1])['productPrice'])).toBeCloseTo(Number(goods[1].price), 2);
    },
  );

  itOnFile(
    'secrets stay sealed: without the key the file tells none; a foreign or damaged file changes nothing',
    async () => {
      const made = await world({ orders: 1 });
      await made.app.setSecret(PROFILE, 'secret', 'planted-secret-value');
      const file = join(made.folder, 'kept.backup');
      await made.app.upkeep.backup(file);
      expect(readFileSync(file).includes('planted-secret-value')).toBe(false);
      await expect(made.app.upkeep.backup(file)).rejects.toMatchObject({ code: 'backup.fileExists' });
      await expect(made.app.upkeep.backup(join(made.folder, 'no', 'where'))).rejects.toMatchObject({
        code: 'backup.notWritten',
      });
      expect(existsSync(join(made.folder, 'no'))).toBe(false);
      const foreign = join(made.folder, 'foreign.db');
      const database = new DatabaseSync(foreign);
      database.exec('CREATE TABLE t (x)');
      database.close();
      const damaged = join(made.folder, 'damaged.backup');
      writeFileSync(damaged, readFileSync(file).subarray(0, 9000));
      for (const [path, code] of [
        [foreign, 'backup.malformed'],
        [damaged, 'backup.malformed'],
        [made.warehousePath, 'backup.malformed'],
        [join(made.folder, 'none'), 'file.notFound'],
      ] as const)
        await expect(made.app.upkeep.restore(path)).rejects.toMatchObject({ code });
      expect((await made.app.listProfiles()).map((each) => each.profile.name)).toEqual([PROFILE]);
    },
  );

  itOnFile('a run that holds its profile keeps a restore out', async () => {
    const made = await world({ orders: 20 });
    const file = join(made.folder, 'kept.backup');
    await made.app.upkeep.backup(file);
    const tries: Promise<unknown>[] = [];
    await made.run(['import-orders'], (event) => {
      if (event.type === 'taskStarted')
        tries.push(made.app.upkeep.restore(file).catch((error: unknown) => error));
    });
    expect(await Promise.all(tries)).toMatchObject([{ code: 'run.alreadyRunning' }]);
  });
});

describe('reconcile (E10)', () => {
  it('peer-44: tells every difference made in the shop, writes nothing, and repairs exactly those', async () => {
    const made = await world({ orders: 2 });
    await made.run();
    const goods = await firstGoods(made);
    expect(changesOf(await made.app.upkeep.reconcile(PROFILE, following))).toEqual([]);
    edit(made, goods[0], { productPrice: 999 });
    edit(made, goods[1], { productQuantity: 777 });
    const [gone] = made.sandbox.store.productsByCode(goods[2].code);
    made.sandbox.store.delete('products', gone ?? 0);
    made.sandbox.requests.reset();
    const plan = await made.app.upkeep.reconcile(PROFILE, following);
    expect(changesOf(plan)).toEqual([
      `updateProduct good:${goods[0].id}`,
      `createProduct good:${goods[2].id}`,
      `setQuantity stock:${goods[1].id}`,
    ]);
    const [price] = plan.tasks.flatMap((task) => task.changes.flatMap((change) => change.fields));
    expect(price).toEqual({ field: 'price', before: '999', after: String(goods[0].price) });
    expect(made.sandbox.requests.writes()).toBe(0);
    expect(await made.run()).toMatchObject({ counts: { 'export-goods': { created: 0, updated: 0 } } });
    await made.app.upkeep.acceptActual(PROFILE, following);
    const summary = await made.app.run(PROFILE, { tasks: null, plan, isConfirmed: true, ...following });
    expect(summary).toMatchObject({ end: 'done', parked: 0 });
    expect(changesOf(await made.app.upkeep.reconcile(PROFILE, following))).toEqual([]);
    expect(Number(product(made, goods[0])['productPrice'])).toBe(Number(goods[0].price));
  });

  it('over XML, where quantities cannot be read, tells no difference that is none, before and after a repair', async () => {
    const exportFeed = { username: 'feed', domain: 'shop.example', signature: 'a'.repeat(40) };
    const made = await world({
      orders: 0,
      content: (content) => ({ ...content, exportFeed }),
      settings: { interface: 'xml', feedUsername: exportFeed.username, feedDomain: exportFeed.domain },
    });
    await made.app.setSecret(PROFILE, 'feedSignature', exportFeed.signature);
    await made.run();
    await made.run();
    expect(changesOf(await made.app.upkeep.reconcile(PROFILE, following))).toEqual([]);
    await made.app.upkeep.acceptActual(PROFILE, following);
    expect(changesOf(await made.app.upkeep.reconcile(PROFILE, following))).toEqual([]);
    const [good] = await firstGoods(made);
    edit(made, good, { productPrice: 999 });
    const plan = await made.app.upkeep.reconcile(PROFILE, following);
    expect(changesOf(plan)).toEqual([`updateProduct good:${good.id}`]);
  });
});

describe('undo of a run', () => {
  it('peer-37: gives back every value that still stands, leaves what was changed since, holds until the good changes', async () => {
    const made = await world({ orders: 0, settings: { guardPriceRise: 200 } });
    await made.run();
    const goods = await firstGoods(made);
    const old = goods.map((good) => product(made, good));
    const ids = goods.map((good) => good.id).join(', ');
    made.change(`UPDATE goods SET PriceOut2 = PriceOut2 * 2 WHERE ID IN (${ids})`);
    made.change('UPDATE store SET Qtty = Qtty + 3 WHERE ObjectID = 5');
    const { runId } = await made.run();
    edit(made, goods[2], { productPrice: 5 });
    const plan = await made.app.upkeep.planUndo(PROFILE, runId, following);
    expect(plan.tasks[0]?.skipped.map((each) => each.reason)).toEqual(['undo.changedSince']);
    expect(Number(product(made, goods[0])['productPrice'])).toBe(Number(old[0]?.['productPrice']) * 2);
    const summary = await made.app.run(PROFILE, {
      tasks: null,
      undo: runId,
      isConfirmed: true,
      ...following,
    });
    expect(summary.end).toBe('done');
    for (const index of [0, 1] as const) {
      const now = product(made, goods[index]);
      for (const field of ['productPrice', 'productQuantity'])
        expect([field, Number(now[field])]).toEqual([field, Number(old[index]?.[field])]);
    }
    expect(Number(product(made, goods[2])['productPrice'])).toBe(5);
    made.sandbox.requests.reset();
    await made.run();
    expect(made.sandbox.requests.writes()).toBe(0);
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = ?', goods[0].id);
    await made.run();
    expect(Number(product(made, goods[0])['productPrice'])).toBe(Number(old[0]?.['productPrice']) * 2 + 1);
  });

  it('products that the run made are hidden, never deleted; the undo is a run that can be undone', async () => {
    const made = await world({ orders: 0, sold: 0, settings: { sendVisible: true } });
    const { runId } = await made.run();
    const goods = await firstGoods(made);
    const count = made.sandbox.store.count('products');
    const request = { tasks: null, isConfirmed: true, ...following };
    const undone = await made.app.run(PROFILE, { ...request, undo: runId });
    expect(made.sandbox.store.count('products')).toBe(count);
    expect(product(made, goods[0])['productIsActive']).toBe(false);
    await made.app.run(PROFILE, { ...request, undo: undone.runId });
    expect(product(made, goods[0])['productIsActive']).toBe(true);
    await expect(made.app.upkeep.planUndo(PROFILE, 999, following)).rejects.toMatchObject({
      code: 'run.notFound',
    });
    const quiet = await made.run();
    await expect(made.app.upkeep.planUndo(PROFILE, quiet.runId, following)).rejects.toMatchObject({
      code: 'undo.nothing',
    });
  });
});

describe('archive (I16)', () => {
  itOnFile(
    'what people have typed about an erased buyer’s order goes with him; about others’ it stays',
    async () => {
      const made = await world({ orders: 0 });
      const goods = await firstGoods(made);
      const place = (email: string): number =>
        made.sandbox.placeOrder({
          lines: [{ code: goods[0].code, quantity: '1' }],
          firstName: 'Анна',
          lastName: 'Петрова',
          email,
          phone: '0888 555 123',
        });
      made.change(`UPDATE goods SET Deleted = -1 WHERE ID = ${goods[0].id}`);
      const [hers, other] = [place('anna@example.bg'), place('boris@example.bg')] as OrderNumber[];
      await made.run(['import-orders']);
      const items = await made.app.attention(PROFILE);
      for (const order of [hers, other]) {
        const item = items.find(({ subject }) => subject === `order:${order}`);
        const reason = `снаха ѝ звъня за ${order}`;
        await made.app.answers.answer(PROFILE, { items: [item?.id ?? 0] }, { kind: 'dismiss', reason });
        await made.app.orderDesk.decline(PROFILE, order ?? (0 as OrderNumber), { who: 'Иван', why: reason });
      }
      await made.app.upkeep.eraseCustomer(PROFILE, { contact: 'anna@example.bg', order: null });
      const file = join(made.folder, 'look.backup');
      await made.app.upkeep.backup(file);
      const bytes = readFileSync(file).toString('utf8');
      expect([
        bytes.includes(`снаха ѝ звъня за ${hers}`),
        bytes.includes(`снаха ѝ звъня за ${other}`),
      ]).toEqual([false, true]);
    },
  );

  itOnFile(
    'tells every version with document and УНП; a customer’s contact data go everywhere, the fiscal part stays',
    async () => {
      for (const kind of ['rest', 'xml'] as const) {
        const made = await world({ orders: 3, settings: { interface: kind } });
        const goods = await firstGoods(made);
        const secret = 'anna.petrova@example.bg';
        const number = made.sandbox.placeOrder({
          lines: [{ code: goods[0].code, quantity: '2' }],
          firstName: 'Анна',
          lastName: 'Петрова-Тайна',
          email: secret,
          phone: '0888 555 123',
          address: 'ул. Тиха 7',
        });
        await made.run();
        const texts = [secret, 'Петрова-Тайна', '0888 555 123', 'ул. Тиха 7'];
        const bytes = async (): Promise<string> => {
          const file = join(made.folder, 'look.backup');
          rmSync(file, { force: true });
          await made.app.upkeep.backup(file);
          // Records as received are packed: what they hold must be looked for unpacked.
          const copy = new DatabaseSync(file, { readOnly: true });
          const packed = copy.prepare('SELECT packed FROM archive').all() as { packed: Uint8Array }[];
          copy.close();
          return [readFileSync(file).toString('utf8'), ...packed.map((row) => unpackText(row.packed))].join();
        };
        const before = await bytes();
        for (const text of texts) expect([kind, text, before.includes(text)]).toEqual([kind, text, true]);
        const story = await made.app.orderStory(PROFILE, number as OrderNumber);
        expect(await made.app.upkeep.eraseCustomer(PROFILE, { contact: '0888555123', order: null })).toEqual([
          number,
        ]);
        const after = await bytes();
        for (const text of texts) expect([kind, text, after.includes(text)]).toEqual([kind, text, false]);
        const erased = await made.app.orderStory(PROFILE, number as OrderNumber);
        expect(erased.entry).toEqual(story.entry);
        expect(erased.versions[0]?.rawHash).toBe(story.versions[0]?.rawHash);
        expect(erased.versions[0]?.erasedAt).not.toBeNull();
        expect(erased.versions[0]?.raw).toContain(goods[0].code);
        expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
        // The УНП at the shop made a new version of the order: what was erased does not come back with it.
        expect((await made.app.orderStory(PROFILE, number as OrderNumber)).versions).toHaveLength(2);
        const later = await bytes();
        for (const text of texts) expect([kind, text, later.includes(text)]).toEqual([kind, text, false]);
        await expect(
          made.app.upkeep.eraseCustomer(PROFILE, { contact: 'nobody@example.bg', order: null }),
        ).rejects.toMatchObject({ code: 'archive.customer.unknown' });
      }
    },
  );
});
