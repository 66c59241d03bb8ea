import { copyFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createConnection } from 'mysql2/promise';
import { initMysqlWarehouse } from '../../src/warehouse/sample/fill-mysql.ts';
import type { PrivateMariadb } from '../../test/support/mariadb.ts';
import { TODAY } from '../../test/support/world.ts';

const TABLES = ['operations', 'nextacct', 'ecrreceipts', 'partners'] as const;
type Table = (typeof TABLES)[number];
export type Cell = string | number | null;
/** What stands in the tables that an order is written to. */
export type Rows = Readonly<Record<Table, readonly Readonly<Record<string, Cell>>[]>>;

/** Where the orders go, and where the same rows go by the bare driver. */
export interface Place {
  readonly name: string;
  readonly limit: number;
  readonly address: string;
  /** Everything as it was before any order. */
  reset(): Promise<void>;
  /** The rows of these tables that the orders have added. */
  added(): Promise<Rows>;
  /** Statements that its server has been asked since it began; null: there is no server. */
  asked(): Promise<number | null>;
  /** Inserts them bare, one transaction per order. */
  insert(byOrder: readonly Rows[]): Promise<void>;
  close(): Promise<void>;
}

/** The warehouse that every place begins with. */
export const SAMPLE = {
  goods: 300,
  seed: 1,
  hasSupto: true,
  today: TODAY,
  signal: new AbortController().signal,
  onProgress: () => undefined,
};

/** Orders go into a copy of a warehouse file. */
export function sqlitePlace(folder: string, kept: string): Place {
  const path = join(folder, 'warehouse.db');
  return {
    name: 'SQLite',
    limit: 0.8,
    address: `sqlite:${path}`,
    reset: async () => {
      for (const suffix of ['-wal', '-shm', '-journal']) await rm(`${path}${suffix}`, { force: true });
      copyFileSync(kept, path);
    },
    added: async () => {
      const database = new DatabaseSync(path);
      database.prepare('ATTACH ? AS kept').run(kept);
      const rows = Object.fromEntries(
        TABLES.map((table) => [
          table,
          database.prepare(`SELECT * FROM main.${table} EXCEPT SELECT * FROM kept.${table}`).all(),
        ]),
      ) as unknown as Rows;
      database.close();
      return rows;
    },
    asked: async () => null,
    insert: async (byOrder) => {
      const database = new DatabaseSync(path);
      // What the product's own connection to a warehouse file uses.
      const mode = new DatabaseSync(kept).prepare('PRAGMA journal_mode').get();
      database.exec(`PRAGMA journal_mode = ${String(mode?.['journal_mode'])}; PRAGMA synchronous = FULL`);
      const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
      for (const order of byOrder) {
        database.exec('BEGIN IMMEDIATE');
        for (const table of TABLES) {
          for (const row of order[table]) {
            const columns = Object.keys(row);
            const known =
              statements.get(table) ??
              database.prepare(
                `INSERT INTO ${table} (${columns.map((column) => `"${column}"`).join()}) VALUES (${columns.map(() => '?').join()})`,
              );
            statements.set(table, known);
            known.run(...Object.values(row));
          }
        }
        database.exec('COMMIT');
      }
      database.close();
    },
    close: async () => undefined,
  };
}

/** Orders go into a database of its own. */
export async function mariadbPlace(server: PrivateMariadb): Promise<Place> {
  const name = await server.makeDatabase({ isBare: true });
  await initMysqlWarehouse({ url: server.url(name), password: null, ...SAMPLE });
  const highest: Record<string, number> = {};
  for (const table of TABLES.filter((each) => each !== 'nextacct'))
    highest[table] = Number(
      (await server.query(`select max(ID) as last from ${name}.${table}`))[0]?.['last'] ?? 0,
    );
  const keys = (await server.query(`select NextAcct from ${name}.nextacct`)).map((row) =>
    String(row['NextAcct']),
  );
  return {
    name: 'MariaDB',
    limit: 0.8,
    address: server.url(name),
    reset: async () => {
      for (const table of TABLES.filter((each) => each !== 'nextacct'))
        await server.query(`delete from ${name}.${table} where ID > ?`, [highest[table]]);
      await server.query(`delete from ${name}.nextacct where NextAcct not in (?)`, [keys]);
    },
    added: async () => {
      const rows: Partial<Record<Table, readonly Readonly<Record<string, Cell>>[]>> = {};
      for (const table of TABLES)
        rows[table] =
          table === 'nextacct'
            ? await server.query(`select * from ${name}.nextacct where NextAcct not in (?)`, [keys])
            : await server.query(`select * from ${name}.${table} where ID > ?`, [highest[table]]);
      return rows as Rows;
    },
    asked: async () => {
      const [row] = await server.query("show global status like 'Questions'");
      return Number(row?.['Value']);
    },
    insert: async (byOrder) => {
      const connection = await createConnection({
        socketPath: server.socket,
        user: 'root',
        database: name,
        dateStrings: true,
      });
      for (const order of byOrder) {
        await connection.query('start transaction');
        for (const table of TABLES) {
          const rows = order[table];
          if (rows.length === 0) continue;
          const columns = Object.keys(rows[0] ?? {});
          await connection.query('insert into ?? (??) values ?', [
            table,
            columns,
            rows.map((row) => columns.map((column) => row[column])),
          ]);
        }
        await connection.query('commit');
      }
      await connection.end();
    },
    close: () => server.stop(),
  };
}
