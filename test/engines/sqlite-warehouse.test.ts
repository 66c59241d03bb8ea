import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { SyncError } from '../../src/model/sync-error.ts';
import { describeGroupContract } from '../../src/warehouse/group.contract.ts';
import { describeRememberedContract } from '../../src/warehouse/remembered.contract.ts';
import { describeSaleContract } from '../../src/warehouse/sale.contract.ts';
import type { MakePlace } from '../../src/warehouse/warehouse-place.contract.ts';
import { describeWarehouseContract } from '../../src/warehouse/warehouse.contract.ts';
import { createSqliteWarehouse } from '../../src/warehouse/sqlite/create-sqlite-warehouse.ts';
import { openSqliteWarehouse } from '../../src/warehouse/sqlite/sqlite-warehouse.ts';
import { seededFile } from '../support/contract/sqlite-place.ts';

function temporary(): string {
  return mkdtempSync(join(tmpdir(), 'skladbridge-warehouse-'));
}

const make: MakePlace = async (seed) => {
  const { path, ...file } = seededFile(seed);
  return { ...file, open: () => openSqliteWarehouse({ path }), keepsEmoji: true };
};
describeWarehouseContract('SQLite', make);
describeSaleContract('SQLite', make);
describeGroupContract('SQLite', make);
describeRememberedContract('SQLite', make);

describe('SQLite', () => {
  const folders: string[] = [];

  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  function place(): string {
    const folder = temporary();
    folders.push(folder);
    return join(folder, 'warehouse.db');
  }

  async function codeOf(path: string): Promise<string> {
    const error = await openSqliteWarehouse({ path }).then(
      () => null,
      (reason: unknown) => reason,
    );
    return error instanceof SyncError ? error.code : String(error);
  }

  it('tells no file, no database, and another program’s database apart; makes nothing', async () => {
    const [none, text, foreign] = [place(), place(), place()];
    writeFileSync(text, 'това не е база данни, а текст'.repeat(100));
    const other = new DatabaseSync(foreign);
    other.exec('CREATE TABLE goods (ID INTEGER)');
    other.close();
    expect([await codeOf(none), await codeOf(text), await codeOf(foreign)]).toEqual([
      'warehouse.unreachable',
      'warehouse.notDatabase',
      'warehouse.notWarehousePro',
    ]);
    expect(await codeOf(none)).toBe('warehouse.unreachable');
  });

  it('S5: opening, reading and writing leave the schema as it was', async () => {
    const path = place();
    createSqliteWarehouse(path);
    const schema = (): unknown => {
      const database = new DatabaseSync(path);
      const rows = database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY name').all();
      database.close();
      return rows;
    };
    const before = schema();
    const warehouse = await openSqliteWarehouse({ path });
    await warehouse.readFacts(new AbortController().signal);
    await warehouse.close();
    expect(schema()).toEqual(before);
    expect(() => createSqliteWarehouse(path)).toThrow(SyncError);
  });

  it('a writer that is held up waits and is told as busy, not as a fault', async () => {
    const path = place();
    createSqliteWarehouse(path);
    const holder = new DatabaseSync(path);
    holder.exec('BEGIN EXCLUSIVE');
    const warehouse = await openSqliteWarehouse({ path }).catch((error: unknown) => error);
    expect(warehouse).toBeInstanceOf(SyncError);
    expect((warehouse as SyncError).code).toBe('warehouse.busy');
    holder.exec('ROLLBACK');
    holder.close();
  });
});
