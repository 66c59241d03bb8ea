import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, MysqlDialect, SqliteDialect } from 'kysely';
import type { Dialect } from 'kysely';
import { createPool } from 'mysql2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocationId } from '../../src/model/location.ts';
import { parseMysqlAddress } from '../../src/warehouse/mysql/mysql-address.ts';
import { mysqlEngine, poolOptions } from '../../src/warehouse/mysql/mysql-warehouse.ts';
import { readStock } from '../../src/warehouse/sql/read-stock.ts';
import type { WarehouseSchema } from '../../src/warehouse/sql/schema.ts';
import type { SqlEngine } from '../../src/warehouse/sql/sql-engine.ts';
import { createSqliteWarehouse } from '../../src/warehouse/sqlite/create-sqlite-warehouse.ts';
import { NodeSqliteDatabase } from '../../src/warehouse/sqlite/node-sqlite-database.ts';
import { sqliteEngine } from '../../src/warehouse/sqlite/sqlite-warehouse.ts';
import { describeMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';

// E8: what a run reads of the warehouse, it reads once: a statement that is repeated for every page costs with
// the square of the goods where no index serves it.

/** Goods with stock: even ids; more than two batches. */
const STOCKED = 4500;
const LOCATIONS = [2, 3] as const;
/** Goods that only stand on an open order: before, between and behind the others. */
const ORDERED = [1, 4001, 2 * STOCKED + 7];

/** What `STOCKED` goods have at the two locations and at one that is not asked for. */
function stockRows(): readonly (readonly number[])[] {
  return Array.from({ length: STOCKED }, (_, index) => 2 * (index + 1)).flatMap((goodId) => [
    [goodId, 2, goodId],
    [goodId, 3, 0.5],
    [goodId, 4, 1000],
  ]);
}

const ORDER_ROWS = ORDERED.map((goodId) => [19, 7, goodId, 5, 2, 1]);
const ORDER_COLUMNS = 'OperType, Acct, GoodID, PartnerID, ObjectID, Qtty';

async function readsOnce(dialect: Dialect, engine: SqlEngine): Promise<void> {
  const statements: string[] = [];
  const log = (event: { readonly query: { readonly sql: string } }): void => {
    statements.push(event.query.sql);
  };
  const database = new Kysely<WarehouseSchema>({ dialect, log });
  try {
    const query = { locationIds: LOCATIONS as unknown as LocationId[], shopIdentity: 'x', ordersSince: null };
    const levels = [];
    for await (const batch of readStock(database, engine, query)) levels.push(...batch);
    expect(statements.filter((text) => /from ["`]store["`]/.test(text))).toHaveLength(1);
    const goodIds = levels.map(({ goodId }) => Number(goodId));
    expect(goodIds).toEqual(goodIds.toSorted((left, right) => left - right));
    expect(goodIds).toHaveLength(new Set(goodIds).size);
    expect(goodIds).toHaveLength(STOCKED + ORDERED.length);
    const wrong = levels.filter(({ goodId, physical, openOrders }) => {
      const isOrdered = ORDERED.includes(goodId);
      return physical !== (isOrdered ? '0' : `${goodId}.5`) || openOrders !== (isOrdered ? '1' : '0');
    });
    expect(wrong).toEqual([]);
  } finally {
    await database.destroy();
  }
}

describe('stock by one statement: SQLite', () => {
  it('E8: one over Store, whatever there is of it; goods ascending, each once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'skladbridge-once-'));
    try {
      const path = join(folder, 'warehouse.db');
      createSqliteWarehouse(path);
      const file = new DatabaseSync(path);
      file.exec('BEGIN; DELETE FROM store; DELETE FROM operations');
      const stock = file.prepare('INSERT INTO store (GoodID, ObjectID, Qtty) VALUES (?, ?, ?)');
      for (const row of stockRows()) stock.run(...row);
      const order = file.prepare(`INSERT INTO operations (${ORDER_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)`);
      for (const row of ORDER_ROWS) order.run(...row);
      file.exec('COMMIT');
      file.close();
      await readsOnce(
        new SqliteDialect({ database: new NodeSqliteDatabase(path) }),
        sqliteEngine('sqlite:x'),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describeMariadb('stock by one statement: MariaDB', () => {
  let server: PrivateMariadb;

  beforeAll(async () => {
    server = await startMariadb({ isDurable: false });
  });

  afterAll(async () => server.stop());

  it('E8: one over Store, whatever there is of it; goods ascending, each once', async () => {
    const name = await server.makeDatabase();
    for (const table of ['store', 'operations']) await server.query(`DELETE FROM ${name}.${table}`);
    await server.query(`INSERT INTO ${name}.store (GoodID, ObjectID, Qtty) VALUES ?`, [stockRows()]);
    await server.query(`INSERT INTO ${name}.operations (${ORDER_COLUMNS}) VALUES ?`, [ORDER_ROWS]);
    const pool = createPool(poolOptions(parseMysqlAddress(server.url(name)), { password: null }));
    await readsOnce(new MysqlDialect({ pool }), mysqlEngine('mysql://x'));
  });
});
