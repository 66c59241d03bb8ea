import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLS } from '../../src/api/api.ts';
import type { Call } from '../../src/api/call.ts';
import { hashPassword } from '../../src/access/password.ts';
import { makeApp } from '../../src/app/make-app.ts';
import { openParts } from '../../src/compose.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { nowIso } from '../../src/lib/clock.ts';
import { ROLES } from '../../src/model/account.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { FIRST_TENANT } from '../../src/model/tenant.ts';
import { archived, entry, link } from '../../src/state/samples.contract.ts';
import type { State } from '../../src/state/state.ts';
import { sampleBody } from '../support/contract/sample-body.ts';
import { PageClient, pathOf } from '../support/page-client.ts';
import { wellReport, wellStanding } from '../support/reporting/hosted-page.ts';
import { serveFirms } from '../support/hosted/served-firms.ts';
import type { ServedFirms } from '../support/hosted/served-firms.ts';

const PASSWORD = 'дълга парола 1';
/** A profile that both firms have, by one name. */
const SHARED = 'Магазин';
/** In everything that is the other firm's. */
const MARK = 'ЧУЖДО';
const THEIRS = `${MARK} име`;
const DEVICE = 'DT900001';
const NOW = nowIso(systemClock);

/** A program whose memory two firms share, with people in each and one who looks after both. */
interface TwoFirms extends ServedFirms {
  readonly state: State;
  readonly close: () => Promise<void>;
}

const HOOK_MS = 180_000;
let firms: TwoFirms;
/** Numbers of what the other firm has, by what a call names them. */
let theirs: { readonly id: string; readonly session: string; readonly reporter: string };

async function fillOther(other: State): Promise<void> {
  for (const name of [SHARED, THEIRS]) {
    const { id } = await other.profiles.add(name, { ...defaultSettings(), deviceSerial: DEVICE }, NOW);
    await other.profiles.setSecret(id, 'secret', MARK);
    const unp = name === SHARED ? `${DEVICE}-0001-0000041` : `${DEVICE}-0001-0000042`;
    const order = entry(1, { stage: 'recorded', status: MARK, unp });
    await other.ledger.keep(id, [archived(1, `{"buyer":"${MARK}"}`)], [order, entry(2, { status: MARK })]);
    await other.links.save(id, [link(7, 70)]);
    const facts = { code: MARK };
    await other.attention.put(id, [{ subject: 'order:2', code: 'order.empty', facts, contentHash: '' }], NOW);
    await other.runs.start(id, { tasks: ['export-goods'], trigger: 'person', startedBy: MARK }, NOW);
  }
  const reporter = await other.reportedShops.add({ name: `${MARK} Варна`, tokenHash: MARK }, NOW);
  await other.reportedShops.take(
    reporter.id,
    wellReport(1, { profiles: [wellStanding({ name: MARK })] }),
    NOW,
  );
  await other.reportLine.setTarget({ address: `https://${MARK}.bg`, everyMinutes: 5, token: MARK });
  const removed = await other.profiles.add(`${MARK} премахнат`, defaultSettings(), NOW);
  await other.profiles.remove(removed.id, { isAlive: () => null, nowIso: NOW });
  const change = { at: NOW, who: MARK, profile: THEIRS, kind: 'setting', before: null } as const;
  await other.changes.add([{ ...change, field: MARK, after: MARK }]);
}

async function openFirms(): Promise<TwoFirms> {
  const folder = await mkdtemp(join(tmpdir(), 'skladbridge-firms-'));
  const parts = await openParts(folder);
  const { state } = parts;
  const app = makeApp(parts);
  const other = await state.tenants.add(`${MARK} фирма`, NOW);
  await state.of(FIRST_TENANT).profiles.add(SHARED, defaultSettings(), NOW);
  await fillOther(state.of(other.id));
  // Hashed once: a hash is dear, and whose it is is nobody's matter here.
  const passwordHash = await hashPassword(PASSWORD);
  for (const role of ROLES) {
    const draft = { passwordHash, role, language: 'bg' } as const;
    await state.of(FIRST_TENANT).accounts.add({ ...draft, name: role }, NOW);
    await state.of(other.id).accounts.add({ ...draft, name: `${MARK} ${role}` }, NOW);
  }
  const hoster = await state.accounts.add(
    { name: 'hoster', role: 'operator', language: 'bg', passwordHash },
    NOW,
  );
  await app.tenants.setHoster('hoster', true);
  await state.tenants.setMember(FIRST_TENANT, hoster.id, null);
  const { served, works } = await serveFirms(app);
  const close = async (): Promise<void> => {
    await served.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { state, served, works, close };
}

async function enter(name: string): Promise<PageClient> {
  const client = new PageClient(firms.served.url);
  const { status, text } = await client.enter('/api/login', { name, password: PASSWORD });
  expect([name, status, text]).toEqual([name, 200, text]);
  return client;
}

beforeAll(async () => {
  firms = await openFirms();
  const [, other] = await firms.state.tenants.list();
  if (other === undefined) throw new Error('no second firm');
  await enter(`${MARK} owner`);
  const memory = firms.state.of(other.id);
  const [session] = await memory.accounts.sessions();
  const [removed] = await memory.profiles.removed();
  const [reporter] = await memory.reportedShops.list();
  theirs = {
    id: String(removed?.id ?? 0),
    session: session?.tokenHash.slice(0, 32) ?? '',
    reporter: String(reporter?.id ?? 0),
  };
}, HOOK_MS);

afterAll(() => firms.close());

/** Calls that a person makes of his own session: walked by themselves, for they end it. */
function isOwn({ path }: Call): boolean {
  return path === '/api/session' || path.startsWith('/api/session/') || path === '/api/live';
}

/** Calls of somebody who has signed in. */
const BY_PEOPLE = CALLS.filter(({ needs }) => needs !== 'public' && needs !== 'reporter');

/** Calls of one thing that the other firm has, by its name or number. */
const OF_ONE = BY_PEOPLE.filter(({ path }) => path.includes('{'));

describe('one firm’s people and another firm’s things', () => {
  it.each([...ROLES, 'hoster'])(
    'as %s every call of theirs by name or number is 404 or 403',
    async (name) => {
      const client = await enter(name);
      const accounts = await firms.state.accounts.list();
      const owner = accounts.find((account) => account.name === `${MARK} owner`);
      const met: string[] = [];
      for (const route of OF_ONE) {
        const id = route.path.startsWith('/api/sessions/')
          ? theirs.session
          : route.path.startsWith('/api/accounts/')
            ? String(owner?.id ?? 0)
            : route.path.startsWith('/api/reporting/shops/')
              ? theirs.reporter
              : theirs.id;
        const values = { name: THEIRS, secret: 'secret', id, number: '1', month: '2026-11', key: '1' };
        const body = sampleBody(route);
        const reply = await client.call(route.method.toUpperCase(), pathOf(route, values), {
          body: body ?? {},
        });
        // Whoever asks has typed the name himself: what is told back is that, and nothing else.
        const told = reply.text.replaceAll(THEIRS, '');
        if (![403, 404].includes(reply.status) || told.includes(MARK))
          met.push(`${route.method} ${route.path}: ${reply.status} ${reply.text.slice(0, 200)}`);
      }
      expect(met).toEqual([]);
      expect(OF_ONE.length).toBeGreaterThan(60);
    },
  );

  it.each([...ROLES, 'hoster'])(
    'as %s no list, and nothing of a name that both have, shows any of theirs',
    async (name) => {
      const client = await enter(name);
      const values = { name: SHARED, secret: 'secret', id: '1', number: '1', month: '2026-11', key: '1' };
      const looks = BY_PEOPLE.filter((route) => route.method === 'get' && !isOwn(route));
      const met: string[] = [];
      for (const route of looks) {
        // Which firms there are, and how their shops are called, is what a hoster looks after (firms.test.ts).
        if (name === 'hoster' && route.path === '/api/firms') continue;
        const reply = await client.call('GET', pathOf(route, values));
        if (reply.text.includes(MARK)) met.push(`${route.path}: ${reply.text.slice(0, 200)}`);
        if (route.path === '/api/profiles' && reply.status === 200)
          expect((JSON.parse(reply.text) as readonly { name: string }[]).map((row) => row.name)).toEqual([
            SHARED,
          ]);
      }
      expect(met).toEqual([]);
      const own = await client.call('GET', '/api/session');
      expect(own.text).not.toContain(MARK);
    },
  );

  it('the stream of what goes on tells nothing of theirs', async () => {
    const client = await enter('owner');
    const stop = new AbortController();
    const headers = { Cookie: client.cookie };
    const answer = await fetch(`${client.url}/api/live`, { headers, signal: stop.signal });
    const other = await enter(`${MARK} owner`);
    const seen = await fetch(`${client.url}/api/live`, {
      headers: { Cookie: other.cookie },
      signal: stop.signal,
    });
    const read = async (body: Response['body'], until: string): Promise<string> => {
      let text = '';
      for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk;
        if (text.includes(until)) break;
      }
      return text;
    };
    const both = Promise.all([read(answer.body, '"workEnded"'), read(seen.body, THEIRS)]);
    for (const [page, name] of [
      [other, THEIRS],
      [other, SHARED],
      [client, SHARED],
    ] as const)
      await page.call('POST', `/api/profiles/${encodeURIComponent(name)}/run`, { body: { tasks: null } });
    const [own, foreign] = await both;
    stop.abort();
    expect(own).not.toContain(MARK);
    expect(own).toContain(SHARED);
    expect(foreign).toContain(THEIRS);
  });
});

describe('who may do what in a firm', () => {
  it('an accountant looks and takes files away; starts nothing, changes nothing, sees no secret', async () => {
    const client = await enter('accountant');
    const values = { name: SHARED, secret: 'secret', id: '1', number: '1', month: '2026-11', key: '1' };
    const letIn: string[] = [];
    for (const route of BY_PEOPLE) {
      if (isOwn(route)) continue;
      const reply = await client.call(route.method.toUpperCase(), pathOf(route, values), {
        body: sampleBody(route) ?? {},
      });
      if (reply.body['code'] !== 'access.notAllowed' && route.method !== 'get')
        letIn.push(`${route.method} ${route.path}`);
    }
    expect(letIn).toEqual(['delete /api/sessions/{id}', 'delete /api/sessions']);
    const at = `/api/profiles/${encodeURIComponent(SHARED)}`;
    expect((await client.call('GET', `${at}/orders.csv`)).status).toBe(200);
    expect((await client.call('GET', at)).status).toBe(403);
  });

  it('a suspended firm’s people come no further than to their own session', async () => {
    const client = await enter(`${MARK} operator`);
    const [, other] = await firms.state.tenants.list();
    if (other === undefined) throw new Error('no second firm');
    await firms.state.tenants.suspend(other.id, NOW);
    const reply = await client.call('GET', '/api/profiles');
    expect([reply.status, reply.body['code']]).toEqual([403, 'tenant.suspended']);
    expect((await client.call('GET', '/api/session')).status).toBe(200);
    await firms.state.tenants.suspend(other.id, null);
    expect((await client.call('GET', '/api/profiles')).status).toBe(200);
  });

  it('whoever is in two firms chooses, and sees each by itself; nobody else’s can be chosen', async () => {
    const [first, other] = await firms.state.tenants.list();
    if (first === undefined || other === undefined) throw new Error('no two firms');
    await firms.state.tenants.rename(first.id, 'Първа');
    const { account } = (await firms.state.accounts.find('operator')) ?? {};
    await firms.state.tenants.setMember(other.id, account?.id ?? 0, 'accountant');
    const client = await enter('operator');
    const seen = await client.call('GET', '/api/session');
    expect(seen.body).toMatchObject({
      firm: 'Първа',
      firms: ['Първа', other.name],
      account: { role: 'operator' },
    });
    const moved = await client.call('PUT', '/api/session/firm', { body: { firm: other.name } });
    expect(moved.body).toMatchObject({ firm: other.name, account: { role: 'accountant' } });
    expect((await client.call('GET', '/api/profiles')).text).toContain(THEIRS);
    const at = `/api/profiles/${encodeURIComponent(THEIRS)}`;
    expect((await client.call('POST', `${at}/run`, { body: { tasks: null } })).status).toBe(403);
    for (const firm of ['Никоя', null])
      expect((await client.call('PUT', '/api/session/firm', { body: { firm } })).status).toBe(404);
    expect(
      (await (await enter('owner')).call('PUT', '/api/session/firm', { body: { firm: other.name } })).status,
    ).toBe(404);
    // With his password one would come into the other firm.
    const owner = await enter('owner');
    const reset = await owner.call('POST', `/api/accounts/${account?.id ?? 0}/reset`, {
      body: { secondFactor: false },
    });
    expect([reset.status, reset.body['code']]).toEqual([422, 'account.elsewhere']);
    await firms.state.tenants.setMember(other.id, account?.id ?? 0, null);
    expect((await client.call('GET', '/api/profiles')).status).toBe(401);
  });
});
