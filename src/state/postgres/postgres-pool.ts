import { Kysely, PostgresDialect } from 'kysely';
import type { Dialect, PostgresPool } from 'kysely';
import pg from 'pg';
import { areStatementsHeard, tellStatement } from '../../lib/statements.ts';
import type { TenantId } from '../../model/tenant.ts';
import type { StateSchema } from '../sql/schema.ts';
import { beginning } from './begin.ts';
import { storable } from './storable-text.ts';

const INT8 = 20;
/** Statements that run at once; a page and a dozen runs are content with fewer. */
const MOST_CONNECTIONS = 10;
/** So long a server may take to take a connection. */
export const CONNECT_MS = 10_000;
/** A line that has gone dumb ends here: the longest statement of ours takes seconds. */
const ANSWER_MS = 120_000;
/** Of the driver when nothing came in time; the line still waits for that answer. */
const NO_ANSWER = 'Query read timeout';

/** How every connection of the program calls itself in `pg_stat_activity`. */
export const APPLICATION = 'skladbridge';

/** Whole numbers as numbers; never rounded without a word. */
function readInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${text}`);
  return value;
}

/** Of our connections alone: whoever else uses the driver in this process keeps his own. */
export const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary' ? readInt8 : pg.types.getTypeParser(oid, format),
};

/** A database by the connections of a pool. */
export interface FirmPool {
  readonly database: Kysely<StateSchema>;
  /** The same connections, each statement as one firm's: for a role that policies bind. Repeatable. */
  of(tenant: TenantId): Kysely<StateSchema>;
}

/** The database of a pool, as `openFirmPool` opens it. */
export function openPool(url: string, most?: number): Kysely<StateSchema> {
  return openFirmPool(url, most).database;
}

/**
 * Connections that are opened when they are needed, kept, and opened anew after the server was away. Each
 * carries one statement at a time: whoever has one has it alone. `most`: of them at once.
 */
export function openFirmPool(url: string, most: number = MOST_CONNECTIONS): FirmPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    types: TYPES,
    application_name: APPLICATION,
  });
  const broken: Broken = new WeakMap();
  // A connection that dies is told to whoever uses it; unheard, the event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) =>
    client.on('error', (error) => {
      // The first one says why; the line goes behind it.
      if (!broken.has(client)) broken.set(client, error);
    }),
  );
  const dialectOf = beginning(new PostgresDialect({ pool: lent(pool, broken) }));
  const ofFirms = new Map<TenantId, Kysely<StateSchema>>();
  return {
    database: timed(dialectOf(null)),
    of: (tenant) => {
      const known = ofFirms.get(tenant) ?? timed(dialectOf(tenant));
      ofFirms.set(tenant, known);
      return known;
    },
  };
}

/** Statements are timed where somebody listens. */
function timed(dialect: Dialect): Kysely<StateSchema> {
  if (!areStatementsHeard()) return new Kysely<StateSchema>({ dialect });
  return new Kysely<StateSchema>({
    dialect,
    log: ({ query, queryDurationMillis }) =>
      tellStatement({ place: 'memory', sql: query.sql, ms: queryDurationMillis }),
  });
}

/** Connections that are not fit any more, and why. */
type Broken = WeakMap<pg.PoolClient, Error>;

/** The pool as kysely takes it: a connection that is not fit any more goes back to be thrown away. */
function lent(pool: pg.Pool, broken: Broken): PostgresPool {
  const connect = async () => {
    const client = await pool.connect();
    const query = async (text: string, values: readonly unknown[]) => {
      // The driver would say that it is broken, not why.
      const ended = broken.get(client);
      if (ended !== undefined) throw ended;
      try {
        return await client.query(text, values.map(storable));
      } catch (error) {
        if (error instanceof Error && error.message === NO_ANSWER) broken.set(client, error);
        throw error;
      }
    };
    return { query, release: () => client.release(broken.has(client)) };
  };
  return { connect, end: () => pool.end() } as unknown as PostgresPool;
}
