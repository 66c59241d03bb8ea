import { directClient } from './direct-client.ts';
import type { DatabaseAddress } from './database-address.ts';
import { postgresError } from './postgres-errors.ts';

/** Asks the memory in a database one thing after another, for whoever does not open it. Rejects `state.database.*`. */
export async function askDatabase<T>(
  { direct, place }: DatabaseAddress,
  look: (ask: (statement: string) => Promise<readonly Readonly<Record<string, unknown>>[]>) => Promise<T>,
): Promise<T> {
  const client = directClient(direct);
  try {
    await client.connect();
    return await look(
      async (statement) => (await client.query<Readonly<Record<string, unknown>>>(statement)).rows,
    );
  } catch (error) {
    throw postgresError(error, place);
  } finally {
    await client.end().catch(() => undefined);
  }
}
