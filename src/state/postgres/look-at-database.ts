import { directClient } from './direct-client.ts';
import type { DatabaseAddress } from './database-address.ts';
import { refuseServer } from './migrate-database.ts';
import { postgresError } from './postgres-errors.ts';

/** What `doctor` shows of the database. */
export interface DatabaseLook {
  readonly place: string;
  /** As the server calls it: `15.18`. */
  readonly version: string;
}

/** Looks whether the program can keep its memory there; makes nothing. Rejects as `openPostgresState` does. */
export async function lookAtDatabase({ url, direct, place }: DatabaseAddress): Promise<DatabaseLook> {
  try {
    // Whoever names two addresses needs both.
    if (direct !== url) await askVersion(direct, place);
    return { place, version: await askVersion(url, place) };
  } catch (error) {
    throw postgresError(error, place);
  }
}

async function askVersion(url: string, place: string): Promise<string> {
  const client = directClient(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ version: number; told: string; encoding: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as told,
        current_setting('server_encoding') as encoding`,
    );
    const [{ version, told, encoding } = { version: 0, told: '', encoding: '' }] = rows;
    refuseServer({ version, encoding }, place);
    return told.split(' ')[0] ?? '';
  } finally {
    await client.end().catch(() => undefined);
  }
}
