import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runChild } from '../support/child.ts';
import { readOnlyMemory } from '../support/memory/read-only.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

describe('profile words', () => {
  it('I2: shows what the shop says and what it means, and takes a meaning for the next run', async () => {
    const made = await makeWorld({ orders: 4, settings: { export: false } });
    open.push(made);
    const { store } = made.sandbox;
    for (const id of store.ids('orders'))
      store.put('orders', id, { ...store.get('orders', id), orderStatus: 'При = нас: 7' });
    await made.run();
    const words = async (...args: readonly string[]) =>
      runChild({ args: ['profile', 'words', PROFILE, ...args, '--data', join(made.folder, 'data')] });
    const shown = await words();
    expect([shown.code, shown.stderr]).toEqual([0, '']);
    expect(shown.stdout).toMatch(/orderStatus\].*При = нас: 7.*4.*неизвестно – изберете/);
    const bad = await words('--set', 'orderStatus:При = нас: 7=после');
    expect([bad.code, bad.stderr.includes('settings.badValue')]).toEqual([2, true]);
    expect((await words('--set', 'без знаци')).stderr).toContain('kind:word=meaning');
    const said = await words('--set', 'arithmetic:prices=pricesWithTax');
    expect(said.stdout).toMatch(/arithmetic\].*как са записани цените.*цените са с ДДС \(избрано\)/);
    const set = await words('--set', 'orderStatus:При = нас: 7=import', '--json');
    const rows = set.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows.find(({ kind }) => kind === 'orderStatus')).toMatchObject({
      inUse: 'import',
      source: 'person',
      count: 4,
    });
    await made.run();
    expect((await made.ledger()).map(({ stage }) => stage)).toEqual(
      Array.from({ length: 4 }, () => 'acknowledged'),
    );
  });

  it('profile test answers where the memory may only be read: it just keeps no words', async () => {
    const made = await makeWorld({ orders: 2, goods: 12, sold: 4, settings: { export: false } });
    open.push(made);
    const data = join(made.folder, 'data');
    await made.app.close();
    const { env, open: letWrite } = await readOnlyMemory(data);
    const call = async (command: string) =>
      runChild({ args: ['profile', command, PROFILE, '--data', data], obeysModes: true, env });
    expect(await call('test')).toMatchObject({ stdout: expect.stringContaining('магазин'), stderr: '' });
    expect((await call('words')).stdout).toContain('Още няма думи');
    await letWrite();
  });
});
