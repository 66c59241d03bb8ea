import { directClient } from './direct-client.ts';
import type { DatabaseAddress } from './database-address.ts';
import { IS_BOUND } from './firm-numbers.ts';
import { refuseServer } from './migrate-database.ts';
import { postgresError } from './postgres-errors.ts';

/** What `doctor` shows of the database. */
export interface DatabaseLook {
  readonly place: string;
  /** As the server calls it: `15.18`. */
  readonly version: string;
  /** Policies bind the role: it is one of pages. */
  readonly isBound: boolean;
}

/** Looks whether the program can keep its memory there; makes nothing. Rejects as `openPostgresState` does. */
export async function lookAtDatabase({ url, direct, place }: DatabaseAddress): Promise<DatabaseLook> {
  try {
    // Whoever names two addresses needs both.
    if (direct !== url) await askVersion(direct, place);
    return { place, ...(await askVersion(url, place)) };
  } catch (error) {
    throw postgresError(error, place);
  }
}

interface Row {
  readonly version: number;
  readonly told: string;
  readonly encoding: string;
  readonly bound: boolean;
}

async function askVersion(url: string, place: string): Promise<Omit<DatabaseLook, 'place'>> {
  const client = directClient(url);
  await client.connect();
  try {
    const { rows } = await client.query<Row>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as told,
        current_setting('server_encoding') as encoding, ${IS_BOUND} as bound`,
    );
    const [{ version, told, encoding, bound } = { version: 0, told: '', encoding: '', bound: false }] = rows;
    refuseServer({ version, encoding }, place);
    return { version: told.split(' ')[0] ?? '', isBound: bound };
  } finally {
    await client.end().catch(() => undefined);
  }
}
