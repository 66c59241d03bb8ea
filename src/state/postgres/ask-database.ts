import type pg from 'pg';
import { FIRM } from './begin.ts';
import { directClient } from './direct-client.ts';
import type { DatabaseAddress } from './database-address.ts';
import { IS_BOUND } from './firm-numbers.ts';
import { postgresError } from './postgres-errors.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * Asks the memory in a database one thing after another, for whoever does not open it: of all firms, also
 * as a role that is shown one firm at a time. It is asked as each of them then, and is answered with the rows
 * of all: for rows that are a firm's, since others would come once for each. Rejects `state.database.*`.
 */
export async function askDatabase<T>(
  { direct, place }: DatabaseAddress,
  look: (ask: (statement: string) => Promise<readonly Row[]>) => Promise<T>,
): Promise<T> {
  const client = directClient(direct);
  try {
    await client.connect();
    const { rows } = await client.query<{ readonly bound: boolean }>(`select ${IS_BOUND} as bound`);
    if (rows[0]?.bound === true) return await look((statement) => askAsEach(client, statement));
    return await look(async (statement) => (await client.query<Row>(statement)).rows);
  } catch (error) {
    throw postgresError(error, place);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** In a transaction: behind a pooler nobody else meets what was said in it. */
async function askAsEach(client: pg.Client, statement: string): Promise<readonly Row[]> {
  const found: Row[] = [];
  await client.query('begin');
  const { rows: firms } = await client.query<{ readonly id: number }>('select id from tenants order by id');
  for (const { id } of firms) {
    await client.query('select set_config($1, $2, true)', [FIRM, String(id)]);
    found.push(...(await client.query<Row>(statement)).rows);
  }
  await client.query('commit');
  return found;
}
