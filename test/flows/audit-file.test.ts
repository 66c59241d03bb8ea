import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeApp } from '../../src/app/make-app.ts';
import { makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';
import { runChild } from '../support/child.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const FILER = {
  auditCompanyNumber: '123456786',
  auditShopNumber: 'RF0000001',
  auditDomain: 'shop.example.bg',
};

/** Orders of October, each delivered when it was first seen. */
async function october(kind: 'rest' | 'xml'): Promise<World> {
  const made = await makeWorld({ orders: 6, settings: { interface: kind, ...FILER } });
  open.push(made);
  for (const number of made.sandbox.store.ids('orders')) {
    const record = made.sandbox.store.get('orders', number);
    made.sandbox.store.put('orders', number, {
      ...record,
      orderStatus: 'delivered',
      orderCreatedAt: '2026-10-15 12:00:00',
    });
  }
  await made.run(['import-orders']);
  return made;
}

describe('audit-file', () => {
  for (const kind of ['rest', 'xml'] as const) {
    it(`is made from the archive over ${kind}, in windows-1251, to the cent`, async () => {
      const made = await october(kind);
      const file = join(made.folder, 'october.xml');
      const args = ['audit-file', PROFILE, '2026-10', '--out', file, '--data', join(made.folder, 'data')];
      expect(await runChild({ args })).toMatchObject({ code: 0, stderr: '' });
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const xml = new TextDecoder('windows-1251').decode(readFileSync(file));
      const totals = [...xml.matchAll(/<ord_n>(\d+)<.*?<ord_total2>([\d.]+)</g)].map(([, number, total]) => [
        Number(number),
        Number(total),
      ]);
      const orders = made.sandbox.store
        .ids('orders')
        .map((number) => [number, Number(made.sandbox.store.get('orders', number)?.['orderTotal'])]);
      expect(totals).toEqual(orders);
    });
  }

  it('X22: a month that has not ended, one without orders and missing settings make no file', async () => {
    const made = await october('rest');
    const file = join(made.folder, 'none.xml');
    const app = makeApp(await openWorldParts(join(made.folder, 'data')));
    open.push(app);
    const signal = new AbortController().signal;
    for (const month of ['2026-11', '2030-01', '2026-13', 'x'])
      await expect(app.upkeep.auditFile(PROFILE, { month, signal })).rejects.toMatchObject({
        code: 'audit.month.wrong',
      });
    await expect(app.upkeep.auditFile(PROFILE, { month: '2026-09', signal })).rejects.toMatchObject({
      code: 'audit.month.empty',
    });
    await made.setSettings({ auditCompanyNumber: '1' });
    const { code, stderr } = await runChild({
      args: ['audit-file', PROFILE, '2026-10', '--out', file, '--data', join(made.folder, 'data')],
    });
    expect([
      code,
      stderr.includes('audit.head.wrong'),
      existsSync(file),
      readdirSync(made.folder).some((name) => name.endsWith('.new')),
    ]).toEqual([2, true, false, false]);
  });
});
