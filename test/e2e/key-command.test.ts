import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSoundImport } from '../support/invariants.ts';
import { workerBeside } from '../support/hosted/worker-beside.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';
import { typeCommand } from './type-command.ts';

// With keys that are handed in, over a database and under a run: test/late/hosted/key-command.test.ts.

let world: World;
let endWorker: () => Promise<void>;
beforeAll(async () => {
  world = await makeWorld({ orders: 2, goods: 12, sold: 4, settings: { export: false } });
  await world.app.close();
  endWorker = await workerBeside(join(world.folder, 'data'));
});
afterAll(async () => {
  await endWorker();
  await world.close();
});

const call = (...args: readonly string[]) => typeCommand([...args, '--data', join(world.folder, 'data')]);

describe('key rotate and key finish, the key in the data folder', () => {
  it('S22: one command changes it; the former key opens nothing, and is told as wrong', async () => {
    const file = join(world.folder, 'data', 'key');
    const former = readFileSync(file, 'utf8');
    expect(await call('key', 'rotate')).toMatchObject({ code: 0, stderr: '' });
    const present = readFileSync(file, 'utf8');
    expect(present.trim()).toMatch(/^[0-9a-f]{64}$/);
    expect(present).not.toBe(former);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const run = await call('run', PROFILE, '--yes');
    expect([run.code, run.stderr]).toEqual([0, '']);
    expectSoundImport(world, { orders: world.sandbox.store.ids('orders') });
    writeFileSync(file, former);
    const wrong = await call('run', PROFILE, '--yes');
    expect([wrong.code, wrong.stdout + wrong.stderr]).toEqual([
      12,
      expect.stringContaining('secrets.keyWrong'),
    ]);
    expect((await call('key', 'finish')).stderr).toContain('secrets.keyWrong');
    writeFileSync(file, present);
    expect(await call('key', 'finish', '--json')).toMatchObject({ code: 0, stdout: '{"removed":0}\n' });
  });
});
