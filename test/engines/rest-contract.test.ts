import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe } from 'vitest';
import { sleep } from '../../src/lib/sleep.ts';
import { startWarehouseApi } from '../../src/warehouse-api/warehouse-api.ts';
import { openMysqlDatabase } from '../../src/warehouse/mysql/mysql-warehouse.ts';
import { openRestWarehouse } from '../../src/warehouse/rest/rest-warehouse.ts';
import type { OpenedDatabase } from '../../src/warehouse/sql/sql-engine.ts';
import { SqlRecords } from '../../src/warehouse/sql/records/sql-records.ts';
import { createSqliteWarehouse } from '../../src/warehouse/sqlite/create-sqlite-warehouse.ts';
import { openSqliteDatabase } from '../../src/warehouse/sqlite/sqlite-warehouse.ts';
import { describeRememberedContract } from '../../src/warehouse/remembered.contract.ts';
import { describeWarehouseContract } from '../../src/warehouse/warehouse.contract.ts';
import type { ContractPlace, Exceptions, MakePlace } from '../../src/warehouse/warehouse-place.contract.ts';
import type { ContractRow, ContractSeed } from '../../src/warehouse/warehouse-seed.contract.ts';
import { describeMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';

const NO_UNP = 'the REST API has no field for a УНП';
const EXCEPTIONS: Exceptions = {
  'tells version and settings; a missing key has the vendor’s meaning':
    'the REST API tells neither version nor settings',
  'E8, section 2: stock is added up over locations; open orders and our own proformas are told apart':
    'the REST API does not show which orders became sales',
  'section 2: an order that was turned into another document in part reserves the rest':
    'the REST API does not show which orders became sales',
  'I3..I7, I11, I12: one document with its claim, number, lines, УНП and note': NO_UNP,
  'F2, F3, I4: the same order again is found, whatever its draft says now; the counter stays': NO_UNP,
  'F1, F2: two connections at once: different numbers and УНП; the same order makes one document':
    'the REST API has no claim: two connections at once cannot be kept apart',
  'I3, F5: a document that does not add up, or whose good is gone, leaves nothing; the next takes its numbers':
    'the REST API checks nothing before it writes',
  'A2, A5, F11..F14: the range is obeyed, its end stops, a warehouse behind the ledger stops': NO_UNP,
  'F13, A5: beside numbers of others none is drawn, until a person has agreed': NO_UNP,
  'A4: what texts name of the device is found, whatever the row is, and drawn above': NO_UNP,
  'I12, I18: claims and notes are both found; a document that is gone is told, and never written again':
    'the REST API has no claim',
  'Q8: one key of a shop goes from hand to hand: of two who take it at once one only gets it':
    'the REST API has no table of keys',
  'Q8: the mark of a run takes the place of those before it; who comes second is told':
    'the REST API has no table of keys',
  'Q8: two imports at once make one partner of a buyer; another buyer is another partner':
    'the REST API has no claim',
  'Q3: a mark by which the database is known again stands once, whoever leaves it again':
    'the REST API has no table of keys',
  'I5: numbers per object; an object without a start is refused; proforma and offer have their own':
    'numbers are the server’s own matter',
};

const NO_CLAIM = 'the REST API has no claim';
const REMEMBERED_EXCEPTIONS: Exceptions = {
  'Q1: a glance tells the rows of its УНП, whosever they are': NO_UNP,
  'database 8: a close look tells what a document was made into, whether or not it stayed':
    'the REST API does not show what documents became',
  'A3: a number on two documents is found; an order, its sale and their variants are one': NO_UNP,
  'Q1, A9: a lost document comes back once, with a number of its own and the УНП that it had': NO_UNP,
  'Q1: a claim, and the row of a УНП, that have outlived their document stop nothing': NO_CLAIM,
  'Q1: an order whose document stands after all is not written again': NO_CLAIM,
  'A3: a УНП that another document bears by now is refused, and nothing is written': NO_UNP,
  'F2: two that write a lost document again at once make one': NO_CLAIM,
};

function isVatIncluded(seed: ContractSeed): boolean {
  const row = (seed['configuration'] ?? []).find((each) => each['Key'] === 'configkey20');
  return row?.['Value'] === '-1';
}

/** The REST API served on a database, and the adapter in front of it. */
async function served(
  database: OpenedDatabase,
  seed: ContractSeed,
  rest: Pick<ContractPlace, 'rows' | 'keepsEmoji' | 'cleanUp'>,
): Promise<ContractPlace> {
  const records = new SqlRecords(database);
  const api = await startWarehouseApi(records, {
    host: '127.0.0.1',
    port: 0,
    apiKey: 'a-key-of-sixteen-letters',
    clock: { now: () => Date.parse('2026-11-24T12:00:00Z') },
    onFault: (error) => process.stderr.write(`${String(error)}\n`),
  });
  return {
    ...rest,
    open: async () =>
      openRestWarehouse({
        address: api.url,
        apiKey: 'a-key-of-sixteen-letters',
        sleep,
        random: () => 0.5,
        // As the owner of such a shop would set it: the interface does not tell.
        assumed: { pricesIncludeVat: isVatIncluded(seed), baseCurrency: 'EUR' },
      }),
    cleanUp: async () => {
      await api.close();
      await records.close();
      await rest.cleanUp();
    },
  };
}

describe('the REST API in front of SQLite', () => {
  function fill(path: string, seed: ContractSeed): void {
    const database = new DatabaseSync(path);
    for (const [table, rows] of Object.entries(seed)) {
      database.exec(`DELETE FROM "${table}"`);
      for (const row of rows) {
        const names = Object.keys(row).map((column) => `"${column}"`);
        const places = names.map(() => '?');
        const statement = `INSERT INTO "${table}" (${names.join()}) VALUES (${places.join()})`;
        database.prepare(statement).run(...Object.values(row));
      }
    }
    database.close();
  }

  const make: MakePlace = async (seed) => {
    const folder = mkdtempSync(join(tmpdir(), 'skladbridge-rest-'));
    const path = join(folder, 'warehouse.db');
    createSqliteWarehouse(path);
    fill(path, seed);
    return served(await openSqliteDatabase({ path }), seed, {
      keepsEmoji: true,
      rows: async (table) => {
        const database = new DatabaseSync(path, { timeout: 5000 });
        try {
          return database.prepare(`SELECT * FROM "${table}" ORDER BY rowid`).all() as readonly ContractRow[];
        } finally {
          database.close();
        }
      },
      cleanUp: async () => rmSync(folder, { recursive: true, force: true }),
    });
  };
  describeWarehouseContract('REST on SQLite', make, { exceptions: EXCEPTIONS, hasUnp: false });
  describeRememberedContract('REST on SQLite', make, { exceptions: REMEMBERED_EXCEPTIONS, hasKeys: false });
});

describeMariadb('the REST API in front of MariaDB', () => {
  let server: PrivateMariadb;

  beforeAll(async () => {
    server = await startMariadb({ isDurable: false });
  });

  afterAll(async () => {
    await server.stop();
  });

  const make: MakePlace = async (seed) => {
    const database = await server.makeDatabase();
    for (const [table, rows] of Object.entries(seed)) {
      await server.query('delete from ??', [`${database}.${table}`]);
      for (const row of rows) await server.query('insert into ?? set ?', [`${database}.${table}`, row]);
    }
    return served(await openMysqlDatabase({ url: server.url(database), password: null }), seed, {
      keepsEmoji: false,
      rows: (table) => server.query('select * from ??', [`${database}.${table}`]),
      cleanUp: () => server.dropDatabase(database),
    });
  };
  describeWarehouseContract('REST on MariaDB', make, { exceptions: EXCEPTIONS, hasUnp: false });
  describeRememberedContract('REST on MariaDB', make, { exceptions: REMEMBERED_EXCEPTIONS, hasKeys: false });
});
