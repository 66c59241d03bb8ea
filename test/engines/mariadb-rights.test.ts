import { afterAll, beforeAll, expect, it } from 'vitest';
import { openMysqlWarehouse } from '../../src/warehouse/mysql/mysql-warehouse.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { describeMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';

const never = new AbortController().signal;
const ALL = { importsOrders: true, writesUnp: true, writesSales: true, addsGoods: true };
/** As docs/warehouses.md has them. */
const DOCUMENTED = [
  ...['operations', 'nextacct', 'partners', 'goods', 'store', 'ecrreceipts', 'payments', 'cashbook'].map(
    (table) => ['INSERT', table] as const,
  ),
  ['UPDATE, DELETE', 'store'] as const,
];

describeMariadb('Q12: MariaDB, a user with rights of his own', () => {
  let server: PrivateMariadb;
  let database: string;

  beforeAll(async () => {
    server = await startMariadb({ isDurable: false });
    database = await server.makeDatabase();
  });

  afterAll(async () => {
    await server.stop();
  });

  /** Opens the warehouse as a new user who may read everything, and do what is named. */
  async function openAs(
    name: string,
    rights: readonly (readonly [actions: string, table: string])[],
  ): Promise<Warehouse> {
    await server.query(`CREATE USER '${name}'@'localhost' IDENTIFIED BY 'pw'`);
    await server.query(`GRANT SELECT ON \`${database}\`.* TO '${name}'@'localhost'`);
    for (const [actions, table] of rights)
      await server.query(`GRANT ${actions} ON \`${database}\`.\`${table}\` TO '${name}'@'localhost'`);
    const url = `mysql://${name}@localhost/${database}?socket=${encodeURIComponent(server.socket)}`;
    return openMysqlWarehouse({ url, password: 'pw' });
  }

  it('the documented rights are enough, none is missing', async () => {
    const warehouse = await openAs('documented', DOCUMENTED);
    expect(await warehouse.missingRights(ALL, never)).toEqual([]);
    await warehouse.close();
  });

  it('each right that is missing is named, for the work that needs it, and trying leaves nothing', async () => {
    const warehouse = await openAs('reader', []);
    expect(await warehouse.missingRights(ALL, never)).toEqual([
      'INSERT nextacct',
      'INSERT operations',
      'INSERT partners',
      'INSERT ecrreceipts',
      'INSERT goods',
      'INSERT store',
      'UPDATE store',
      'DELETE store',
      'INSERT payments',
      'INSERT cashbook',
    ]);
    const exportOnly = { importsOrders: false, writesUnp: false, writesSales: false, addsGoods: false };
    expect(await warehouse.missingRights(exportOnly, never)).toEqual([]);
    await warehouse.close();
    const noSales = { ...ALL, writesSales: false, addsGoods: false };
    const clerk = await openAs('clerk', [
      ['INSERT', 'nextacct'],
      ['INSERT', 'operations'],
    ]);
    expect(await clerk.missingRights(noSales, never)).toEqual(['INSERT partners', 'INSERT ecrreceipts']);
    await clerk.close();
    expect(await server.query(`SELECT * FROM \`${database}\`.operations`)).toEqual([]);
  });

  it('Q3: who may not write a mark is told so, and reads those of others', async () => {
    const mark = 'ZWID-0123456789abcdef';
    const [reader, writer] = [await openAs('looker', []), await openAs('owner', [['INSERT', 'nextacct']])];
    await expect(reader.leaveIdentityMark(mark, never)).rejects.toMatchObject({ kind: 'access' });
    await writer.leaveIdentityMark(mark, never);
    expect(await reader.readIdentityMarks(never)).toEqual([mark]);
    for (const each of [reader, writer]) await each.close();
  });

  it('yesterday’s mark that may not be deleted stops no import, on any later day', async () => {
    const warehouse = await openAs('marker', DOCUMENTED);
    const mark = (day: string) =>
      warehouse.markInstallation(
        { identityHash: '0a1b2c3d'.repeat(8), installation: 'aaaaaaaa', day, since: '20261101' },
        never,
      );
    for (const day of ['20261120', '20261121', '20261122']) expect(await mark(day)).toEqual([]);
    await warehouse.close();
    const rows = await server.query(
      `SELECT NextAcct FROM \`${database}\`.nextacct WHERE NextAcct LIKE 'ZINS%'`,
    );
    expect(rows).toHaveLength(3);
  });
});
