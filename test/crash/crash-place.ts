import { join } from 'node:path';
import { makeApp } from '../../src/app/make-app.ts';
import type { RunSummary } from '../../src/app/app.ts';
import type { LedgerEntry } from '../../src/model/ledger.ts';
import type { TaskName } from '../../src/model/run.ts';
import type { AttentionItem } from '../../src/state/state.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';
import { askMemory, copyMemory } from '../support/memory/memory-place.ts';
import { makeWorld, openWorldApp, openWorldParts, PROFILE, readGoodsOf } from '../support/world.ts';
import type { World } from '../support/world.ts';
import { asWorker } from './attempt.ts';
import type { KilledPlace, KilledRun } from './crash-run.ts';
import { copyWarehouse } from './warehouse-copy.ts';
import type { WarehouseCopy, WarehouseKind } from './warehouse-copy.ts';

export const INTERFACES = ['REST', 'XML'] as const;
export type InterfaceKind = (typeof INTERFACES)[number];

const GOODS = 24;
const SEED = 5;
const SOLD = 8;
const FEED = { username: 'feed', domain: 'shop.example', signature: 'ab'.repeat(20) } as const;
const PLURALS = ['products', 'orders', 'categories', 'customers'] as const;
type ShopRecords = ReadonlyMap<
  (typeof PLURALS)[number],
  ReadonlyMap<number, Readonly<Record<string, unknown>>>
>;

/** The profile's schedule, where orders are let into a long export. */
export const BETWEEN_MINUTES = 10;

/** The memory's side of the orders. */
export interface Remembered {
  readonly entries: readonly LedgerEntry[];
  readonly attention: readonly AttentionItem[];
}

/** Both sides and the state just before a run with work of every kind; put back as often as needed. */
export interface CrashPlace extends KilledPlace {
  readonly world: World;
  readonly warehouse: WarehouseCopy;
  /** The number of the order that waits for a person, and of the one that is not finished. */
  readonly notImported: readonly number[];
  /** Orders that are due in the run that is killed. */
  readonly due: readonly number[];
  putBack(): Promise<void>;
  /** Keeps both sides and the memory as they are now: `putBackKilled` returns here, as often as needed. */
  rememberKilled(): Promise<void>;
  putBackKilled(): Promise<void>;
  /** What the memory holds of orders, and what it asks people about them. */
  remembered(): Promise<Remembered>;
  /** One whole run by this process, `laterMs` from now: after a request without an answer time must pass (I4). */
  run(laterMs: number, tasks?: readonly TaskName[]): Promise<RunSummary>;
  close(): Promise<void>;
}

function rememberShop(world: World): ShopRecords {
  const { store } = world.sandbox;
  return new Map(
    PLURALS.map((plural) => [
      plural,
      new Map(store.ids(plural).map((id) => [id, structuredClone(store.get(plural, id) ?? {})])),
    ]),
  );
}

function putShopBack(world: World, kept: ShopRecords): void {
  const { store, requests } = world.sandbox;
  for (const [plural, records] of kept) {
    for (const id of store.ids(plural)) if (!records.has(id)) store.delete(plural, id);
    for (const [id, record] of records) store.put(plural, id, structuredClone(record));
  }
  requests.reset();
}

/** Orders whose handling changes between the first run and the one that is killed. */
interface MadeOrders {
  readonly mended: number;
  readonly removed: number;
}

function placeFirst(world: World, code: string): MadeOrders {
  const { sandbox } = world;
  const mended = sandbox.placeOrder({ lines: [{ code, quantity: '1' }], email: 'mended@example.bg' });
  setItemCode(world, mended, 'НЯМА-ТАКЪВ');
  const removed = sandbox.placeOrder({ lines: [{ code, quantity: '1' }], status: 'unfinished' });
  return { mended, removed };
}

function setItemCode(world: World, order: number, code: string): void {
  const record = structuredClone(world.sandbox.store.get('orders', order) ?? {});
  for (const item of record['orderItems'] as Record<string, unknown>[]) {
    item['productID'] = null;
    item['orderItemProductCode'] = code;
  }
  world.sandbox.store.put('orders', order, record);
}

/** A code that neither side knows: its good is made in the document's transaction (spec section 2). */
export const MADE_CODE = 'НОВА-СТОКА';

/** Work of every kind for the run that is killed. Answers the orders that stay out, and those that are due. */
function placeSecond(
  world: World,
  codes: { readonly sold: string; readonly deleted: string },
  made: MadeOrders,
): { readonly notImported: readonly number[]; readonly due: readonly number[] } {
  const { sandbox } = world;
  const { sold: code } = codes;
  setItemCode(world, made.mended, code);
  sandbox.store.delete('orders', made.removed);
  const placed = ['Яна', 'Борис', 'Вяра'].map((name) =>
    sandbox.placeOrder({
      lines: [{ code, quantity: '1' }],
      firstName: name,
      email: `${name}@example.bg`,
      phone: `0888${name.length}`,
    }),
  );
  const stranger = sandbox.placeOrder({ lines: [{ code, quantity: '1' }], email: 'stranger@example.bg' });
  setItemCode(world, stranger, codes.deleted);
  // A buyer of his own: by the phone that an order has without more, the one who comes in first would be both.
  const buyer = { firstName: 'Неда', email: 'fresh@example.bg', phone: '0887555111' };
  const fresh = sandbox.placeOrder({ lines: [{ code, quantity: '2' }], ...buyer });
  setItemCode(world, fresh, MADE_CODE);
  const unfinished = sandbox.placeOrder({ lines: [{ code, quantity: '1' }], status: 'unfinished' });
  const [id] = sandbox.store.productsByCode(code);
  const product = structuredClone(sandbox.store.get('products', id ?? 0) ?? {});
  const next = sandbox.store.nextId('products');
  sandbox.store.put('products', next, {
    ...product,
    productId: next,
    productCode: 'САМО-В-МАГАЗИНА',
    productBarcode: '',
  });
  return { notImported: [stranger, unfinished], due: [made.mended, ...placed, fresh] };
}

/** What people do in the warehouse before the first run and before the one that is killed. */
async function warehouseWork(
  world: World,
): Promise<{ readonly before: string; readonly after: string; readonly deleted: string }> {
  const goods = await readGoodsOf(world.warehousePath);
  const [first, second] = goods.map((good) => good.id);
  const [late, leaving, repriced] = goods.slice(SOLD).map((good) => good.id);
  return {
    deleted: goods[SOLD + 1]?.code ?? '',
    before: `UPDATE goods SET Deleted = -1 WHERE ID = ${late}`,
    after: `UPDATE goods SET Deleted = 0 WHERE ID = ${late};
      UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID IN (${first}, ${repriced});
      UPDATE goods SET Deleted = -1 WHERE ID = ${leaving};
      UPDATE store SET Qtty = Qtty + 7 WHERE GoodID IN (${first}, ${second}) AND ObjectID = 5`,
  };
}

/** What a place is of. `killed`: default a whole run. */
interface PlaceKinds {
  readonly warehouse: WarehouseKind;
  readonly interface: InterfaceKind;
  readonly killed?: KilledRun;
}

async function placeWorld(kinds: PlaceKinds): Promise<World> {
  const isXml = kinds.interface === 'XML';
  const world = await makeWorld({
    goods: GOODS,
    seed: SEED,
    orders: 3,
    sold: SOLD,
    content: (content) => ({ ...content, exportFeed: FEED }),
    settings: {
      importGoods: true,
      importGoodsGroup: 4,
      identity: 'shop.example',
      ordersWithoutUnp: true,
      // The cursor alone decides what is read: what it leaves behind must be in the ledger.
      recheckDays: 0,
      ...(kinds.killed === 'between' ? { schedule: String(BETWEEN_MINUTES), requestsAtOnce: 1 } : {}),
      ...(isXml ? { interface: 'xml', feedUsername: FEED.username, feedDomain: FEED.domain } : {}),
    },
  });
  if (isXml) await world.app.setSecret(PROFILE, 'feedSignature', FEED.signature);
  return world;
}

/** Whoever buys only while a long export goes on: gone before it, and there in the middle of it. */
function laterBuyers(
  world: World,
  kept: ShopRecords,
  numbers: readonly number[],
): { readonly leave: () => void; readonly arrive: () => void } {
  const { store } = world.sandbox;
  return {
    leave: () => {
      for (const number of numbers) store.delete('orders', number);
    },
    arrive: () => {
      for (const number of numbers)
        store.put('orders', number, structuredClone(kept.get('orders')?.get(number) ?? {}));
    },
  };
}

/** Makes the place; close it at the end. */
export async function makeCrashPlace(kinds: PlaceKinds, server: PrivateMariadb | null): Promise<CrashPlace> {
  const { killed = 'whole' } = kinds;
  const world = await placeWorld(kinds);
  const warehouse = await copyWarehouse(kinds.warehouse, world, { server, goods: GOODS, seed: SEED });
  await world.setSettings({ warehouse: warehouse.address });
  const code = String(world.sandbox.store.list('products')[0]?.['productCode']);
  const work = await warehouseWork(world);
  await warehouse.change(work.before);
  const made = placeFirst(world, code);
  // Everything else is left to be sent for the first time by the run that is killed.
  await world.run(killed === 'between' ? ['import-orders'] : undefined);
  await warehouse.change(work.after);
  await world.setSettings({ unknownGoods: 'download', taxRates: 'good' });
  const second = placeSecond(world, { sold: code, deleted: work.deleted }, made);
  await world.app.close();

  const dataFolder = join(world.folder, 'data');
  // As a memory older than pairs: the run that is killed meets shop and warehouse for the first time (Q3).
  await warehouse.change("DELETE FROM nextacct WHERE NextAcct LIKE 'ZWID-%'");
  await askMemory(dataFolder, 'DELETE FROM pairs');
  const keptData = join(world.folder, 'kept-data');
  const killedData = join(world.folder, 'killed-data');
  await copyMemory(dataFolder, keptData);
  await warehouse.remember('kept');
  const keptShop = rememberShop(world);
  const later = killed === 'between' ? [...second.due, ...second.notImported] : [];
  const buyers = laterBuyers(world, keptShop, later);
  buyers.leave();
  let killedShop = keptShop;
  // The first one is that of the process that is killed.
  let attempts = 0;
  return {
    world,
    warehouse,
    dataFolder,
    killed,
    ...second,
    putBack: async () => {
      await copyMemory(keptData, dataFolder);
      putShopBack(world, keptShop);
      buyers.leave();
      await warehouse.putBack('kept');
    },
    arrive: buyers.arrive,
    rememberKilled: async () => {
      await copyMemory(dataFolder, killedData);
      killedShop = rememberShop(world);
      await warehouse.remember('killed');
    },
    putBackKilled: async () => {
      await copyMemory(killedData, dataFolder);
      putShopBack(world, killedShop);
      await warehouse.putBack('killed');
    },
    remembered: async () => {
      const app = await openWorldApp(dataFolder);
      try {
        const entries: LedgerEntry[] = [];
        for await (const batch of app.orders(PROFILE, null)) entries.push(...batch);
        return { entries, attention: await app.attention(PROFILE) };
      } finally {
        await app.close();
      }
    },
    run: async (laterMs, tasks) => {
      attempts += 1;
      const parts = { ...(await openWorldParts(dataFolder)), ...(await asWorker(attempts)) };
      const app = makeApp({ ...parts, landingMs: 0, clock: { now: () => Date.now() + laterMs } });
      try {
        return await app.run(PROFILE, {
          tasks: tasks ?? null,
          isConfirmed: true,
          onEvent: () => undefined,
          signal: new AbortController().signal,
        });
      } finally {
        await app.close();
      }
    },
    close: async () => {
      await warehouse.close();
      await world.close();
    },
  };
}
