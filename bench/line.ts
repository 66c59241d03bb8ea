import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/lib/clock.ts';
import type { Good } from '../src/model/good.ts';
import type { Settings } from '../src/model/settings.ts';
import { startWarehouseApi } from '../src/warehouse-api/warehouse-api.ts';
import { initMssqlWarehouse } from '../src/warehouse/sample/fill-mssql.ts';
import { initMysqlWarehouse } from '../src/warehouse/sample/fill-mysql.ts';
import { initSqliteWarehouse } from '../src/warehouse/sample/fill-sqlite.ts';
import { SqlRecords } from '../src/warehouse/sql/records/sql-records.ts';
import { openSqliteDatabase } from '../src/warehouse/sqlite/sqlite-warehouse.ts';
import { startMariadb } from '../test/support/mariadb.ts';
import { openRelay } from '../test/support/network/relay.ts';
import type { Relay } from '../test/support/network/relay.ts';
import { openSqliteBehind } from '../test/support/tds/sqlite-behind.ts';
import { openTdsServer } from '../test/support/tds/tds-server.ts';
import { readGoodsOf } from '../test/support/world.ts';
import { importOrders, orderPages } from './support/imported.ts';
import { median, printTable, verdict } from './support/measure.ts';
import { SAMPLE } from './support/order-places.ts';

// A warehouse behind a line of 20 ms: ways there and back for each order, orders a second in a backlog, and
// how long a run takes that brings one order. Every way is counted, those of opening and looking around too.

const DELAY_MS = 20;
const TIMES = Number(process.argv[4] ?? 5);
const DATABASE_ORDERS = Number(process.argv[2] ?? 1000);
const REST_ORDERS = Number(process.argv[3] ?? 200);

/** A warehouse that is as it was before each import. */
interface FarWarehouse {
  readonly name: string;
  readonly orders: number;
  readonly mostTrips: number;
  readonly leastPerSecond: number | null;
  /** Made anew. */
  place(): Promise<{
    readonly line: Relay;
    readonly settings: Partial<Settings> & Pick<Settings, 'warehouse'>;
  }>;
  close(): Promise<void>;
}

async function mariadb(): Promise<FarWarehouse> {
  const server = await startMariadb({ isDurable: true });
  const made: Relay[] = [];
  return {
    name: 'MariaDB',
    orders: DATABASE_ORDERS,
    mostTrips: 1.5,
    leastPerSecond: 25,
    place: async () => {
      const database = await server.makeDatabase({ isBare: true });
      await initMysqlWarehouse({ url: server.url(database), password: null, ...SAMPLE });
      const line = await openRelay({ path: server.socket }, { delayMs: DELAY_MS });
      made.push(line);
      return { line, settings: { warehouse: `mysql://root@127.0.0.1:${line.port}/${database}` } };
    },
    close: async () => {
      for (const line of made) await line.close();
      await server.stop();
    },
  };
}

/** The wire of SQL Server with SQLite behind it: its ways are those of SQL Server, the server's own time is not. */
async function mssqlWire(): Promise<FarWarehouse> {
  const behind = openSqliteBehind();
  const server = await openTdsServer({ behind });
  const made: Relay[] = [];
  return {
    name: 'SQL Server’s wire',
    orders: DATABASE_ORDERS,
    mostTrips: 1.5,
    leastPerSecond: 25,
    place: async () => {
      const database = `Sklad${made.length + 1}`;
      const urlOf = (port: number): string => `mssql://sa@127.0.0.1:${port}/${database}?encrypt=false`;
      behind.open(database).close();
      await initMssqlWarehouse({ url: urlOf(server.port), password: null, ...SAMPLE });
      const line = await openRelay({ host: '127.0.0.1', port: server.port }, { delayMs: DELAY_MS });
      made.push(line);
      return { line, settings: { warehouse: urlOf(line.port) } };
    },
    close: async () => {
      for (const line of made) await line.close();
      await server.close();
      behind.close();
    },
  };
}

async function restWarehouse(folder: string): Promise<FarWarehouse> {
  const made: { close(): Promise<unknown> }[] = [];
  let number = 0;
  return {
    name: 'REST',
    orders: REST_ORDERS,
    mostTrips: 2,
    leastPerSecond: null,
    place: async () => {
      number += 1;
      const path = join(folder, `served-${number}.db`);
      await initSqliteWarehouse({ path, ...SAMPLE });
      const records = new SqlRecords(await openSqliteDatabase({ path }));
      const api = await startWarehouseApi(records, {
        host: '127.0.0.1',
        port: 0,
        apiKey: null,
        clock: systemClock,
        onFault: (error) => process.stderr.write(`${String(error)}\n`),
      });
      const line = await openRelay({ host: '127.0.0.1', port: api.port }, { delayMs: DELAY_MS });
      made.unshift(line, api, records);
      const warehouse = `api+http://127.0.0.1:${line.port}`;
      return { line, settings: { warehouse, warehouseBuild: '3.07.056' } };
    },
    close: async () => {
      for (const each of made) await each.close();
    },
  };
}

async function measure(folder: string, far: FarWarehouse, goods: readonly Good[]) {
  const figures = {
    backlog: [] as number[],
    trips: [] as number[],
    one: [] as number[],
    oneTrips: [] as number[],
  };
  for (let time = 0; time < TIMES; time += 1)
    for (const count of [far.orders, 1]) {
      const { line, settings } = await far.place();
      const pages = () => orderPages(goods, count);
      const taken = await importOrders({ folder, settings, pages, count });
      (count === 1 ? figures.one : figures.backlog).push(taken);
      (count === 1 ? figures.oneTrips : figures.trips).push(line.trips);
    }
  const perSecond = (far.orders / median(figures.backlog)) * 1000;
  const trips = median(figures.trips) / far.orders;
  return {
    warehouse: far.name,
    orders: far.orders,
    'ways per order': trips,
    [`ways ≤`]: `${verdict(trips, far.mostTrips)} (≤ ${far.mostTrips})`,
    'orders a second': perSecond,
    '≥':
      far.leastPerSecond === null
        ? '–'
        : `${verdict(perSecond, far.leastPerSecond, true)} (≥ ${far.leastPerSecond})`,
    'one order s': median(figures.one) / 1000,
    'its ways': median(figures.oneTrips),
  };
}

const folder = await mkdtemp(join(tmpdir(), 'skladbridge-line-'));
const open: FarWarehouse[] = [];
try {
  const kept = join(folder, 'kept.db');
  await initSqliteWarehouse({ path: kept, ...SAMPLE });
  const goods = await readGoodsOf(kept);
  open.push(await mariadb(), await mssqlWire(), await restWarehouse(folder));
  const rows = [];
  for (const far of open) rows.push(await measure(folder, far, goods));
  printTable(`A line of ${DELAY_MS} ms: import of orders with 3 lines, median of ${TIMES}`, rows);
} finally {
  for (const far of open) await far.close();
  await rm(folder, { recursive: true, force: true });
}
