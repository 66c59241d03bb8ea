import { directClient } from './direct-client.ts';
import type { DatabaseAddress } from './database-address.ts';
import { postgresError } from './postgres-errors.ts';

/**
 * Values of the whole program (`ProgramMemory.value`) without opening the memory for work: nothing is migrated,
 * nothing written. Null: the database keeps no memory yet. Rejects `state.database.*`. Repeatable.
 */
export async function lookAtProgramValues({
  url,
  place,
}: DatabaseAddress): Promise<ReadonlyMap<string, string> | null> {
  const client = directClient(url);
  try {
    await client.connect();
    const { rows: known } = await client.query<{ readonly is: boolean }>(
      `select to_regclass('program_values') is not null as is`,
    );
    if (known[0]?.is !== true) return null;
    const { rows } = await client.query<{ readonly name: string; readonly value: string }>(
      'select name, value from program_values',
    );
    return new Map(rows.map(({ name, value }) => [name, value]));
  } catch (error) {
    throw postgresError(error, place);
  } finally {
    await client.end().catch(() => undefined);
  }
}
