import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SeededRandom } from '../../src/lib/seeded-random.ts';
import type { Settings } from '../../src/model/settings.ts';
import type { OrderNumber } from '../../src/model/order-origin.ts';
import { afterChanges, runChild } from '../support/child.ts';
import { documents } from '../support/invariants.ts';
import type { FoundDocument } from '../support/invariants.ts';
import { DEVICE, makeWorld, PROFILE, readGoodsOf } from '../support/world.ts';
import { itOnFile } from '../support/memory/on-file.ts';
import type { World } from '../support/world.ts';

// Q1: what is recorded is asked for. The warehouse is changed as a person with Warehouse Pro, or with a backup, would.

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const signal = new AbortController().signal;

async function world(orders: number, settings: Partial<Settings> = {}): Promise<World> {
  const made = await makeWorld({ orders, goods: 30, sold: 12, settings });
  open.push(made);
  return made;
}

/** A world whose warehouse was put back to before the last orders; `lost`: the documents that it had. */
async function restored(
  after: number,
  settings: Partial<Settings> = {},
): Promise<{
  readonly made: World;
  readonly lost: readonly FoundDocument[];
  readonly codes: readonly string[];
}> {
  const made = await world(6, settings);
  expect(await made.run()).toMatchObject({ end: 'done' });
  copyFileSync(made.warehousePath, join(made.folder, 'yesterday.db'));
  const codes = (await readGoodsOf(made.warehousePath)).slice(0, after).map((good) => good.code);
  const numbers = codes.map((code) => made.sandbox.placeOrder({ lines: [{ code, quantity: '2' }] }));
  expect(await made.run()).toMatchObject({ end: 'done' });
  const lost = documents(made).filter(({ order }) => numbers.includes(order));
  expect(lost).toHaveLength(after);
  copyFileSync(join(made.folder, 'yesterday.db'), made.warehousePath);
  return { made, lost, codes };
}

function quantityOf(made: World, code: string): number {
  const [id] = made.sandbox.store.productsByCode(code);
  return Number(made.sandbox.store.get('products', id ?? 0)?.['productQuantity']);
}

async function stageOf(made: World, order: number): Promise<string | undefined> {
  return (await made.ledger()).find((entry) => entry.orderNumber === order)?.stage;
}

async function codesOf(made: World): Promise<readonly string[]> {
  return (await made.app.attention(PROFILE)).map(({ code }) => code);
}

const unpOf = (found: readonly FoundDocument[]) => found.map(({ order, unp }) => [order, unp]);

describe('Q1: one document is missing', () => {
  it('is told with order, document and УНП; its goods are held back; the others go on', async () => {
    const made = await world(4);
    const [good] = await readGoodsOf(made.warehousePath);
    const code = good?.code ?? '';
    const order = made.sandbox.placeOrder({ lines: [{ code, quantity: '2' }] });
    await made.run();
    const [document] = documents(made).filter((each) => each.order === order);
    const before = quantityOf(made, code);
    made.change('DELETE FROM operations WHERE OperType = 19 AND Acct = ?', document?.number ?? 0);
    const next = made.sandbox.placeOrder({ lines: [{ code, quantity: '1' }], currency: 'BGN' });
    const summary = await made.run();
    expect(summary).toMatchObject({ end: 'done', error: null });
    expect(await made.app.attention(PROFILE)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          subject: `order:${order}`,
          code: 'order.documentMissing',
          facts: { order, document: `19/${document?.number ?? 0}`, unp: document?.unp },
        }),
      ]),
    );
    expect(await stageOf(made, order)).toBe('missing');
    expect(await stageOf(made, next)).toBe('parked');
    expect(quantityOf(made, code)).toBe(before - 1);
    // Told in every run, as new only once; never recorded again by itself.
    const counts = (await made.run()).counts['import-orders'];
    expect(counts).toMatchObject({ attention: 0, created: 0 });
    expect(documents(made).filter((each) => each.order === order)).toEqual([]);
  });

  it('let go: nothing is held back or told any more, and nothing is ever recorded again', async () => {
    const { made, lost, codes } = await restored(2);
    expect(await made.run()).toMatchObject({ end: 'done' });
    const held = codes.map((code) => quantityOf(made, code));
    expect(await made.app.upkeep.decideMissing(PROFILE, { decision: 'letGo', orders: 'all' })).toBe(2);
    for (let time = 0; time < 2; time += 1) await made.run();
    expect(await made.app.upkeep.missing(PROFILE)).toEqual([]);
    expect((await codesOf(made)).filter((code) => code === 'order.documentMissing')).toEqual([]);
    expect(codes.map((code) => quantityOf(made, code))).toEqual(held.map((quantity) => quantity + 2));
    expect(documents(made).filter(({ order }) => lost.some((each) => each.order === order))).toEqual([]);
    const unknown = { decision: 'letGo', orders: [1 as OrderNumber] } as const;
    await expect(made.app.upkeep.decideMissing(PROFILE, unknown)).rejects.toMatchObject({
      code: 'order.notFound',
    });
  });

  it('deleted by mistake: recorded again under its own УНП although its claim and УНП row stand still', async () => {
    const made = await world(4);
    await made.run();
    const [document] = documents(made);
    made.change('DELETE FROM operations WHERE OperType = 19 AND Acct = ?', document?.number ?? 0);
    await made.run(['import-orders']);
    const orders = [document?.order as OrderNumber];
    await made.app.upkeep.decideMissing(PROFILE, { decision: 'again', orders });
    expect(await made.run()).toMatchObject({ end: 'done', parked: 0 });
    const found = documents(made).filter((each) => each.order === document?.order);
    expect(unpOf(found)).toEqual([[document?.order, document?.unp]]);
    expect(await stageOf(made, document?.order ?? 0)).toBe('acknowledged');
    expect((await made.run()).parked).toBe(0);
    expect(await codesOf(made)).toEqual([]);
  });

  it('put back by hand: found again without a word', async () => {
    const made = await world(4);
    await made.run();
    const [document] = documents(made);
    made.change('UPDATE operations SET Acct = -Acct WHERE OperType = 19 AND Acct = ?', document?.number ?? 0);
    await made.run(['import-orders']);
    expect(await stageOf(made, document?.order ?? 0)).toBe('missing');
    made.change('UPDATE operations SET Acct = -Acct WHERE OperType = 19 AND Acct < 0');
    expect(await made.run()).toMatchObject({ end: 'done', parked: 0 });
    expect(await stageOf(made, document?.order ?? 0)).toBe('acknowledged');
    expect(await codesOf(made)).toEqual([]);
  });
});

describe('Q1: no loss', () => {
  it('database 8: an order that became a sale, by Transformations or with its note, its own lines gone', async () => {
    const made = await world(5);
    await made.run(['import-orders']);
    const [first, second] = documents(made);
    const sale =
      'UPDATE operations SET OperType = 2, Acct = ?, Sign = -1, Note = ? WHERE OperType = 19 AND Acct = ?';
    made.change(sale, 9001, ' ', first?.number ?? 0);
    made.change(
      `INSERT INTO transformations (RootOperType, RootAcct, FromOperType, FromAcct, ToOperType, ToAcct, UserID)
        VALUES (19, ?, 19, ?, 2, 9001, 1)`,
      first?.number ?? 0,
      first?.number ?? 0,
    );
    made.change(
      'UPDATE operations SET OperType = 2, Acct = 9002, Sign = -1 WHERE OperType = 19 AND Acct = ?',
      second?.number ?? 0,
    );
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
    expect(await codesOf(made)).toEqual([]);
    expect((await made.ledger()).filter(({ stage }) => stage === 'missing')).toEqual([]);
  });

  it('a note that somebody has rewritten: day, sum and lines are the order’s still', async () => {
    const made = await world(3);
    await made.run(['import-orders']);
    made.change("UPDATE operations SET Note = 'взета на място' WHERE Note LIKE 'Seliton №%'");
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
  });

  it('a number that was used again for another’s order is no excuse', async () => {
    const made = await world(3);
    await made.run(['import-orders']);
    const [document] = documents(made);
    made.change(
      "UPDATE operations SET Note = ' ', Qtty = Qtty + 7 WHERE OperType = 19 AND Acct = ?",
      document?.number ?? 0,
    );
    await made.run(['import-orders']);
    expect(await stageOf(made, document?.order ?? 0)).toBe('missing');
  });
});

describe('Q1, F14: the warehouse is older than our memory', () => {
  it('the run stops before anything is recorded or sent, and names orders and УНП; goods are not offered again', async () => {
    const { made, lost, codes } = await restored(4);
    const before = codes.map((code) => quantityOf(made, code));
    const late = made.sandbox.placeOrder({ lines: [{ code: codes[0] ?? '', quantity: '1' }] });
    for (let time = 0; time < 2; time += 1) {
      const { end, error } = await made.run();
      expect([end, error?.code]).toEqual(['failed', 'warehouse.olderThanMemory']);
      for (const { order, unp } of lost)
        expect(error?.facts['orders']).toContain(`№ ${order} (УНП ${unp ?? ''})`);
      expect(error?.facts['count']).toBe(4);
    }
    expect(await stageOf(made, late)).toBe(undefined);
    // A run that sends quantities alone has the goods from the memory.
    expect(await made.run(['export-stock'])).toMatchObject({ end: 'done' });
    expect(codes.map((code) => quantityOf(made, code))).toEqual([(before[0] ?? 0) - 1, ...before.slice(1)]);
    expect((await made.app.upkeep.missing(PROFILE)).map((entry) => entry.orderNumber)).toEqual(
      lost.map(({ order }) => order),
    );
  });

  it.each([
    ['export-stock', 'rest'],
    ['export-goods', 'xml'],
  ] as const)(
    'a run of %s alone, over %s, looks first, too: no quantity is raised, the orders are told, and the import says the same',
    async (task, kind) => {
      const { made, lost, codes } = await restored(4, { interface: kind });
      const before = codes.map((code) => quantityOf(made, code));
      await made.app.plan(PROFILE, { tasks: [task], signal }).catch(() => undefined);
      expect(await stageOf(made, lost[0]?.order ?? 0)).toBe('acknowledged');
      expect((await made.run([task])).error?.code).toBe('warehouse.olderThanMemory');
      expect(codes.map((code) => quantityOf(made, code))).toEqual(before);
      expect((await made.app.upkeep.missing(PROFILE)).map(({ orderNumber }) => orderNumber)).toEqual(
        lost.map(({ order }) => order),
      );
      expect((await codesOf(made)).filter((code) => code === 'order.documentMissing')).toHaveLength(4);
      expect(await made.run([task])).toMatchObject({ end: 'done' });
      expect(codes.map((code) => quantityOf(made, code))).toEqual(before);
      expect((await made.run()).error?.code).toBe('warehouse.olderThanMemory');
    },
  );

  it('one document missing: plan and run of quantities alone hold its goods back', async () => {
    const { made, lost, codes } = await restored(1);
    const before = quantityOf(made, codes[0] ?? '');
    const { tasks } = await made.app.plan(PROFILE, { tasks: ['export-stock'], signal });
    expect(tasks.flatMap(({ changes }) => changes)).toEqual([]);
    expect(tasks.flatMap(({ attention }) => attention.map(({ code }) => code))).toEqual([
      'order.documentMissing',
    ]);
    expect(await made.run(['export-stock'])).toMatchObject({ end: 'done' });
    expect([quantityOf(made, codes[0] ?? ''), await stageOf(made, lost[0]?.order ?? 0)]).toEqual([
      before,
      'missing',
    ]);
  });

  it('recorded again: each once, under its own УНП; the counter goes on; then everything is in step', async () => {
    const { made, lost } = await restored(4);
    await made.run();
    const late = made.sandbox.placeOrder({
      lines: [{ code: (await soldCodes(made))[0] ?? '', quantity: '1' }],
    });
    const args = ['missing', PROFILE, '--record-again', '--data', join(made.folder, 'data'), '--lang', 'en'];
    const child = await runChild({ args });
    expect([child.code, child.stderr]).toEqual([0, '']);
    const found = documents(made);
    expect(unpOf(found).filter(([order]) => lost.some((each) => each.order === order))).toEqual(unpOf(lost));
    expect(found.filter(({ order }) => order === late).map(({ unp }) => unp?.slice(-7))).toEqual([
      String(found.length).padStart(7, '0'),
    ]);
    expect(await made.run()).toMatchObject({ end: 'done', parked: 0 });
    expect(await codesOf(made)).toEqual([]);
    const rows = made.rows('SELECT ReceiptID FROM ecrreceipts WHERE ReceiptType = 8 AND ECRID = ?', DEVICE);
    expect(new Set(rows.map((row) => row['ReceiptID'])).size).toBe(found.length);
    expect(rows).toHaveLength(found.length);
  });

  it('killed with SIGKILL again and again while recording: each document stands once, under its own УНП', async () => {
    const { made, lost } = await restored(8);
    await made.run(['import-orders']);
    await made.app.upkeep.decideMissing(PROFILE, { decision: 'again', orders: 'all' });
    const random = new SeededRandom(5);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await runChild({
        args: [
          'run',
          PROFILE,
          '--here',
          '--task',
          'import-orders',
          '--json',
          '--data',
          join(made.folder, 'data'),
        ],
        killAfter: afterChanges(random.between(1, 2)),
      });
    }
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
    const found = documents(made).filter(({ order }) => lost.some((each) => each.order === order));
    expect(unpOf(found)).toEqual(unpOf(lost));
    expect(await made.app.upkeep.missing(PROFILE)).toEqual([]);
  });

  itOnFile(
    'a crash between the document and the memory: the claim of the loss tells, nothing stands twice',
    async () => {
      const { made, lost } = await restored(3);
      await made.run(['import-orders']);
      await made.app.upkeep.decideMissing(PROFILE, { decision: 'again', orders: 'all' });
      copyFileSync(join(made.folder, 'data', 'state.db'), join(made.folder, 'before.db'));
      await made.app.upkeep.backup(join(made.folder, 'memory.bak'));
      await made.run(['import-orders']);
      await made.app.upkeep.restore(join(made.folder, 'memory.bak'));
      expect(await made.run(['import-orders'])).toMatchObject({ end: 'done' });
      const found = documents(made).filter(({ order }) => lost.some((each) => each.order === order));
      expect(unpOf(found)).toEqual(unpOf(lost));
      expect(await made.app.upkeep.missing(PROFILE)).toEqual([]);
    },
  );

  it('restored once more: the orders that were recorded again are missed and recorded again, too', async () => {
    const { made, lost } = await restored(3);
    for (let time = 0; time < 2; time += 1) {
      copyFileSync(join(made.folder, 'yesterday.db'), made.warehousePath);
      expect((await made.run(['import-orders'])).error?.code).toBe('warehouse.olderThanMemory');
      await made.app.upkeep.decideMissing(PROFILE, { decision: 'again', orders: 'all' });
      expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
    }
    const found = documents(made).filter(({ order }) => lost.some((each) => each.order === order));
    expect(unpOf(found)).toEqual(unpOf(lost));
  });

  it('a УНП that somebody else has drawn since is never written twice: that order waits, and both are named', async () => {
    const { made, lost } = await restored(3);
    await made.setSettings({ unpSharedDevice: `съгласни сме за ${DEVICE}` });
    await made.run(['import-orders']);
    const [taken, ...others] = lost;
    made.change(
      `INSERT INTO ecrreceipts (OperType, Acct, ReceiptID, ReceiptType, ECRID, Description, Total, UserID)
        VALUES (2, 777, ?, 8, ?, ?, 1, 1)`,
      Number(taken?.unp?.slice(-7)),
      DEVICE,
      `${DEVICE}-0009-${taken?.unp?.slice(-7) ?? ''}`,
    );
    await made.app.upkeep.decideMissing(PROFILE, { decision: 'again', orders: 'all' });
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 1 });
    const found = documents(made).filter(({ order }) => lost.some((each) => each.order === order));
    expect(unpOf(found)).toEqual(unpOf(others));
    expect(await made.app.attention(PROFILE)).toMatchObject([
      {
        subject: `order:${taken?.order ?? 0}`,
        code: 'unp.taken',
        facts: { unp: taken?.unp, document: '2/777' },
      },
    ]);
  });

  it('rebuild, reconcile and check find the same', async () => {
    const { made, lost } = await restored(2);
    const following = { signal, onEvent: () => undefined };
    const notes = await made.app.upkeep.findMissing(PROFILE, signal);
    expect(notes.map(({ subject }) => subject)).toEqual(lost.map(({ order }) => `order:${order}`));
    const plan = await made.app.upkeep.reconcile(PROFILE, following);
    const compared = plan.tasks.flatMap((task) => task.attention.map(({ code }) => code));
    expect(compared.filter((code) => code === 'order.documentMissing')).toHaveLength(2);
    expect((await made.ledger()).filter(({ stage }) => stage === 'missing')).toEqual([]);
    const check = await runChild({
      args: ['check', PROFILE, '--data', join(made.folder, 'data'), '--lang', 'en'],
    });
    expect(check.code).toBe(3);
    for (const { order } of lost) expect(check.stdout).toMatch(new RegExp(`no\\.\\s${order} `));
    const { orders } = await made.app.upkeep.rebuild(PROFILE, following);
    expect(orders).toMatchObject({ recorded: 6, missing: 2, listed: 0 });
    expect((await codesOf(made)).filter((code) => code === 'order.documentMissing')).toHaveLength(2);
  });

  it('with three, a comparison says that the warehouse is older', async () => {
    const { made } = await restored(3);
    const following = { signal, onEvent: () => undefined };
    await expect(made.app.upkeep.reconcile(PROFILE, following)).rejects.toMatchObject({
      code: 'warehouse.olderThanMemory',
    });
  });
});

async function soldCodes(made: World): Promise<readonly string[]> {
  return (await readGoodsOf(made.warehousePath)).slice(0, 12).map((good) => good.code);
}

describe('12.3: the rows of УНП', () => {
  const insert = `INSERT INTO ecrreceipts (OperType, Acct, ReceiptID, ReceiptType, ECRID, Description, Total, UserID)
    VALUES (2, 901, ?, 8, ?, ?, 1, 1)`;

  it('a number of ours on another document, a row that is gone, a row that is another: each is told, and settled', async () => {
    const made = await world(5);
    await made.run(['import-orders']);
    const [first, second, third] = documents(made);
    made.change(insert, Number(first?.unp?.slice(-7)), DEVICE, first?.unp ?? '');
    made.change('DELETE FROM ecrreceipts WHERE Description = ?', second?.unp ?? '');
    const other = `${DEVICE}-0009-${third?.unp?.slice(-7) ?? ''}`;
    made.change('UPDATE ecrreceipts SET Description = ? WHERE Description = ?', other, third?.unp ?? '');
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done', parked: 3 });
    const items = await made.app.attention(PROFILE);
    expect(items.map(({ code, facts }) => [code, facts])).toEqual(
      expect.arrayContaining([
        ['unp.doubled', { unp: first?.unp, documents: `19/${first?.number ?? 0}, 2/901` }],
        ['unp.rowGone', { order: second?.order, document: `19/${second?.number ?? 0}`, unp: second?.unp }],
        [
          'unp.rowChanged',
          {
            order: third?.order,
            document: `19/${third?.number ?? 0}`,
            unp: third?.unp,
            found: `19/${third?.number ?? 0} ${other}`,
          },
        ],
      ]),
    );
    made.change('DELETE FROM ecrreceipts WHERE Acct = 901');
    made.change('UPDATE ecrreceipts SET Description = ? WHERE Description = ?', third?.unp ?? '', other);
    await made.run(['import-orders']);
    expect(await codesOf(made)).toEqual(['unp.rowGone']);
  });
});
