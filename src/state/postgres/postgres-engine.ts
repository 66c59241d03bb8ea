import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { retry } from '../../lib/retry.ts';
import { sleep } from '../../lib/sleep.ts';
import type { StateSchema } from '../sql/schema.ts';
import type { BoundEngine, StateEngine } from '../sql/state-engine.ts';
import { EVENT_MONTHS } from './event-months.ts';
import { firmsHolding, reporterOf } from './firm-numbers.ts';
import { isUndone, postgresError } from './postgres-errors.ts';
import type { FirmPool } from './postgres-pool.ts';

/** A transaction that the server has undone, such as one of two that met, goes again a moment later. */
const AGAIN = { attempts: 5, firstWaitMs: 10, longestWaitMs: 500, mostWaitingMs: 2000, sleep } as const;
const NEVER = new AbortController().signal;

/** Of the lock that whoever writes what belongs to no profile takes: any number, the same for everybody. */
const PROGRAM_LOCK = 7_305_824;

/**
 * What is particular of PostgreSQL: writers run side by side, and those of one profile one after the other.
 * `place` names the database in errors; it holds no secret. `bound`: where its role is bound by policies.
 */
export function postgresEngine(
  database: Kysely<StateSchema>,
  place: string,
  bound: BoundEngine | null = null,
): StateEngine {
  return {
    bound,
    database,
    transaction: (work) =>
      retry(
        { ...AGAIN, random: Math.random },
        {
          work: () => database.transaction().execute(work),
          judge: (error) => (isUndone(error) ? { isFinal: false, askedMs: null } : { isFinal: true }),
          signal: NEVER,
        },
      ),
    nowMs: sql<number>`(extract(epoch from now()) * 1000)::bigint`,
    sizeBytes: sql<number>`pg_database_size(current_database())`,
    // Its own autovacuum looks after that.
    freeBytes: sql<number>`0`,
    compact: async () => undefined,
    lock: async (transaction, row, id) => {
      const [table, key] = row === 'lease' ? ['leases', 'profile_id'] : ['profiles', 'id'];
      await sql`select 1 from ${sql.table(table)} where ${sql.ref(key)} = ${id} for no key update`.execute(
        transaction,
      );
    },
    lockProgram: async (transaction) => {
      await sql`select pg_advisory_xact_lock(${PROGRAM_LOCK})`.execute(transaction);
    },
    months: EVENT_MONTHS,
    among: (column, keys) =>
      typeof keys[0] === 'string'
        ? sql<boolean>`${sql.ref(column)} = any(${keys}::text[])`
        : sql<boolean>`${sql.ref(column)} = any(${keys}::bigint[])`,
    position: (text, needle) => sql<number>`strpos(${text}, ${needle})`,
    withNull: (column, key) =>
      sql<string>`jsonb_set(${sql.ref(column)}::jsonb, ${[key]}::text[], 'null')::text`,
    textIn: (column, path) => sql<string | null>`${sql.ref(column)}::jsonb #>> ${path}::text[]`,
    toSyncError: (error) => postgresError(error, place),
  };
}

/** The same for a role that policies bind (`page-role.ts`): of no firm until it is told of which. */
export function boundEngine(pool: FirmPool, place: string): StateEngine {
  const { database } = pool;
  const bound: BoundEngine = {
    of: (tenant) => postgresEngine(pool.of(tenant), place, bound),
    get door() {
      return door;
    },
    holding: () => firmsHolding(database),
    reporter: (tokenHash) => reporterOf(database, tokenHash),
  };
  const door = postgresEngine(database, place, bound);
  return door;
}
