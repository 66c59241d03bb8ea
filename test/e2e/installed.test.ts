import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { MAIN, runChild } from '../support/child.ts';
import { memoryEnvironment } from '../support/memory/memory-place.ts';
import { itOnFile } from '../support/memory/on-file.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-service-'));
  folders.push(folder);
  return folder;
}

/** A module for `node --import`: SQL Server's driver is not there, as after `npm ci --omit=dev`. */
const WITHOUT_DRIVER = `
import { registerHooks } from 'node:module';
registerHooks({ resolve: (name, context, next) =>
  next(name, name === 'tedious' ? { ...context, parentURL: 'file:///nowhere/file.js' } : context) });`;

describe('a program that is installed', () => {
  it('tells its service manager that it serves, that it still does, and that it stops', async () => {
    const folder = temporary();
    const told = join(folder, 'told');
    // Stands where systemd's own program is: what it is asked to say is what is looked at.
    const teller = join(folder, 'systemd-notify');
    writeFileSync(teller, `#!/bin/sh\necho "$NOTIFY_SOCKET $*" >> "${told}"\n`);
    chmodSync(teller, 0o755);
    const serving = spawn(
      process.execPath,
      [MAIN, 'serve', '--port', '0', '--data', join(folder, 'data'), '--lang', 'en'],
      {
        stdio: 'ignore',
        env: {
          ...process.env,
          ...(await memoryEnvironment(join(folder, 'data'))),
          PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
          NOTIFY_SOCKET: '/run/told',
          WATCHDOG_USEC: '300000',
        },
      },
    );
    const lines = (): readonly string[] => {
      try {
        return readFileSync(told, 'utf8').trim().split('\n');
      } catch {
        return [];
      }
    };
    await expect.poll(() => lines().length, { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
    serving.kill('SIGTERM');
    await new Promise((ended) => serving.on('close', ended));
    const said = lines();
    expect(said[0]).toBe('/run/told READY=1');
    expect(said.at(-1)).toBe('/run/told STOPPING=1');
    expect([...new Set(said.slice(1, -1))]).toEqual(['/run/told WATCHDOG=1']);
  });

  it('without SQL Server’s driver names it, and what to do', () => {
    const hook = `data:text/javascript,${encodeURIComponent(WITHOUT_DRIVER)}`;
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', hook, MAIN, 'warehouse', 'info', 'mssql://sa@127.0.0.1:1/w', '--lang', 'en'],
      { encoding: 'utf8', env: { ...process.env, SKLADBRIDGE_WAREHOUSE_SECRET: 'x' } },
    );
    expect([status, stderr]).toEqual([2, expect.stringContaining('[warehouse.driverMissing]')]);
    expect(stderr).toContain('tedious');
  });
});

describe('the data folder', () => {
  // Of a memory in a database no file in the current folder can be an earlier one.
  itOnFile(
    'is one place of the user’s; a memory in the current folder is told, never passed over',
    async () => {
      const [home, current] = [temporary(), temporary()];
      const old = join(current, 'skladbridge-data');
      await runChild({ args: ['profile', 'list', '--data', old] });
      const env = { HOME: home, XDG_DATA_HOME: '' };
      const call = (...args: readonly string[]): { status: number | null; text: string } => {
        const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args, '--lang', 'en'], {
          cwd: current,
          encoding: 'utf8',
          env: { ...process.env, ...env },
        });
        return { status, text: stdout + stderr };
      };
      const place = join(home, '.local/share/skladbridge');
      for (const args of [['profile', 'list'], ['serve'], ['backup', 'copy.db']]) {
        const refused = call(...args);
        expect([args, refused.status]).toEqual([args, 2]);
        for (const part of ['[data.leftHere]', old, place]) expect(refused.text).toContain(part);
      }
      const doctor = call('doctor');
      expect(doctor.status).toBe(2);
      for (const part of [`✓ data folder ${place}`, `✗ the current folder has a memory`]) {
        expect(doctor.text).toContain(part);
      }
      // Named, or moved, it is worked with.
      expect(call('profile', 'list', '--data', old).status).toBe(0);
      rmSync(place, { recursive: true });
      await mkdir(join(home, '.local/share'), { recursive: true });
      spawnSync('mv', [old, place]);
      expect(call('profile', 'list').status).toBe(0);
      expect(call('doctor').status).toBe(0);
    },
  );
});
