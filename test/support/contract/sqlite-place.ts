import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSqliteWarehouse } from '../../../src/warehouse/sqlite/create-sqlite-warehouse.ts';
import type { ContractRow, ContractSeed } from '../../../src/warehouse/warehouse-seed.contract.ts';

/** A fresh SQLite warehouse that holds exactly a seed, with a look at it from outside. */
export interface SeededFile {
  readonly path: string;
  readonly rows: (table: string) => Promise<readonly ContractRow[]>;
  readonly cleanUp: () => Promise<void>;
}

/** Replaces the rows that every installation starts with by the seed. */
export function seedSqlite(path: string, seed: ContractSeed): void {
  const database = new DatabaseSync(path);
  for (const [table, rows] of Object.entries(seed)) {
    database.exec(`DELETE FROM "${table}"`);
    for (const row of rows) {
      const columns = Object.keys(row);
      const names = columns.map((column) => `"${column}"`).join(', ');
      const places = columns.map(() => '?').join(', ');
      database
        .prepare(`INSERT INTO "${table}" (${names}) VALUES (${places})`)
        .run(...columns.map((column) => row[column] ?? null));
    }
  }
  database.close();
}

/** Makes one in a folder of its own. */
export function seededFile(seed: ContractSeed): SeededFile {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-warehouse-'));
  const path = join(folder, 'warehouse.db');
  createSqliteWarehouse(path);
  seedSqlite(path, seed);
  return {
    path,
    rows: async (table) => {
      const database = new DatabaseSync(path, { timeout: 5000 });
      try {
        return database.prepare(`SELECT * FROM "${table}" ORDER BY rowid`).all() as readonly ContractRow[];
      } finally {
        database.close();
      }
    },
    cleanUp: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
