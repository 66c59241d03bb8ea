import { request as requestPlain } from 'node:http';
import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { servePage } from '../../src/compose/serve-page.ts';
import type { ServedPage } from '../../src/cli/program.ts';
import { PageClient } from '../support/page-client.ts';
import { describeProxy, NAME, PROXIES, startProxy } from '../support/network/proxies.ts';
import type { ProxyName, RunningProxy } from '../support/network/proxies.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';
import { itOnFile } from '../support/memory/on-file.ts';

// The recipes in docs/recipes, followed: TLS in front, the page behind it on this machine.

const OWNER = { name: 'Иван', password: 'дълга парола 1' };
const AT = `/api/profiles/${encodeURIComponent(PROFILE)}`;

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

async function whole(response: IncomingMessage): Promise<Answer> {
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) };
}

function describeRecipe(name: ProxyName): void {
  let folder = '';
  let world: World;
  let served: ServedPage;
  let proxy: RunningProxy;
  let owner: PageClient;

  /** A browser at an address of this machine. */
  const browser = (localAddress: string, headers: Readonly<Record<string, string>> = {}): PageClient =>
    new PageClient(proxy.url, { ca: proxy.pem, localAddress, headers: { Host: NAME, ...headers } });

  async function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const sent = { Host: NAME, Cookie: owner.cookie, ...headers };
    const how = { ca: proxy.pem, servername: NAME, headers: sent, agent: false };
    return new Promise((resolve, reject) => {
      request(`${proxy.url}${path}`, how, (response) => void whole(response).then(resolve, reject))
        .once('error', reject)
        .end();
    });
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), `skladbridge-${name}-`));
    world = await makeWorld({ orders: 4, goods: 12, sold: 5 });
    served = await servePage(world.app, {
      host: '127.0.0.1',
      port: 0,
      url: `https://${NAME}`,
      // Exactly the proxy: of the addresses below, those that browsers come from are none.
      trustedProxies: ['127.0.0.1'],
      version: '0',
      onFault: (error) => process.stderr.write(`page: ${String(error)}\n`),
    });
    proxy = await startProxy(name, folder, served.serving.listens);
  });

  afterAll(async () => {
    await proxy.close();
    await served.close();
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('the lock-out counts the real client, whatever he says of himself; the other one comes in', async () => {
    const body = { ...OWNER, code: 'AAAA-BBBB', language: 'bg' };
    let status = 0;
    for (let guess = 0; guess < 6; guess += 1)
      ({ status } = await browser('127.0.0.2').call('POST', '/api/setup', { body }));
    expect(status).toBe(429);
    const liar = browser('127.0.0.2', { 'X-Forwarded-For': '203.0.113.7' });
    expect((await liar.call('POST', '/api/setup', { body })).status).toBe(429);
    owner = browser('127.0.0.3');
    const made = await owner.enter('/api/setup', { ...OWNER, code: served.setupCode });
    expect(made.status).toBe(200);
    const cookies = made.headers['set-cookie'] ?? [];
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) expect(cookie).toMatch(/^__Host-.*; Secure/);
    expect(made.headers['strict-transport-security']).toBe('max-age=15552000');
    const { text } = await owner.call('GET', '/api/sessions');
    expect(JSON.parse(text)).toMatchObject([{ address: '127.0.0.3' }]);
  });

  it('login; a change without the token, of no origin or of another one is refused', async () => {
    const origin = { Origin: `https://${NAME}`, 'Sec-Fetch-Site': 'same-origin' };
    const [second, body] = [browser('127.0.0.4'), { ...OWNER, code: '' }];
    expect((await second.call('POST', '/api/login', { body, headers: origin })).status).toBe(200);
    expect((await owner.call('PUT', '/api/session/language', { body: { language: 'bg' } })).status).toBe(200);
    const foreign = { body: { language: 'bg' }, isForeign: true };
    expect((await owner.call('PUT', '/api/session/language', foreign)).status).toBe(403);
    for (const Origin of ['null', 'https://evil.example', `http://${NAME}`, `https://${NAME}:8443`]) {
      const headers = { Origin };
      const reply = await owner.call('PUT', '/api/session/language', { body: { language: 'bg' }, headers });
      expect([Origin, reply.status, reply.body['code']]).toEqual([Origin, 403, 'access.tokenMissing']);
    }
  });

  it('the event stream comes at once', async () => {
    const how = { ca: proxy.pem, servername: NAME, headers: { Host: NAME, Cookie: owner.cookie } };
    let heard = '';
    const sending = request(`${proxy.url}/api/live?language=bg`, how, (response) => {
      response.on('data', (chunk: Buffer) => {
        heard += chunk.toString();
      });
    }).on('error', () => undefined);
    sending.end();
    await expect.poll(() => heard, { timeout: 5_000 }).toContain('"hello"');
    await owner.call('POST', `${AT}/plan`, { body: { tasks: null } });
    await expect.poll(() => heard, { timeout: 5_000 }).toContain('taskStarted');
    sending.destroy();
    while ((await owner.call('GET', `${AT}/work`)).body['isOver'] !== true)
      await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('downloads arrive whole', async () => {
    await world.run();
    const sheet = await get(`${AT}/orders.xlsx`);
    expect([sheet.status, sheet.body.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    expect(sheet.headers['content-disposition']).toContain('attachment');
  });

  itOnFile('a backup arrives whole', async () => {
    const made = await owner.call('POST', '/api/backups', { body: {} });
    expect(made.status).toBe(200);
    const [backup] = (await owner.call('GET', '/api/backups')).body['backups'] as {
      name: string;
      bytes: number;
    }[];
    const copy = await get(`/api/backups/${backup?.name}/file`);
    expect([copy.status, copy.body.length]).toEqual([200, backup?.bytes]);
    expect(copy.body.subarray(0, 15).toString()).toBe('SQLite format 3');
  });

  it('what is not for outside stays inside: foreign names, figures, plain requests, bodies without end', async () => {
    const foreign = await get('/', { Host: 'other.example' }).catch(() => null);
    expect(foreign?.body.toString() ?? '').not.toContain('id="root"');
    if (name === 'nginx') expect(foreign?.status).toBe(421);
    for (const path of ['/metrics', '/readyz']) expect([path, (await get(path)).status]).toEqual([path, 404]);
    expect((await get('/healthz')).status).toBe(200);
    const body = { name: 'x'.repeat(1_200_000), password: '', code: '' };
    const large = await browser('127.0.0.5')
      .call('POST', '/api/login', { body })
      .catch(() => null);
    expect(large?.status).toBe(413);
    if (name !== 'nginx') return;
    const plain = await new Promise<IncomingMessage>((resolve) =>
      requestPlain(proxy.plainUrl, { headers: { Host: NAME } }, resolve).end(),
    );
    expect([plain.statusCode, plain.headers.location]).toEqual([301, `https://${NAME}/`]);
    plain.resume();
  });
}

for (const name of Object.keys(PROXIES) as ProxyName[]) describeProxy(name, () => describeRecipe(name));
