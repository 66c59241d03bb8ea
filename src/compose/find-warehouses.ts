import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { knock } from './knock.ts';
import { emptyFields } from '../model/warehouse-address.ts';
import type { FoundWarehouse } from '../model/warehouse-address.ts';

const MOST_FILES = 20;
/** Of a folder, so that a look takes no longer than a person waits. */
const MOST_ENTRIES = 4000;
const DEPTH = 3;
/** The usual ports of servers that a warehouse may be in. */
const PORTS = [
  { port: 3306, engine: 'mysql' },
  { port: 1433, engine: 'mssql' },
  { port: 8700, engine: 'api' },
] as const;

/** Where the vendor's installer and people put a warehouse. */
function likelyFolders(dataFolder: string): readonly string[] {
  const around = [dirname(resolve(dataFolder)), process.cwd()];
  const home = homedir();
  const own = [join(home, 'Documents'), join(home, 'Documents', 'Microinvest'), join(home, 'Microinvest')];
  const program = process.env['ProgramData'] ?? 'C:\\ProgramData';
  const vendor =
    process.platform === 'win32'
      ? [join(program, 'Microinvest'), 'C:\\Microinvest', 'D:\\Microinvest']
      : ['/srv', '/data', '/warehouse', '/var/lib/microinvest'];
  return [...new Set([...around, ...vendor, ...own])];
}

/** True for an SQLite file that holds a warehouse; whatever cannot be read is none. */
async function isSqliteWarehouse(path: string): Promise<boolean> {
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      const tables = "name IN ('goods', 'operations', 'nextacct', 'system')";
      const sql = `SELECT count(*) AS found FROM sqlite_master WHERE type = 'table' AND ${tables}`;
      return Number(database.prepare(sql).get()?.['found'] ?? 0) === 4;
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

/** Files of a folder and a few levels below it, until so many entries were seen; hidden folders left out. */
async function filesBelow(folder: string, signal: AbortSignal): Promise<readonly string[]> {
  const files: string[] = [];
  let seen = 0;
  let level: readonly string[] = [folder];
  for (let depth = 0; depth < DEPTH && level.length > 0; depth += 1) {
    const next: string[] = [];
    for (const at of level) {
      signal.throwIfAborted();
      const entries: readonly Dirent[] = await readdir(at, { withFileTypes: true }).catch(() => []);
      for (const entry of entries) {
        seen += 1;
        if (seen > MOST_ENTRIES) return files;
        if (entry.isFile()) files.push(join(at, entry.name));
        else if (entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name))
          next.push(join(at, entry.name));
      }
    }
    level = next;
  }
  return files;
}

async function foundFile(path: string): Promise<FoundWarehouse | null> {
  if (/\.(?:mdb|accdb)$/i.test(path)) return { fields: { ...emptyFields('access'), path }, isSure: true };
  if (!/\.(?:db|db3|sqlite3?)$/i.test(path) || !(await isSqliteWarehouse(path))) return null;
  return { fields: { ...emptyFields('sqlite'), path }, isSure: true };
}

/**
 * Warehouses that can be seen on this machine: files of Access and SQLite in likely places, servers that
 * listen on the usual ports. Nothing is asked of a server; files are only read.
 */
export async function findWarehouses(
  dataFolder: string,
  signal: AbortSignal,
): Promise<readonly FoundWarehouse[]> {
  const found = new Map<string, FoundWarehouse>();
  for (const folder of likelyFolders(dataFolder)) {
    for (const path of await filesBelow(folder, signal)) {
      if (found.size >= MOST_FILES) break;
      // What the program keeps itself is no warehouse.
      const file = path.startsWith(resolve(dataFolder)) ? null : await foundFile(path);
      if (file !== null) found.set(path, file);
    }
  }
  const open = await Promise.all(PORTS.map(({ port }) => knock(port, signal)));
  const servers = PORTS.filter((_, index) => open[index]).map(({ engine, port }) => ({
    fields: { ...emptyFields(engine), ...(engine === 'api' ? { port: String(port) } : {}) },
    isSure: false,
  }));
  return [...found.values(), ...servers];
}
