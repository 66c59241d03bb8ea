import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderNumber } from '../../src/model/order-origin.ts';
import { AccessWarehouse } from '../../src/warehouse/access/access-warehouse.ts';
import { Catalogue } from '../../src/warehouse/access/jet/catalogue.ts';
import { COMMIT_TABLE_AT } from '../../src/warehouse/access/jet/commit-table.ts';
import { KeptSnapshots } from '../../src/warehouse/access/kept-snapshots.ts';
import { JetFile } from '../../src/warehouse/access/jet/jet-file.ts';
import { openSqliteWarehouse } from '../../src/warehouse/sqlite/sqlite-warehouse.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { ACCESS_FILES, accessFile, putAccessFile } from '../support/access-files.ts';

const signal = new AbortController().signal;
let folder = '';
let reference: Warehouse;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'access-'));
  reference = await openSqliteWarehouse({ path: putAccessFile(folder, 'small.sqlite') });
});

afterAll(async () => {
  await reference.close();
  rmSync(folder, { recursive: true });
});

async function all<T>(source: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const batch of source) found.push(...batch);
  return found;
}

/** Everything that an export asks of a warehouse, and what the form shows. */
async function readings(warehouse: Warehouse, priceGroups: readonly number[]) {
  const choices = await warehouse.readChoices(signal);
  const goods = [];
  for (const priceGroup of priceGroups)
    goods.push(await all(warehouse.readGoods({ groupIds: null, priceGroup }, signal)));
  const locationIds = choices.locations.map((location) => location.id);
  const keys = {
    codes: ['EDGE-1', '1001', 'ДОСТАВКА'],
    ids: goods[0]?.slice(0, 9).map((good) => good.id) ?? [],
  };
  return {
    facts: await warehouse.readFacts(signal),
    choices,
    goods,
    found: await warehouse.findGoods({ ...keys, priceGroup: 1 }, signal),
    stock: await all(
      warehouse.readStock({ locationIds, shopIdentity: 'shop.example.bg', ordersSince: null }, signal),
    ),
    traces: await warehouse.findTraces(
      [{ shopIdentity: 'shop.example.bg', orderNumber: 70_001 as OrderNumber, claimKey: 'ZWEB-0-70001' }],
      signal,
    ),
    partners: await all(warehouse.readPartners(signal)),
    unpUse: await warehouse.readUnpUse('DT900001', { from: 1, to: 9_999_999 }, signal),
  };
}

describe('a warehouse of Access', () => {
  for (const name of ACCESS_FILES) {
    it(`${name}: every reading equals the same content in SQLite`, async () => {
      const place = { path: putAccessFile(folder, name), folder: join(folder, 'snapshots'), now: Date.now };
      const warehouse = new AccessWarehouse(place);
      // The other guess keeps prices as money of four places: PriceOut2 of good 9006 is cut there.
      const groups = name === 'small-other-types.mdb' ? [0] : [0, 1, 2, 9];
      expect(await readings(warehouse, groups)).toEqual(await readings(reference, groups));
      await warehouse.close();
      expect(readdirSync(place.folder)).toEqual([]);
    });
  }

  it('every cell of every table equals the reference', () => {
    const database = new DatabaseSync(join(folder, 'small.sqlite'));
    const tables = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .all()
      .map((row) => String(row['name']));
    for (const name of ['small.mdb', 'small-encoded.mdb', 'small.accdb'] as const) {
      const catalogue = new Catalogue(new JetFile(accessFile(name)));
      for (const table of tables) {
        const expected = database.prepare(`SELECT * FROM "${table}" ORDER BY 1`).all();
        const columns = database
          .prepare(`PRAGMA table_info("${table}")`)
          .all()
          .map((row) => String(row['name']));
        const rows = [...catalogue.rows(table, columns)].map((row) =>
          Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null])),
        );
        const [key = ''] = columns;
        rows.sort((left, right) => ((left[key] ?? 0) < (right[key] ?? 0) ? -1 : 1));
        expect([name, table, rows]).toEqual([name, table, expected.map((row) => ({ ...row }))]);
      }
    }
    database.close();
  });

  it('a file that nobody has open and that is a day old is told to be a copy, with its age', async () => {
    const path = putAccessFile(folder, 'small.mdb');
    const changed = statSync(path).mtimeMs;
    const told = async (hours: number): Promise<readonly unknown[]> => {
      const now = (): number => changed + hours * 3_600_000 + 1;
      const warehouse = new AccessWarehouse({ path, folder: join(folder, 'snapshots'), now });
      const { notices } = await warehouse.readFacts(signal);
      await warehouse.close();
      return notices.filter(({ code }) => code === 'notice.warehouse.oldCopy').map(({ facts }) => facts);
    };
    expect([await told(23), await told(50)]).toEqual([[], [{ file: path, hours: 50 }]]);
    const lock = path.replace(/mdb$/, 'ldb');
    writeFileSync(lock, Buffer.from('KASA-1'.padEnd(32, '\0') + 'Admin'.padEnd(32, '\0')));
    expect(await told(50)).toEqual([]);
    rmSync(lock);
  }, 30_000);

  it('an unchanged file is not read again, at most for an hour; whatever has changed in it is', async () => {
    const path = putAccessFile(folder, 'small.mdb');
    const kept = new KeptSnapshots();
    const own = join(folder, 'kept');
    let now = 0;
    const opened = async (isFresh = false): Promise<string> => {
      const warehouse = new AccessWarehouse({ path, folder: own, now: () => now, kept });
      if (isFresh) await warehouse.forget();
      const goods = await all(warehouse.readGoods({ groupIds: null, priceGroup: 1 }, signal));
      await warehouse.close();
      return `${goods.length} ${readdirSync(own).join(' ')}`;
    };
    const first = await opened();
    expect(first).toMatch(/^[1-9]\d* snapshot-/);
    expect(await opened()).toBe(first);
    const bytes = readFileSync(path);
    const { atime, mtime } = statSync(path);
    bytes.writeUInt16BE(0x0701, COMMIT_TABLE_AT + 2);
    writeFileSync(path, bytes);
    // The time of a file that is open on Windows may stand still: the commits tell.
    utimesSync(path, atime, mtime);
    const second = await opened();
    expect(second).not.toBe(first);
    now = 3_600_000;
    const third = await opened();
    expect(third).not.toBe(second);
    expect(await opened(true)).not.toBe(third);
    expect(readdirSync(own)).toHaveLength(1);
  }, 60_000);

  it('a stop ends the reading with its own reason and leaves nothing behind', async () => {
    const place = {
      path: putAccessFile(folder, 'small.mdb'),
      folder: join(folder, 'stopped'),
      now: Date.now,
    };
    const warehouse = new AccessWarehouse(place);
    const stop = new AbortController();
    const reading = warehouse.readFacts(stop.signal);
    setTimeout(() => stop.abort(new Error('stopped')), 100);
    await expect(reading).rejects.toThrow('stopped');
    expect(readdirSync(place.folder)).toEqual([]);
    await warehouse.close();
  });
});
