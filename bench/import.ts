import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApp } from '../src/app/make-app.ts';
import { openParts } from '../src/compose.ts';
import type { Good } from '../src/model/good.ts';
import type { FetchedOrder } from '../src/model/order.ts';
import type { OrderNumber } from '../src/model/order-origin.ts';
import type { State } from '../src/state/state.ts';
import { initSqliteWarehouse } from '../src/warehouse/sample/fill-sqlite.ts';
import { aLine, anOrder, BUYER } from '../test/support/builders.ts';
import { startMariadb } from '../test/support/mariadb.ts';
import { PROFILE, readGoodsOf, worldSettings } from '../test/support/world.ts';
import { median, printTable, verdict } from './support/measure.ts';
import { mariadbPlace, SAMPLE, sqlitePlace } from './support/order-places.ts';
import type { Cell, Place, Rows } from './support/order-places.ts';
import { sinkShop } from './support/sink-shop.ts';

// B3, B5, B7: orders of 3 lines that are fetched already, no write-back, against the bare driver that inserts
// the same rows in one transaction per order with the same durability.

const ORDERS = Number(process.argv[2] ?? 10_000);
const TIMES = 3;
const BUYERS = 500;
function makeOrders(goods: readonly Good[], count: number): readonly FetchedOrder[] {
  return Array.from({ length: count }, (_, index) => {
    const lines = [0, 1, 2].map((offset) => {
      const good = goods[(index * 3 + offset) % goods.length];
      return aLine(good?.code ?? '', good?.price ?? '1', String(1 + ((index + offset) % 3)));
    });
    const buyer = index % BUYERS;
    const order = anOrder(lines, {
      number: (1000 + index) as OrderNumber,
      buyer: {
        ...BUYER,
        lastName: `Купувач ${buyer}`,
        email: `b${buyer}@example.bg`,
        phone: `08880${10_000 + buyer}`,
      },
    });
    return { number: order.number, raw: JSON.stringify(order), order };
  });
}

const COUNTED: readonly (keyof State)[] = ['ledger', 'attention', 'links', 'runs'];

/** Time in which at least one call is under way: two that overlap are not counted twice. */
class BusyTime {
  #calls = 0;
  #since = 0;
  spent = 0;

  async count<T>(call: () => Promise<T>): Promise<T> {
    if (this.#calls === 0) this.#since = performance.now();
    this.#calls += 1;
    try {
      return await call();
    } finally {
      this.#calls -= 1;
      if (this.#calls === 0) this.spent += performance.now() - this.#since;
    }
  }
}

type Method = (...args: readonly unknown[]) => unknown;

/** The same memory, adding up the time that goes into it, also for whoever holds a lease. */
function timedState(state: State, time: BusyTime): State {
  const memories = Object.entries(state).map(([name, memory]: readonly [string, unknown]) => {
    if (!COUNTED.includes(name as keyof State)) return [name, memory];
    const timedMemory = new Proxy(memory as object, {
      get: (target, key) => {
        const method = Reflect.get(target, key, target) as Method;
        // Batches are read by the one who walks through them.
        if (key === 'heads' || key === 'events') return method.bind(target);
        return (...args: readonly unknown[]) => time.count(async () => method.apply(target, [...args]));
      },
    });
    return [name, timedMemory];
  });
  return {
    ...(Object.fromEntries(memories) as State),
    under: (fence) => timedState(state.under(fence), time),
    close: () => state.close(),
  };
}

async function importOrders(
  place: Place,
  folder: string,
  orders: readonly FetchedOrder[],
): Promise<{ readonly total: number; readonly memory: number; readonly asked: number }> {
  await rm(join(folder, 'data'), { recursive: true, force: true });
  const opened = await openParts(join(folder, 'data'));
  const time = new BusyTime();
  const app = makeApp({
    ...opened,
    state: timedState(opened.state, time),
    openShop: async () => sinkShop(orders),
  });
  await app.addProfile(
    PROFILE,
    worldSettings(place.address.replace(/^sqlite:/, ''), 'http://127.0.0.1:9', { warehouse: place.address }),
  );
  const before = time.spent;
  const askedBefore = (await place.asked()) ?? 0;
  const started = performance.now();
  const summary = await app.run(PROFILE, {
    tasks: ['import-orders'],
    isConfirmed: true,
    onEvent: () => undefined,
    signal: new AbortController().signal,
  });
  const total = performance.now() - started;
  const memory = time.spent - before;
  const asked = ((await place.asked()) ?? 0) - askedBefore;
  await app.close();
  if (summary.error !== null) throw summary.error;
  if (summary.counts['import-orders']?.created !== orders.length)
    throw new Error(`imported ${JSON.stringify(summary.counts)}`);
  return { total, memory, asked };
}

/** Rows by the order that they belong to: by document number, buyers with the first order that has them. */
function split(rows: Rows): readonly Rows[] {
  const documents = [...new Set(rows.operations.map((row) => row['Acct']))];
  const partners = new Map(rows.partners.map((row) => [row['ID'], row]));
  const keys = new Map<string, Readonly<Record<string, Cell>>[]>();
  const receipts = new Map(rows.ecrreceipts.map((row) => [row['Acct'], row]));
  const operations = Map.groupBy(rows.operations, (row) => row['Acct'] ?? null);
  for (const [index, row] of rows.nextacct.entries()) {
    const name = String(index % documents.length);
    keys.set(name, [...(keys.get(name) ?? []), row]);
  }
  return documents.map((number, index) => {
    const lines = operations.get(number ?? null) ?? [];
    const partner = partners.get(lines[0]?.['PartnerID'] ?? null);
    partners.delete(lines[0]?.['PartnerID'] ?? null);
    const receipt = receipts.get(number ?? null);
    return {
      operations: lines,
      nextacct: keys.get(String(index)) ?? [],
      ecrreceipts: receipt === undefined ? [] : [receipt],
      partners: partner === undefined ? [] : [partner],
    };
  });
}

async function measurePlace(place: Place, folder: string, goods: readonly Good[]) {
  const figures: Record<number, { ours: number[]; bare: number[]; memory: number[]; asked: number[] }> = {};
  for (const count of [ORDERS / 10, ORDERS]) {
    const orders = makeOrders(goods, count);
    const figure = {
      ours: [] as number[],
      bare: [] as number[],
      memory: [] as number[],
      asked: [] as number[],
    };
    figures[count] = figure;
    for (let time = 0; time < TIMES; time += 1) {
      await place.reset();
      const { total, memory, asked } = await importOrders(place, folder, orders);
      const byOrder = split(await place.added());
      await place.reset();
      const started = performance.now();
      await place.insert(byOrder);
      figure.bare.push(performance.now() - started);
      figure.ours.push(total);
      figure.memory.push(memory / total);
      figure.asked.push(asked / count);
    }
  }
  const [small, large] = [figures[ORDERS / 10], figures[ORDERS]];
  const [ours, bare] = [median(large?.ours ?? []), median(large?.bare ?? [])];
  const growth = ours / median(small?.ours ?? []);
  const share = median(large?.memory ?? []) * 100;
  return {
    warehouse: place.name,
    orders: ORDERS,
    'ours ms': Math.round(ours),
    'bare ms': Math.round(bare),
    ratio: ours / bare,
    B3: `${verdict(ours / bare, place.limit)} (≤ ${place.limit})`,
    'B5 1× → 10×': growth,
    'B5 ≤ 11': verdict(growth, 11),
    'B7 % in our memory': share,
    'B7 ≤ 10': verdict(share, 10),
    'statements per order': median(large?.asked ?? []),
  };
}

const folder = await mkdtemp(join(tmpdir(), 'skladbridge-bench-'));
const server = await startMariadb({ isDurable: true });
try {
  const kept = join(folder, 'kept.db');
  await initSqliteWarehouse({ path: kept, ...SAMPLE });
  const goods = await readGoodsOf(kept);
  const rows = [];
  for (const place of [sqlitePlace(folder, kept), await mariadbPlace(server)])
    rows.push(await measurePlace(place, folder, goods));
  printTable(`B3, B5, B7: import of orders with 3 lines, median of ${TIMES}`, rows);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
