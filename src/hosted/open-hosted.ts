import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { TenantId } from '../model/tenant.ts';
import { directClient } from '../state/postgres/direct-client.ts';
import type { DatabaseAddress } from '../state/postgres/database-address.ts';
import { IS_BOUND, isRoleBound } from '../state/postgres/firm-numbers.ts';
import { postgresError } from '../state/postgres/postgres-errors.ts';
import { openFirmPool } from '../state/postgres/postgres-pool.ts';
import type { FirmPool } from '../state/postgres/postgres-pool.ts';
import { HOSTED_TABLES } from './hosted-tables.ts';
import type { HostedDatabase } from './hosted-tables.ts';

/** Of the lock that whoever makes these tables takes: any number, the same for everybody. */
const TABLES_LOCK = 7_305_827;
/** Beside the memory's own connections. */
const MOST_CONNECTIONS = 4;

/** Where processes that share the work meet. */
export interface HostedPlace {
  readonly address: DatabaseAddress;
  readonly database: HostedDatabase;
  /** The same as one firm sees it, where policies bind the role; else as it is. Repeatable. */
  of(tenant: TenantId): HostedDatabase;
  /** Policies bind the role of the process: it is a page's. */
  readonly isBound: boolean;
  /** The memory's schema: names of channels and of the queue's schema are made of it. */
  readonly schema: string;
  /** Under which what was told has its places; another one begins after a crash of the server. */
  epoch(): Promise<string>;
  close(): Promise<void>;
}

/**
 * Opens what processes share beside the memory, which must have been opened before. Rejects
 * `state.database.*`. Repeatable.
 */
export async function openHosted(address: DatabaseAddress): Promise<HostedPlace> {
  try {
    const schema = await makeTables(address.direct);
    const pool = openFirmPool(address.url, MOST_CONNECTIONS);
    const isBound = await isRoleBound(pool.database).catch(async (error: unknown) => {
      await pool.database.destroy();
      throw error;
    });
    const database = hosted(pool.database);
    return {
      address,
      database,
      of: (tenant) => (isBound ? hosted(pool.of(tenant)) : database),
      isBound,
      schema,
      epoch: () => epochOf(database),
      close: () => database.destroy(),
    };
  } catch (error) {
    throw postgresError(error, address.place);
  }
}

/** The same connections, with the tables that processes share. */
function hosted(database: FirmPool['database']): HostedDatabase {
  return database;
}

async function makeTables(direct: string): Promise<string> {
  const client = directClient(direct);
  await client.connect();
  try {
    const { rows } = await client.query<{ readonly name: string; readonly bound: boolean }>(
      `select current_schema() as name, ${IS_BOUND} as bound`,
    );
    const [{ name, bound } = { name: 'public', bound: false }] = rows;
    // A role of pages makes nothing: whoever has made the role has made these.
    if (bound) return name;
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [TABLES_LOCK]);
    await client.query(HOSTED_TABLES);
    await client.query('commit');
    return name;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Drawn by whoever asks first since the table was emptied. */
async function epochOf(database: HostedDatabase): Promise<string> {
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${TABLES_LOCK})`.execute(transaction);
    const known = await transaction.selectFrom('hosted_epoch').select('epoch').executeTakeFirst();
    if (known !== undefined) return known.epoch;
    const epoch = randomBytes(6).toString('hex');
    await transaction.insertInto('hosted_epoch').values({ epoch }).execute();
    return epoch;
  });
}
