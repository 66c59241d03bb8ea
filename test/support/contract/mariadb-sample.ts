import { DatabaseSync } from 'node:sqlite';
import { initMysqlWarehouse } from '../../../src/warehouse/sample/fill-mysql.ts';
import type { SeenWorld } from '../invariants.ts';
import type { PrivateMariadb } from '../mariadb.ts';
import { TODAY } from '../world.ts';
import type { World } from '../world.ts';

/** A database with the sample that a world of the same goods and seed has in its file; its name. */
export async function sampleDatabase(
  server: PrivateMariadb,
  options: { readonly goods: number; readonly seed: number },
): Promise<string> {
  const database = await server.makeDatabase({ isBare: true });
  await initMysqlWarehouse({
    url: server.url(database),
    password: null,
    hasSupto: true,
    today: TODAY,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...options,
  });
  return database;
}

/** What stands in the database now, as a world's own look from outside gives it. */
export async function mirrored(
  { sandbox }: Pick<World, 'sandbox'>,
  server: PrivateMariadb,
  database: string,
): Promise<SeenWorld> {
  const copy = new DatabaseSync(':memory:');
  for (const table of ['operations', 'nextacct', 'ecrreceipts', 'configuration']) {
    const rows = await server.query('select * from ??', [`${database}.${table}`]);
    const columns = Object.keys(rows[0] ?? {}).map((column) => `"${column}"`);
    copy.exec(`CREATE TABLE ${table} (${columns.join()})`);
    const insert = copy.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join()})`);
    for (const row of rows) insert.run(...(Object.values(row) as (string | number | null)[]));
  }
  return { sandbox, rows: (sql, ...values) => copy.prepare(sql).all(...values) };
}
