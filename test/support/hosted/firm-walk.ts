import { expect, it } from 'vitest';
import { CALLS } from '../../../src/api/api.ts';
import type { Call } from '../../../src/api/call.ts';
import { hashPassword } from '../../../src/access/password.ts';
import type { App } from '../../../src/app/app.ts';
import { nowIso, systemClock } from '../../../src/lib/clock.ts';
import { ROLES } from '../../../src/model/account.ts';
import { defaultSettings } from '../../../src/model/settings.ts';
import { FIRST_TENANT } from '../../../src/model/tenant.ts';
import type { Tenant } from '../../../src/model/tenant.ts';
import { archived, entry, link } from '../../../src/state/samples.contract.ts';
import type { State } from '../../../src/state/state.ts';
import { sampleBody } from '../contract/sample-body.ts';
import { PageClient, pathOf } from '../page-client.ts';
import { wellReport, wellStanding } from '../reporting/hosted-page.ts';

// Two firms in one memory, and the walk of everybody of the one over every call, for what is the other's: by
// whatever way the page comes to the memory.

const PASSWORD = 'дълга парола 1';
/** A profile that both firms have, by one name. */
export const SHARED = 'Магазин';
/** In everything that is the other firm's. */
export const MARK = 'ЧУЖДО';
/** A profile that the other firm alone has. */
export const THEIRS = `${MARK} име`;
const DEVICE = 'DT900001';
const NOW = nowIso(systemClock);

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

/** Puts two firms into a new memory, with people of every role in each and one who looks after both. */
export async function fillFirms(app: App, state: State): Promise<void> {
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
}

/** A page over a memory that `fillFirms` has filled. */
export class TwoFirms {
  readonly url: string;
  /** Of the memory as its owner sees it. */
  readonly state: State;
  /** Numbers of what the other firm has, by what a call names them. */
  readonly theirs: { readonly id: string; readonly session: string; readonly reporter: string };

  private constructor(url: string, state: State, theirs: TwoFirms['theirs']) {
    this.url = url;
    this.state = state;
    this.theirs = theirs;
  }

  /** Its first sign-in is the other owner's: his session is there to be asked for. */
  static async open(url: string, state: State): Promise<TwoFirms> {
    const [, other] = await state.tenants.list();
    if (other === undefined) throw new Error('no second firm');
    await enterAt(url, `${MARK} owner`);
    const memory = state.of(other.id);
    const [session] = await memory.accounts.sessions();
    const [removed] = await memory.profiles.removed();
    const [reporter] = await memory.reportedShops.list();
    const theirs = {
      id: String(removed?.id ?? 0),
      session: session?.tokenHash.slice(0, 32) ?? '',
      reporter: String(reporter?.id ?? 0),
    };
    return new TwoFirms(url, state, theirs);
  }

  /** Signs in as somebody of them. */
  enter(name: string): Promise<PageClient> {
    return enterAt(this.url, name);
  }

  /** Both of them, their own first. */
  async both(): Promise<readonly [Tenant, Tenant]> {
    const [first, other] = await this.state.tenants.list();
    if (first === undefined || other === undefined) throw new Error('no two firms');
    return [first, other];
  }
}

async function enterAt(url: string, name: string): Promise<PageClient> {
  const client = new PageClient(url);
  const { status, text } = await client.enter('/api/login', { name, password: PASSWORD });
  expect([name, status, text]).toEqual([name, 200, text]);
  return client;
}

/** Calls that a person makes of his own session: walked by themselves, for they end it. */
function isOwn({ path }: Call): boolean {
  return path === '/api/session' || path.startsWith('/api/session/') || path === '/api/live';
}

/** Calls of somebody who has signed in. */
const BY_PEOPLE = CALLS.filter(({ needs }) => needs !== 'public' && needs !== 'reporter');

/** Calls of one thing that the other firm has, by its name or number. */
const OF_ONE = BY_PEOPLE.filter(({ path }) => path.includes('{'));

/** The walk of each role of one firm over every call: nothing of the other firm’s is done or told. */
export function itKeepsApart(firms: () => TwoFirms): void {
  it.each([...ROLES, 'hoster'])(
    'as %s every call of theirs by name or number is 404 or 403',
    async (name) => {
      const client = await firms().enter(name);
      const accounts = await firms().state.accounts.list();
      const owner = accounts.find((account) => account.name === `${MARK} owner`);
      const met: string[] = [];
      for (const route of OF_ONE) {
        const id = route.path.startsWith('/api/sessions/')
          ? firms().theirs.session
          : route.path.startsWith('/api/accounts/')
            ? String(owner?.id ?? 0)
            : route.path.startsWith('/api/reporting/shops/')
              ? firms().theirs.reporter
              : firms().theirs.id;
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
      const client = await firms().enter(name);
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
}

/** Who may do what in a firm, and in which. */
export function itAsksForRoles(firms: () => TwoFirms): void {
  it('an accountant looks and takes files away; starts nothing, changes nothing, sees no secret', async () => {
    const client = await firms().enter('accountant');
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
    const client = await firms().enter(`${MARK} operator`);
    const [, other] = await firms().both();
    await firms().state.tenants.suspend(other.id, NOW);
    const reply = await client.call('GET', '/api/profiles');
    expect([reply.status, reply.body['code']]).toEqual([403, 'tenant.suspended']);
    expect((await client.call('GET', '/api/session')).status).toBe(200);
    await firms().state.tenants.suspend(other.id, null);
    expect((await client.call('GET', '/api/profiles')).status).toBe(200);
  });

  it('whoever is in two firms chooses, and sees each by itself; nobody else’s can be chosen', async () => {
    const [first, other] = await firms().both();
    await firms().state.tenants.rename(first.id, 'Първа');
    const { account } = (await firms().state.accounts.find('operator')) ?? {};
    await firms().state.tenants.setMember(other.id, account?.id ?? 0, 'accountant');
    const client = await firms().enter('operator');
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
      (await (await firms().enter('owner')).call('PUT', '/api/session/firm', { body: { firm: other.name } }))
        .status,
    ).toBe(404);
    // With his password one would come into the other firm.
    const owner = await firms().enter('owner');
    const reset = await owner.call('POST', `/api/accounts/${account?.id ?? 0}/reset`, {
      body: { secondFactor: false },
    });
    expect([reset.status, reset.body['code']]).toEqual([422, 'account.elsewhere']);
    await firms().state.tenants.setMember(other.id, account?.id ?? 0, null);
    expect((await client.call('GET', '/api/profiles')).status).toBe(401);
  });
}
