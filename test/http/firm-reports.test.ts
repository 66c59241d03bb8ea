import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/access/password.ts';
import { makeApp } from '../../src/app/make-app.ts';
import { nowIso, systemClock } from '../../src/lib/clock.ts';
import { FIRST_TENANT } from '../../src/model/tenant.ts';
import type { TenantId } from '../../src/model/tenant.ts';
import type { State } from '../../src/state/state.ts';
import { serveFirms } from '../support/hosted/served-firms.ts';
import type { ServedFirms } from '../support/hosted/served-firms.ts';
import { PageClient } from '../support/page-client.ts';
import type { Json, PageReply } from '../support/page-client.ts';
import { wellReport, wellStanding } from '../support/reporting/hosted-page.ts';
import { openWorldParts } from '../support/world.ts';

// Shops that report to firms of one memory: each to its own, and none to another's.

const PASSWORD = 'дълга парола 1';
const NOW = nowIso(systemClock);
const SHOPS = '/api/reporting/shops';

let folder: string;
let state: State;
let firms: ServedFirms;
let other: TenantId;
/** Owners of both, and the accountant of the second. */
let people: { readonly ana: PageClient; readonly boris: PageClient; readonly reader: PageClient };

async function enter(name: string): Promise<PageClient> {
  const client = new PageClient(firms.served.url);
  expect((await client.enter('/api/login', { name, password: PASSWORD })).status).toBe(200);
  return client;
}

/** What a program of a shop posts. */
async function post(token: string, sequence: number, server: string): Promise<PageReply> {
  const headers = { Authorization: `Bearer ${token}`, Connection: 'close' };
  const body = wellReport(sequence, { profiles: [wellStanding({ name: server })] });
  return new PageClient(firms.served.url).call('POST', '/api/reports', { body, headers, isForeign: true });
}

async function add(
  client: PageClient,
  name: string,
): Promise<{ readonly id: number; readonly token: string }> {
  const { body, status } = await client.call('POST', SHOPS, { body: { name } });
  expect(status).toBe(200);
  return { id: Number(body['id']), token: String(body['token']) };
}

async function servers(client: PageClient): Promise<readonly unknown[]> {
  const shops = JSON.parse((await client.call('GET', SHOPS)).text) as readonly Json[];
  return shops.map((shop) => [
    shop['name'],
    (shop['servers'] as readonly Json[]).map((each) => each['name']),
  ]);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skladbridge-firm-reports-'));
  const parts = await openWorldParts(folder);
  ({ state } = parts);
  await state.tenants.rename(FIRST_TENANT, 'Алфа');
  ({ id: other } = await state.tenants.add('Бета', NOW));
  const draft = { passwordHash: await hashPassword(PASSWORD), language: 'bg' } as const;
  await state.of(FIRST_TENANT).accounts.add({ ...draft, name: 'Ана', role: 'owner' }, NOW);
  await state.of(other).accounts.add({ ...draft, name: 'Борис', role: 'owner' }, NOW);
  await state.of(other).accounts.add({ ...draft, name: 'Вера', role: 'accountant' }, NOW);
  firms = await serveFirms(makeApp(parts));
  people = { ana: await enter('Ана'), boris: await enter('Борис'), reader: await enter('Вера') };
}, 60_000);

afterAll(async () => {
  await firms.served.close();
  await rm(folder, { recursive: true, force: true });
});

describe('shops that report to firms of one memory', () => {
  it('two of one name: each token brings its report to its own firm, and the other sees nothing of it', async () => {
    const { ana, boris, reader } = people;
    const [first, second] = [await add(ana, 'Варна'), await add(boris, 'Варна')];
    expect((await post(second.token, 1, 'на Бета')).body).toEqual({ isNews: true, sequence: 1 });
    expect(await servers(ana)).toEqual([['Варна', []]]);
    expect(await servers(reader)).toEqual([['Варна', ['на Бета']]]);
    expect((await post(first.token, 1, 'на Алфа')).status).toBe(200);
    expect(await servers(ana)).toEqual([['Варна', ['на Алфа']]]);
    expect(await servers(boris)).toEqual([['Варна', ['на Бета']]]);
    for (const [method, path] of [
      ['GET', `${SHOPS}/${second.id}`],
      ['POST', `${SHOPS}/${second.id}/token`],
      ['DELETE', `${SHOPS}/${second.id}/token`],
      ['DELETE', `${SHOPS}/${second.id}`],
    ] as const)
      expect([method, path, (await ana.call(method, path)).status]).toEqual([method, path, 404]);
    expect((await reader.call('POST', SHOPS, { body: { name: 'Бургас' } })).status).toBe(403);
    const renewed = await boris.call('POST', `${SHOPS}/${second.id}/token`);
    expect((await post(second.token, 2, 'x')).body['code']).toBe('report.tokenWrong');
    expect((await post(String(renewed.body['token']), 1, 'наново')).status).toBe(200);
    // Who did it stands in the firm's own log of changes.
    expect((await boris.call('GET', '/api/changes')).text).toContain('Варна: token');
    expect((await ana.call('GET', '/api/changes')).text).not.toContain('Варна: token');
    const figures = await (await fetch(`${firms.served.url}/metrics`)).text();
    for (const firm of ['Алфа', 'Бета']) {
      expect(figures).toContain(`skladbridge_reporting_shops{firm="${firm}"} 1`);
      expect(figures).toContain(`skladbridge_reporting_shops_silent{firm="${firm}"} 0`);
    }
    expect(figures).not.toContain('Варна');
  });

  it('a suspended firm takes none and says so by a code of its own; open again it takes the next', async () => {
    const { token } = await add(people.boris, 'Русе');
    expect((await post(token, 1, 'Русе')).status).toBe(200);
    await state.tenants.suspend(other, NOW);
    const refused = await post(token, 2, 'по-нов');
    expect([refused.status, refused.body['code']]).toEqual([423, 'report.suspended']);
    expect(refused.text).not.toContain('Бета');
    expect((await people.boris.call('GET', SHOPS)).body['code']).toBe('tenant.suspended');
    await state.tenants.suspend(other, null);
    expect(await servers(people.boris)).toContainEqual(['Русе', ['Русе']]);
    expect((await post(token, 2, 'по-нов')).status).toBe(200);
    expect(await servers(people.boris)).toContainEqual(['Русе', ['по-нов']]);
  });

  it('where a firm reports is asked, set and stopped by itself', async () => {
    const { ana, boris } = people;
    const line = async (client: PageClient) => (await client.call('GET', '/api/reporting/line')).body['line'];
    const wish = { everyMinutes: 5, token: 'x'.repeat(43) } as const;
    for (const [client, address] of [
      [ana, 'https://alfa.example.bg'],
      [boris, 'https://beta.example.bg'],
    ] as const)
      expect((await client.call('PUT', '/api/reporting/line', { body: { ...wish, address } })).status).toBe(
        200,
      );
    expect((await ana.call('DELETE', '/api/reporting/line')).status).toBe(200);
    expect(await line(ana)).toBe(null);
    expect(await line(boris)).toMatchObject({ address: 'https://beta.example.bg' });
  });
});
