import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openMssqlWarehouse } from '../../src/warehouse/mssql/mssql-warehouse.ts';
import { initMssqlWarehouse } from '../../src/warehouse/sample/fill-mssql.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { runChild } from '../support/child.ts';
import { DOCUMENTED_RIGHTS } from '../support/tds/documented-rights.ts';
import { openSqliteBehind } from '../support/tds/sqlite-behind.ts';
import type { SqliteBehind, SqliteBehindOptions } from '../support/tds/sqlite-behind.ts';
import { openTdsServer } from '../support/tds/tds-server.ts';
import type { TdsServer } from '../support/tds/tds-server.ts';
import { makeWorld, PROFILE, TODAY } from '../support/world.ts';
import type { World } from '../support/world.ts';

// Whole runs on the wire of SQL Server, with SQLite behind it (issue 14): what the server says in the middle of work.

const never = new AbortController().signal;
const ORDERS = 4;
const open: (() => Promise<unknown> | void)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

interface Place {
  readonly behind: SqliteBehind;
  readonly server: TdsServer;
  readonly urlOf: (user: string) => string;
}

/** A sample warehouse on a server of its own. */
async function makePlace(options: SqliteBehindOptions = {}): Promise<Place> {
  const behind = openSqliteBehind(options);
  open.push(() => behind.close());
  const server = await openTdsServer({ behind });
  open.push(() => server.close());
  const urlOf = (user: string): string => `mssql://${user}@127.0.0.1:${server.port}/Sklad?encrypt=false`;
  behind.open('Sklad').close();
  await initMssqlWarehouse({
    url: urlOf('sa'),
    password: null,
    goods: 60,
    seed: 1,
    hasSupto: true,
    today: TODAY,
    signal: never,
    onProgress: () => undefined,
  });
  return { behind, server, urlOf };
}

async function makeRun(place: Place, user = 'sa'): Promise<World> {
  const world = await makeWorld({ orders: ORDERS, settings: { warehouse: place.urlOf(user) } });
  open.push(() => world.close());
  return world;
}

function documents({ behind }: Place): number {
  const opened = behind.open('Sklad');
  const rows = opened.prepare(`select 1 from NextAcct where NextAcct like 'ZWEB-%'`).all();
  opened.close();
  return rows.length;
}

describe('SQL Server, in the middle of a run', () => {
  it('a lock that a till holds is waited for, and the program says so after the first try', async () => {
    const place = await makePlace({ patienceMs: 50 });
    const world = await makeRun(place);
    const lock = place.behind.lockOf('Sklad');
    const till = {};
    await lock.take(till, 0);
    const told: string[] = [];
    const { code } = await runChild({
      args: [
        'run',
        PROFILE,
        '--yes',
        '--here',
        '--task',
        'import-orders',
        '--data',
        join(world.folder, 'data'),
      ],
      onLine: (line) => {
        if (!line.includes('Нов опит')) return;
        told.push(line);
        lock.leave(till);
      },
    });
    expect([code, documents(place)]).toEqual([0, ORDERS]);
    expect(told[0]).toMatch(/Опит \d+: Складът \S+ е зает.* Нов опит след \d+\sсек\./);
  });

  it.each([
    [1205, 'a deadlock in which we are the victim'],
    [701, 'no memory for one more statement'],
  ])('error %i, %s: tried again', async (number, message) => {
    let times = 0;
    const place = await makePlace({
      refuse: (statement) => {
        if (!statement.startsWith('insert into "ECRReceipts"') || times === 2) return null;
        times += 1;
        return { number, message };
      },
    });
    const world = await makeRun(place);
    const summary = await world.run(['import-orders']);
    expect([summary.end, times, documents(place)]).toEqual(['done', 2, ORDERS]);
  });

  it.each([
    [2628, "truncated in table 'Sklad.dbo.Partners', column 'City'. Truncated value: 'Пловд'.", 'Partners'],
    [8152, 'String or binary data would be truncated.', '–'],
  ])('error %i, a text that is too long parks its order alone', async (number, message, table) => {
    let hasRefused = 0;
    const place = await makePlace({
      refuse: (statement) => {
        // In the group, and in the first of its orders when they are written one by one.
        if (!statement.startsWith('insert into "Partners"') || hasRefused === 2) return null;
        hasRefused += 1;
        return { number, message };
      },
    });
    const world = await makeRun(place);
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'done', parked: 1 });
    const [note] = await world.app.attention(PROFILE);
    expect(note).toMatchObject({
      code: 'warehouse.text.tooLong',
      facts: { table, column: table === '–' ? '–' : 'City', order: expect.any(Number) },
    });
    expect(JSON.stringify(note)).not.toContain('Пловд');
    expect(documents(place)).toBe(ORDERS - 1);
  });

  it('Q12: a user with the documented rights, on the first day and on the second', async () => {
    const rights = DOCUMENTED_RIGHTS;
    const place = await makePlace({ users: { poor: { password: '', rights } } });
    const all = { importsOrders: true, writesUnp: true, writesSales: true, addsGoods: true };
    const openAs = async (user: string): Promise<Warehouse> => {
      const warehouse = await openMssqlWarehouse({ url: place.urlOf(user), password: '' });
      open.push(() => warehouse.close());
      return warehouse;
    };
    const poor = await openAs('poor');
    expect(await poor.missingRights(all, never)).toEqual([]);
    const world = await makeRun(place, 'poor');
    expect(await world.run()).toMatchObject({ end: 'done', error: null });
    const mark = (day: number): string => `ZINS-0a1b2c3d-aaaaaaaa-${day}`;
    const left = async (key: string, ...former: readonly string[]): Promise<string> =>
      poor.markInstallation({ key, former }, never);
    // Yesterday's mark may neither be changed nor deleted: it stays, and today's stands beside it.
    expect(await left(mark(1))).toBe('left');
    expect(await left(mark(2), mark(1))).toBe('notReplaced');
    expect(await left(mark(2))).toBe('left');
    expect(await poor.readInstallationMarks('0a1b2c3d'.repeat(8), never)).toEqual([mark(1), mark(2)]);
    expect(await world.run()).toMatchObject({ end: 'done', error: null });
    expect(documents(place)).toBe(ORDERS);
  });

  it('Q12: each right that is missing is named', async () => {
    const place = await makePlace({ users: { reader: { password: '', rights: new Set() } } });
    const reader = await openMssqlWarehouse({ url: place.urlOf('reader'), password: '' });
    open.push(() => reader.close());
    const all = { importsOrders: true, writesUnp: true, writesSales: true, addsGoods: true };
    const missing = await reader.missingRights(all, never);
    const named = missing.map((right) => right.toLowerCase()).toSorted();
    expect(named).toEqual([...DOCUMENTED_RIGHTS].map((right) => right.toLowerCase()).toSorted());
  });
});
