import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../../src/access/password.ts';
import { CALLS } from '../../../src/api/api.ts';
import { LIVE_CALLS } from '../../../src/api/live.ts';
import { FIRST_TENANT } from '../../../src/model/tenant.ts';
import { databaseAddress } from '../../../src/state/postgres/database-address.ts';
import { askDatabase } from '../../../src/state/postgres/ask-database.ts';
import { openPostgresState } from '../../../src/state/postgres/postgres-state.ts';
import { lookAtAgents } from '../../../src/state/sql/firm/look-at-agents.ts';
import { runChild } from '../../support/child.ts';
import { sampleBody } from '../../support/contract/sample-body.ts';
import { ManyShops } from '../../support/hosted/many-shops.ts';
import type { Program } from '../../support/hosted/program.ts';
import { PageClient, pathOf } from '../../support/page-client.ts';
import { askAt, urlAs } from '../../support/postgres/page-role.ts';
import { wellReport } from '../../support/reporting/hosted-page.ts';
import { ACCESS } from '../../support/world.ts';

const PASSWORD = 'дълга парола 1';
const [MINE, THEIRS] = ['Магазин 1', 'Магазин 2'];
const ROLE = 'page_of_two_firms';
/** What looks first, what takes away last. */
const ORDER = ['get', 'put', 'post', 'delete'];
const NOW = '2026-11-26T10:00:00Z';
const folder = mkdtempSync(join(tmpdir(), 'skladbridge-page-role-'));

const at = (name: string): string => `/api/profiles/${encodeURIComponent(name)}`;

/** Reads a stream until it has told this. */
async function heard(client: PageClient, until: string, signal: AbortSignal): Promise<string> {
  const { body } = await fetch(`${client.url}${LIVE_CALLS.live.path}`, {
    headers: { Cookie: client.cookie },
    signal,
  });
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.includes(until)) break;
  }
  return text;
}

describe('a page whose role sees one firm at a time, and a worker that owns the tables', () => {
  let many: ManyShops;
  let page: Program;
  const people: PageClient[] = [];
  beforeAll(async () => {
    many = await ManyShops.open(2);
    const state = await openPostgresState({ address: databaseAddress(many.memory), folder });
    const other = await state.tenants.add('Втора', NOW);
    await many.ask(`update profiles set tenant_id = ${other.id} where name = '${THEIRS}'`);
    const passwordHash = await hashPassword(PASSWORD);
    for (const [name, id] of [
      ['първа', FIRST_TENANT],
      ['втора', other.id],
    ] as const)
      await state.of(id).accounts.add({ name, role: 'owner', language: 'bg', passwordHash }, NOW);
    await state.close();
    await askAt(many.memory, `drop role if exists ${ROLE}; create role ${ROLE} login`);
    const made = await runChild({
      args: ['migrate', '--page-role', ROLE, '--json', '--data', folder],
      env: { SKLADBRIDGE_DATABASE: many.memory },
    });
    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(JSON.parse(made.stdout)).toMatchObject({ pages: { role: ROLE } });
    page = await many.serve('page', 4, { SKLADBRIDGE_DATABASE: urlAs(many.memory, ROLE) });
    await many.serve('worker');
    for (const name of ['първа', 'втора']) {
      const client = new PageClient(page.url);
      expect((await client.enter('/api/login', { name, password: PASSWORD })).status).toBe(200);
      people.push(client);
    }
  });
  afterAll(async () => {
    await many.close();
    await askAt(many.memory, `drop owned by ${ROLE}; drop role ${ROLE}`);
    rmSync(folder, { recursive: true, force: true });
  });

  it('each firm signs in, saves its server, has the worker run it, and sees its own orders alone', async () => {
    expect(await page.readiness()).toBe(200);
    const stop = new AbortController();
    const streams = people.map((client) => heard(client, '"workEnded"', stop.signal));
    for (const [index, client] of people.entries()) {
      const own = [MINE, THEIRS][index] ?? '';
      const list = await client.call('GET', '/api/profiles');
      expect((JSON.parse(list.text) as readonly { readonly name: string }[]).map(({ name }) => name)).toEqual(
        [own],
      );
      const { version, settings } = (await client.call('GET', at(own))).body as {
        readonly version: number;
        readonly settings: Readonly<Record<string, unknown>>;
      };
      const saved = { version, name: own, settings: { ...settings, requestsAtOnce: 3 } };
      const secret = { value: ACCESS.secret };
      expect((await client.call('PUT', at(own), { body: saved })).status).toBe(200);
      expect((await client.call('PUT', `${at(own)}/secrets/secret`, { body: secret })).status).toBe(200);
      expect((await client.call('POST', `${at(own)}/run`, { body: { tasks: null } })).status).toBe(200);
    }
    await many.untilDone();
    many.expectSound();
    const told = await Promise.all(streams);
    stop.abort();
    for (const [index, client] of people.entries()) {
      const [own, foreign] = index === 0 ? [MINE, THEIRS] : [THEIRS, MINE];
      expect(told[index]).toContain(own);
      expect(told[index]).not.toContain(foreign);
      const orders = await client.call('GET', `${at(own)}/orders`);
      expect([orders.status, orders.text.includes('recorded')]).toEqual([200, true]);
      expect((await client.call('GET', `${at(foreign)}/orders`)).status).toBe(404);
    }
    const figures = await (await fetch(`${page.url}/metrics`)).text();
    expect(figures).toContain(`profile="${THEIRS}",firm="Втора"`);
    expect(figures).toContain(MINE);
    expect(await page.readiness()).toBe(200);
  });

  it('a shop’s report comes to the firm of its token, and is seen there alone', async () => {
    const SHOPS = '/api/reporting/shops';
    const [first, second] = people;
    if (first === undefined || second === undefined) throw new Error('nobody has signed in');
    const { body } = await second.call('POST', SHOPS, { body: { name: 'Варна' } });
    const headers = { Authorization: `Bearer ${String(body['token'])}`, Connection: 'close' };
    const report = { body: wellReport(1), headers, isForeign: true };
    expect((await new PageClient(page.url).call('POST', '/api/reports', report)).body).toEqual({
      isNews: true,
      sequence: 1,
    });
    expect((await second.call('GET', SHOPS)).text).toContain('0.2.0');
    expect((await first.call('GET', SHOPS)).text).toBe('[]');
    const figures = await (await fetch(`${page.url}/metrics`)).text();
    expect(figures).toContain('skladbridge_reporting_shops{firm="Втора"} 1');
    const wrong = { ...headers, Authorization: `Bearer ${'x'.repeat(43)}` };
    const refused = await new PageClient(page.url).call('POST', '/api/reports', {
      ...report,
      headers: wrong,
    });
    expect(refused.body['code']).toBe('report.tokenWrong');
  });

  it('no call of the page asks the server for more than the role may', async () => {
    const [client] = people;
    if (client === undefined) throw new Error('nobody has signed in');
    const values = { name: MINE ?? '', secret: 'secret', id: '1', number: '1', month: '2026-11', key: '1' };
    const met: string[] = [];
    const walked = CALLS.filter(
      ({ needs, path }) =>
        needs !== 'public' &&
        needs !== 'reporter' &&
        !path.startsWith('/api/session') &&
        path !== '/api/live',
    ).toSorted((left, right) => ORDER.indexOf(left.method) - ORDER.indexOf(right.method));
    for (const route of walked) {
      const body = sampleBody(route);
      const reply = await client.call(route.method.toUpperCase(), pathOf(route, values), {
        body: body ?? {},
      });
      if (reply.status >= 500 || reply.text.includes('state.database.refused'))
        met.push(`${route.method} ${route.path}: ${reply.status} ${reply.text.slice(0, 200)}`);
    }
    expect(met).toEqual([]);
    expect(walked.length).toBeGreaterThan(60);
  });

  it('nobody works by that role, and doctor says what it is for', async () => {
    const env = { SKLADBRIDGE_DATABASE: urlAs(many.memory, ROLE), SKLADBRIDGE_HEALTH_PORT: '0' };
    const worker = await runChild({ args: ['serve', '--role', 'worker', '--data', folder], env });
    expect(worker.code).toBe(12);
    expect(worker.stderr).toContain('state.database.pagesOnly');
    const doctor = await runChild({ args: ['doctor', '--json', '--data', folder], env });
    expect(doctor.stdout).toContain('"databasePages"');
  });

  it('whoever looks at agents without a firm, as doctor does, is shown those of all firms', async () => {
    const name = (firm: number): string => `office-${firm}`;
    for (const { id } of await many.ask('select id from tenants')) {
      const firm = Number(id);
      await many.ask(`insert into agents (tenant_id, name, version, seen_ms)
        values (${firm}, '${name(firm)}', '1.2.3', ${firm}), (${firm}, 'unused', '1.2.3', 1)`);
      await many.ask(`update profiles set settings = jsonb_set(settings::jsonb, '{warehouse}',
        '"agent:${name(firm)}"')::text where tenant_id = ${firm}`);
    }
    const seen = async (url: string) => askDatabase(databaseAddress(url), lookAtAgents);
    const ofAll = await seen(many.memory);
    expect(ofAll.map(({ name: agent }) => agent)).toHaveLength(2);
    expect(await seen(urlAs(many.memory, ROLE))).toEqual(ofAll);
  });
});
