import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, freshTree, madePackages, need, releasedDeb } from './debian-tree.ts';
import type { Answer } from './debian-tree.ts';

// The package as a person meets it: a clean Debian 12 without network, systemd as its first process. First comes the release
// 0.2.0 as it was, then what this clone makes: an upgrade as it happens at a shop, and the way back.

const PORT = 18_710;
const PAGE = `http://127.0.0.1:${PORT}/`;
const [FIRST, LATER] = ['0.2.0', '0.2.1'];
const SHOP = 'Демо магазин';
const packages = mkdtempSync(join(tmpdir(), 'skladbridge-debs-'));
let tree = '';
let machine: ChildProcess | null = null;
let init = '';

const ENTER = ['--mount', '--pid', '--uts', '--ipc'] as const;

/** In the running machine, without network. */
function inside(command: string): Answer {
  return call('nsenter', '--target', init, ...ENTER, 'unshare', '--net', 'sh', '-c', command);
}

/** In the running machine, as the service's user. The demo's shop needs the machine's own addresses. */
function asService(command: string): Answer {
  const who = ['setpriv', '--reuid=skladbridge', '--regid=skladbridge', '--init-groups'];
  return call(
    'nsenter',
    '--target',
    init,
    ...ENTER,
    ...who,
    'sh',
    '-c',
    `cd /var/lib/skladbridge; ${command}`,
  );
}

/** Each order of the memory with what it has become, as one line. */
function orders(): readonly string[] {
  return inside(`skladbridge orders '${SHOP}' --json`)
    .text.split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
    .filter((entry) => 'orderNumber' in entry)
    .map(({ orderNumber, stage, documentNumber, unp }) =>
      JSON.stringify([orderNumber, stage, documentNumber, unp]),
    );
}

/** Fills the service's memory with the demo's orders, their documents and УНП. */
function fillMemory(): void {
  inside('systemctl stop skladbridge');
  expect(asService('skladbridge demo --once --dir demo').code).toBe(0);
  expect(asService('skladbridge backup demo.db --data demo/data').code).toBe(0);
  expect(asService('skladbridge restore demo.db --yes').code).toBe(0);
  inside('systemctl start skladbridge');
}

async function answers(): Promise<number> {
  return fetch(PAGE).then(
    (answer) => answer.status,
    () => 0,
  );
}

/** Starts the machine as a computer starts: its systemd, which starts what is enabled. */
async function boot(): Promise<void> {
  const quiet = ['--quiet', '--register=no', '--keep-unit', '--console=pipe', '--boot'];
  machine = spawn('systemd-nspawn', [...quiet, '-D', tree], { stdio: 'ignore' });
  const started = machine;
  await expect
    .poll(() => call('pgrep', '-P', String(started.pid)).text.trim(), { timeout: 20_000 })
    .not.toBe('');
  init = call('pgrep', '-P', String(started.pid)).text.trim().split('\n')[0] ?? '';
  await expect.poll(answers, { timeout: 60_000 }).toBe(200);
}

beforeAll(() => {
  tree = freshTree('bookworm', ['systemd', 'systemd-sysv']);
  madePackages(packages, LATER, 'deb');
  for (const file of [releasedDeb(FIRST), join(packages, `skladbridge_${LATER}_amd64.deb`)])
    copyFileSync(file, join(tree, 'root', basename(file)));
});

afterAll(async () => {
  const running = machine;
  if (running !== null && running.exitCode === null) {
    const ended = new Promise((done) => running.on('close', done));
    // With its first process the whole machine ends.
    if (init !== '') process.kill(Number(init), 'SIGKILL');
    running.kill('SIGKILL');
    await ended;
  }
  for (const folder of [packages, tree]) rmSync(folder, { recursive: true, force: true });
});

it('the .deb installs without network, serves under systemd and outlives a kill', async () => {
  need('unshare', '--net', 'chroot', tree, 'dpkg', '-i', `/root/skladbridge_${FIRST}_amd64.deb`);
  writeFileSync(join(tree, 'etc/default/skladbridge'), `SERVE_OPTIONS="--port ${PORT}"\n`);
  await boot();
  // Type=notify: systemd calls it active when the program itself has said so.
  expect(inside('systemctl is-active skladbridge').text).toBe('active\n');
  const shown = inside('systemctl show skladbridge -p Type -p User -p MainPID -p WatchdogUSec').text;
  expect(shown).toMatch(/Type=notify/);
  expect(shown).toMatch(/User=skladbridge/);
  expect(inside('skladbridge --version').text).toBe(`${FIRST}\n`);
  expect(inside('cat /var/lib/skladbridge/setup-code.txt').text).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}/);

  // Root at the terminal works with the memory of the service, as its user.
  const add =
    'skladbridge profile add Магазин --shop http://127.0.0.1:9 --interface rest --username s --lang en';
  const added = inside(`${add} --warehouse sqlite:/var/lib/skladbridge/w.db`);
  expect([added.code, added.text]).toEqual([0, expect.any(String)]);
  expect(inside('skladbridge profile list').text).toContain('Магазин');
  expect(inside('find /var/lib/skladbridge ! -user skladbridge').text).toBe('');
  expect(inside('skladbridge doctor --lang en').text).toContain('✓ data folder /var/lib/skladbridge');
  const stranger = inside('setpriv --reuid=nobody --regid=nogroup --clear-groups skladbridge profile list');
  expect([stranger.code, stranger.text]).toEqual([
    2,
    expect.stringContaining('sudo skladbridge profile list'),
  ]);

  inside('systemctl kill --signal=KILL skladbridge');
  await expect
    .poll(() => inside('systemctl show skladbridge -p NRestarts').text, { timeout: 60_000 })
    .toBe('NRestarts=1\n');
  await expect.poll(answers, { timeout: 60_000 }).toBe(200);
});

it('an upgrade from 0.2.0 keeps every order with its document and УНП, and so does the way back', async () => {
  fillMemory();
  const before = orders();
  expect(before.length).toBe(60);

  const upgraded = inside(`dpkg --force-confold -i /root/skladbridge_${LATER}_amd64.deb < /dev/null`);
  expect([upgraded.code, upgraded.text]).toEqual([0, expect.any(String)]);
  await expect.poll(answers, { timeout: 60_000 }).toBe(200);
  expect(inside('skladbridge --version').text).toBe(`${LATER}\n`);
  expect(orders()).toEqual(before);
  const [kept = ''] = readdirSync(join(tree, 'var/lib/skladbridge/backups'));
  expect(kept).toMatch(/^version-\d+\.db$/);
  // Remedies name pages by this place.
  expect(inside('test -f /usr/share/doc/skladbridge/warehouses.md').code).toBe(0);
  // Asked to read its files anew a service without a certificate goes on, and its log stands in the journal.
  expect(inside('systemctl reload skladbridge').code).toBe(0);
  expect(await answers()).toBe(200);
  expect(inside('journalctl --unit=skladbridge --no-pager').text).toMatch(/Reloaded skladbridge/);
  expect(inside('skladbridge doctor --lang en').text).toContain(`the page runs: ${PAGE.slice(0, -1)}`);

  // docs/running.md: the way back.
  inside('systemctl stop skladbridge');
  expect(inside(`dpkg --force-confold -i /root/skladbridge_${FIRST}_amd64.deb < /dev/null`).code).toBe(0);
  inside('systemctl stop skladbridge');
  const refused = inside(`skladbridge orders '${SHOP}'`);
  expect([refused.code, refused.text]).toEqual([2, expect.stringContaining('[state.newer]')]);
  expect(inside(`skladbridge restore /var/lib/skladbridge/backups/${kept} --yes`).code).toBe(0);
  inside('systemctl start skladbridge');
  await expect.poll(answers, { timeout: 60_000 }).toBe(200);
  expect(orders()).toEqual(before);
  expect(inside(`dpkg --force-confold -i /root/skladbridge_${LATER}_amd64.deb < /dev/null`).code).toBe(0);
  await expect.poll(answers, { timeout: 60_000 }).toBe(200);
});

it('removal leaves the memory, and a purge puts it aside', async () => {
  expect(inside('dpkg -r skladbridge').code).toBe(0);
  expect(await answers()).toBe(0);
  expect(existsSync(join(tree, 'usr/bin/skladbridge'))).toBe(false);
  expect(existsSync(join(tree, 'var/lib/skladbridge/state.db'))).toBe(true);
  expect(existsSync(join(tree, 'etc/default/skladbridge'))).toBe(true);

  const purged = inside('dpkg -P skladbridge');
  expect([purged.code, purged.text]).toEqual([0, expect.stringContaining('/var/backups/skladbridge-')]);
  for (const gone of [
    'var/lib/skladbridge',
    'var/cache/skladbridge',
    'etc/default/skladbridge',
    'usr/lib/skladbridge',
  ])
    expect([gone, existsSync(join(tree, gone))]).toEqual([gone, false]);
  expect(inside('getent passwd skladbridge').code).toBe(2);
  // By law orders and their УНП are kept for years: what a purge takes away it puts aside.
  const [kept = ''] = readdirSync(join(tree, 'var/backups')).filter((name) =>
    name.startsWith('skladbridge-'),
  );
  expect(readdirSync(join(tree, 'var/backups', kept))).toContain('state.db');
});
