import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ruleOf } from '../../src/hosted/pages/page-policies.ts';
import { makePageRole } from '../../src/hosted/pages/page-role.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { asSyncError } from '../../src/model/sync-error.ts';
import { FIRST_TENANT } from '../../src/model/tenant.ts';
import type { TenantId } from '../../src/model/tenant.ts';
import { databaseAddress } from '../../src/state/postgres/database-address.ts';
import { migrateDatabase } from '../../src/state/postgres/migrate-database.ts';
import { openFirmPool } from '../../src/state/postgres/postgres-pool.ts';
import { openPostgresState } from '../../src/state/postgres/postgres-state.ts';
import { archived, entry, link } from '../../src/state/samples.contract.ts';
import { report, run as reportedRun } from '../../src/state/reporting.contract.ts';
import { living } from '../../src/state/sql/lists/of-tenant.ts';
import { describeStateContract } from '../../src/state/state.contract.ts';
import type { State } from '../../src/state/state.ts';
import { askAt, pageRoleOf, urlAs } from '../support/postgres/page-role.ts';
import { hasBouncer, startBouncer } from '../support/postgres/pgbouncer.ts';
import type { PrivateBouncer } from '../support/postgres/pgbouncer.ts';
import { describePostgres, startPostgres } from '../support/postgres/postgres.ts';
import type { PrivatePostgres } from '../support/postgres/postgres.ts';

const NOW = '2026-11-26T10:00:00Z';
const folder = mkdtempSync(join(tmpdir(), 'skladbridge-state-'));
/** What is of no firm, of people, or unique over all firms: what one test leaves there the next would meet. */
const SHARED = [
  'sessions',
  'accounts',
  'login_failures',
  'login_links',
  'reported_runs',
  'reported_profiles',
  'reported_shops',
  'program_values',
];
/** What shops have told, and where a firm reports itself. */
const OF_REPORTS = ['report_lines', 'reported_profiles', 'reported_runs', 'reported_shops'];
/** Tables of the memory, without parts of others. */
const TABLES = `select c.oid::regclass::text as at, c.relname as name, c.relrowsecurity as "isOn",
  array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0) as columns,
  exists (select from pg_policy where polrelid = c.oid) as has
  from pg_class c where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
  and not relispartition order by 2`;

let server: PrivatePostgres;
/** Addresses of one memory: as its owner and as a page. */
let owner: string;
let page: string;
let role: string;

const open = (url: string, isPage = false): Promise<State> =>
  openPostgresState({ address: databaseAddress(url), folder, isPage });

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'nothing',
    (error: unknown) => asSyncError(error).code,
  );
}

/** What the server answers whoever asks as a firm, in one transaction; its error's code where it refuses. */
async function asFirm(firm: TenantId | null, statement: string): Promise<unknown> {
  const say = firm === null ? '' : `set local skl.tenant = '${firm}';`;
  return askAt(page, `begin; ${say} ${statement}; commit`).catch(
    (error: unknown) => (error as { readonly code: string }).code,
  );
}

describePostgres('a memory by the role of pages', () => {
  const firms: TenantId[] = [];
  beforeAll(async () => {
    server = await startPostgres();
    owner = server.url(await server.makeDatabase());
    const state = await open(owner);
    const other = await state.tenants.add('Втора', NOW);
    firms.push(FIRST_TENANT, other.id);
    for (const firm of firms) {
      const own = state.of(firm);
      const { id } = await own.profiles.add('Магазин', defaultSettings(), NOW);
      await own.profiles.setSecret(id, 'secret', 'тайна');
      await own.ledger.keep(id, [archived(1, '{}')], [entry(1), entry(2)]);
      await own.links.save(id, [link(7, 70)]);
      const shop = await own.reportedShops.add({ name: 'Варна', tokenHash: `token of ${firm}` }, NOW);
      const told = { runs: [{ profile: 1, run: reportedRun(1) }] };
      await own.reportedShops.take(shop.id, report(1, told), NOW);
      await own.reportLine.setTarget({ address: 'https://a.bg', everyMinutes: 5, token: `to ${firm}` });
      const run = await own.runs.start(id, { tasks: ['export-goods'], trigger: 'person' }, NOW);
      await own.runs.addEvents(run, [
        { at: NOW, event: { type: 'retry', side: 'shop', code: 'shop.busy', waitMs: 1 } as never },
      ]);
    }
    await state.close();
    ({ url: page, role } = await pageRoleOf(owner));
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('every table has a policy, or a reason why not; of a new one that nobody has thought of nothing is given', async () => {
    await askAt(owner, 'create table forgotten (id bigint); create table new_rows (profile_id bigint)');
    await pageRoleOf(owner);
    const tables = (await askAt(owner, TABLES)) as readonly {
      readonly at: string;
      readonly name: string;
      readonly isOn: boolean;
      readonly has: boolean;
      readonly columns: readonly string[];
    }[];
    const unsaid = tables.filter((table) => ruleOf(table, 'public') === null).map(({ name }) => name);
    // A migration that adds such a table has to say in `page-policies.ts` whose it is.
    expect(unsaid).toEqual(['forgotten']);
    expect(await asFirm(FIRST_TENANT, 'select * from forgotten')).toBe('42501');
    expect(await asFirm(FIRST_TENANT, 'select * from new_rows')).toEqual([]);
    for (const table of tables) {
      const { policy = null, reason = '' } = ruleOf(table, 'public') ?? {};
      expect([table.name, table.isOn, table.has]).toEqual([table.name, policy !== null, policy !== null]);
      if (policy === null && table.name !== 'forgotten') expect(reason.length).toBeGreaterThan(10);
    }
    const ofFirms = tables.filter(({ columns }) =>
      ['profile_id', 'tenant_id', 'shop_id'].some((column) => columns.includes(column)),
    );
    expect(ofFirms.every(({ has }) => has)).toBe(true);
    expect(ofFirms.map(({ name }) => name)).toEqual(expect.arrayContaining(OF_REPORTS));
    expect(ofFirms.length).toBeGreaterThan(28);
    await askAt(owner, 'drop table forgotten; drop table new_rows');
  });

  it('the server refuses another firm’s rows, whatever the statement says', async () => {
    const [mine, theirs] = firms as [TenantId, TenantId];
    const [own] = await askAt(owner, `select id from profiles where tenant_id = ${mine}`);
    const [foreign] = await askAt(owner, `select id from profiles where tenant_id = ${theirs}`);
    const ofProfiles = ['profiles', 'secrets', 'links', 'orders', 'archive', 'runs', 'run_events'];
    const tables = [...ofProfiles, ...OF_REPORTS, 'memberships'];
    for (const table of tables) {
      const count = `select count(*)::int as n from ${table}`;
      const [all] = await askAt(owner, count);
      const [seen] = (await asFirm(mine, count)) as readonly Readonly<Record<string, unknown>>[];
      expect([table, Number(all?.['n']) > Number(seen?.['n']) || table === 'memberships']).toEqual([
        table,
        true,
      ]);
      if (table === 'memberships') continue;
      expect([table, seen?.['n']]).toEqual([table, Number(all?.['n']) / 2]);
      expect([table, await asFirm(null, count)]).toEqual([table, [{ n: 0 }]]);
    }
    const id = String(foreign?.['id']);
    expect(await asFirm(mine, `update profiles set name = 'x' where id = ${id} returning id`)).toEqual([]);
    expect(await asFirm(mine, `delete from links where profile_id = ${id} returning good_id`)).toEqual([]);
    const secret = (whose: unknown): string =>
      `insert into secrets (profile_id, name, sealed) values (${String(whose)}, 'x', '') returning name`;
    expect(await asFirm(mine, secret(id))).toBe('42501');
    expect(await asFirm(null, secret(own?.['id']))).toBe('42501');
    expect(await asFirm(mine, secret(own?.['id']))).toEqual([{ name: 'x' }]);
    expect(
      await asFirm(mine, `update profiles set tenant_id = ${theirs} where id = ${String(own?.['id'])}`),
    ).toBe('42501');
    const told = (table: string): string =>
      `insert into ${table} (shop_id, profile, ${table === 'reported_runs' ? 'run_id, run' : 'standing'})
        select id, 9, ${table === 'reported_runs' ? "9, '{}'" : "'{}'"} from reported_shops_there returning profile`;
    // Numbers of shops of all firms, as somebody may guess them.
    await askAt(owner, 'create view reported_shops_there as select id from reported_shops');
    await askAt(owner, `grant select on reported_shops_there to ${role}`);
    for (const table of ['reported_profiles', 'reported_runs'])
      expect([table, await asFirm(mine, told(table))]).toEqual([table, '42501']);
    await askAt(owner, 'drop view reported_shops_there');
    for (const table of OF_REPORTS) {
      const removed = (await asFirm(mine, `delete from ${table} returning 1 as one`)) as readonly unknown[];
      const [left] = await askAt(owner, `select count(*)::int as n from ${table}`);
      expect([table, removed.length, left?.['n']]).toEqual([table, 1, 1]);
    }
    for (const statement of [
      'delete from data_keys',
      'update tenants set suspended_at = null',
      "insert into tenants (id, name, created_at) values (9, 'x', '')",
      'select * from run_events_default',
      'select * from run_events_past',
      'create table x (id bigint)',
      'alter table profiles disable row level security',
      'set role skladbridge',
    ])
      expect([statement, await asFirm(mine, statement)]).toEqual([statement, '42501']);
  });

  it('a facade that forgets its firm shows nothing of another’s; as the owner it would', async () => {
    const pools = [openFirmPool(page), openFirmPool(owner)] as const;
    try {
      const [bound, free] = pools;
      // As `profiles.find` would ask that has lost its firm.
      const names = async (pool: typeof bound) =>
        (await living(pool.of(FIRST_TENANT), null).execute()).map((row) => row.tenant_id);
      expect(await names(bound)).toEqual([FIRST_TENANT]);
      expect(await names(free)).toEqual(firms);
      // One after the other over the same connections: what one has said the next has not.
      expect(await living(bound.database, null).execute()).toEqual([]);
      const said = sql<{ readonly firm: string | null }>`select current_setting('skl.tenant', true) as firm`;
      expect((await said.execute(bound.database)).rows[0]?.firm ?? '').toBe('');
    } finally {
      for (const { database } of pools) await database.destroy();
    }
  });

  it('whoever comes with a token is of no firm yet: he is told which, and nothing else', async () => {
    const state = await open(page, true);
    try {
      const [mine, theirs] = firms as [TenantId, TenantId];
      for (const memory of [state, state.of(mine)]) {
        const found = await memory.reportedShops.byToken(`token of ${theirs}`);
        expect(found?.tenant.id).toBe(theirs);
        const shops = state.of(theirs).reportedShops;
        expect((await shops.take(found?.shop ?? 0, report(found?.shop ?? 0), NOW)).isNews).toBe(true);
        await shops.setToken(found?.shop ?? 0, `token of ${theirs}`);
      }
      expect(await state.reportedShops.byToken('nobody’s')).toBe(null);
      expect(await state.reportedShops.list()).toEqual([]);
      expect(await state.of(theirs).reportLine.token()).toBe(`to ${theirs}`);
    } finally {
      await state.close();
    }
  });

  it('does not answer that there are no shops where all firms are asked for at once', async () => {
    const state = await open(page, true);
    try {
      const { tenants } = state;
      expect((await tenants.list()).map(({ id }) => id)).toEqual(firms);
      for (const work of [
        tenants.shops(),
        tenants.profiles([]),
        tenants.add('Трета', NOW),
        tenants.rename(FIRST_TENANT, 'Трета'),
        tenants.suspend(FIRST_TENANT, NOW),
      ])
        expect(await codeOf(work)).toBe('tenant.pageRole');
    } finally {
      await state.close();
    }
  });

  it('is for pages alone, made by the owner alone, and no role that nothing would bind', async () => {
    expect(await codeOf(open(page))).toBe('state.database.pagesOnly');
    const address = databaseAddress(owner);
    expect(await codeOf(makePageRole(databaseAddress(page), role))).toBe('state.database.pagesOnly');
    expect(await codeOf(makePageRole(address, 'nobody_of_that_name'))).toBe('state.database.roleUnknown');
    await askAt(
      owner,
      'create role page_member login in role skladbridge; create role page_free login bypassrls',
    );
    for (const each of ['skladbridge', 'page_member', 'page_free'])
      expect([each, await codeOf(makePageRole(address, each))]).toEqual([each, 'state.database.roleFree']);
    await askAt(owner, 'update memory_version set version = version - 1');
    expect(await codeOf(open(page, true))).toBe('state.database.behind');
    await askAt(owner, 'update memory_version set version = version + 1');
    // Nothing was given to this one.
    await askAt(owner, 'create role page_stranger login');
    expect(await codeOf(open(urlAs(owner, 'page_stranger'), true))).toBe('state.database.refused');
    expect((await migrateDatabase(address)).before).toBeGreaterThan(0);
  });

  describe.skipIf(!hasBouncer())('behind a pooler in transaction mode', () => {
    let bouncer: PrivateBouncer;
    let state: State;
    beforeAll(async () => {
      bouncer = await startBouncer(server, role);
      state = await open(owner);
    });
    afterAll(async () => {
      await state.close();
      await bouncer.stop();
    });

    let made = 0;
    describeStateContract(
      'a firm of many',
      async () => {
        await askAt(owner, SHARED.map((table) => `delete from ${table}`).join('; '));
        made += 1;
        const { id } = await state.tenants.add(`Фирма ${made}`, NOW);
        return {
          open: async () => {
            const address = databaseAddress(bouncer.url(new URL(owner).pathname.slice(1)), page);
            const opened = await openPostgresState({ address, folder, isPage: true });
            return { ...opened.of(id), close: () => opened.close() };
          },
          cleanUp: async () => undefined,
        };
      },
      { isWhole: false },
    );
  });
});
