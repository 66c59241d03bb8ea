import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CALLS } from '../../../src/api/api.ts';
import type { Call } from '../../../src/api/call.ts';
import { makeApp } from '../../../src/app/make-app.ts';
import { openParts } from '../../../src/compose.ts';
import { HostSlots } from '../../../src/hosted/host-slots.ts';
import type { HeldSlots } from '../../../src/hosted/host-slots.ts';
import { sleep } from '../../../src/lib/sleep.ts';
import { FIRST_TENANT } from '../../../src/model/tenant.ts';
import { runChild } from '../../support/child.ts';
import { sampleBody } from '../../support/contract/sample-body.ts';
import { Program } from '../../support/hosted/program.ts';
import { memoryEnvironment } from '../../support/memory/memory-place.ts';
import { PageClient, pathOf } from '../../support/page-client.ts';
import { worldSettings } from '../../support/world.ts';

// Never above a host's limit, whoever asks: a page and a terminal reach a shop or a warehouse with a slot at its
// host alone, whatever call or command it is that asks.

const PASSWORD = 'дълга парола 1';
const NAME = 'Магазин';
const HOST = '127.0.0.1';

let folder: string;
let env: Readonly<Record<string, string>>;
let page: Program;
let client: PageClient;
/** A shop and a warehouse: who comes is counted, kept for a while and sent away. */
let host: Server;
const met = { now: 0, most: 0, all: 0 };
/** Another process. */
let other: HostSlots;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skladbridge-guests-'));
  host = createServer((socket) => {
    met.all += 1;
    met.now += 1;
    met.most = Math.max(met.most, met.now);
    socket.on('error', () => undefined).on('close', () => (met.now -= 1));
    void sleep(100).then(() => socket.destroy());
  });
  await new Promise<void>((resolve) => void host.listen(0, HOST, resolve));
  const { port } = host.address() as AddressInfo;
  const data = join(folder, 'data');
  const memory = (await memoryEnvironment(data))['SKLADBRIDGE_DATABASE'] ?? '';
  env = { SKLADBRIDGE_DATABASE: memory, SKLADBRIDGE_PER_HOST: '*=1' };
  other = new HostSlots(memory, '', () => 1);
  const app = makeApp(await openParts(data, { ...process.env, ...env }));
  const warehouse = `mysql://reader@${HOST}:${port}/sklad`;
  const settings = { ...worldSettings('', `${HOST}:${port}`), warehouse };
  await app.addProfile(NAME, settings);
  await app.setSecret(NAME, 'secret', 'x');
  await app.setSecret(NAME, 'warehouseSecret', 'x');
  const owner = { name: 'Ана', password: PASSWORD, role: 'owner', language: 'bg' } as const;
  await app.of(FIRST_TENANT).access.desk.add(owner);
  await app.close();
  page = await Program.serve('page', data, env);
  client = new PageClient(page.url);
  await client.enter('/api/login', { name: 'Ана', password: PASSWORD });
});

afterAll(async () => {
  await page.end('SIGTERM');
  await other.close();
  host.close();
  await rm(folder, { recursive: true, force: true });
});

/** Every call of a person about a profile, but those that end what the others ask about. */
const ABOUT_PROFILES = CALLS.filter(
  ({ needs, path, method }) =>
    needs !== 'public' &&
    needs !== 'reporter' &&
    path.startsWith('/api/profiles/{name}') &&
    method !== 'delete',
);
/** Some that are known to ask. */
const ASKING = [
  'get /api/profiles/{name}/choices',
  'post /api/profiles/{name}/look/shop',
  'post /api/profiles/{name}/look/warehouse',
  'post /api/profiles/{name}/test',
];

function nameOf({ method, path }: Call): string {
  return `${method} ${path}`;
}

/** Makes these calls at once; which were told that the host is full. */
async function call(routes: readonly Call[]): Promise<readonly string[]> {
  const values = { name: NAME, secret: 'token', id: '1', number: '1', month: '2026-11', key: '1' };
  const full: string[] = [];
  await Promise.all(
    routes.map(async (route) => {
      const body = sampleBody(route) ?? {};
      const reply = await client.call(route.method.toUpperCase(), pathOf(route, values), { body });
      if (reply.text.includes('work.hostFull')) full.push(nameOf(route));
    }),
  );
  return full.toSorted();
}

async function take(): Promise<HeldSlots> {
  const held = await other.take([HOST]);
  if (held === null) throw new Error('no slot');
  return held;
}

it('calls of a page use the slots of a host one by one, and give them back', async () => {
  await call(ABOUT_PROFILES.filter(({ path }) => path.startsWith('/api/profiles/{name}/look/')));
  expect([met.all > 1, met.most]).toEqual([true, 1]);
  await (await take()).release();
});

it('a terminal is told of a host that is full, by a test and by a run that it does itself', async () => {
  const held = await take();
  const before = met.all;
  const commands = [
    ['profile', 'test', NAME],
    ['run', NAME, '--here', '--yes'],
  ];
  const told = commands.map(async (command) => {
    const ended = await runChild({ args: [...command, '--data', join(folder, 'data'), '--json'], env });
    return [command, `${ended.stdout}${ended.stderr}`];
  });
  const full = expect.stringContaining('work.hostFull');
  expect(await Promise.all(told)).toEqual(commands.map((command) => [command, full]));
  expect(met.all).toBe(before);
  await held.release();
});

it('no call of a page reaches a host whose slots are taken, and who asks is told', async () => {
  const held = await take();
  const before = met.all;
  const full = await call(ABOUT_PROFILES);
  expect(met.all).toBe(before);
  expect(full).toEqual(expect.arrayContaining(ASKING));
  await held.release();
});
