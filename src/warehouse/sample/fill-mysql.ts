import type { Connection } from 'mysql2/promise';
import { prepareMysqlWarehouse, withMysqlConnection } from '../mysql/create-mysql-warehouse.ts';
import type { MysqlOptions } from '../mysql/mysql-warehouse.ts';
import { WITH_SERVICE_ROW, WITHOUT_ROWS } from './empty-installation.ts';
import { fillWarehouse } from './fill-warehouse.ts';
import type { FillOptions, SampleTarget } from './fill-warehouse.ts';
import type { Cell } from './sample-rows.ts';

/** Rows of one statement: far below the server's limit for a packet, whatever the texts are. */
const ROWS_AT_ONCE = 500;

class MysqlSampleTarget implements SampleTarget {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async isEmpty(): Promise<boolean> {
    const queries = [
      ...WITH_SERVICE_ROW.map((table) => `select 1 from \`${table}\` where ID > 1 limit 1`),
      ...WITHOUT_ROWS.map((table) => `select 1 from \`${table}\` limit 1`),
    ];
    for (const query of queries) {
      const [rows] = await this.#connection.query(query);
      if ((rows as readonly unknown[]).length > 0) return false;
    }
    return true;
  }

  async insert(table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<void> {
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      const part = rows.slice(start, start + ROWS_AT_ONCE);
      await this.#connection.query('insert into ?? (??) values ?', [table, columns, part]);
    }
  }

  async remove(table: string, column: string, values: readonly Cell[]): Promise<void> {
    if (values.length > 0)
      await this.#connection.query('delete from ?? where ?? in (?)', [table, column, values]);
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.#connection.beginTransaction();
    try {
      const result = await work();
      await this.#connection.commit();
      return result;
    } catch (error) {
      await this.#connection.rollback().catch(() => undefined);
      throw error;
    }
  }
}

/**
 * Makes a sample warehouse in a database of MySQL or MariaDB that exists and is empty, or holds an empty
 * structure 3.07; answers the rows written by table. The rows are one transaction; the tables of an empty
 * database, which MySQL cannot make in one, stay when it is stopped, and the next try fills them. Rejects
 * `warehouse.notEmpty`, `warehouse.tooOld`, `warehouse.notWarehousePro`, `run.cancelled`, and as the opening
 * does.
 */
export async function initMysqlWarehouse(
  options: Omit<FillOptions, 'address'> & MysqlOptions,
): Promise<{ readonly counts: Readonly<Record<string, number>> }> {
  return withMysqlConnection(options, async (connection) => {
    await prepareMysqlWarehouse(connection, options.url);
    const target = new MysqlSampleTarget(connection);
    return { counts: await fillWarehouse(target, { ...options, address: options.url }) };
  });
}
