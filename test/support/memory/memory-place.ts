import { createHash } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
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

/** The same of what is typed: a data folder that is named has a memory of its own, wherever the tests keep memories. */
export async function memoryOf(args: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const folder = args[args.indexOf('--data') + 1];
  return !args.includes('--data') || folder === undefined ? {} : memoryEnvironment(folder);
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

/**
 * Puts the memory of a data folder, and the folder, in the place of another's, which nobody has open. In a database it
 * is rows that are copied, as they are: a copied table has no keys to other tables.
 */
export async function copyMemory(from: string, to: string): Promise<void> {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  const [source, target] = [await memoryEnvironment(from), await memoryEnvironment(to)].map(schemaOf);
  if (source === undefined || target === undefined) return;
  const client = new pg.Client({ connectionString: SERVER ?? '' });
  await client.connect();
  try {
    await client.query(COPY_SCHEMA.replaceAll('SOURCE', source).replaceAll('TARGET', target));
  } finally {
    await client.end();
  }
}

function schemaOf({ SKLADBRIDGE_DATABASE: url }: Readonly<Record<string, string>>): string | undefined {
  return url === undefined ? undefined : /search_path=(\w+)/.exec(decodeURIComponent(url))?.[1];
}

/** Whose numbers go on: `setval` of every column that counts, and of every sequence of both. */
const COPY_SCHEMA = `do $$
declare
  name text;
  counted text;
  last bigint;
  has_counted boolean;
begin
  set local session_replication_role = replica;
  for name in select relname from pg_class where relnamespace = 'SOURCE'::regnamespace and relkind in ('r', 'p')
    and not relispartition
  loop
    if to_regclass(format('TARGET.%I', name)) is null then
      execute format('create table TARGET.%I (like SOURCE.%I including all)', name, name);
    end if;
    execute format('truncate TARGET.%I cascade', name);
  end loop;
  for name in select relname from pg_class where relnamespace = 'SOURCE'::regnamespace and relkind in ('r', 'p')
    and not relispartition
  loop
    execute format('insert into TARGET.%I overriding system value select * from SOURCE.%I', name, name);
    for counted in select attname from pg_attribute
      where attrelid = format('SOURCE.%I', name)::regclass and attidentity <> ''
    loop
      execute format('select last_value, is_called from %s',
        pg_get_serial_sequence(format('SOURCE.%I', name), counted)) into last, has_counted;
      perform setval(pg_get_serial_sequence(format('TARGET.%I', name), counted), last, has_counted);
    end loop;
  end loop;
  for name in select relname from pg_class where relnamespace = 'SOURCE'::regnamespace and relkind = 'S'
    and to_regclass(format('TARGET.%I', relname)) is not null
  loop
    execute format('select last_value, is_called from SOURCE.%I', name) into last, has_counted;
    perform setval(format('TARGET.%I', name), last, has_counted);
  end loop;
end $$`;

function askFile(path: string, sql: string): readonly Readonly<Record<string, unknown>>[] {
  const memory = new DatabaseSync(path, { timeout: 5000 });
  try {
    return memory.prepare(sql).all();
  } finally {
    memory.close();
  }
}
