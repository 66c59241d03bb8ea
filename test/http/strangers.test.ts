import { afterEach, describe, expect, it } from 'vitest';
import { request } from 'node:http';
import { servePage } from '../../src/compose/serve-page.ts';
import { openPage, PageClient } from '../support/page-client.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: (() => Promise<void>)[] = [];
const OWNER = { name: 'Иван', password: 'дълга парола 1' };
const ORIGIN = 'https://sklad.example.bg';

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

interface Page {
  readonly url: string;
  readonly code: string;
}

async function page(origin?: string): Promise<Page> {
  const world = await makeWorld({ orders: 0, goods: 5, sold: 3 });
  const served = origin === undefined ? await openPage(world) : await behindProxy(world, origin);
  open.push(async () => {
    await served.close();
    await world.close();
  });
  return { url: served.url, code: served.setupCode ?? '' };
}

/** Behind an origin the address of the page is the origin's; where it listens stands beside it. */
async function behindProxy(world: World, origin: string): Promise<Awaited<ReturnType<typeof servePage>>> {
  const onFault = (error: unknown): void => void process.stderr.write(`page: ${String(error)}\n`);
  const served = await servePage(world.app, {
    host: '127.0.0.1',
    port: 0,
    url: origin,
    onFault,
    version: '0',
  });
  expect(served.url).toBe(origin);
  return { ...served, url: `http://${served.serving.listens}` };
}

/** Wrong guesses on the owner's name until the name is locked out for strangers. */
async function guess(url: string): Promise<number> {
  const stranger = new PageClient(url);
  let status = 0;
  for (let index = 0; index < 6; index += 1)
    ({ status } = await stranger.enter('/api/login', { ...OWNER, password: `грешна парола ${index}` }));
  return status;
}

describe('guessing', () => {
  it('sixty guesses at once are no more than five, and the right one among the others stays out', async () => {
    const { url, code } = await page();
    await new PageClient(url).enter('/api/setup', { ...OWNER, code });
    const guesses = Array.from({ length: 60 }, (_, index) => `грешна парола ${index}`);
    guesses.splice(40, 0, OWNER.password);
    const answers = await Promise.all(
      guesses.map((password) => new PageClient(url).enter('/api/login', { ...OWNER, password })),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(56);
    expect(answers[40]?.status).toBe(429);
  });

  it('of strangers keeps out neither the owner’s browser nor a change of his password', async () => {
    const { url, code } = await page();
    const owner = new PageClient(url);
    await owner.enter('/api/setup', { ...OWNER, code });
    expect(await guess(url)).toBe(429);
    const [before, after] = [OWNER.password, 'съвсем нова парола'];
    const changed = await owner.call('PUT', '/api/session/password', { body: { before, after } });
    expect(changed.status).toBe(200);
    owner.csrfToken = String(changed.body['csrfToken']);
    await owner.call('DELETE', '/api/session');
    expect((await owner.enter('/api/login', { ...OWNER, password: after })).status).toBe(200);
    // Another browser with the right password is a stranger, and waits.
    expect((await new PageClient(url).enter('/api/login', { ...OWNER, password: after })).status).toBe(429);
  });

  it('by a known browser is counted too, and a changed password makes all browsers strangers', async () => {
    const { url, code } = await page();
    const [owner, second] = [new PageClient(url), new PageClient(url)];
    await owner.enter('/api/setup', { ...OWNER, code });
    await second.enter('/api/login', OWNER);
    const [before, after] = [OWNER.password, 'съвсем нова парола'];
    await owner.call('PUT', '/api/session/password', { body: { before, after } });
    await guess(url);
    expect((await second.enter('/api/login', { ...OWNER, password: after })).status).toBe(429);
    let status = 0;
    for (let index = 0; index < 6; index += 1)
      ({ status } = await owner.enter('/api/login', { ...OWNER, password: `грешна ${index}` }));
    expect(status).toBe(429);
  });

  it('of the set-up’s code from elsewhere does not keep the owner from setting up', async () => {
    const { url, code } = await page(ORIGIN);
    const from = (address: string): { headers: Record<string, string> } => ({
      headers: { 'X-Forwarded-For': `10.9.9.9, ${address}` },
    });
    const wrong = { ...OWNER, code: 'AAAA-BBBB', language: 'bg' };
    let status = 0;
    for (let index = 0; index < 6; index += 1)
      ({ status } = await new PageClient(url).call('POST', '/api/setup', {
        body: wrong,
        ...from('203.0.113.9'),
      }));
    expect(status).toBe(429);
    const owner = new PageClient(url);
    const made = await owner.call('POST', '/api/setup', {
      body: { ...wrong, code },
      ...from('198.51.100.4'),
    });
    expect(made.status).toBe(200);
  });

  it('the code makes one owner, also when it is sent twice at once', async () => {
    const { url, code } = await page();
    const [first, second] = [new PageClient(url), new PageClient(url)];
    const answers = await Promise.all([
      first.enter('/api/setup', { ...OWNER, code }),
      second.enter('/api/setup', { ...OWNER, name: 'Друг', code }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([200, 429]);
  });

  it('never stalls the page: while sixty sign in, everybody else is answered at once', async () => {
    const { url, code } = await page();
    const owner = new PageClient(url);
    await owner.enter('/api/setup', { ...OWNER, code });
    const flood = Array.from({ length: 60 }, (_, index) =>
      new PageClient(url).enter('/api/login', { name: `Име ${index}`, password: 'грешна парола' }),
    );
    const startedAt = performance.now();
    expect((await owner.call('GET', '/api/session')).status).toBe(200);
    expect((await owner.call('GET', '/')).status).not.toBe(500);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await Promise.all(flood);
  });
});

describe('behind TLS', () => {
  it('cookies go over TLS only and belong to the host alone', async () => {
    const { url, code } = await page(ORIGIN);
    const owner = new PageClient(url);
    const reply = await owner.enter('/api/setup', { ...OWNER, code });
    const cookies = reply.headers['set-cookie'] ?? [];
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-skladbridge_/);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; Path=\/(?:;|$)/);
      expect(cookie).not.toMatch(/Domain/);
    }
    expect((await owner.call('GET', '/api/session')).status).toBe(200);
  });

  it('its own name and origin are let in, others not', async () => {
    const { url, code } = await page(ORIGIN);
    const owner = new PageClient(url);
    const host = { Host: 'sklad.example.bg' };
    const headers = { ...host, Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' };
    expect((await owner.call('POST', '/api/setup', { body: { ...OWNER, code }, headers })).status).toBe(200);
    for (const origin of [
      'http://sklad.example.bg',
      'https://sklad.example.bg:444',
      `${ORIGIN}.evil.example`,
    ]) {
      const wrong = await owner.call('POST', '/api/login', {
        body: OWNER,
        headers: { ...host, Origin: origin },
      });
      expect([origin, wrong.status]).toEqual([origin, 403]);
    }
    expect((await owner.call('GET', '/', { headers: { Host: 'other.example.bg' } })).status).toBe(421);
  });

  it.each([
    'sklad.example.bg',
    'https://sklad.example.bg/path',
    'ftp://sklad.example.bg',
    'https://a:b@c.example',
  ])('an origin of %s is refused', async (origin) => {
    const world = await makeWorld({ orders: 0, goods: 5, sold: 3 });
    open.push(() => world.close());
    const serving = servePage(world.app, {
      host: '127.0.0.1',
      port: 0,
      url: origin,
      onFault: () => undefined,
      version: '0',
    });
    await expect(serving).rejects.toMatchObject({ code: 'http.origin.malformed' });
  });
});

describe('what a foreign page or an ended session gets', () => {
  it.each(['null', 'nonsense', 'https://evil.example', 'http://127.0.0.1:1'])(
    'a change from the origin %s is refused',
    async (origin) => {
      const { url, code } = await page();
      const owner = new PageClient(url);
      await owner.enter('/api/setup', { ...OWNER, code });
      const reply = await owner.call('POST', '/api/accounts', { body: {}, headers: { Origin: origin } });
      expect([reply.status, reply.body['code']]).toEqual([403, 'access.tokenMissing']);
    },
  );

  it('an event stream ends with its session, though the run goes on', async () => {
    const world = await makeWorld({ orders: 0, goods: 5, sold: 3 });
    world.sandbox.faults.add({ kind: 'latency', amount: 4_000 });
    const served = await openPage(world);
    open.push(async () => {
      await served.close();
      await world.close();
    });
    const owner = new PageClient(served.url);
    await owner.enter('/api/setup', { ...OWNER, code: served.setupCode });
    const path = `/api/profiles/${encodeURIComponent(PROFILE)}`;
    await owner.call('POST', `${path}/plan`, { body: { tasks: null } });
    const stream = await listen(`${served.url}/api/live`, owner.cookie);
    await owner.call('DELETE', '/api/session');
    expect(await stream.ended).toBe('ended, without the end of the work');
  });
});

/** Opens an event stream; `ended` tells how it ended. */
async function listen(url: string, cookie: string): Promise<{ readonly ended: Promise<string> }> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { Cookie: cookie } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      const ended = new Promise<string>((tell) => {
        const timer = setTimeout(() => tell('the stream goes on'), 3_500);
        response.once('end', () => {
          clearTimeout(timer);
          tell(
            text.includes('"workEnded"') ? 'the work was over first' : 'ended, without the end of the work',
          );
        });
      });
      resolve({ ended });
    })
      .once('error', reject)
      .end();
  });
}
