import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { TYPES } from '../../../src/state/postgres/postgres-pool.ts';

/** The server in which the tests keep the program's memories; undefined = in files, as on one machine. */
const SERVER = process.env['SKLADBRIDGE_DATABASE'];

const made = new Map<string, Promise<void>>();

/**
 * In what environment the program has to be started to find the memory of a data folder. In a database each
 * folder has a schema of its own, so that tests stay apart; nothing is said where the memory is a file.
 */
export async function memoryEnvironment(dataFolder: string): Promise<Readonly<Record<string, string>>> {
  if (SERVER === undefined) return {};
  const place = createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 16);
  const schema = `memory_${place}`;
  const making = made.get(schema) ?? makeSchema(schema);
  made.set(schema, making);
  await making;
  const url = new URL(SERVER);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return { SKLADBRIDGE_DATABASE: url.href };
}

async function makeSchema(schema: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER ?? '' });
  await client.connect();
  await client.query(`create schema if not exists ${schema}`);
  await client.end();
}

/** Rows of the memory of a data folder, or a change in it, from outside the program: in words that both engines know. */
export async function askMemory(
  dataFolder: string,
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { SKLADBRIDGE_DATABASE: url } = await memoryEnvironment(dataFolder);
  if (url === undefined) return askFile(join(dataFolder, 'state.db'), sql);
  const client = new pg.Client({ connectionString: url, types: TYPES });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function askFile(path: string, sql: string): readonly Readonly<Record<string, unknown>>[] {
  const memory = new DatabaseSync(path, { timeout: 5000 });
  try {
    return memory.prepare(sql).all();
  } finally {
    memory.close();
  }
}
