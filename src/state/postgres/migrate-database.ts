import pg from 'pg';
import { SyncError } from '../../model/sync-error.ts';
import { STATE_VERSION } from '../sql/migrations.ts';
import type { DatabaseAddress } from './database-address.ts';
import { APPLICATION, CONNECT_MS, TYPES } from './postgres-pool.ts';
import { postgresTablesAfter } from './postgres-tables.ts';

/** The oldest release that this program is tried with. */
const OLDEST = 15;
const PER_RELEASE = 10_000;
const ENCODING = 'UTF8';
/** Of the lock that whoever makes the tables takes: any number, the same for everybody. */
const MIGRATION_LOCK = 7_305_825;

/** What a database says of itself. */
interface ServerFacts {
  /** As `server_version_num`: 150018 is 15.18. */
  readonly version: number;
  readonly encoding: string;
}

/** Throws `state.database.tooOld`, `state.database.encoding`. */
export function refuseServer({ version, encoding }: ServerFacts, place: string): void {
  if (version < OLDEST * PER_RELEASE)
    throw new SyncError('state.database.tooOld', {
      version: `${Math.floor(version / PER_RELEASE)}.${version % PER_RELEASE}`,
      needed: OLDEST,
    });
  if (encoding !== ENCODING) throw new SyncError('state.database.encoding', { place, encoding });
}

/**
 * Brings the memory in the database to this program's version, whole or not at all: a process that dies inside
 * leaves it as it was, and of several that open it at once the others wait and find it done. A newer one is
 * refused (`state.newer`). Goes past a pooler. Rejects with whatever the driver has met. Repeatable.
 */
export async function migrateDatabase({ direct, place }: DatabaseAddress): Promise<void> {
  const client = new pg.Client({
    connectionString: direct,
    connectionTimeoutMillis: CONNECT_MS,
    types: TYPES,
    application_name: APPLICATION,
  });
  // A connection that dies is told to the statement under way; unheard, the event would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const facts = await client.query<ServerFacts>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
    );
    if (facts.rows[0] !== undefined) refuseServer(facts.rows[0], place);
    // Most are at this version: nobody who only opens one waits for another's long migration.
    if ((await memoryVersion(client)) === STATE_VERSION) return;
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await migrate(client);
    await client.query('commit');
  } finally {
    // What was begun and not committed ends with its connection.
    await client.end().catch(() => undefined);
  }
}

async function migrate(client: pg.Client): Promise<void> {
  const version = await memoryVersion(client);
  if (version > STATE_VERSION) throw new SyncError('state.newer', { version, mine: STATE_VERSION });
  if (version === STATE_VERSION) return;
  await client.query(postgresTablesAfter(version));
  await client.query('create table if not exists memory_version (version bigint not null)');
  await client.query('delete from memory_version');
  await client.query('insert into memory_version (version) values ($1)', [STATE_VERSION]);
}

/** How many migrations the memory has had; 0: there is none yet. */
async function memoryVersion(client: pg.Client): Promise<number> {
  const known = await client.query<{ readonly isThere: boolean }>(
    `select to_regclass('memory_version') is not null as "isThere"`,
  );
  if (known.rows[0]?.isThere !== true) return 0;
  const { rows } = await client.query<{ readonly version: number }>('select version from memory_version');
  return rows[0]?.version ?? 0;
}
