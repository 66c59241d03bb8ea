import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { StateSchema } from '../sql/schema.ts';
import type { StateEngine } from '../sql/state-engine.ts';
import { postgresError } from './postgres-errors.ts';

/** `place` names the database in errors; it holds no secret. */
export function postgresEngine(database: Kysely<StateSchema>, place: string): StateEngine {
  return {
    database,
    transaction: (work) => database.transaction().execute(work),
    nowMs: sql<number>`(extract(epoch from now()) * 1000)::bigint`,
    sizeBytes: sql<number>`pg_database_size(current_database())`,
    lock: async (transaction, row, id) => {
      const [table, key] = row === 'lease' ? ['leases', 'profile_id'] : ['profiles', 'id'];
      await sql`select 1 from ${sql.table(table)} where ${sql.ref(key)} = ${id} for no key update`.execute(
        transaction,
      );
    },
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
