import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { batches } from '../src/lib/batch.ts';
import type { Good } from '../src/model/good.ts';
import type { FetchedOrder } from '../src/model/order.ts';
import type { State } from '../src/state/state.ts';
import { initSqliteWarehouse } from '../src/warehouse/sample/fill-sqlite.ts';
import { startMariadb } from '../test/support/mariadb.ts';
import { readGoodsOf } from '../test/support/world.ts';
import { importOrders, orderPages } from './support/imported.ts';
import { median, printTable, PROCESSOR_RATIO, timed, verdict } from './support/measure.ts';
import type { Taken } from './support/measure.ts';
import { mariadbPlace, SAMPLE, sqlitePlace } from './support/order-places.ts';
import type { Cell, Place, Rows } from './support/order-places.ts';

// B3, B5, B7: orders of 3 lines that are fetched already, no write-back, against the bare driver that inserts
// the same rows with the same durability: in one transaction per order, and in groups as large as ours.

const ORDERS = Number(process.argv[2] ?? 10_000);
/** `import.ts ORDERS sqlite`: not on MariaDB. */
const WITHOUT_SERVER = process.argv[3] === 'sqlite';
const TIMES = 5;
/** As many documents as we write in one transaction. */
const GROUP = 50;
/** What a bare driver in the same groups may be overtaken by. */
const GROUP_LIMIT = 2;

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

async function importInto(
  place: Place,
  folder: string,
  orders: readonly FetchedOrder[],
): Promise<{ readonly taken: Taken; readonly memory: number; readonly asked: number }> {
  const time = new BusyTime();
  const askedBefore = (await place.asked()) ?? 0;
  let before = 0;
  let processor = process.cpuUsage();
  const wallMs = await importOrders({
    folder,
    settings: { warehouse: place.address },
    pages: () => [orders],
    count: orders.length,
    watched: (state) => timedState(state, time),
    onStart: () => {
      before = time.spent;
      processor = process.cpuUsage();
    },
  });
  const asked = ((await place.asked()) ?? 0) - askedBefore;
  const { user, system } = process.cpuUsage(processor);
  return { taken: { wallMs, processorMs: (user + system) / 1000 }, memory: time.spent - before, asked };
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

/** The rows of so many orders together: as many transactions as ours. */
function grouped(byOrder: readonly Rows[]): readonly Rows[] {
  return batches(byOrder, GROUP).map((orders) => ({
    operations: orders.flatMap(({ operations }) => operations),
    nextacct: orders.flatMap(({ nextacct }) => nextacct),
    ecrreceipts: orders.flatMap(({ ecrreceipts }) => ecrreceipts),
    partners: orders.flatMap(({ partners }) => partners),
  }));
}

type Figure = Awaited<ReturnType<typeof importInto>> & { readonly bare: Taken; readonly bareGroups: Taken };

/** Ours and the bare driver's two ways, one after the other, on the same rows. */
async function measureOnce(place: Place, folder: string, orders: readonly FetchedOrder[]): Promise<Figure> {
  await place.reset();
  const ours = await importInto(place, folder, orders);
  const byOrder = split(await place.added());
  await place.reset();
  const bare = await timed(() => place.insert(byOrder));
  await place.reset();
  const bareGroups = await timed(() => place.insert(grouped(byOrder)));
  return { ...ours, bare, bareGroups };
}

async function measurePlace(place: Place, folder: string, goods: readonly Good[]) {
  const [small, large]: [Figure[], Figure[]] = [[], []];
  for (const [figures, count] of [[small, ORDERS / 10] as const, [large, ORDERS] as const]) {
    const orders = [...orderPages(goods, count)].flat();
    for (let time = 0; time < TIMES; time += 1) figures.push(await measureOnce(place, folder, orders));
  }
  const middle = (of: (figure: Figure) => number, figures = large): number => median(figures.map(of));
  const ours = middle(({ taken }) => taken.wallMs);
  const [ratio, inGroups] = [
    middle((each) => each.taken.wallMs / each.bare.wallMs),
    middle((each) => each.taken.wallMs / each.bareGroups.wallMs),
  ];
  const growth = ours / middle(({ taken }) => taken.wallMs, small);
  const share = middle((each) => each.memory / each.taken.wallMs) * 100;
  return {
    warehouse: place.name,
    orders: ORDERS,
    'ours ms': Math.round(ours),
    'bare ms': Math.round(middle(({ bare }) => bare.wallMs)),
    ratio,
    B3: `${verdict(ratio, place.limit)} (≤ ${place.limit})`,
    [PROCESSOR_RATIO]: middle((each) => each.taken.processorMs / each.bare.processorMs),
    'bare groups ms': Math.round(middle(({ bareGroups }) => bareGroups.wallMs)),
    'to groups': inGroups,
    [`≤ ${GROUP_LIMIT}`]: verdict(inGroups, GROUP_LIMIT),
    'B5 1× → 10×': growth,
    'B5 ≤ 11': verdict(growth, 11),
    'B7 % in our memory': share,
    'B7 ≤ 10': verdict(share, 10),
    'statements per order': middle(({ asked }) => asked) / ORDERS,
  };
}

const folder = await mkdtemp(join(tmpdir(), 'skladbridge-bench-'));
const server = WITHOUT_SERVER ? null : await startMariadb({ isDurable: true });
try {
  const kept = join(folder, 'kept.db');
  await initSqliteWarehouse({ path: kept, ...SAMPLE });
  const goods = await readGoodsOf(kept);
  const rows = [];
  const served = server === null ? [] : [await mariadbPlace(server)];
  for (const place of [sqlitePlace(folder, kept), ...served])
    rows.push(await measurePlace(place, folder, goods));
  printTable(`B3, B5, B7: import of orders with 3 lines, median of ${TIMES}`, rows);
} finally {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
}
