import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, freshTree, madePackages, need } from './debian-tree.ts';

// The setup program under Wine 10 of Debian 13: what it lays down, and the program itself. Wine runs no tasks at start and keeps no
// rights of files; what could not be tried is said in docs/running.md.

const VERSION = '0.2.0';
const PORT = 18_711;
const PROGRAM = 'C:\\Program Files\\Skladbridge';
const packages = mkdtempSync(join(tmpdir(), 'skladbridge-setup-'));
let tree = '';
let serving: ChildProcess | null = null;

const WINE = [
  'env',
  '-i',
  'HOME=/root',
  'WINEDEBUG=-all',
  'PATH=/usr/bin:/bin',
  'XDG_RUNTIME_DIR=/tmp',
  'wine',
];

/** Starts a program of Windows; Node under Wine wants its outputs in files. */
function start(output: string, ...words: readonly string[]): ChildProcess {
  const file = openSync(join(tree, 'root', output), 'w');
  try {
    return spawn('chroot', [tree, ...WINE, ...words], { stdio: ['ignore', file, file] });
  } finally {
    closeSync(file);
  }
}

async function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((done) => child.on('close', done));
}

const disk = (...parts: readonly string[]): string => join(tree, 'root/.wine/drive_c', ...parts);

beforeAll(() => {
  tree = freshTree('trixie', ['wine', 'wine64']);
  need('mount', '--bind', '/proc', join(tree, 'proc'));
  madePackages(packages, VERSION, 'setup');
  copyFileSync(join(packages, `skladbridge-${VERSION}-setup.exe`), join(tree, 'root/setup.exe'));
});

afterAll(async () => {
  serving?.kill('SIGKILL');
  call('chroot', tree, 'env', 'HOME=/root', 'wineserver', '-k');
  call('umount', join(tree, 'proc'));
  for (const folder of [packages, tree]) rmSync(folder, { recursive: true, force: true });
});

it('the setup program lays the program down; it serves, works, writes SQLite, and is removed without its data', async () => {
  expect(await ended(start('setup.txt', '/root/setup.exe', '/S'))).toBe(0);
  for (const laid of [
    'node.exe',
    'skladbridge.cmd',
    'program/main.js',
    'dist/web/index.html',
    'docs/running.md',
    'uninstall.exe',
  ])
    expect([laid, existsSync(disk('Program Files/Skladbridge', laid))]).toEqual([laid, true]);
  const menu = disk('ProgramData/Microsoft/Windows/Start Menu/Programs/Skladbridge/Skladbridge.url');
  expect(readFileSync(menu, 'utf8')).toContain('http://127.0.0.1:8710/');

  // The command line of the scheduled task, on another port.
  serving = start(
    'serve.txt',
    `${PROGRAM}\\node.exe`,
    `${PROGRAM}\\program\\main.js`,
    'serve',
    '--port',
    String(PORT),
  );
  const page = async (): Promise<number> =>
    fetch(`http://127.0.0.1:${PORT}/`).then(
      (answer) => answer.status,
      () => 0,
    );
  await expect.poll(page, { timeout: 90_000 }).toBe(200);
  expect(existsSync(disk('ProgramData/Skladbridge/state.db'))).toBe(true);
  expect(existsSync(disk('ProgramData/Skladbridge/setup-code.txt'))).toBe(true);

  // The command is found by its name alone: the setup program has put its folder on the path.
  expect(await ended(start('doctor.txt', 'cmd', '/c', 'skladbridge', 'doctor', '--lang', 'en'))).toBe(0);
  expect(readFileSync(join(tree, 'root/doctor.txt'), 'utf8')).toContain(
    'data folder C:\\ProgramData\\Skladbridge',
  );
  // The main job: a warehouse and a shop of its own, orders in, quantities out.
  const demo = ['skladbridge', 'demo', '--once', '--dir', 'C:\\demo', '--lang', 'en'];
  expect(await ended(start('demo.txt', 'cmd', '/c', ...demo))).toBe(0);
  expect(readFileSync(join(tree, 'root/demo.txt'), 'utf8')).toContain('Orders imported: 53 of 60');

  call('chroot', tree, 'env', 'HOME=/root', 'wineserver', '-k');
  // It copies itself away and goes on by itself.
  await ended(start('remove.txt', `${PROGRAM}\\uninstall.exe`, '/S'));
  const left = (): boolean => existsSync(disk('Program Files/Skladbridge'));
  await expect.poll(left, { timeout: 90_000 }).toBe(false);
  expect(existsSync(menu)).toBe(false);
  expect(existsSync(disk('ProgramData/Skladbridge/state.db'))).toBe(true);
});
