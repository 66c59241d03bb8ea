import type pg from 'pg';

/** Of a worker of before `until_ms`, which promises nothing. */
const SILENT_MS = 20_000;

/**
 * Counts, as `n`, the workers that live, by the clock of the database. Whoever asks has seen that the table
 * is there.
 */
export const ALIVE_IN_ROLL = `select count(*)::int as n from hosted_workers
  where coalesce(until_ms, seen_ms + ${SILENT_MS}) >= (extract(epoch from now()) * 1000)::bigint`;

/**
 * How many workers live; null: no process has ever worked in this memory. Makes nothing. Rejects as the
 * driver does.
 */
export async function countAliveWorkers(client: pg.Client): Promise<number | null> {
  const { rows: known } = await client.query<{ readonly is: boolean }>(
    `select count(*) = 1 as is from pg_attribute
      where attrelid = to_regclass('hosted_workers') and attname = 'until_ms'`,
  );
  if (known[0]?.is !== true) return null;
  const { rows } = await client.query<{ readonly n: number }>(ALIVE_IN_ROLL);
  return rows[0]?.n ?? 0;
}
