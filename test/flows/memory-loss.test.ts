import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SyncError } from '../../src/model/sync-error.ts';
import { documents, expectSoundImport } from '../support/invariants.ts';
import { ACCESS, DEVICE, makeWorld, openWorldApp, PROFILE, worldSettings } from '../support/world.ts';
import { itOnFile } from '../support/memory/on-file.ts';
import type { World, WorldOptions } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

async function world(options: WorldOptions = {}): Promise<World> {
  const made = await makeWorld(options);
  open.push(made);
  return made;
}

const never = new AbortController().signal;

async function freshApp(made: World) {
  const folder = join(made.folder, 'other');
  const app = await openWorldApp(folder);
  await app.addProfile(PROFILE, worldSettings(made.warehousePath, made.sandbox.url));
  await app.setSecret(PROFILE, 'secret', ACCESS.secret);
  return app;
}

describe('memory lost', () => {
  it('I4, I18: another installation meets the claims: no second document, the УНП stays, no twin in the shop', async () => {
    const made = await world({ orders: 25 });
    await made.run();
    const before = documents(made);
    const products = made.sandbox.store.count('products');
    const app = await freshApp(made);
    const summary = await app.run(PROFILE, {
      tasks: null,
      isConfirmed: true,
      onEvent: () => undefined,
      signal: never,
    });
    await app.close();
    // Only the other installation itself is news.
    expect(summary).toMatchObject({ end: 'done', parked: 1 });
    expect(documents(made)).toEqual(before);
    expect(made.sandbox.store.count('products')).toBe(products);
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });

  it('I18: NextAcct emptied: the notes still tell; a document that is gone is told and never written again', async () => {
    const made = await world({ orders: 6 });
    await made.run(['import-orders']);
    const [first] = documents(made);
    made.change('DELETE FROM operations WHERE OperType = 19 AND Acct = ?', first?.number ?? 0);
    made.change(
      "DELETE FROM nextacct WHERE NextAcct LIKE 'ZWEB-%' AND NextAcct NOT LIKE ?",
      `%-${first?.order ?? 0}`,
    );
    const app = await freshApp(made);
    const summary = await app.run(PROFILE, {
      tasks: ['import-orders'],
      isConfirmed: true,
      onEvent: () => undefined,
      signal: never,
    });
    expect(summary).toMatchObject({ end: 'done', parked: 2 });
    expect((await app.attention(PROFILE)).map((entry) => entry.code)).toEqual([
      'installation.other',
      'order.documentGone',
    ]);
    await app.close();
    expect(documents(made)).toHaveLength(5);
  });

  it('F14: a warehouse restored from an older backup: no УНП is issued again', async () => {
    const made = await world({ orders: 4 });
    await made.run(['import-orders']);
    made.change("DELETE FROM operations WHERE Note LIKE 'Seliton №%'");
    made.change('DELETE FROM ecrreceipts WHERE ECRID = ?', DEVICE);
    made.change("DELETE FROM nextacct WHERE NextAcct LIKE 'ZWEB-%' OR NextAcct LIKE 'ZUNP-%'");
    const [code] = made.sandbox.store.list('products').map((product) => String(product['productCode']));
    made.sandbox.placeOrder({ lines: [{ code: code ?? '', quantity: '1' }] });
    const summary = await made.run(['import-orders']);
    expect(summary.end).toBe('failed');
    expect(summary.error).toBeInstanceOf(SyncError);
    expect(summary.error?.code).toBe('warehouse.olderThanMemory');
    expect(documents(made)).toEqual([]);
    // Whoever lets the lost ones go meets the counter next.
    await made.app.upkeep.decideMissing(PROFILE, { decision: 'letGo', orders: 'all' });
    const behind = await made.run(['import-orders']);
    expect(behind.error?.code).toBe('unp.sequence.behindLedger');
    expect(documents(made)).toEqual([]);
    await made.setSettings({ unpFrom: 5 });
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done' });
    expect(documents(made).map((document) => document.unp)).toEqual([`${DEVICE}-0001-0000005`]);
  });

  it('F11: at the end of the range the rest waits unharmed, and a new range goes on', async () => {
    const made = await world({ orders: 4, settings: { unpFrom: 500_001, unpTo: 500_003 } });
    const summary = await made.run(['import-orders']);
    expect([summary.end, summary.error?.code]).toEqual(['failed', 'unp.range.exhausted']);
    expect(documents(made)).toHaveLength(3);
    await made.setSettings({ unpFrom: 600_001, unpTo: 600_009 });
    expect(await made.run(['import-orders'])).toMatchObject({ end: 'done' });
    expect(documents(made).map((document) => document.unp?.slice(-7))).toEqual([
      '0500001',
      '0500002',
      '0500003',
      '0600001',
    ]);
  });

  it('F4, A9: a УНП is never changed by other settings; a good settings check comes first (F18)', async () => {
    const made = await world({ orders: 2 });
    await made.run(['import-orders']);
    const before = documents(made);
    await made.setSettings({ deviceSerial: 'DT900002' });
    await made.run(['import-orders']);
    expect(documents(made)).toEqual(before);
    await made.setSettings({ deviceSerial: '02279013' });
    await expect(made.run()).rejects.toMatchObject({ code: 'settings.deviceSerial.digitsOnly' });
  });

  itOnFile('the state deleted under a running profile list is a new beginning, not a crash', async () => {
    const made = await world({ orders: 1 });
    await made.app.close();
    await rm(join(made.folder, 'data'), { recursive: true, force: true });
    const app = await openWorldApp(join(made.folder, 'data'));
    expect(await app.listProfiles()).toEqual([]);
    await app.close();
  });
});
