import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { servePage } from '../../src/compose/serve-page.ts';
import type { PageRequest, ServedPage } from '../../src/cli/program.ts';
import { memoryEnvironment } from '../support/memory/memory-place.ts';
import { makeCertificate } from '../support/network/certificate.ts';
import type { MadeCertificate } from '../support/network/certificate.ts';
import { MAIN, runChild } from '../support/child.ts';
import { PageClient } from '../support/page-client.ts';
import { startMailServer } from '../support/mail/mail-server.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const OWNER = { name: 'Иван', password: 'дълга парола 1' };
const HERE = ['127.0.0.1', '::1', 'localhost'];
let folder = '';
let made: MadeCertificate;
let renewed: MadeCertificate;
const open: (() => Promise<void>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skladbridge-served-'));
  made = makeCertificate(join(folder, 'first'), HERE);
  renewed = makeCertificate(join(folder, 'renewed'), HERE);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(async () => {
  vi.useRealTimers();
  for (const close of open.splice(0).toReversed()) await close();
});

interface Opened {
  readonly world: World;
  readonly served: ServedPage;
  readonly faults: unknown[];
}

async function page(wish: Partial<PageRequest>): Promise<Opened> {
  const world = await makeWorld({ orders: 0, goods: 5, sold: 3 });
  const faults: unknown[] = [];
  const onFault = (error: unknown): void => void faults.push(error);
  const place = { host: '127.0.0.1', port: 0, version: '0', onFault };
  const served = await servePage(world.app, { ...place, ...wish });
  open.push(async () => {
    await served.close();
    await world.close();
  });
  return { world, served, faults };
}

/** Where it listens, whatever it is called. */
const at = ({ served }: Opened): string => `http://${served.serving.listens}`;

/** The serial number of the certificate that a new connection is shown. */
async function shownSerial(url: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().serialNumber);
      socket.end();
    }).once('error', reject);
  });
}

describe('TLS of its own', () => {
  it('cookies are Secure and bound to the host, browsers are told to come by TLS alone', async () => {
    const { served } = await page({ tls: made });
    expect(served.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const owner = new PageClient(served.url, { ca: made.pem });
    const reply = await owner.enter('/api/setup', { ...OWNER, code: served.setupCode });
    expect(reply.status).toBe(200);
    for (const cookie of reply.headers['set-cookie'] ?? [])
      expect(cookie).toMatch(/^__Host-skladbridge_.*; Secure/);
    expect(reply.headers['strict-transport-security']).toBe('max-age=15552000');
    expect((await owner.call('GET', '/api/session')).status).toBe(200);
    const crossed = { headers: { Origin: served.url.replace('https', 'http') } };
    expect((await owner.call('DELETE', '/api/session', crossed)).status).toBe(403);
    const ended = await owner.call('DELETE', '/api/session', { headers: { Origin: served.url } });
    expect([ended.status, owner.cookie.includes('session')]).toEqual([200, false]);
  });

  it('older versions than 1.2 are refused, and a plain request ends nothing', async () => {
    const { served } = await page({ tls: made });
    const { port } = new URL(served.url);
    const old = new Promise((resolve) => {
      const how = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
      connect({ host: '127.0.0.1', port: Number(port), rejectUnauthorized: false, ...how })
        .once('secureConnect', () => resolve('connected'))
        .once('error', () => resolve('refused'));
    });
    expect(await old).toBe('refused');
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
    expect((await new PageClient(served.url, { ca: made.pem }).call('GET', '/healthz')).status).toBe(200);
  });

  it('a renewed certificate is taken up when its files change and on SIGHUP; one that does not fit is told once', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const tls = { certificate: join(folder, 'live-cert.pem'), key: join(folder, 'live-key.pem') };
    const put = ({ certificate, key }: Partial<MadeCertificate>): void => {
      if (certificate !== undefined) copyFileSync(certificate, tls.certificate);
      if (key !== undefined) copyFileSync(key, tls.key);
    };
    put(made);
    const { served, faults } = await page({ tls });
    const [first, second] = [await shownSerial(served.url), (put(renewed), '')];
    vi.advanceTimersByTime(30_000);
    await expect.poll(() => shownSerial(served.url)).not.toBe(first + second);
    // Whoever renews writes one file after the other: what is in between is not taken up.
    put({ certificate: made.certificate });
    process.emit('SIGHUP', 'SIGHUP');
    await expect.poll(() => faults.length).toBe(1);
    expect(faults[0]).toMatchObject({ code: 'http.tls.mismatch' });
    expect(await shownSerial(served.url)).not.toBe(first);
    put({ key: made.key });
    process.emit('SIGHUP', 'SIGHUP');
    await expect.poll(() => shownSerial(served.url)).toBe(first);
    expect(faults).toHaveLength(1);
  });

  it('files that are not what they should be are named', async () => {
    const text = join(folder, 'text.pem');
    writeFileSync(text, 'no certificate');
    const { certificate, key } = made;
    const cases = [
      [{ certificate: join(folder, 'none'), key }, 'file.notFound'],
      [{ certificate: folder, key }, 'file.isFolder'],
      [{ certificate: text, key }, 'http.tls.certificate'],
      [{ certificate, key: text }, 'http.tls.key'],
      [{ certificate, key: renewed.key }, 'http.tls.mismatch'],
    ] as const;
    for (const [tls, code] of cases) await expect(page({ tls })).rejects.toMatchObject({ code });
    await expect(page({ tls: made, url: 'http://sklad.example.bg' })).rejects.toMatchObject({
      code: 'http.url.notSecure',
    });
  });

  it('IPv6', async () => {
    const { served } = await page({ tls: made, host: '::1' });
    expect(served.url).toMatch(/^https:\/\/\[::1\]:\d+$/);
    const owner = new PageClient(served.url, { ca: made.pem });
    const headers = { Origin: served.url };
    const body = { ...OWNER, code: served.setupCode, language: 'bg' };
    expect((await owner.call('POST', '/api/setup', { body, headers })).status).toBe(200);
    const [own] = await sessionsOf(owner);
    expect(own).toBe('::1');
  });
});

/** From where the owner's browsers came, as the page lists them. */
async function sessionsOf(owner: PageClient): Promise<readonly string[]> {
  const { text } = await owner.call('GET', '/api/sessions');
  return (JSON.parse(text) as { readonly address: string }[]).map(({ address }) => address);
}

describe('who stands in front', () => {
  const url = 'https://sklad.example.bg';
  const host = { Host: 'sklad.example.bg' };

  /** Wrong codes of the first visit until somebody has to wait; from an address, as a proxy would say it. */
  async function guess(opened: Opened, address: string): Promise<number> {
    const headers = { ...host, 'X-Forwarded-For': address };
    const body = { ...OWNER, code: 'AAAA-BBBB', language: 'bg' };
    let status = 0;
    for (let index = 0; index < 6; index += 1)
      ({ status } = await new PageClient(at(opened), { headers }).call('POST', '/api/setup', { body }));
    return status;
  }

  /** The owner, as a proxy would say that he comes. */
  async function owner(opened: Opened, address: string): Promise<readonly [PageClient, number]> {
    const client = new PageClient(at(opened), { headers: { ...host, 'X-Forwarded-For': address } });
    const { status } = await client.enter('/api/setup', { ...OWNER, code: opened.served.setupCode });
    return [client, status];
  }

  it('a named proxy is believed whom it speaks for: the lock-out and the list of sessions count him', async () => {
    const opened = await page({ url, trustedProxies: ['127.0.0.1', '10.0.0.0/8'] });
    expect(await guess(opened, '198.51.100.9')).toBe(429);
    // The word on the left is the browser's own.
    const [client, status] = await owner(opened, '198.51.100.9, 203.0.113.7, 10.0.0.9');
    expect([status, await sessionsOf(client)]).toEqual([200, ['203.0.113.7']]);
  });

  it('of anybody else the headers are nothing: another word in them is no new start', async () => {
    const opened = await page({ url, trustedProxies: ['192.0.2.1'] });
    expect(await guess(opened, '198.51.100.9')).toBe(429);
    expect((await owner(opened, '203.0.113.7'))[1]).toBe(429);
  });

  it('mails lead to the page by its name', async () => {
    const opened = await page({ url });
    const mail = await startMailServer();
    open.push(() => mail.close());
    const [notifyEmail, smtpAddress] = ['owner@firma.bg', `smtp://127.0.0.1:${mail.port}`];
    await opened.world.setSettings({ notifyEmail, smtpAddress });
    const [client] = await owner(opened, '203.0.113.7');
    const at = `/api/profiles/${encodeURIComponent(PROFILE)}/notifications/test`;
    expect((await client.call('POST', at, { body: { way: 'mail' } })).status).toBe(200);
    const [head = '', body = ''] = mail.letters[0]?.split('\r\n\r\n') ?? [];
    const text = head.includes('base64')
      ? Buffer.from(body, 'base64').toString()
      : body.replaceAll('=\r\n', '');
    expect(text).toContain(`${url}/#/server/${encodeURIComponent(PROFILE)}`);
  });

  it.each([
    [['127.0.0.1'], true],
    [['192.0.2.1'], false],
  ])('X-Forwarded-Proto of %s makes cookies Secure: %s', async (trustedProxies, isSecure) => {
    const opened = await page({ trustedProxies });
    const headers = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '203.0.113.7' };
    const owner = new PageClient(at(opened), { headers });
    const { headers: answer } = await owner.enter('/api/setup', { ...OWNER, code: opened.served.setupCode });
    for (const cookie of answer['set-cookie'] ?? [])
      expect([cookie.startsWith('__Host-'), cookie.includes('; Secure')]).toEqual([isSecure, isSecure]);
    expect((await owner.call('GET', '/api/session')).status).toBe(200);
  });

  it('a page that has a name is opened by it alone, wherever it listens', async () => {
    const { served } = await page({ url, host: '0.0.0.0' });
    const client = new PageClient(served.serving.listens.replace('0.0.0.0', 'http://127.0.0.1'));
    expect((await client.call('GET', '/', { headers: host })).status).not.toBe(421);
    expect((await client.call('GET', '/', { headers: { Host: 'rebound.example' } })).status).toBe(421);
    const unnamed = await page({ host: '0.0.0.0' });
    const other = new PageClient(unnamed.served.serving.listens.replace('0.0.0.0', 'http://127.0.0.1'));
    expect((await other.call('GET', '/', { headers: { Host: 'sklad-pc:8710' } })).status).not.toBe(421);
  });
});

it('SIGHUP ends nothing where there is no certificate to read', async () => {
  const { served } = await page({});
  process.emit('SIGHUP', 'SIGHUP');
  expect(process.listenerCount('SIGHUP')).toBe(1);
  expect((await new PageClient(served.url).call('GET', '/healthz')).status).toBe(200);
});

it('what a service is started with may stand in its environment; doctor tells how it is served, and SIGHUP ends nothing', async () => {
  const named = {
    SKLADBRIDGE_PORT: '0',
    SKLADBRIDGE_TLS_CERT: made.certificate,
    SKLADBRIDGE_TLS_KEY: made.key,
    SKLADBRIDGE_TRUSTED_PROXY: '10.0.0.5, fd00::/8',
    SKLADBRIDGE_URL: '',
  };
  const common = ['--data', join(folder, 'data'), '--lang', 'en'];
  const child = spawn(process.execPath, [MAIN, 'serve', ...common], {
    env: { ...process.env, ...(await memoryEnvironment(join(folder, 'data'))), ...named },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  open.push(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  await once(child.stdout, 'data');
  child.kill('SIGHUP');
  const { stdout } = await runChild({ args: ['doctor', ...common] });
  expect(stdout).toMatch(/the page runs: https:\/\/127\.0\.0\.1:\d+ \(listens at 127\.0\.0\.1:\d+\)/);
  expect(stdout).toContain(`certificate ${made.certificate}, good until `);
  expect(stdout).toContain('believed whom they speak for: 10.0.0.5, fd00::/8');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect((await runChild({ args: ['doctor', ...common] })).stdout).not.toContain('the page runs');
});
