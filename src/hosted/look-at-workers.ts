import { countAliveWorkers } from '../state/postgres/alive-workers.ts';
import { directClient } from '../state/postgres/direct-client.ts';
import type { DatabaseAddress } from '../state/postgres/database-address.ts';
import { postgresError } from '../state/postgres/postgres-errors.ts';

/**
 * How many workers live, for whoever takes no part in their work; null: no process has ever done so in this
 * memory. Makes nothing. Rejects `state.database.*`. Repeatable.
 */
export async function lookAtWorkers({ direct, place }: DatabaseAddress): Promise<number | null> {
  const client = directClient(direct);
  try {
    await client.connect();
    return await countAliveWorkers(client);
  } catch (error) {
    throw postgresError(error, place);
  } finally {
    await client.end().catch(() => undefined);
  }
}
