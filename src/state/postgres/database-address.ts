import pg from 'pg';
import { SyncError } from '../../model/sync-error.ts';

/** Where the memory's database is. */
export interface DatabaseAddress {
  /** Of every query; a pooler such as PgBouncer may stand there, in transaction mode. */
  readonly url: string;
  /** Past any pooler: for what one connection has to keep, such as making the tables. */
  readonly direct: string;
  /** `host:port/database`, for errors and `doctor`: neither a user nor a password is in it. */
  readonly place: string;
}

const SCHEME = /^postgres(?:ql)?:\/\//;

/** What the driver itself makes of the address. Throws `state.database.malformed`. */
function placeOf(url: string, variable: string): string {
  // Not as a cause: the driver's words repeat the address, and a password with it.
  const malformed = new SyncError('state.database.malformed', { variable });
  if (!SCHEME.test(url)) throw malformed;
  try {
    const { host, port, database } = new pg.Client({ connectionString: url });
    if (database === undefined || database === '') throw malformed;
    return `${host}:${port}/${database}`;
  } catch {
    throw malformed;
  }
}

/**
 * Reads `SKLADBRIDGE_DATABASE` and `SKLADBRIDGE_DATABASE_DIRECT`; without the second the first is the direct
 * one too. Throws `state.database.malformed`, which names the variable and nothing of its value.
 */
export function databaseAddress(url: string, direct: string = url): DatabaseAddress {
  placeOf(direct, 'SKLADBRIDGE_DATABASE_DIRECT');
  return { url, direct, place: placeOf(url, 'SKLADBRIDGE_DATABASE') };
}
