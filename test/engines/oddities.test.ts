import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMysqlWarehouse } from '../../src/warehouse/mysql/mysql-warehouse.ts';
import { KNOWN_COLUMNS } from '../../src/warehouse/sql/structure/known-columns.ts';
import { createSqliteWarehouse } from '../../src/warehouse/sqlite/create-sqlite-warehouse.ts';
import { openSqliteWarehouse } from '../../src/warehouse/sqlite/sqlite-warehouse.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { describeMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';

const signal = new AbortController().signal;

/** What add-ons do to a database, in words that every engine knows; `{}` is the database's own prefix. */
const ADDED = [
  'CREATE TABLE {}addon_log (id INTEGER, note VARCHAR(50) NOT NULL)',
  'CREATE TRIGGER {}goods_log AFTER INSERT ON {}goods FOR EACH ROW BEGIN INSERT INTO {}addon_log (id) VALUES (1); END',
  'ALTER TABLE {}partners ADD COLUMN LoyaltyCard VARCHAR(20)',
  'ALTER TABLE {}operations ADD COLUMN Station INTEGER NOT NULL DEFAULT 0',
];
const FOUND = [
  { kind: 'ownColumn', table: 'operations', name: 'Station' },
  { kind: 'ownColumn', table: 'partners', name: 'LoyaltyCard' },
  { kind: 'trigger', table: 'goods', name: 'goods_log' },
];

async function odditiesOf(warehouse: Warehouse) {
  try {
    return await warehouse.readOddities(signal);
  } finally {
    await warehouse.close();
  }
}

describe('what differs from the vendor’s structure, on SQLite', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'oddities-'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  async function after(name: string, changes: readonly string[]) {
    const path = join(folder, name);
    createSqliteWarehouse(path);
    const database = new DatabaseSync(path);
    for (const change of changes) database.exec(change.replaceAll('{}', ''));
    database.close();
    return odditiesOf(await openSqliteWarehouse({ path }));
  }

  it('nothing in a new installation', async () => {
    expect(await after('new.db', [])).toEqual([]);
  });

  it('triggers and own columns of the tables that are written into', async () => {
    expect(await after('added.db', ADDED)).toEqual(FOUND);
  });

  it('a column that wants a value, an index and a key that are gone', async () => {
    const found = await after('gone.db', [
      'DROP INDEX ix_goods_code',
      'DROP TABLE nextacct',
      'CREATE TABLE nextacct (NextAcct VARCHAR(50) NOT NULL)',
      'DROP TABLE cashbook',
      'CREATE TABLE cashbook (ID INTEGER PRIMARY KEY, `Date` TEXT, Till INTEGER NOT NULL)',
    ]);
    expect(found).toEqual([
      { kind: 'missingIndex', table: 'goods', name: 'code' },
      { kind: 'neededColumn', table: 'cashbook', name: 'Till' },
      { kind: 'noUniqueKey', table: 'nextacct', name: 'nextacct' },
    ]);
  });
});

describeMariadb('what differs from the vendor’s structure, on MariaDB', () => {
  let server: PrivateMariadb;

  beforeAll(async () => {
    server = await startMariadb({ isDurable: false });
  });

  afterAll(async () => {
    await server.stop();
  });

  it('nothing in a new installation; what add-ons add; a key that is gone', async () => {
    const database = await server.makeDatabase();
    const options = { url: server.url(database), password: null };
    expect(await odditiesOf(await openMysqlWarehouse(options))).toEqual([]);
    const plain = await openMysqlWarehouse(options);
    const evidence = await plain.readEvidence(new AbortController().signal);
    await plain.close();
    expect(evidence?.collations).toEqual([expect.stringMatching(/^utf8/)]);
    for (const change of ADDED) await server.query(change.replaceAll('{}', `${database}.`));
    await server.query(`ALTER TABLE ${database}.store ADD COLUMN Shelf VARCHAR(9) NOT NULL`);
    await server.query(`ALTER TABLE ${database}.nextacct DROP PRIMARY KEY`);
    expect(await odditiesOf(await openMysqlWarehouse(options))).toEqual([
      { kind: 'neededColumn', table: 'store', name: 'Shelf' },
      { kind: 'noUniqueKey', table: 'nextacct', name: 'nextacct' },
      ...FOUND,
    ]);
  });
});

describe('the columns that are known', () => {
  it.each(['sqlite', 'mysql', 'mssql'])('are those of the schema of %s', (engine) => {
    const schema = readFileSync(`src/warehouse/${engine}/schema-3.07.sql`, 'utf8');
    for (const [table, known] of KNOWN_COLUMNS) {
      const body =
        new RegExp(`CREATE TABLE \\S*[\`\\[]${table}[\`\\]] ?\\(\\n([^;]*?)\\n\\)`, 'i').exec(schema)?.[1] ??
        '';
      const columns = body
        .split('\n')
        .map((line) => /^\s*[`[]?(\w+)/.exec(line)?.[1]?.toLowerCase() ?? '')
        .filter((word) => !['', 'primary', 'key', 'unique', 'constraint'].includes(word));
      // SQL Server alone numbers the rows of NextAcct.
      const expected = [...known].filter(
        (name) => table !== 'nextacct' || name !== 'id' || engine === 'mssql',
      );
      expect([table, columns.toSorted()]).toEqual([table, expected.toSorted()]);
    }
  });
});
