import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { SyncError } from '../../src/model/sync-error.ts';
import { initSqliteWarehouse } from '../../src/warehouse/sample/fill-sqlite.ts';
import { createSqliteWarehouse } from '../../src/warehouse/sqlite/create-sqlite-warehouse.ts';
import { openSqliteDatabase } from '../../src/warehouse/sqlite/sqlite-warehouse.ts';
import { readWarehouseSummary } from '../../src/warehouse/summary/read-summary.ts';

const summaryOf = (path: string) => readWarehouseSummary(() => openSqliteDatabase({ path }));

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof SyncError ? error.code : String(error);
}

describe('summary of a warehouse', () => {
  const folders: string[] = [];

  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  function place(): string {
    const folder = mkdtempSync(join(tmpdir(), 'skladbridge-summary-'));
    folders.push(folder);
    return join(folder, 'warehouse.db');
  }

  function changed(...statements: readonly string[]): string {
    const path = place();
    createSqliteWarehouse(path);
    const database = new DatabaseSync(path);
    for (const statement of statements) database.exec(statement);
    database.close();
    return path;
  }

  async function hazardsOf(path: string): Promise<Readonly<Record<string, number>>> {
    const { hazards } = await summaryOf(path);
    return Object.fromEntries(hazards.map(({ hazard, count }) => [hazard, count]));
  }

  it('an empty installation: version, settings, currency, service rows, nothing to worry about', async () => {
    expect(await summaryOf(changed())).toMatchObject({
      databaseVersion: '3.07',
      isSupto: false,
      pricesIncludeVat: true,
      hasNumbersPerLocation: false,
      isNegativeStockAllowed: true,
      stockMethod: 0,
      baseCurrency: 'EUR',
      counts: { goods: 1, operations: 0, store: 1 },
      types: [],
      devices: [],
      hazards: [],
    });
  });

  it('facts 3: settings of everybody count, a missing key has the vendor’s meaning, `false` is no', async () => {
    expect(await summaryOf(changed('DELETE FROM configuration'))).toMatchObject({
      pricesIncludeVat: false,
      isNegativeStockAllowed: true,
      hasNumbersPerLocation: false,
      stockMethod: 0,
    });
    const path = changed(
      "UPDATE configuration SET Value = 'false' WHERE \"Key\" = 'configkey20'",
      "UPDATE configuration SET Value = '0' WHERE \"Key\" = 'configkey12'",
      "UPDATE configuration SET Value = '5' WHERE \"Key\" = 'configkey23'",
      "INSERT INTO configuration (\"Key\", Value, UserID) VALUES ('configkey48', '-1', 7)",
    );
    expect(await summaryOf(path)).toMatchObject({
      pricesIncludeVat: false,
      isNegativeStockAllowed: false,
      stockMethod: 5,
      hasNumbersPerLocation: false,
    });
  });

  it('a sample: last numbers by type with Bulgarian names, the till with its last УНП', async () => {
    const path = place();
    const signal = new AbortController().signal;
    const today = new Date('2026-11-24T10:00:00Z');
    const common = { path, goods: 300, seed: 3, today, signal, onProgress: () => undefined };
    const { counts } = await initSqliteWarehouse({ ...common, hasSupto: true, hasHazards: true });
    const before = readFileSync(path);
    const summary = await summaryOf(path);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(join(path, '..'))).toEqual(['warehouse.db']);
    expect(summary.counts['operations']).toBe(counts['operations']);
    const names = summary.types.map((type) => `${type.operationType} ${type.name}`);
    expect(names).toEqual([
      '1 Доставка',
      '2 Продажба',
      '7 Трансфер',
      '8 Трансфер',
      '12 Заявка',
      '13 Оферта',
      '14 Проформа',
      '19 Поръчка',
      '34 Рекламация',
    ]);
    const sales = summary.types.find((type) => type.operationType === 2);
    expect(sales?.lastNumber).toBe(sales?.documents);
    expect(summary.isSupto).toBe(true);
    expect(summary.devices).toEqual([
      { serial: 'DT279013', lastSequence: sales?.documents, rows: sales?.documents },
    ]);
    const found = Object.fromEntries(summary.hazards.map(({ hazard, count }) => [hazard, count]));
    expect(found).toMatchObject({
      duplicateCodes: 12,
      duplicateBarcodes: 12,
      goodsWithoutVatGroup: 6,
      goodsWithoutPrice: 6,
      groupsWithoutParent: 1,
    });
  });

  it('facts 15: each hazard alone, counted in records', async () => {
    const good = (id: number, columns: Readonly<Record<string, string | number>> = {}): string => {
      const row = {
        ID: id,
        Code: `C${id}`,
        Name: 'Стока',
        PriceOut2: 1,
        TaxGroup: 1,
        GroupID: 1,
        ...columns,
      };
      const values = Object.values(row).map((value) => (typeof value === 'number' ? value : `'${value}'`));
      return `INSERT INTO goods (${Object.keys(row).join()}) VALUES (${values.join()})`;
    };
    const line = (columns: string): string =>
      `INSERT INTO operations (OperType, Acct, GoodID, PartnerID) VALUES (${columns})`;
    const cases: readonly (readonly [Readonly<Record<string, number>>, readonly string[]])[] = [
      [{}, [good(2), good(3, { Code: 'C2', Deleted: -1 })]],
      [{ duplicateCodes: 3 }, [good(2), good(3, { Code: ' C2' }), good(4, { Code: 'C2 ' })]],
      [{ duplicateBarcodes: 2 }, [good(2, { BarCode1: '111' }), good(3, { BarCode3: '222, 111' })]],
      [{ duplicateBarcodes: 2 }, [good(2, { BarCode2: '111' }), good(3, { BarCode3: '111' })]],
      [{}, [good(2, { BarCode1: '111', BarCode2: '111' }), good(3, { BarCode1: ' ' })]],
      [{}, [good(2, { BarCode2: '28WWWWWCCCCC' }), good(3, { BarCode2: '28WWWWWCCCCC' })]],
      [{ duplicateBarcodes: 2 }, [good(2, { BarCode1: 'CLW-1' }), good(3, { BarCode1: 'CLW-1' })]],
      [
        { goodsWithoutCode: 2 },
        [good(2, { Code: ' ' }), 'INSERT INTO goods (ID, PriceOut2, TaxGroup, GroupID) VALUES (3, 1, 1, 1)'],
      ],
      [{ goodsWithoutVatGroup: 1 }, [good(2, { TaxGroup: 9 })]],
      [{ goodsWithoutGroup: 1 }, [good(2, { GroupID: 9 }), good(3, { GroupID: -1 })]],
      [{ goodsWithoutPrice: 2 }, [good(2, { PriceOut2: 0 }), good(3, { PriceOut2: -1 })]],
      [
        { groupsWithoutParent: 1 },
        ["INSERT INTO goodsgroups (Name, Code) VALUES ('а', 'AAA'), ('б', 'AAAAAA'), ('в', 'AABAAA')"],
      ],
      [{ linesWithoutPartner: 1 }, [line('19, 1, 1, 77'), line('19, 2, 1, 1'), line('19, 0, 1, 0')]],
      [{ linesWithoutGood: 1 }, [line('19, 1, 77, 1')]],
      [{ negativeStock: 1 }, ['INSERT INTO store (ObjectID, GoodID, Qtty) VALUES (1, 1, -0.5)']],
      [
        { doubleNumbers: 1 },
        ["INSERT INTO partners (ID, Company) VALUES (2, 'П')", line('19, 1, 1, 1'), line('19, 1, 1, 2')],
      ],
    ];
    for (const [expected, statements] of cases)
      expect([statements, await hazardsOf(changed(...statements))]).toEqual([statements, expected]);
  });

  it('a number marker is no document', async () => {
    const marker = 'INSERT INTO operations (OperType, Acct, GoodID, PartnerID) VALUES (19, 999999, 1, 0)';
    expect((await summaryOf(changed(marker))).types).toEqual([]);
  });

  it('tells no file, no database and a foreign database apart, and makes nothing', async () => {
    const [none, text, foreign] = [place(), place(), place()];
    writeFileSync(text, 'това не е база данни, а текст'.repeat(100));
    const database = new DatabaseSync(foreign);
    database.exec('CREATE TABLE goods (ID INTEGER)');
    database.close();
    expect(await codeOf(summaryOf(none))).toBe('warehouse.unreachable');
    expect(readdirSync(join(none, '..'))).toEqual([]);
    expect(await codeOf(summaryOf(text))).toBe('warehouse.notDatabase');
    expect(await codeOf(summaryOf(foreign))).toBe('warehouse.notWarehousePro');
  });
});
