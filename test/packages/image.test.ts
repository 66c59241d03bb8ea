import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, madePackages, need } from './debian-tree.ts';

// The image that is made without an engine, run by runc: its user without rights, a root that may only be read, a volume, a
// network of its own.

const VERSION = '0.2.0';
const NAME = `skladbridge-test-${process.pid}`;
const USER = 10_001;
const folder = mkdtempSync(join(tmpdir(), 'skladbridge-image-'));
const volume = join(folder, 'volume');
let running: ChildProcess | null = null;

/** A setting of a container, as far as it is changed here. */
interface Bundle {
  root: { path: string; readonly?: boolean };
  process: { terminal?: boolean };
  mounts: { destination: string; type: string; source: string; options?: readonly string[] }[];
  linux: { namespaces: { type: string }[] };
}

/** Unpacks the image, and says how it is run. */
function unpack(): string {
  const [layout, bundle] = [join(folder, 'layout'), join(folder, 'bundle')];
  mkdirSync(layout);
  need('tar', '-xf', join(folder, `skladbridge-${VERSION}-image.tar`), '-C', layout);
  need('umoci', 'unpack', '--image', `${layout}:${VERSION}`, bundle);
  const file = join(bundle, 'config.json');
  const config = JSON.parse(readFileSync(file, 'utf8')) as Bundle;
  config.root.readonly = true;
  config.process.terminal = false;
  const isOfGroups = ({ type }: { readonly type: string }): boolean => type === 'cgroup';
  config.linux.namespaces = config.linux.namespaces.filter((each) => !isOfGroups(each));
  config.mounts = config.mounts.filter((each) => !isOfGroups(each) && each.destination !== '/data');
  config.mounts.push(
    { destination: '/data', type: 'bind', source: volume, options: ['bind', 'rw'] },
    { destination: '/tmp', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'nodev', 'mode=1777'] },
  );
  writeFileSync(file, JSON.stringify(config));
  return bundle;
}

/** A command in the running container, by its exit code. */
function inside(...words: readonly string[]): number | null {
  return call('runc', 'exec', NAME, ...words).code;
}

beforeAll(() => {
  madePackages(folder, VERSION, 'image');
  mkdirSync(volume, { mode: 0o700 });
  chownSync(volume, USER, USER);
});

afterAll(() => {
  call('runc', 'delete', '--force', NAME);
  rmSync(folder, { recursive: true, force: true });
});

it('the image serves as the recipe says: without rights, nothing written but the volume, ended politely', async () => {
  running = spawn('runc', ['run', '--no-pivot', '--bundle', unpack(), NAME], { stdio: 'ignore' });
  const healthy = ['/opt/skladbridge/bin/node', '/opt/skladbridge/bin/healthy.mjs'];
  await expect.poll(() => inside(...healthy), { timeout: 60_000 }).toBe(0);
  expect(existsSync(join(volume, 'state.db'))).toBe(true);
  expect(statSync(join(volume, 'state.db')).uid).toBe(USER);
  expect(inside('sh', '-c', ': > /opt/skladbridge/x')).not.toBe(0);
  expect(inside('skladbridge', 'doctor')).toBe(0);
  expect(call('runc', 'exec', NAME, 'sh', '-c', 'export').text).toContain("MALLOC_ARENA_MAX='1'");
  const ended = new Promise((done) => running?.on('close', done));
  expect(call('runc', 'kill', NAME, 'TERM').code).toBe(0);
  expect(await ended).toBe(0);
});
