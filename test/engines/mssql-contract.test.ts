import { randomBytes } from 'node:crypto';
import { describe } from 'vitest';
import {
  prepareMssqlWarehouse,
  withMssqlConnection,
} from '../../src/warehouse/mssql/create-mssql-warehouse.ts';
import { mssqlRow } from '../../src/warehouse/mssql/mssql-plugin.ts';
import { mssqlTableName } from '../../src/warehouse/mssql/mssql-tables.ts';
import { openMssqlWarehouse } from '../../src/warehouse/mssql/mssql-warehouse.ts';
import { insertStatement } from '../../src/warehouse/sample/fill-mssql.ts';
import { describeGroupContract } from '../../src/warehouse/group.contract.ts';
import { describeRememberedContract } from '../../src/warehouse/remembered.contract.ts';
import { describeSaleContract } from '../../src/warehouse/sale.contract.ts';
import { describeWarehouseContract } from '../../src/warehouse/warehouse.contract.ts';
import type { MakePlace } from '../../src/warehouse/warehouse-place.contract.ts';
import type { ContractRow } from '../../src/warehouse/warehouse-seed.contract.ts';

// SKLADBRIDGE_TEST_MSSQL names a server by a warehouse's address (its database is only where databases are made from,
// `master` for instance), SKLADBRIDGE_TEST_MSSQL_PASSWORD its password. Each test makes a database and drops it.

const server = process.env['SKLADBRIDGE_TEST_MSSQL'];
const password = process.env['SKLADBRIDGE_TEST_MSSQL_PASSWORD'] ?? null;

function place(database: string): { readonly url: string; readonly password: string | null } {
  const url = new URL(server ?? 'mssql://sa@localhost/master');
  url.pathname = `/${database}`;
  return { url: url.toString(), password };
}

const make: MakePlace = async (seed) => {
  const name = `skladbridge_${randomBytes(6).toString('hex')}`;
  const home = { url: server ?? '', password };
  await withMssqlConnection(home, (connection) => connection.batch(`create database [${name}]`));
  const options = place(name);
  await withMssqlConnection(options, async (connection) => {
    await prepareMssqlWarehouse(connection, options.url);
    for (const [table, rows] of Object.entries(seed)) {
      await connection.batch(`delete from [dbo].[${mssqlTableName(table)}]`);
      for (const row of rows)
        await connection.query(insertStatement(table, Object.keys(row), 1), Object.values(row));
    }
  });
  return {
    keepsEmoji: true,
    open: () => openMssqlWarehouse(options),
    rows: async (table) =>
      withMssqlConnection(options, async (connection) => {
        const rows = await connection.query(`select * from [dbo].[${mssqlTableName(table)}] order by 1`);
        return rows.map((row) => mssqlRow(row) as ContractRow);
      }),
    // Plainly, for servers that know no ALTER DATABASE; where somebody still stands in it, he is put out.
    cleanUp: () =>
      withMssqlConnection(home, async (connection) => {
        const drop = `drop database [${name}]`;
        await connection
          .batch(drop)
          .catch(() =>
            connection.batch(`alter database [${name}] set single_user with rollback immediate; ${drop}`),
          );
      }),
  };
};

describe.skipIf(server === undefined)('SQL Server [skipped without SKLADBRIDGE_TEST_MSSQL]', () => {
  describeWarehouseContract('SQL Server', make);
  describeSaleContract('SQL Server', make);
  describeGroupContract('SQL Server', make);
  describeRememberedContract('SQL Server', make);
});
