import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runChild } from '../support/child.ts';
import { workerBeside } from '../support/hosted/worker-beside.ts';
import { IS_ON_FILE } from '../support/memory/on-file.ts';
import { wholeMemory } from '../support/memory/whole-memory.ts';
import { openPage, PageClient } from '../support/page-client.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const SECRETS = {
  token: 'PLANTED-token-7c1f',
  feedSignature: 'fa'.repeat(20),
  warehouseSecret: 'PLANTED-warehouse-1d2e',
  smtpPassword: 'PLANTED-smtp-3b4a',
  webhookAddress: 'https://hooks.example/PLANTED-hook-5e6f',
} as const;
const PASSWORD = 'PLANTED парола 9a8b';

/** A secret as it may be written somewhere. */
function spellings(secret: string): readonly string[] {
  return [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('hex'),
    JSON.stringify(secret).slice(1, -1),
  ];
}

function filesOf(folder: string): readonly (readonly [string, Buffer])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'key')
    .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name))]);
}

async function planted(): Promise<World> {
  const made = await makeWorld({ orders: 3 });
  open.push(made);
  for (const [name, value] of Object.entries(SECRETS))
    await made.app.setSecret(PROFILE, name as keyof typeof SECRETS, value);
  return made;
}

describe('planted secrets', () => {
  it('appear in no output, no error, no file of the data folder, no backup, no plan, no log and no answer of the page', async () => {
    const made = await planted();
    const data = join(made.folder, 'data');
    const log = join(made.folder, 'program.log');
    // Over a database the work is done, and logged, by a worker.
    const done = IS_ON_FILE ? log : join(made.folder, 'worker.log');
    const close = await workerBeside(data, ['--log-level', 'debug', '--log-file', done]);
    open.push({ close });
    const texts: (readonly [string, string | Buffer])[] = [];
    const call = async (...args: readonly string[]): Promise<void> => {
      const logged = ['--log-level', 'debug', '--log-file', log];
      const { stdout, stderr } = await runChild({ args: [...args, '--data', data, ...logged] });
      texts.push([args.join(' '), stdout + stderr]);
    };
    const plan = join(made.folder, 'plan.json');
    await call('run', PROFILE, '--yes', '--json');
    made.sandbox.faults.add({ kind: 'html' });
    await call('run', PROFILE, '--yes', '--task', 'export-stock');
    made.sandbox.faults.clear();
    await call('plan', PROFILE, '--out', plan);
    await call('profile', 'show', PROFILE, '--json');
    await call('profile', 'test', PROFILE, '--json');
    await call('backup', join(made.folder, 'whole.backup'));
    await call('archive', 'export', PROFILE);
    for (const run of ['1', '2']) await call('runs', PROFILE, run, '--json');
    await made.setSettings({ credentials: 'token' });
    await call('run', PROFILE, '--yes', '--json');
    await made.app.setSecret(PROFILE, 'token', SECRETS.token);
    await made.setSettings({ warehouse: 'mysql://root@127.0.0.1:1/none' });
    await made.app.setSecret(PROFILE, 'warehouseSecret', SECRETS.warehouseSecret);
    await call('run', PROFILE, '--yes', '--json');
    const served = await openPage(made);
    open.push(served);
    const owner = new PageClient(served.url);
    await owner.enter('/api/setup', { name: 'Иван', password: PASSWORD, code: served.setupCode });
    for (const path of ['/api/profiles', `/api/profiles/${encodeURIComponent(PROFILE)}`, '/api/start'])
      texts.push([path, JSON.stringify(await owner.call('GET', path))]);
    for (const word of ['"exchange"', '"runEnded"', '"fault"'])
      expect(readFileSync(log, 'utf8') + readFileSync(done, 'utf8')).toContain(word);
    texts.push(['the memory', await wholeMemory(data)]);
    const secret = 'sandbox-secret';
    for (const [name, bytes] of [...texts, ...filesOf(data), ...filesOf(made.folder)]) {
      // The shop's own store is the other side: it knows what it was given.
      for (const value of [...Object.values(SECRETS), PASSWORD, secret])
        for (const spelling of spellings(value))
          expect([name, spelling, bytes.includes(spelling)]).toEqual([name, spelling, false]);
    }
    expect(texts.length).toBeGreaterThan(12);
  }, 120_000);
});

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
}

describe('dependencies', () => {
  const root = new URL('../../', import.meta.url);
  const read = (path: string): Record<string, unknown> =>
    JSON.parse(readFileSync(new URL(path, root), 'utf8')) as Record<string, unknown>;
  const manifest = read('package.json');
  const lock = read('package-lock.json')['packages'] as Readonly<Record<string, LockedPackage>>;

  it('each is pinned to one version of the public registry, with its hash, and nothing else is installed', () => {
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      for (const [name, version] of Object.entries(manifest[kind] as Record<string, string>)) {
        expect([name, /^\d+\.\d+\.\d+$/.test(version)]).toEqual([name, true]);
        expect([name, lock[`node_modules/${name}`]?.version]).toEqual([name, version]);
      }
    }
    for (const [path, locked] of Object.entries(lock)) {
      if (path === '') continue;
      expect([path, locked.integrity?.startsWith('sha512-'), locked.resolved, locked.link]).toEqual([
        path,
        true,
        undefined,
        undefined,
      ]);
    }
    const installed = read('node_modules/.package-lock.json')['packages'] as Readonly<
      Record<string, LockedPackage>
    >;
    for (const [path, there] of Object.entries(installed))
      expect([path, there.version, there.integrity]).toEqual([
        path,
        lock[path]?.version,
        lock[path]?.integrity,
      ]);
  });
});
