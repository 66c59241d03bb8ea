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
    lockProfile: async (transaction, id) => {
      await transaction.selectFrom('profiles').select('id').where('id', '=', id).forNoKeyUpdate().execute();
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
