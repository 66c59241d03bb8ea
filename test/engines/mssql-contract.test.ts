import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
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
import { DOCUMENTED_RIGHTS } from '../support/tds/documented-rights.ts';
import { openSqliteBehind } from '../support/tds/sqlite-behind.ts';
import { openTdsServer } from '../support/tds/tds-server.ts';
import type { TdsServer } from '../support/tds/tds-server.ts';

// Each test makes a database and drops it: on a server of ours that speaks the wire of SQL Server, with SQLite behind
// it; and on a real one, where SKLADBRIDGE_TEST_MSSQL names it by a warehouse's address (its database is only where
// databases are made from, `master` for instance) and SKLADBRIDGE_TEST_MSSQL_PASSWORD its password.

/** A warehouse's address on a server, for the database that is named. */
interface Home {
  readonly password: string | null;
  /** `master`: for whoever makes databases; any other one: for whoever works in it. */
  readonly urlOf: (database: string, isMaker: boolean) => string;
}

function makeAt(home: () => Home): MakePlace {
  return async (seed) => {
    const { urlOf, password } = home();
    const name = `skladbridge_${randomBytes(6).toString('hex')}`;
    const master = { url: urlOf('master', true), password };
    await withMssqlConnection(master, (connection) => connection.batch(`create database [${name}]`));
    const maker = { url: urlOf(name, true), password };
    await withMssqlConnection(maker, async (connection) => {
      await prepareMssqlWarehouse(connection, maker.url);
      for (const [table, rows] of Object.entries(seed)) {
        await connection.batch(`delete from [dbo].[${mssqlTableName(table)}]`);
        for (const row of rows)
          await connection.query(insertStatement(table, Object.keys(row), 1), Object.values(row));
      }
    });
    return {
      keepsEmoji: true,
      open: () => openMssqlWarehouse({ url: urlOf(name, false), password }),
      rows: async (table) =>
        withMssqlConnection(maker, async (connection) => {
          const rows = await connection.query(`select * from [dbo].[${mssqlTableName(table)}] order by 1`);
          return rows.map((row) => mssqlRow(row) as ContractRow);
        }),
      // Plainly, for servers that know no ALTER DATABASE; where somebody still stands in it, he is put out.
      cleanUp: () =>
        withMssqlConnection(master, async (connection) => {
          const drop = `drop database [${name}]`;
          await connection
            .batch(drop)
            .catch(() =>
              connection.batch(`alter database [${name}] set single_user with rollback immediate; ${drop}`),
            );
        }),
    };
  };
}

function describeContracts(name: string, home: () => Home): void {
  const make = makeAt(home);
  describeWarehouseContract(name, make);
  describeSaleContract(name, make);
  describeGroupContract(name, make);
  describeRememberedContract(name, make);
}

describe('the wire of SQL Server, SQLite behind it, a user with the documented rights (Q12)', () => {
  // As docs/warehouses.md has them, with the one that is welcome.
  const rights = new Set([...DOCUMENTED_RIGHTS, 'DELETE NextAcct']);
  const behind = openSqliteBehind({ users: { poor: { password: 'x', rights } } });
  let server: TdsServer;

  beforeAll(async () => {
    server = await openTdsServer({ behind });
  });

  afterAll(async () => {
    await server.close();
    behind.close();
  });

  describeContracts('SQL Server’s wire', () => ({
    password: 'x',
    urlOf: (database, isMaker) =>
      `mssql://${isMaker ? 'sa' : 'poor'}@127.0.0.1:${server.port}/${database}?encrypt=false`,
  }));
});

const real = process.env['SKLADBRIDGE_TEST_MSSQL'];

describe.skipIf(real === undefined)('SQL Server [skipped without SKLADBRIDGE_TEST_MSSQL]', () => {
  describeContracts('SQL Server', () => ({
    password: process.env['SKLADBRIDGE_TEST_MSSQL_PASSWORD'] ?? null,
    urlOf: (database) => {
      const url = new URL(real ?? '');
      url.pathname = `/${database}`;
      return url.toString();
    },
  }));
});
