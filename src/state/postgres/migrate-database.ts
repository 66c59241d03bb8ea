import type pg from 'pg';
import { countAliveWorkers } from './alive-workers.ts';
import { directClient } from './direct-client.ts';
import { SyncError } from '../../model/sync-error.ts';
import { OLDEST_PROGRAM, STATE_VERSION } from '../sql/migrations.ts';
import type { DatabaseAddress } from './database-address.ts';
import { IS_BOUND } from './firm-numbers.ts';
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
 * What was found, and what is there now; 0 = no memory yet. Higher than this program's own: a newer one has
 * made it.
 */
export interface MigratedVersions {
  readonly before: number;
  readonly after: number;
}

/**
 * Brings the memory in the database to this program's version, whole or not at all: a process that dies
 * inside leaves it as it was, and of several that open it at once the others wait and find it done. A newer
 * one that says that this program may work with it is left as it is; any other is refused (`state.newer`).
 * Where former programs could not work with what comes out, and one of them does, nothing is done
 * (`state.database.formerAtWork`). Goes past a pooler. Rejects with whatever the driver has met. Repeatable.
 */
export async function migrateDatabase({ direct, place }: DatabaseAddress): Promise<MigratedVersions> {
  const client = directClient(direct);
  await client.connect();
  try {
    const facts = await client.query<ServerFacts>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
    );
    if (facts.rows[0] !== undefined) refuseServer(facts.rows[0], place);
    // Most are at this version: nobody who only opens one waits for another's long migration.
    const found = await memoryVersion(client);
    if (found.version >= STATE_VERSION) return opened(found);
    await refuseBound(client, found);
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const versions = await migrate(client);
    await client.query('commit');
    return versions;
  } finally {
    // What was begun and not committed ends with its connection.
    await client.end().catch(() => undefined);
  }
}

/** Nothing is to be done. Throws `state.newer` for a memory that is not for this program any more. */
function opened({ version, oldest }: MemoryVersion): MigratedVersions {
  if (oldest > STATE_VERSION) throw new SyncError('state.newer', { version, mine: STATE_VERSION });
  return { before: version, after: version };
}

/** A role of pages makes nothing: whoever owns the memory brings it up before. */
async function refuseBound(client: pg.Client, { version }: MemoryVersion): Promise<void> {
  const { rows } = await client.query<{ readonly bound: boolean }>(`select ${IS_BOUND} as bound`);
  if (rows[0]?.bound === true) throw new SyncError('state.database.behind', { version, mine: STATE_VERSION });
}

/**
 * A version that takes away what former programs need is refused while one of them works. Of those that only
 * look, which are pages, nobody knows.
 */
async function refuseFormerAtWork(client: pg.Client, { version }: MemoryVersion): Promise<void> {
  if (version >= OLDEST_PROGRAM) return;
  const workers = (await countAliveWorkers(client)) ?? 0;
  if (workers > 0)
    throw new SyncError('state.database.formerAtWork', { workers, version, mine: STATE_VERSION });
}

async function migrate(client: pg.Client): Promise<MigratedVersions> {
  const found = await memoryVersion(client);
  if (found.version >= STATE_VERSION) return opened(found);
  await refuseFormerAtWork(client, found);
  await client.query(postgresTablesAfter(found.version));
  await client.query('create table if not exists memory_version (version bigint not null)');
  await client.query('alter table memory_version add column if not exists oldest bigint');
  await client.query('delete from memory_version');
  await client.query('insert into memory_version (version, oldest) values ($1, $2)', [
    STATE_VERSION,
    OLDEST_PROGRAM,
  ]);
  return { before: found.version, after: STATE_VERSION };
}

/** What a memory says of itself. */
interface MemoryVersion {
  /** How many migrations it has had; 0: there is none yet. */
  readonly version: number;
  /** The oldest program that may work with it. */
  readonly oldest: number;
}

async function memoryVersion(client: pg.Client): Promise<MemoryVersion> {
  const known = await client.query<{ readonly isThere: boolean }>(
    `select to_regclass('memory_version') is not null as "isThere"`,
  );
  if (known.rows[0]?.isThere !== true) return { version: 0, oldest: 0 };
  // As JSON: the first memories in databases did not say which programs they are for.
  const { rows } = await client.query<{ readonly row: Partial<MemoryVersion> }>(
    'select to_jsonb(v) as row from memory_version v',
  );
  const { version = 0, oldest } = rows[0]?.row ?? {};
  return { version, oldest: oldest ?? version };
}
