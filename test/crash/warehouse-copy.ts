import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { PrivateMariadb } from '../support/mariadb.ts';
import { serveWorld } from '../support/served-world.ts';
import { sampleDatabase } from '../support/contract/mariadb-sample.ts';
import type { World } from '../support/world.ts';

export const WAREHOUSES = ['SQLite', 'MariaDB', 'REST API'] as const;
export type WarehouseKind = (typeof WAREHOUSES)[number];
type Cell = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

/** What is kept: the place before the run, and as the kill left it. */
export type Slot = 'kept' | 'killed';

/** A warehouse that can be looked at from outside, remembered as it is, and put back as it was. */
export interface WarehouseCopy {
  readonly address: string;
  change(sql: string): Promise<void>;
  /** Keeps it under a name, in the place of what was kept there before. */
  remember(as: Slot): Promise<void>;
  putBack(from: Slot): Promise<void>;
  /** Whole tables, as SQL over a copy of them in memory. */
  look(): Promise<(sql: string, ...values: readonly (string | number)[]) => readonly Row[]>;
  close(): Promise<void>;
}

const LOOKED_AT = [
  'operations',
  'nextacct',
  'ecrreceipts',
  'transformations',
  'configuration',
  'goods',
  'partners',
  'store',
] as const;

function mirror(
  tables: ReadonlyMap<string, readonly Row[]>,
): (sql: string, ...values: readonly (string | number)[]) => readonly Row[] {
  const copy = new DatabaseSync(':memory:');
  for (const [table, rows] of tables) {
    const columns = Object.keys(rows[0] ?? { none: null }).map((column) => `"${column}"`);
    copy.exec(`CREATE TABLE ${table} (${columns.join()})`);
    const insert = copy.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join()})`);
    for (const row of rows) insert.run(...(Object.values(row) as Cell[]));
  }
  return (sql, ...values) => copy.prepare(sql).all(...values);
}

/** The world's own file; served over the REST API where that is asked for. */
async function sqliteCopy(world: World, isServed: boolean): Promise<WarehouseCopy> {
  const served = isServed ? await serveWorld(world) : null;
  const fileOf = (slot: Slot): string => join(world.folder, `warehouse-${slot}.db`);
  const tables = world
    .rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .map((row) => String(row['name']));
  const withFile = (work: (file: DatabaseSync) => void): void => {
    const file = new DatabaseSync(world.warehousePath, { timeout: 5000 });
    try {
      work(file);
    } finally {
      file.close();
    }
  };
  return {
    address: served?.address ?? `sqlite:${world.warehousePath}`,
    change: async (sql) => withFile((file) => file.exec(sql)),
    remember: async (as) => {
      rmSync(fileOf(as), { force: true });
      withFile((file) => file.prepare('VACUUM INTO ?').run(fileOf(as)));
    },
    putBack: async (from) =>
      withFile((file) => {
        file.prepare('ATTACH ? AS kept').run(fileOf(from));
        file.exec('PRAGMA synchronous = OFF; BEGIN IMMEDIATE');
        for (const table of tables)
          file.exec(`DELETE FROM main."${table}"; INSERT INTO main."${table}" SELECT * FROM kept."${table}"`);
        file.exec('COMMIT');
      }),
    look:
      async () =>
      (sql, ...values) =>
        world.rows(sql, ...values),
    close: async () => served?.close(),
  };
}

async function mariadbCopy(
  server: PrivateMariadb,
  options: { readonly goods: number; readonly seed: number },
): Promise<WarehouseCopy> {
  const database = await sampleDatabase(server, options);
  const kept: Readonly<Record<Slot, string>> = {
    kept: await server.makeDatabase({ isBare: true }),
    killed: await server.makeDatabase({ isBare: true }),
  };
  const found = await server.query(
    'select table_name as name from information_schema.tables where table_schema = ?',
    [database],
  );
  const tables = found.map((row) => String(row['name']));
  for (const slot of Object.values(kept))
    for (const table of tables) await server.query(`create table ${slot}.${table} like ${database}.${table}`);
  const copyTables = async (from: string, to: string): Promise<void> => {
    for (const table of tables) {
      await server.query(`delete from ${to}.${table}`);
      await server.query(`insert into ${to}.${table} select * from ${from}.${table}`);
    }
  };
  return {
    address: server.url(database),
    // Table names stand alone in the statements of the tests: they are completed here.
    change: async (sql) => {
      for (const statement of sql.split(';')) {
        const complete = statement.replace(/\b(UPDATE|FROM|INTO) (\w+)/g, `$1 ${database}.$2`);
        if (complete.trim() !== '') await server.query(complete.replaceAll('"', '`'));
      }
    },
    remember: async (as) => copyTables(database, kept[as]),
    putBack: async (from) => copyTables(kept[from], database),
    look: async () => {
      const rows = new Map<string, readonly Row[]>();
      for (const table of LOOKED_AT)
        rows.set(table, await server.query(`select * from ${database}.${table}`));
      return mirror(rows);
    },
    close: async () => {
      await server.dropDatabase(database);
      for (const slot of Object.values(kept)) await server.dropDatabase(slot);
    },
  };
}

/** The warehouse of a crash place, over the kind of connection asked for. */
export async function copyWarehouse(
  kind: WarehouseKind,
  world: World,
  options: { readonly server: PrivateMariadb | null; readonly goods: number; readonly seed: number },
): Promise<WarehouseCopy> {
  if (kind !== 'MariaDB') return sqliteCopy(world, kind === 'REST API');
  if (options.server === null) throw new Error('MariaDB was not started');
  return mariadbCopy(options.server, options);
}
