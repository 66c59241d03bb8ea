import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../src/app/app.ts';
import { fencedShop } from '../../src/app/fenced-shop.ts';
import { makeApp } from '../../src/app/make-app.ts';
import type { RunEvent } from '../../src/model/run.ts';
import type { Settings } from '../../src/model/settings.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import { makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

// Q2: whoever writes quantities knows the newest orders.

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

const STOCK = ['export-stock'] as const;

/** A shop whose first good has five pieces on both sides, after a first run. */
async function fivePieces(
  settings: Partial<Settings> = {},
): Promise<{ made: World; code: string; id: number }> {
  const made = await makeWorld({ orders: 0, settings });
  open.push(made);
  await made.run();
  const [row] = made.rows('SELECT ID, Code FROM goods WHERE Deleted = 0 AND Type = 0 AND ID > 5 ORDER BY ID');
  const id = Number(row?.['ID']);
  made.change('DELETE FROM operations WHERE GoodID = ? AND OperType = 19', id);
  counted(made, id, 5);
  await made.run();
  expect(offered(made, String(row?.['Code']))).toBe(5);
  return { made, code: String(row?.['Code']), id };
}

function counted(made: World, id: number, pieces: number): void {
  made.change('UPDATE store SET Qtty = 0 WHERE GoodID = ?', id);
  made.change('UPDATE store SET Qtty = ? WHERE GoodID = ? AND ObjectID = 5', pieces, id);
}

function offered(made: World, code: string): number {
  const [id] = made.sandbox.store.productsByCode(code);
  return Number(made.sandbox.store.get('products', id ?? 0)?.['productQuantity']);
}

function setOffered(made: World, code: string, pieces: number): void {
  const [id] = made.sandbox.store.productsByCode(code);
  const record = made.sandbox.store.get('products', id ?? 0);
  made.sandbox.store.put('products', id ?? 0, { ...record, productQuantity: pieces });
}

function buy(made: World, code: string, pieces: number): number {
  return made.sandbox.placeOrder({ lines: [{ code, quantity: String(pieces) }] });
}

/** Does something once, when a run comes to where `when` says. */
function once(when: (event: RunEvent) => boolean, what: () => void): (event: RunEvent) => void {
  let isDone = false;
  return (event) => {
    if (isDone || !when(event)) return;
    isDone = true;
    what();
  };
}

/** A run of quantities whose shop answers everything but what new orders there are. */
async function runBlind(made: World): Promise<RunSummary> {
  const parts = await openWorldParts(join(made.folder, 'data'));
  const always = { assertFresh: async () => undefined, loseIfStale: () => undefined };
  const app = makeApp({
    ...parts,
    openShop: async (...args) => ({
      ...fencedShop(await parts.openShop(...args), always),
      // oxlint-disable-next-line require-yield -- it answers nothing
      fetchOrders: async function* fetchOrders() {
        throw new SyncError('shop.broken', { address: 'shop', status: 502 });
      },
    }),
  });
  try {
    return await app.run(PROFILE, {
      tasks: STOCK,
      isConfirmed: true,
      onEvent: () => undefined,
      signal: new AbortController().signal,
    });
  } finally {
    await app.close();
  }
}

const isReading = (event: RunEvent) =>
  event.type === 'progress' && event.task === 'export-stock' && event.phase === 'read';
const isWriting = (event: RunEvent) =>
  event.type === 'progress' && event.task === 'export-stock' && event.phase === 'write';

describe.each(['rest', 'xml'] as const)('Q2: quantities know the newest orders, over %s', (shop) => {
  it('a run of quantities alone keeps new orders as seen and holds their goods; an import records them', async () => {
    const { made, code, id } = await fivePieces({ interface: shop });
    const number = buy(made, code, 4);
    counted(made, id, 4);
    expect(await made.run(STOCK)).toMatchObject({ end: 'done', parked: 0 });
    expect(offered(made, code)).toBe(0);
    expect(await made.ledger()).toMatchObject([
      { orderNumber: number, stage: 'seen', held: [{ goodId: id, quantity: '4' }] },
    ]);
    expect(await made.run()).toMatchObject({ end: 'done', parked: 0 });
    expect(await made.ledger()).toMatchObject([
      { orderNumber: number, held: [], documentNumber: expect.any(Number) },
    ]);
    expect(offered(made, code)).toBe(0);
  });

  it('an order that comes before quantities go out, or while they do, is subtracted in the same run', async () => {
    for (const when of [isReading, isWriting]) {
      const { made, code, id } = await fivePieces({ interface: shop });
      counted(made, id, 6);
      const summary = await made.run(
        STOCK,
        once(when, () => buy(made, code, 3)),
      );
      expect(summary).toMatchObject({ end: 'done', parked: 0 });
      expect(offered(made, code), when.name).toBe(3);
    }
  });

  it('where orders are not imported, those of the last days are held, older and cancelled ones are not', async () => {
    const { made, code, id } = await fivePieces({ interface: shop, import: false });
    const number = buy(made, code, 3);
    counted(made, id, 4);
    await made.run();
    expect(offered(made, code)).toBe(1);
    const record = made.sandbox.store.get('orders', number);
    made.sandbox.store.put('orders', number, { ...record, orderCreatedAt: '2020-01-01 10:00:00' });
    await made.run();
    expect(offered(made, code)).toBe(4);
    expect(await made.ledger()).toMatchObject([{ orderNumber: number, stage: 'seen', held: [] }]);
    buy(made, code, 2);
    made.sandbox.store.delete('orders', number + 1);
    await made.run();
    expect(offered(made, code)).toBe(2);
  });

  it('where the orders cannot be read nothing is raised, lowering goes, and it is told once', async () => {
    const { made, code, id } = await fivePieces({ interface: shop });
    const other = made.rows(
      'SELECT ID, Code FROM goods WHERE Deleted = 0 AND Type = 0 AND ID > 5 ORDER BY ID',
    )[3];
    const before = offered(made, String(other?.['Code']));
    counted(made, id, 2);
    counted(made, Number(other?.['ID']), before + 10);
    const summary = await runBlind(made);
    expect(summary).toMatchObject({ end: 'done', parked: 1 });
    expect((await made.app.attention(PROFILE)).map(({ code: of }) => of)).toEqual(['orders.unread']);
    expect(offered(made, code)).toBe(2);
    expect(offered(made, String(other?.['Code']))).toBe(before);
    expect(await runBlind(made)).toMatchObject({ end: 'done', parked: 0 });
    expect(await made.run(STOCK)).toMatchObject({ end: 'done', parked: 0 });
    expect(await made.app.attention(PROFILE)).toEqual([]);
    expect(offered(made, String(other?.['Code']))).toBe(before + 10);
  });

  it('an undo gives back no quantity that a new order holds', async () => {
    const { made, code, id } = await fivePieces({ interface: shop });
    counted(made, id, 2);
    const { runId } = await made.run(STOCK);
    buy(made, code, 2);
    if (shop === 'rest') setOffered(made, code, 2);
    const request = {
      tasks: null,
      isConfirmed: true,
      onEvent: () => undefined,
      signal: new AbortController().signal,
    };
    await made.app.run(PROFILE, { ...request, undo: runId });
    expect(offered(made, code)).toBeLessThanOrEqual(2);
  });
});

describe('Q2: what it costs', () => {
  it('a run of quantities without anything new asks for the orders once', async () => {
    const { made } = await fivePieces();
    for (let order = 0; order < 25; order += 1)
      buy(made, String(made.sandbox.store.list('products')[5]?.['productCode']), 1);
    await made.run();
    made.sandbox.requests.reset();
    await made.run(STOCK);
    // Two more are asked when the shop is opened: its count and its newest orders.
    expect(made.sandbox.requests.all()['GET /api/v1/orders/']).toBe(3);
  });
});
