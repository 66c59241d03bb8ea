import { directClient } from '../state/postgres/direct-client.ts';
import type { DatabaseAddress } from '../state/postgres/database-address.ts';
import { postgresError } from '../state/postgres/postgres-errors.ts';
import { ALIVE_IN_ROLL } from './worker-roll.ts';

/**
 * How many workers live, for whoever takes no part in their work; null: no process has ever done so in this
 * memory. Makes nothing. Rejects `state.database.*`. Repeatable.
 */
export async function lookAtWorkers({ direct, place }: DatabaseAddress): Promise<number | null> {
  const client = directClient(direct);
  try {
    await client.connect();
    const { rows: known } = await client.query<{ readonly is: boolean }>(
      `select count(*) = 1 as is from pg_attribute
        where attrelid = to_regclass('hosted_workers') and attname = 'until_ms'`,
    );
    if (known[0]?.is !== true) return null;
    const { rows } = await client.query<{ readonly n: number }>(ALIVE_IN_ROLL);
    return rows[0]?.n ?? 0;
  } catch (error) {
    throw postgresError(error, place);
  } finally {
    await client.end().catch(() => undefined);
  }
}
