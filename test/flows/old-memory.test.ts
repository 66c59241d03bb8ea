import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect } from 'vitest';
import type { App } from '../../src/app/app.ts';
import { makeApp } from '../../src/app/make-app.ts';
import type { StoredRecord } from '../../src/sandbox/resource.ts';
import { documents } from '../support/invariants.ts';
import { ledgerOf, makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import { itOnFile as it } from '../support/memory/on-file.ts';
import type { World } from '../support/world.ts';

/** The memory that commit 64bd594 wrote, and what it read of it: see `test/state/old-memory.test.ts`. */
const STATE = new URL('../state/', import.meta.url);
const MEMORY = readFileSync(new URL('memory-v5.sql', STATE), 'utf8');
const KEPT = JSON.parse(readFileSync(new URL('memory-v5.json', STATE), 'utf8')) as {
  readonly key: string;
  readonly ledger: readonly Readonly<Record<string, unknown>>[];
  readonly links: readonly {
    readonly goodId: number;
    readonly productId: number;
    readonly sent: Readonly<Record<string, unknown>>;
  }[];
};
const NOW = Date.parse('2026-11-26T08:00:00Z');
const signal = new AbortController().signal;

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function appOf(made: World): Promise<App> {
  const parts = await openWorldParts(join(made.folder, 'data'));
  const app = makeApp({ ...parts, clock: { now: () => NOW } });
  open.push(app);
  return app;
}

const runOf = (app: App) =>
  app.run(PROFILE, { tasks: null, isConfirmed: true, onEvent: () => undefined, signal });

/** The orders that the memory has archived, as the shop answers with them. */
function archivedOrders(): readonly StoredRecord[] {
  const rows = MEMORY.matchAll(/INSERT INTO "archive" VALUES \(1, \d+, 1, '(\{.*?\})', '/g);
  return [...rows].map(([, raw = '']) => JSON.parse(raw.replaceAll("''", "'")) as StoredRecord);
}

/** The shop's products are those of the links: numbers and fields as they were sent. */
function putProducts({ sandbox: { store } }: World): void {
  const [pattern] = store.list('products');
  for (const id of store.ids('products')) store.delete('products', id);
  for (const { productId, sent } of KEPT.links)
    store.put('products', productId, {
      ...pattern,
      productId,
      productCode: sent['code'],
      productBarcode: sent['barcode'],
      productName: { BG: sent['name'] },
      productPrice: Number(sent['price']),
      productQuantity: Number(sent['quantity'] ?? 0),
    });
}

/** Warehouse and shop as that version had left them, with its memory between them. */
async function oldWorld(): Promise<World> {
  const made = await makeWorld({ goods: 12, sold: 5, orders: 0 });
  open.push({ close: () => made.close() });
  await made.app.close();
  for (const order of archivedOrders())
    made.sandbox.store.put('orders', Number(order['orderId']), { ...order, orderUniqueSaleNumber: null });
  const before = await appOf(made);
  await before.run(PROFILE, {
    tasks: ['import-orders'],
    isConfirmed: true,
    onEvent: () => undefined,
    signal,
  });
  await before.close();
  // That version knew claims of orders and numbers only.
  made.change("DELETE FROM nextacct WHERE NextAcct GLOB 'Z*' AND NOT NextAcct GLOB 'Z[WU][EN][BP]-*'");
  putProducts(made);
  const data = join(made.folder, 'data');
  const path = join(data, 'state.db');
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  const memory = new DatabaseSync(path);
  memory.exec('PRAGMA journal_mode = WAL');
  memory.exec(MEMORY);
  memory
    .prepare("UPDATE profiles SET settings = json_set(settings, '$.warehouse', ?, '$.shopAddress', ?)")
    .run(`sqlite:${made.warehousePath}`, made.sandbox.url);
  memory.close();
  writeFileSync(join(data, 'key'), KEPT.key, { mode: 0o600 });
  return made;
}

describe('a memory of commit 64bd594 is gone on from', () => {
  it('issue 12, old data: its documents are known, its links used, its УНП followed; nothing is made twice', async () => {
    const made = await oldWorld();
    const stood = documents(made);
    const remembered = KEPT.ledger.flatMap((entry) => (entry['unp'] === null ? [] : [entry['unp']]));
    expect(stood.map(({ unp }) => unp)).toEqual(remembered);
    const [link, other] = KEPT.links.filter(({ goodId }) => goodId >= 12);
    const { store } = made.sandbox;
    const count = store.count('products');
    made.change('UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = ?', link?.goodId ?? 0);
    // By nothing but its link is it known whose product this is.
    const productId = link?.productId ?? 0;
    const own = { productCode: 'СОБСТВЕН', productBarcode: null };
    store.put('products', productId, { ...store.get('products', productId), ...own });
    const code = String(other?.sent['code']);
    const fresh = made.sandbox.placeOrder({ lines: [{ code, quantity: '1' }], email: 'fresh@example.bg' });
    const app = await appOf(made);
    // The order whose answer was lost is given up once several runs have looked for its document (Q13).
    for (const _ of [1, 2, 3]) expect(await runOf(app)).toMatchObject({ end: 'done' });

    const now = documents(made);
    expect(now.slice(0, stood.length)).toEqual(stood);
    expect(now.slice(stood.length).map(({ order, unp }) => [order, unp])).toEqual([
      [fresh, 'DT900001-0001-0000006'],
    ]);
    const known = (entry: Readonly<Record<string, unknown>>) =>
      ['orderNumber', 'documentNumber', 'unp', 'recordedAt'].map((field) => entry[field]);
    const kept = KEPT.ledger.filter(({ stage }) => stage === 'acknowledged').map(known);
    const ledger = (await ledgerOf(app)).map((entry) => known({ ...entry }));
    expect(ledger.slice(0, kept.length)).toEqual(kept);
    const stages = (await ledgerOf(app)).map(({ orderNumber, stage }) => [orderNumber, stage]);
    expect(Object.fromEntries(stages)).toMatchObject({
      1002: 'acknowledged',
      9001: 'dismissed',
      9002: 'dismissed',
    });
    expect(Number(store.get('products', productId)?.['productPrice'])).toBeCloseTo(
      Number(link?.sent['price']) + 1,
      2,
    );
    expect(store.count('products')).toBe(count);
    expect((await app.attention(PROFILE)).map(({ code: each }) => each)).toEqual([]);
  });
});
