import { afterEach, describe, expect, it } from 'vitest';
import { Secret, TOTP } from 'otpauth';
import { openPage, PageClient } from '../support/page-client.ts';
import type { Json } from '../support/page-client.ts';
import { makeWorld, PROFILE } from '../support/world.ts';

const open: (() => Promise<void>)[] = [];
const OWNER = { name: 'Иван', password: 'дълга парола 1' };

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function page() {
  const world = await makeWorld({ orders: 1 });
  const served = await openPage(world);
  open.push(async () => {
    await served.close();
    await world.close();
  });
  const owner = new PageClient(served.url);
  await owner.enter('/api/setup', { ...OWNER, code: served.setupCode });
  const changes = async (): Promise<readonly Json[]> =>
    (await owner.call('GET', '/api/changes')).body['changes'] as readonly Json[];
  return { owner, url: served.url, changes, world };
}

function rows(body: Json): readonly Json[] {
  return body as unknown as readonly Json[];
}

describe('accounts on the page', () => {
  it('a temporary password opens nothing but the way to one’s own', async () => {
    const { owner, url } = await page();
    const added = await owner.call('POST', '/api/accounts', { body: { name: 'Мария', role: 'operator' } });
    const password = String(added.body['password']);
    const mary = new PageClient(url);
    const entered = await mary.enter('/api/login', { name: 'Мария', password });
    expect(entered.body).toMatchObject({ account: { mustChange: true, role: 'operator' } });
    for (const path of ['/api/profiles', '/api/sessions', '/api/openapi.json']) {
      const reply = await mary.call('GET', path);
      expect([path, reply.status, reply.body['code']]).toEqual([path, 403, 'access.passwordMustChange']);
    }
    const same = { before: password, after: password };
    expect((await mary.call('PUT', '/api/session/password', { body: same })).body['code']).toBe(
      'account.passwordSame',
    );
    const own = { before: password, after: 'моя собствена парола' };
    const changed = await mary.call('PUT', '/api/session/password', { body: own });
    mary.csrfToken = String(changed.body['csrfToken']);
    expect((await mary.call('GET', '/api/profiles')).status).toBe(200);
  });

  it('an owner resets, changes roles and ends sessions; the last owner stays one', async () => {
    const { owner, url } = await page();
    const body = { name: 'Мария', password: 'друга парола 2', role: 'operator' };
    await owner.call('POST', '/api/accounts', { body });
    const mary = new PageClient(url);
    await mary.enter('/api/login', body);
    const [ivan, hers] = rows((await owner.call('GET', '/api/accounts')).body);
    const demoted = { body: { role: 'operator' } };
    expect(
      (await owner.call('PUT', `/api/accounts/${String(ivan?.['id'])}/role`, demoted)).body['code'],
    ).toBe('account.lastOwner');
    const at = `/api/accounts/${String(hers?.['id'])}`;
    expect((await owner.call('PUT', `${at}/role`, { body: { role: 'owner' } })).status).toBe(200);
    expect((await mary.call('GET', '/api/accounts')).status).toBe(200);
    expect((await owner.call('PUT', `${at}/role`, demoted)).status).toBe(200);
    expect((await mary.call('GET', '/api/accounts')).status).toBe(403);
    expect(rows((await mary.call('GET', '/api/sessions')).body)).toHaveLength(1);
    const listed = rows((await owner.call('GET', '/api/sessions')).body);
    expect(listed).toHaveLength(2);
    const own = listed.find((session) => session['isOwn'] === true);
    expect((await mary.call('DELETE', `/api/sessions/${String(own?.['id'])}`)).status).toBe(404);
    const reset = await owner.call('POST', `${at}/reset`, { body: {} });
    expect((await mary.call('GET', '/api/session')).status).toBe(401);
    expect((await mary.enter('/api/login', body)).status).toBe(401);
    const fresh = { name: 'мария', password: reset.body['password'] };
    expect((await mary.enter('/api/login', fresh)).body).toMatchObject({ account: { mustChange: true } });
    expect((await owner.call('POST', '/api/accounts/99/reset', { body: {} })).status).toBe(404);
  });

  it('one’s own profile, other sessions, and the second factor from its offer to its end', async () => {
    const { owner, url } = await page();
    const other = new PageClient(url);
    await other.enter('/api/login', OWNER);
    const person = { name: 'Иван Петров', email: 'ivan@firma.bg' };
    await owner.call('PUT', '/api/session/person', { body: person });
    expect((await owner.call('GET', '/api/session')).body).toMatchObject({ account: person });
    await owner.call('DELETE', '/api/sessions');
    expect((await other.call('GET', '/api/session')).status).toBe(401);
    const at = '/api/session/second-factor';
    expect((await owner.call('POST', at, { body: { password: 'грешна' } })).status).toBe(401);
    const offered = await owner.call('POST', at, { body: { password: OWNER.password } });
    const secret = Secret.fromBase32(String(offered.body['secret']));
    const code = (ms = 0): string => new TOTP({ secret }).generate({ timestamp: Date.now() + ms });
    const confirmed = await owner.call('PUT', at, { body: { code: code() } });
    expect(confirmed.body['codes']).toHaveLength(10);
    const login = { name: person.name, password: OWNER.password };
    const asked = await other.enter('/api/login', login);
    expect([asked.status, asked.body['code']]).toEqual([401, 'access.secondCodeNeeded']);
    expect((await other.enter('/api/login', { ...login, code: code(30_000) })).status).toBe(200);
    expect((await owner.call('GET', at)).body).toEqual({ isOn: true, codesLeft: 10 });
    expect((await owner.call('DELETE', at, { body: { password: OWNER.password } })).status).toBe(200);
    expect((await other.enter('/api/login', login)).status).toBe(200);
  });
});

describe('who changed what', () => {
  it('is kept with name, before and after; of secrets only that they were', async () => {
    const { owner, changes } = await page();
    const at = `/api/profiles/${encodeURIComponent(PROFILE)}`;
    const { version } = (await owner.call('GET', at)).body;
    const settings = { firstOrder: 1000, schedule: '15' };
    await owner.call('PUT', at, { body: { version, name: PROFILE, settings } });
    await owner.call('PUT', `${at}/secrets/smtpPassword`, { body: { value: 'тайна дума' } });
    await owner.call('POST', `${at}/release`, { body: { item: 'all' } });
    const kept = await changes();
    const short = kept.map((each) => [
      each['who'],
      each['kind'],
      each['field'],
      each['before'],
      each['after'],
    ]);
    expect(short).toContainEqual(['Иван', 'setting', 'firstOrder', '0', '1000']);
    expect(short).toContainEqual(['Иван', 'setting', 'schedule', '', '15']);
    expect(short).toContainEqual(['Иван', 'secret', 'smtpPassword', null, 'set']);
    // What the terminal did before anybody signed in has no name.
    expect(short).toContainEqual(['', 'profile', 'added', null, PROFILE]);
    expect(kept.find((each) => each['field'] === 'firstOrder')?.['label']).toContain('поръчка');
    expect(JSON.stringify(kept)).not.toContain('тайна дума');
  });

  it('a place that moves says that its secrets were forgotten', async () => {
    const { owner, changes } = await page();
    const at = `/api/profiles/${encodeURIComponent(PROFILE)}`;
    const { version } = (await owner.call('GET', at)).body;
    const settings = { shopAddress: 'https://other.example.bg' };
    await owner.call('PUT', at, { body: { version, name: PROFILE, settings } });
    const fields = (await changes()).map((each) => `${String(each['kind'])} ${String(each['field'])}`);
    expect(fields).toContain('setting shopAddress');
    expect(fields).toContain('secret secret');
  });
});
