import { createHash } from 'node:crypto';
import pg from 'pg';
import { makePageRole } from '../../../src/hosted/pages/page-role.ts';
import type { PageRole } from '../../../src/hosted/pages/page-role.ts';
import { databaseAddress } from '../../../src/state/postgres/database-address.ts';

/** Asks at an address, as whoever it names. */
export async function askAt(url: string, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const answered = (await client.query<Record<string, unknown>>(sql)) as
      | pg.QueryResult<Record<string, unknown>>
      | readonly pg.QueryResult<Record<string, unknown>>[];
    // Of several statements the one that answers something.
    return Array.isArray(answered)
      ? ((answered as readonly pg.QueryResult<Record<string, unknown>>[]).find(({ rows }) => rows.length > 0)
          ?.rows ?? [])
      : (answered as pg.QueryResult<Record<string, unknown>>).rows;
  } finally {
    await client.end();
  }
}

/** The same address for another role. */
export function urlAs(url: string, role: string): string {
  const own = new URL(url);
  own.username = role;
  own.password = '';
  return own.href;
}

/** A role for the pages of a memory that is there, as `migrate --page-role` makes it, and its address. */
export async function pageRoleOf(url: string): Promise<PageRole & { readonly url: string }> {
  const role = `page_${createHash('sha256').update(url).digest('hex').slice(0, 16)}`;
  await askAt(
    url,
    `do $$ begin create role ${role} login; exception when duplicate_object then null; end $$`,
  );
  return { ...(await makePageRole(databaseAddress(url), role)), url: urlAs(url, role) };
}
