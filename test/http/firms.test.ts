import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/access/password.ts';
import { makeApp } from '../../src/app/make-app.ts';
import { nowIso, systemClock } from '../../src/lib/clock.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { FIRST_TENANT } from '../../src/model/tenant.ts';
import { archived, entry } from '../../src/state/samples.contract.ts';
import type { State } from '../../src/state/state.ts';
import { PageClient } from '../support/page-client.ts';
import type { Json } from '../support/page-client.ts';
import { keepFailedRun } from '../support/hosted/failed-run.ts';
import { serveFirms } from '../support/hosted/served-firms.ts';
import type { ServedFirms } from '../support/hosted/served-firms.ts';
import { openWorldParts } from '../support/world.ts';
import { itOnFile } from '../support/memory/on-file.ts';

// What whoever looks after the firms sees of them and may do (issue 17, point 4).

const PASSWORD = 'дълга парола 1';
const NOW = nowIso(systemClock);
/** In all of a shop that is none of the hoster's business. */
const MARK = 'НИЧИЯ-РАБОТА';

let folder: string;
let state: State;
let firms: ServedFirms;
let hoster: PageClient;

async function fillShop(memory: State): Promise<void> {
  const settings = { ...defaultSettings(), shopAddress: `https://${MARK}.example`, schedule: '15' };
  const { id } = await memory.profiles.add('Склад юг', settings, NOW);
  await memory.profiles.setSecret(id, 'secret', MARK);
  await memory.ledger.keep(id, [archived(1, `{"buyer":"${MARK}"}`)], [entry(1, { status: MARK })]);
  const facts = { code: MARK };
  const note = { code: 'order.empty', facts, contentHash: '' } as const;
  await memory.attention.put(
    id,
    [
      { ...note, subject: 'order:1' },
      { ...note, subject: 'order:2' },
    ],
    NOW,
  );
  const lost = { address: MARK, reason: MARK };
  await keepFailedRun(memory, id, { code: 'shop.unreachable', facts: lost, startedBy: MARK, nowIso: NOW });
}

async function enter(name: string, password = PASSWORD): Promise<PageClient> {
  const client = new PageClient(firms.served.url);
  expect((await client.enter('/api/login', { name, password })).status).toBe(200);
  return client;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skladbridge-hoster-'));
  const parts = await openWorldParts(folder);
  const app = makeApp(parts);
  ({ state } = parts);
  await state.tenants.rename(FIRST_TENANT, 'Алфа');
  const other = await state.tenants.add('Бета', NOW);
  await fillShop(state.of(other.id));
  await state.of(FIRST_TENANT).profiles.add('Онлайн', defaultSettings(), NOW);
  const passwordHash = await hashPassword(PASSWORD);
  const draft = { passwordHash, language: 'bg' } as const;
  await state.of(FIRST_TENANT).accounts.add({ ...draft, name: 'Ана', role: 'owner' }, NOW);
  const { id } = await state.accounts.add({ ...draft, name: 'Хостър', role: 'operator' }, NOW);
  await app.tenants.setHoster('Хостър', true);
  await state.tenants.setMember(FIRST_TENANT, id, null);
  firms = await serveFirms(app);
  hoster = await enter('Хостър');
}, 60_000);

afterAll(async () => {
  await firms.served.close();
  await rm(folder, { recursive: true, force: true });
});

async function page(query = ''): Promise<Json> {
  const reply = await hoster.call('GET', `/api/firms${query}`);
  expect(reply.status).toBe(200);
  return reply.body;
}

async function listed(query = ''): Promise<readonly Json[]> {
  return (await page(query))['firms'] as readonly Json[];
}

describe('the hoster’s firms', () => {
  it('stand with their shops, the worst first: how each stands and why, and nothing of what is in it', async () => {
    const [worst, other] = await listed();
    expect(worst).toMatchObject({ name: 'Бета', suspendedAt: null, hasOwner: false });
    expect(worst?.['shops']).toEqual([
      {
        name: 'Склад юг',
        standing: 'failed',
        needsSomebody: true,
        lastRun: { startedAt: NOW, end: 'failed', code: 'shop.unreachable', cause: 'connection' },
        lastSuccess: null,
        schedule: '15',
        lateMinutes: null,
        health: { shop: false, warehouse: null },
        attention: [{ cause: expect.any(String), count: 2 }],
      },
    ]);
    expect(other).toMatchObject({ name: 'Алфа', hasOwner: true, shops: [{ standing: 'new' }] });
    expect(hoster.answers.join('\n')).not.toContain(MARK);
  });

  it('what was changed is seen by the next look, though settings are read once', async () => {
    const memory = state.of(FIRST_TENANT);
    const profile = await memory.profiles.find('Онлайн');
    if (profile === null) throw new Error('no profile');
    await memory.profiles.save({ ...profile, settings: { ...profile.settings, schedule: '60' } });
    const alfa = (await listed()).find(({ name }) => name === 'Алфа');
    expect(alfa?.['shops']).toMatchObject([{ schedule: '60' }]);
  });

  it('are nobody else’s to see or to change', async () => {
    const owner = await enter('Ана');
    for (const [method, path] of [
      ['GET', '/api/firms'],
      ['POST', '/api/firms'],
      ['PUT', '/api/firms/2/name'],
      ['PUT', '/api/firms/2/suspended'],
      ['POST', '/api/firms/2/owner'],
    ] as const) {
      const body = { name: 'Моя', isSuspended: true };
      const reply = await owner.call(method, path, { body });
      expect([path, reply.status]).toEqual([path, 403]);
    }
  });

  it('get a name and are suspended and resumed; one that is not there is told so', async () => {
    const put = (path: string, body: Json) => hoster.call('PUT', path, { body });
    expect((await put('/api/firms/2/name', { name: 'Бета и синове' })).status).toBe(200);
    expect((await put('/api/firms/2/name', { name: 'Алфа' })).body['code']).toBe('tenant.nameTaken');
    expect((await put('/api/firms/1/suspended', { isSuspended: true })).status).toBe(200);
    const login = new PageClient(firms.served.url);
    await login.enter('/api/login', { name: 'Ана', password: PASSWORD });
    expect((await login.call('GET', '/api/profiles')).body['code']).toBe('tenant.suspended');
    const alfa = (await listed()).find(({ name }) => name === 'Алфа');
    expect(alfa).toMatchObject({ suspendedAt: expect.any(String), shops: [{ needsSomebody: false }] });
    expect((await put('/api/firms/1/suspended', { isSuspended: false })).status).toBe(200);
    expect((await login.call('GET', '/api/profiles')).status).toBe(200);
    expect((await put('/api/firms/77/name', { name: 'Х' })).status).toBe(404);
  });

  itOnFile('a memory in a file is of one firm: its backups hold everything', async () => {
    const added = await hoster.call('POST', '/api/firms', { body: { name: 'Гама' } });
    expect(added.body['code']).toBe('tenant.needsDatabase');
  });

  it('the first owner is made with a password to begin with; a firm that has one adds its people itself', async () => {
    const add = (id: number, name: string) =>
      hoster.call('POST', `/api/firms/${id}/owner`, { body: { name } });
    expect((await add(2, 'Ана')).body['code']).toBe('account.nameTaken');
    const made = await add(2, 'boris@beta.bg');
    expect(made.body).toMatchObject({ account: { role: 'owner', mustChange: true } });
    const owner = await enter('boris@beta.bg', String(made.body['password']));
    expect((await owner.call('GET', '/api/session')).body).toMatchObject({ firm: 'Бета и синове' });
    for (const id of [1, 2]) expect((await add(id, 'друг')).body['code']).toBe('tenant.hasOwner');
    expect((await listed()).map((firm) => firm['hasOwner'])).toEqual([true, true]);
  });

  it('come in pages; any is found by its name or a shop’s, and the sums are of all', async () => {
    const names = Array.from({ length: 120 }, (_, index) => `Още ${index + 1}`);
    for (const name of names) await state.tenants.add(name, NOW);
    const sums = { firms: 122, shops: 2, needing: 1, needingFirms: 1, well: 0, isBad: true };
    const [first, second, third] = [await page(), await page('?page=2'), await page('?page=3')];
    for (const each of [first, second, third])
      expect(each).toMatchObject({ found: 122, pageSize: 100, sums });
    const all = [first, second, third].flatMap(({ firms: some }) => some as readonly Json[]);
    // The worst first, then by name.
    expect(all.map(({ name }) => name)).toEqual(['Бета и синове', 'Алфа', ...names.toSorted()]);
    const search = (text: string) => page(`?search=${encodeURIComponent(text)}`);
    const exact = await search('още 12');
    expect(exact).toMatchObject({ found: 2, page: 1, sums });
    expect(exact['firms']).toMatchObject([
      { name: 'Още 12', isByShop: false },
      { name: 'Още 120', isByShop: false },
    ]);
    const byShop = await search('юг');
    expect(byShop['firms']).toMatchObject([
      { name: 'Бета и синове', isByShop: true, shops: [{ name: 'Склад юг', lastRun: { end: 'failed' } }] },
    ]);
    expect(await page('?needs=yes')).toMatchObject({ found: 1, sums, firms: [{ name: 'Бета и синове' }] });
    expect(await search('няма такава')).toMatchObject({ found: 0, firms: [], sums });
  });

  it('who did it is told in the log of changes', async () => {
    const notes = await state.changes.list({ profile: null, before: null, limit: 50 });
    const own = notes.filter(({ field }) => field.startsWith('tenant '));
    expect(own.map(({ who, after }) => [who, after]).slice(0, 3)).toEqual([
      ['Хостър', 'resumed'],
      ['Хостър', 'suspended'],
      ['Хостър', 'Бета и синове'],
    ]);
  });
});
