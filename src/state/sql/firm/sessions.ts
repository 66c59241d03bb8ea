import type { ListedSession, NewSession, Session } from '../../../model/account.ts';
import type { TenantId } from '../../../model/tenant.ts';
import { ACCOUNT, accountOf } from './account-rows.ts';
import { tenantOf } from './tenants.ts';
import type { StateDatabase } from '../schema.ts';

/** Sessions with whose they are, and what he is where they look. */
function sessions(database: StateDatabase) {
  return database
    .selectFrom('sessions as s')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .leftJoin('memberships as m', (join) =>
      join.onRef('m.account_id', '=', 'a.id').onRef('m.tenant_id', '=', 's.tenant_id'),
    )
    .select(ACCOUNT)
    .select(['s.created_at_ms', 's.last_seen_at_ms', 's.tenant_id']);
}

/** The session of a token; null: there is none, or its person has no place there any more. */
export async function readSession(database: StateDatabase, tokenHash: string): Promise<Session | null> {
  const row = await sessions(database)
    .select('s.csrf_token')
    .where('s.token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { tenant_id: at, csrf_token: csrfToken, created_at_ms, last_seen_at_ms, ...account } = row;
  if (at === null ? account.is_hoster === 0 : account.member_role === null) return null;
  const tenant =
    at === null
      ? null
      : await database.selectFrom('tenants').selectAll().where('id', '=', at).executeTakeFirstOrThrow();
  return {
    account: accountOf(account),
    tenant: tenant === null ? null : tenantOf(tenant),
    csrfToken,
    createdAtMs: created_at_ms,
    lastSeenAtMs: last_seen_at_ms,
  };
}

/** All of them, or those at one firm, those seen last first. */
export async function readSessions(
  database: StateDatabase,
  tenant: TenantId | null,
): Promise<readonly ListedSession[]> {
  const all = sessions(database)
    .select(['s.token_hash', 's.browser', 's.address'])
    .orderBy('s.last_seen_at_ms', 'desc')
    .orderBy('s.token_hash');
  const rows = await (tenant === null ? all : all.where('s.tenant_id', '=', tenant)).execute();
  return rows.map(({ token_hash, created_at_ms, last_seen_at_ms, browser, address, ...account }) => ({
    account: accountOf(account),
    tokenHash: token_hash,
    createdAtMs: created_at_ms,
    lastSeenAtMs: last_seen_at_ms,
    browser,
    address,
  }));
}

/** The row of a browser that signs in; `owner`: where it looks, where nobody has said. */
export function sessionRow({ tokenHash, accountId, csrfToken, nowMs, ...seen }: NewSession, owner: TenantId) {
  return {
    token_hash: tokenHash,
    account_id: accountId,
    csrf_token: csrfToken,
    created_at_ms: nowMs,
    last_seen_at_ms: nowMs,
    browser: seen.browser,
    address: seen.address,
    tenant_id: seen.tenant === undefined ? owner : seen.tenant,
  };
}
