import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initSqliteWarehouse } from '../../src/warehouse/sample/fill-sqlite.ts';
import { MAIN, runChild } from '../support/child.ts';
import { itOnFile } from '../support/memory/on-file.ts';
import { readOnlyMemory } from '../support/memory/read-only.ts';
import { openWorldApp, TODAY, worldSettings } from '../support/world.ts';

const AT_ONCE = 4;

/** What is typed, the exit code, and the error that is told. */
type Mistake = readonly [args: readonly string[], exitCode: number, code: string];

let place: string;
let taken: Server;
let port: string;
const at = (...names: readonly string[]): string => join(place, ...names);

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'skladbridge-mistakes-'));
  await mkdir(at('folder'));
  await writeFile(at('file'), 'не е това');
  await writeFile(at('bad.json'), '{"a"');
  await writeFile(at('content.json'), '{"products": 5}');
  await mkdir(at('store'));
  await writeFile(at('store', 'shop.db'), 'не е база'.repeat(500));
  await initSqliteWarehouse({
    path: at('warehouse.db'),
    goods: 20,
    seed: 1,
    hasSupto: true,
    today: TODAY,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const app = await openWorldApp(at('data'));
  await app.addProfile('А', worldSettings(at('warehouse.db'), 'http://127.0.0.1:9'));
  await app.close();
  taken = createServer();
  await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
  port = String((taken.address() as AddressInfo).port);
});

afterAll(async () => {
  taken.close();
  await rm(place, { recursive: true, force: true });
});

/** Makes each mistake as a person would, in a process of its own; answers what differs from what it should be. */
async function differences(mistakes: readonly Mistake[]): Promise<readonly string[]> {
  const found: string[] = [];
  const waiting = [...mistakes];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [args, exitCode, code] = next;
      const { code: exited, stderr } = await runChild({ args: ['--data', at('data'), ...args] });
      const told = /\[([\w.]+)\]/.exec(stderr)?.[1] ?? stderr;
      const isHelpful = stderr.includes('Какво да направите: ') && !/\{\w+\}/.test(stderr);
      if (exited !== exitCode || told !== code || !isHelpful)
        found.push(`${args.join(' ')}: ${exited ?? 'killed'} ${stderr}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return found;
}

describe('row f: a person’s mistake has an error of its own, with a remedy', () => {
  it('files and folders to write into', async () => {
    const missing = at('no', 'where');
    expect(
      await differences([
        [['plan', 'А', '--out', missing], 2, 'file.folderMissing'],
        [['plan', 'А', '--out', at('folder')], 2, 'file.isFolder'],
        [['plan', 'А', '--out', at('file', 'x')], 2, 'file.notFolder'],
        [['archive', 'export', 'А', '--out', missing], 2, 'file.folderMissing'],
        [['archive', 'export', 'А', '--out', at('file', 'x')], 2, 'file.notFolder'],
        [['archive', 'export', 'А', '--out', at('folder')], 2, 'file.isFolder'],
        [['audit-file', 'А', '2026-10', '--out', missing], 2, 'file.folderMissing'],
        [['audit-file', 'А', '2026-10', '--out', at('folder')], 2, 'file.isFolder'],
        [['demo', '--once', '--dir', at('file')], 2, 'file.notFolder'],
        [['demo', '--once', '--dir', at('file', 'x')], 2, 'file.notFolder'],
        [['sandbox', '--port', '0', '--store', at('file')], 2, 'file.notFolder'],
        [['warehouse', 'init', `sqlite:${missing}`], 10, 'warehouse.unreachable'],
        [['--data', at('file'), 'profile', 'list'], 2, 'state.unreadable'],
        [['--data', at('file', 'x'), 'profile', 'list'], 2, 'state.unreadable'],
        [['--data', at('а'.repeat(300)), 'profile', 'list'], 2, 'state.unreadable'],
        [['--data', '', 'profile', 'list'], 2, 'settings.badValue'],
      ]),
    ).toEqual([]);
  });

  it('files to read', async () => {
    const missing = at('none');
    expect(
      await differences([
        [['apply', missing], 2, 'file.notFound'],
        [['apply', at('folder')], 2, 'file.isFolder'],
        [['apply', at('bad.json')], 2, 'plan.file.malformed'],
        [['apply', at('file')], 2, 'plan.file.malformed'],
        [['apply', at('content.json')], 2, 'plan.file.malformed'],
        [['migrate', '--page-role'], 2, 'cli.wrongUse'],
        [['sandbox', '--port', '0', '--content', missing], 2, 'file.notFound'],
        [['sandbox', '--port', '0', '--content', at('folder')], 2, 'file.isFolder'],
        [['sandbox', '--port', '0', '--content', at('bad.json')], 2, 'sandbox.contentMalformed'],
        [['sandbox', '--port', '0', '--content', at('content.json')], 2, 'sandbox.contentMalformed'],
        [['sandbox', '--port', '0', '--store', at('store')], 2, 'sandbox.storeUnreadable'],
        [
          ['warehouse', 'serve', `sqlite:${at('warehouse.db')}`, '--api-key-file', missing],
          2,
          'file.notFound',
        ],
        [
          ['warehouse', 'serve', `sqlite:${at('warehouse.db')}`, '--api-key-file', at('folder')],
          2,
          'file.isFolder',
        ],
        [['warehouse', 'info', `sqlite:${at('folder')}`], 10, 'warehouse.unreachable'],
        [['warehouse', 'info', `sqlite:${at('file')}`], 2, 'warehouse.notDatabase'],
      ]),
    ).toEqual([]);
  });

  // A database is backed up by its own means, and has roles (test/e2e/database.test.ts, test/late/page-role.test.ts).
  itOnFile('backups of a file, and what only a database has', async () => {
    const missing = at('none');
    expect(
      await differences([
        [['backup', at('no', 'where')], 2, 'backup.notWritten'],
        [['backup', at('file', 'x')], 2, 'backup.notWritten'],
        [['backup', at('folder')], 2, 'backup.fileExists'],
        [['restore', missing, '--yes'], 2, 'file.notFound'],
        [['restore', at('folder'), '--yes'], 2, 'file.isFolder'],
        [['restore', at('file'), '--yes'], 2, 'backup.malformed'],
        [['migrate', '--page-role', 'skladbridge_page'], 2, 'migrate.roleNeedsDatabase'],
      ]),
    ).toEqual([]);
  });

  it('an empty name of the data folder is none: the current folder is never meant', async () => {
    const env = { HOME: at('folder'), SKLADBRIDGE_DATA: '' };
    const { stdout } = await runChild({ args: ['doctor', '--json'], env });
    expect(stdout).toContain(at('folder'));
  });

  it('ports and hosts', async () => {
    const api = ['warehouse', 'serve', `sqlite:${at('warehouse.db')}`];
    const elsewhere = ['--port', '0', '--host', '192.0.2.1'];
    expect(
      await differences([
        [['serve', '--port', port], 2, 'http.portTaken'],
        [['sandbox', '--port', port], 2, 'sandbox.portTaken'],
        [[...api, '--port', port], 2, 'warehouseApi.portTaken'],
        [['serve', ...elsewhere], 2, 'host.notHere'],
        [['sandbox', ...elsewhere], 2, 'host.notHere'],
        [[...api, ...elsewhere], 2, 'warehouseApi.keyMissing'],
        [['serve', '--port', '0', '--host', 'no.such.invalid'], 2, 'host.notHere'],
        [['serve', '--port', '99999'], 2, 'settings.badValue'],
        [['serve', '--tls-cert', at('file')], 2, 'http.tls.incomplete'],
        [['serve', '--tls-cert', at('file'), '--tls-key', at('file')], 2, 'http.tls.certificate'],
        [['serve', '--trusted-proxy', 'caddy'], 2, 'http.proxy.malformed'],
        [['sandbox', '--port', 'осем'], 2, 'settings.badValue'],
      ]),
    ).toEqual([]);
  });

  it('a second demo beside the first', async () => {
    const folder = at('demo');
    const first = spawn(process.execPath, [MAIN, 'demo', '--dir', folder, '--lang', 'en'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => first.once('close', resolve));
    try {
      let printed = '';
      await new Promise<void>((isServing) => {
        first.stdout.on('data', (chunk: Buffer) => {
          printed += chunk.toString();
          if (printed.includes('#link=')) isServing();
        });
      });
      expect(await differences([[['demo', '--once', '--dir', folder], 11, 'demo.alreadyRunning']])).toEqual(
        [],
      );
    } finally {
      first.kill('SIGTERM');
      await ended;
    }
  });

  it('a data folder that may only be read is read; what would write says why it cannot', async () => {
    const folder = at('read-only');
    const app = await openWorldApp(folder);
    await app.addProfile('А', worldSettings(at('warehouse.db'), 'http://127.0.0.1:9'));
    await app.close();
    const { env, open } = await readOnlyMemory(folder);
    const call = async (...args: readonly string[]) =>
      runChild({ args: ['--data', folder, ...args], obeysModes: true, env });
    for (const args of [
      ['orders', 'А'],
      ['runs', 'А'],
      ['attention', 'А'],
      ['profile', 'show', 'А'],
    ])
      expect([args, await call(...args)]).toEqual([args, expect.objectContaining({ code: 0, stderr: '' })]);
    for (const args of [
      ['profile', 'remove', 'А', '--yes'],
      ['run', 'А', '--yes'],
      ['release', 'А', '--all'],
    ]) {
      const { code, stderr } = await call(...args);
      expect([args, code, stderr]).toEqual([args, 10, expect.stringContaining('[state.readOnly]')]);
    }
    await open();
  });
});
