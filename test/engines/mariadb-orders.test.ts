import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { runChild } from '../support/child.ts';
import type { ChildResult } from '../support/child.ts';
import { documents, expectSoundImport } from '../support/invariants.ts';
import { describeMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';
import { mirrored, sampleDatabase } from '../support/contract/mariadb-sample.ts';
import { HERE } from '../support/memory/on-file.ts';
import { DEVICE, makeWorld, PROFILE } from '../support/world.ts';
import type { World, WorldOptions } from '../support/world.ts';

/** Tables that an import may touch; ids and server time differ by nature. */
const TABLES = [
  'operations',
  'partners',
  'nextacct',
  'ecrreceipts',
  'store',
  'payments',
  'cashbook',
] as const;
const LEFT_OUT = new Set(['ID', 'UserRealTime', 'ReceiptDate', 'UserRealtime']);
const FOREIGN = fileURLToPath(new URL('../support/foreign-writer.ts', import.meta.url));
const THREE_BYTES_AND_MORE = /[\u{10000}-\u{10FFFF}]/gu;

describeMariadb('MariaDB: import of orders', () => {
  let server: PrivateMariadb;
  const open: World[] = [];

  beforeAll(async () => {
    server = await startMariadb({ isDurable: false });
  });

  afterEach(async () => {
    for (const world of open.splice(0)) await world.close();
  });

  afterAll(async () => {
    await server.stop();
  });

  async function world(options: WorldOptions): Promise<World> {
    const made = await makeWorld(options);
    open.push(made);
    return made;
  }

  const sample = (options: { readonly goods: number; readonly seed: number }, on = server) =>
    sampleDatabase(on, options);

  type Cells = Readonly<Record<string, unknown>>;

  /** Rows without ids and times, in the order they were written; what MySQL's texts cannot hold is left out. */
  function comparable(rows: readonly Cells[]): readonly Cells[] {
    // Each installation has a mark of its own, and so has each pair of shop and warehouse.
    const common = rows.filter((row) => !/^Z(?:INS|WID)-/.test(String(row['NextAcct'])));
    return common.map((row) =>
      Object.fromEntries(
        Object.entries(row)
          .filter(([column]) => !LEFT_OUT.has(column))
          .map(([column, value]) => [
            column,
            typeof value === 'string' ? value.replace(THREE_BYTES_AND_MORE, '').trim() : value,
          ]),
      ),
    );
  }

  function runProgram(world: World): Promise<ChildResult> {
    return runChild({
      args: [
        'run',
        PROFILE,
        '--task',
        'import-orders',
        '--yes',
        '--json',
        ...HERE,
        '--data',
        join(world.folder, 'data'),
      ],
    });
  }

  function startForeign(database: string, mode: 'orders' | 'unp'): () => Promise<readonly number[]> {
    const child = spawn(process.execPath, [FOREIGN, server.socket, database, mode], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    return async () => {
      child.stdin.end();
      await ended;
      return JSON.parse(text) as readonly number[];
    };
  }

  it('F1, A5: two shops import 500 orders each on one device, while others write documents and УНП', async () => {
    const common = { goods: 60, seed: 1 };
    // F13: the others' numbers stand above ours, and a person has consented to it.
    const settings = { unpTo: 1_999_999, unpSharedDevice: `и други издават УНП на ${DEVICE}` };
    const worlds = [
      await world({ ...common, orders: 500, settings }),
      await world({ ...common, orders: 500, settings }),
    ];
    const database = await sample(common);
    for (const each of worlds) await each.setSettings({ warehouse: server.url(database) });
    const [stopOrders, stopUnp] = [startForeign(database, 'orders'), startForeign(database, 'unp')];
    const results = await Promise.all(worlds.map(runProgram));
    const [foreignOrders, foreignUnp] = [await stopOrders(), await stopUnp()];
    expect(results.map((result) => [result.code, result.stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    const [first] = worlds;
    if (first === undefined) throw new Error('no world');
    const seen = await mirrored(first, server, database);
    const own = documents(seen);
    expect(own).toHaveLength(1000);
    expect(new Set(own.map((document) => document.number)).size).toBe(1000);
    const sequences = own.map((document) => Number(document.unp?.slice(-7))).toSorted((a, b) => a - b);
    expect(sequences).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
    const numbers = new Set(own.map((document) => document.number));
    expect(foreignOrders.length).toBeGreaterThan(10);
    expect(foreignOrders.filter((number) => numbers.has(number))).toEqual([]);
    expect(foreignUnp.length).toBeGreaterThan(10);
    expect(foreignUnp).toEqual(foreignUnp.map((_, index) => 2_000_001 + index));
    const receipts = seen.rows('SELECT ReceiptID FROM ecrreceipts WHERE ECRID = ?', DEVICE);
    expect(new Set(receipts.map((row) => row['ReceiptID'])).size).toBe(1000 + foreignUnp.length);
  });

  it('killed with SIGKILL in the middle of an import and started again: the next run completes, once', async () => {
    const durable = await startMariadb({ isDurable: true });
    try {
      const made = await world({ goods: 60, seed: 1, orders: 300 });
      const database = await sample({ goods: 60, seed: 1 }, durable);
      await made.setSettings({ warehouse: durable.url(database) });
      let changes = 0;
      const running = runChild({
        args: ['run', PROFILE, '--yes', '--json', ...HERE, '--data', join(made.folder, 'data')],
        onLine: (line) => {
          if (line.includes('"type":"change"')) changes += 1;
          if (changes === 5) void durable.kill();
        },
      });
      expect((await running).code).not.toBe(0);
      await durable.start();
      const before = documents(await mirrored(made, durable, database));
      expect(before.length).toBeGreaterThan(0);
      expect(before.length).toBeLessThan(300);
      expect(await runProgram(made)).toMatchObject({ code: 0, stderr: '' });
      const seen = await mirrored(made, durable, database);
      expectSoundImport(seen, { orders: made.sandbox.store.ids('orders') });
    } finally {
      await durable.stop();
    }
    // Two servers and two runs, and every commit waits for the disk.
  }, 180_000);

  it('Q10: one order that the database refuses is parked with its text; the others come in', async () => {
    const made = await world({ goods: 60, seed: 1, orders: 12 });
    const database = await sample({ goods: 60, seed: 1 });
    await made.setSettings({ warehouse: server.url(database) });
    const [, , refused = 0] = made.sandbox.store.ids('orders');
    await server.query(
      `create trigger ${database}.refuse before insert on ${database}.operations for each row
        if new.Note like 'Seliton №${refused} %' then signal sqlstate '45000' set message_text = 'не'; end if`,
    );
    const summary = await made.run(['import-orders']);
    expect([summary.end, summary.parked > 0]).toEqual(['done', true]);
    const parked = (await made.ledger()).filter(({ orderNumber }) => orderNumber === refused);
    expect(parked.map(({ stage }) => stage)).toEqual(['parked']);
    const own = documents(await mirrored(made, server, database)).map(({ order }) => order);
    const recorded = (await made.ledger()).filter(({ stage }) => stage === 'acknowledged');
    expect(own).toEqual(recorded.map(({ orderNumber }) => orderNumber));
    expect(own.length).toBeGreaterThan(5);
    await server.query(`drop trigger ${database}.refuse`);
    await made.run(['import-orders']);
    expect((await made.ledger()).find(({ orderNumber }) => orderNumber === refused)?.stage).toBe(
      'acknowledged',
    );
  });

  it('I6: the same 300 orders give the same rows as on SQLite, column by column', async () => {
    const common = { goods: 60, seed: 1, settings: { identity: 'shop.example' } };
    const sqlite = await world({ ...common, orders: 300 });
    const mariadb = await world({ ...common, orders: 300 });
    const database = await sample(common);
    await mariadb.setSettings({ warehouse: server.url(database) });
    for (const each of [sqlite, mariadb])
      expect(await each.run(['import-orders'])).toMatchObject({ end: 'done', parked: 0 });
    for (const table of TABLES) {
      const key = table === 'nextacct' ? 'NextAcct' : 'ID';
      const expected = comparable(sqlite.rows(`SELECT * FROM ${table} ORDER BY ${key}`));
      const found = await server.query('SELECT * FROM ?? ORDER BY ??', [`${database}.${table}`, key]);
      expect(found.length, table).toBeGreaterThan(table === 'payments' || table === 'cashbook' ? 0 : 1);
      expect(comparable(found), table).toEqual(expected);
    }
  });
});
