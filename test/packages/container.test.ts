import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, freshTree, madePackages, need } from './debian-tree.ts';

// The tarball and the Containerfile, without a registry to build from: what the recipe says is done by hand in a tree of Debian, and
// run as a container runs it: its user without rights, a network and a root of its own that may only be read, a volume.

const VERSION = '0.2.0';
const RECIPE = readFileSync(fileURLToPath(new URL('../../Containerfile', import.meta.url)), 'utf8')
  .replaceAll('\\\n', ' ')
  .replaceAll(`\${VERSION}`, VERSION);
const packages = mkdtempSync(join(tmpdir(), 'skladbridge-tarball-'));
let tree = '';
let running: ChildProcess | null = null;

/** What stands behind a word of the recipe. */
function said(word: string): string {
  const line = RECIPE.split('\n').find((each) => each.startsWith(`${word} `));
  if (line === undefined) throw new Error(`no ${word}`);
  return line.slice(word.length).trim();
}

const list = (text: string): readonly string[] =>
  JSON.parse(text.slice(text.indexOf('['))) as readonly string[];

/** Starts the container: everything but its volume and `/tmp` may only be read. */
function start(): ChildProcess {
  const [user = '', group = ''] = said('USER').split(':');
  const rights = [
    '--reuid',
    user,
    '--regid',
    group,
    '--clear-groups',
    '--no-new-privs',
    '--bounding-set=-all',
  ];
  const root = `set -e; ip link set lo up; mount --bind ${tree} ${tree}; mount --bind ${tree}/data ${tree}/data
    mount -t tmpfs tmpfs ${tree}/tmp; mount --bind /proc ${tree}/proc; mount -o remount,bind,ro ${tree}; exec "$@"`;
  const command = ['env', '-i', 'PATH=/usr/local/bin:/usr/bin:/bin', ...said('ENV').split(/\s+/)];
  const words = [
    'chroot',
    tree,
    'setpriv',
    ...rights,
    ...command,
    ...list(said('ENTRYPOINT')),
    ...list(said('CMD')),
  ];
  return spawn('unshare', ['--mount', '--net', 'sh', '-c', root, 'sh', ...words], { stdio: 'ignore' });
}

/** A command in the running container, by its exit code. */
function inside(...words: readonly string[]): number | null {
  const at = ['--target', String(running?.pid), '--mount', '--net'];
  return call('nsenter', ...at, 'chroot', tree, ...words).code;
}

beforeAll(() => {
  tree = freshTree('bookworm', ['systemd', 'systemd-sysv']);
  madePackages(packages, VERSION, 'tarball');
  const [, archive = '', to = ''] = /^(\S+) (\S+)$/.exec(said('ADD')) ?? [];
  need('tar', '-xzf', join(packages, archive.replace('dist/packages/', '')), '-C', join(tree, to));
  need('chroot', tree, 'sh', '-c', said('RUN'));
});

afterAll(() => {
  running?.kill('SIGKILL');
  for (const folder of [packages, tree]) rmSync(folder, { recursive: true, force: true });
});

it('the tarball runs as a container does: no rights, a root that may only be read; its health is asked by the recipe', async () => {
  running = start();
  const healthy = list(said('HEALTHCHECK'));
  await expect.poll(() => inside(...healthy), { timeout: 60_000 }).toBe(0);
  expect(existsSync(join(tree, 'data/state.db'))).toBe(true);
  expect(String(statSync(join(tree, 'data/state.db')).uid)).toBe(said('USER').split(':')[0]);
  expect(inside('touch', '/opt/skladbridge/x')).not.toBe(0);
  running.kill('SIGTERM');
  await new Promise((ended) => running?.on('close', ended));
  running = null;
});
