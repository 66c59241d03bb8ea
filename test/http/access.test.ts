import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpParts } from '../../src/http/http-parts.ts';
import { CALLS } from '../../src/api/api.ts';
import { PagePlace } from '../../src/http/place/page-place.ts';
import { makeServer } from '../../src/http/server.ts';
import { openPage, PageClient, pathOf } from '../support/page-client.ts';
import { makeWorld, PROFILE } from '../support/world.ts';

const open: (() => Promise<void>)[] = [];
const OWNER = { name: 'Иван', password: 'дълга парола 1' };

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function page(): Promise<{ readonly owner: PageClient; readonly url: string }> {
  const world = await makeWorld({ orders: 2 });
  const served = await openPage(world);
  open.push(async () => {
    await served.close();
    await world.close();
  });
  const owner = new PageClient(served.url);
  await owner.enter('/api/setup', { ...OWNER, code: served.setupCode });
  return { owner, url: served.url };
}

const values = { name: PROFILE, secret: 'secret', id: '1', number: '1' };

describe('who may come in', () => {
  it('every call without a session answers 401, but those that make one; nothing else is there', async () => {
    const { url } = await page();
    const nobody = new PageClient(url);
    for (const route of CALLS) {
      if (route.needs === 'public') continue;
      const { status } = await nobody.call(route.method.toUpperCase(), pathOf(route, values), { body: {} });
      expect([route.method, route.path, status]).toEqual([route.method, route.path, 401]);
    }
    expect(CALLS.filter((route) => route.needs === 'public').map((route) => route.path)).toEqual([
      '/api/start',
      '/api/setup',
      '/api/login',
      '/api/link',
    ]);
    for (const path of ['/api/nothing', '/api', '/api/openapi.json', '/api/profiles/x/secrets/secret'])
      expect((await nobody.call('GET', path)).status).toBe(401);
  });

  it('every call that is described is served', async () => {
    const place = new PagePlace({ host: '127.0.0.1', url: null, hasTls: false, proxies: [] });
    const parts: unknown = { app: {}, place, pageFolder: null };
    const server = makeServer(parts as HttpParts);
    const served = (route: (typeof CALLS)[number]): number =>
      server.routes.filter(
        ({ method, path }) =>
          method === route.method.toUpperCase() && path === route.path.replace(/\{(\w+)\}/g, ':$1'),
      ).length;
    // One for the guard, the others for what comes behind it.
    expect(CALLS.filter((route) => served(route) < 2).map(({ method, path }) => `${method} ${path}`)).toEqual(
      [],
    );
  });

  it('every change without the page’s token, or from a foreign page, is refused', async () => {
    const { owner, url } = await page();
    for (const route of CALLS) {
      // A program with a token of its own has no cookie that a foreign page could use.
      if (route.method === 'get' || route.needs === 'reporter') continue;
      const path = pathOf(route, values);
      const foreign = [
        { isForeign: true },
        { headers: { Origin: 'https://evil.example' } },
        { headers: { 'Sec-Fetch-Site': 'cross-site' } },
        { headers: { 'X-CSRF-Token': 'login-or-something' } },
      ];
      for (const options of foreign) {
        const { status, body } = await owner.call(route.method.toUpperCase(), path, { body: {}, ...options });
        expect([route.path, options, status, body['code']]).toEqual([
          route.path,
          options,
          403,
          'access.tokenMissing',
        ]);
      }
    }
    expect(
      (await new PageClient(url).call('POST', '/api/login', { body: OWNER, isForeign: true })).status,
    ).toBe(403);
  });

  it('an operator runs, looks and releases, but sees no settings, secrets and accounts', async () => {
    const { owner, url } = await page();
    const added = { name: 'Мария', password: 'друга парола 2', role: 'operator', language: 'bg' };
    expect((await owner.call('POST', '/api/accounts', { body: added })).status).toBe(200);
    const operator = new PageClient(url);
    expect((await operator.enter('/api/login', { name: 'мария', password: added.password })).status).toBe(
      200,
    );
    const owned = CALLS.filter((route) => route.needs === 'owner');
    expect(owned.length).toBeGreaterThan(10);
    for (const route of owned) {
      const reply = await operator.call(route.method.toUpperCase(), pathOf(route, values), { body: {} });
      expect([route.path, reply.status]).toEqual([route.path, 403]);
    }
    const list = await operator.call('GET', '/api/profiles');
    expect(list.status).toBe(200);
    expect(list.text).not.toContain('settings');
    expect((await operator.call('GET', `/api/profiles/${encodeURIComponent(PROFILE)}/orders`)).status).toBe(
      200,
    );
  });

  it('the first account needs the code of the terminal, and is made once', async () => {
    const world = await makeWorld({ orders: 0 });
    const served = await openPage(world);
    open.push(async () => {
      await served.close();
      await world.close();
    });
    const client = new PageClient(served.url);
    expect((await client.call('GET', '/api/start')).body).toEqual({ isNew: true });
    expect((await client.enter('/api/setup', { ...OWNER, code: 'AAAA-BBBB' })).body['code']).toBe(
      'access.codeWrong',
    );
    const weak = { name: 'Иван', password: 'къса', code: served.setupCode };
    expect((await client.enter('/api/setup', weak)).body['code']).toBe('account.passwordWeak');
    expect((await client.enter('/api/setup', { ...OWNER, code: served.setupCode })).status).toBe(200);
    expect((await client.call('GET', '/api/session')).body).toMatchObject({ account: { role: 'owner' } });
    expect((await client.call('GET', '/api/start')).body).toEqual({ isNew: false });
    const again = new PageClient(served.url);
    expect((await again.enter('/api/setup', { ...OWNER, name: 'Друг', code: served.setupCode })).status).toBe(
      401,
    );
  });

  it('wrong passwords and unknown names read alike, and lock out after five; a right one waits too', async () => {
    const { url } = await page();
    const client = new PageClient(url);
    const wrong = await client.enter('/api/login', { name: 'Иван', password: 'грешна парола' });
    const unknown = await client.enter('/api/login', { name: 'Никой', password: 'грешна парола' });
    expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body]);
    for (let attempt = 0; attempt < 4; attempt += 1)
      await client.enter('/api/login', { name: 'Иван', password: 'грешна парола' });
    const locked = await client.enter('/api/login', OWNER);
    expect([locked.status, locked.body['code']]).toEqual([429, 'access.lockedOut']);
    expect(client.cookie).toBe('');
  });

  it('signing out ends the session; a new password ends all others', async () => {
    const { owner, url } = await page();
    const second = new PageClient(url);
    await second.enter('/api/login', OWNER);
    const changed = { before: OWNER.password, after: 'съвсем нова парола' };
    const reply = await owner.call('PUT', '/api/session/password', { body: changed });
    owner.csrfToken = String(reply.body['csrfToken']);
    expect((await second.call('GET', '/api/session')).status).toBe(401);
    expect((await owner.call('GET', '/api/session')).status).toBe(200);
    const token = owner.cookie;
    expect((await owner.call('DELETE', '/api/session')).status).toBe(200);
    owner.cookie = token;
    expect((await owner.call('GET', '/api/session')).status).toBe(401);
    expect((await owner.enter('/api/login', OWNER)).status).toBe(401);
    expect((await owner.enter('/api/login', { ...OWNER, password: changed.after })).status).toBe(200);
  });

  it('the last owner stays', async () => {
    const { owner } = await page();
    const [account] = (await owner.call('GET', '/api/accounts')).body as unknown as { id: number }[];
    const reply = await owner.call('DELETE', `/api/accounts/${account?.id ?? 0}`);
    expect([reply.status, reply.body['code']]).toEqual([422, 'account.lastOwner']);
  });

  it('every answer carries the strict policy; the cookie is for no script and no foreign page', async () => {
    const { owner, url } = await page();
    for (const path of ['/', '/api/session', '/api/nothing', '/assets/none.js']) {
      const { headers } = await owner.call('GET', path);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('DENY');
    }
    const login = await new PageClient(url).enter('/api/login', OWNER);
    const [cookie] = login.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(login.headers['cache-control']).toBe('no-store');
  });

  it('a foreign name for this machine, a path out of the folder and a body too large are refused', async () => {
    const { owner, url } = await page();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(`${url}/`, { headers: { Host: 'rebound.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .once('error', reject)
        .end();
    });
    expect(status).toBe(421);
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2fpackage.json',
      '/assets/%00.js',
      '/%ff.js',
    ])
      expect([path, [404, 503].includes((await owner.call('GET', path)).status)]).toEqual([path, true]);
    const large = { name: 'x'.repeat(2_000_000), password: '' };
    expect((await owner.call('POST', '/api/login', { body: large })).status).toBe(413);
  });
});
