import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/model/run.ts';
import type { Settings } from '../../src/model/settings.ts';
import { accessFile, putAccessFile } from '../support/access-files.ts';
import { serveWorld } from '../support/served-world.ts';
import { documents } from '../support/invariants.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** A world whose warehouse is a file of Access; beside it the same content in SQLite, behind the REST API. */
async function accessWorld(orders: number, more: (world: World) => Promise<Partial<Settings>>) {
  // Orders are of products, so without orders the shop begins empty.
  const world = await makeWorld({ goods: 300, seed: 7, sold: orders === 0 ? 0 : 40, orders });
  writeFileSync(world.warehousePath, accessFile('small.sqlite'));
  const path = putAccessFile(world.folder, 'small.mdb');
  open.push(world);
  await world.setSettings({ warehouse: path, warehouseBuild: '3.07.056', ...(await more(world)) });
  return { world, path };
}

/** What a run changed, as `export-goods good:40 price`. */
function changed(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.type !== 'change') return [];
    const { task, subject, fields } = event.change;
    return [`${task} ${subject} ${fields.map((each) => each.field).join(' ')}`.trim()];
  });
}

describe('a warehouse of Access', () => {
  it('a day’s changes arrive as exactly those changes; orders are off, and a run says so', async () => {
    const { world, path } = await accessWorld(0, async () => ({ quantityLocations: [1, 2, 3, 4, 5] }));
    const notices: string[] = [];
    const first = await world.run(undefined, (event) => {
      if (event.type === 'notice') notices.push(event.code);
    });
    expect(first).toMatchObject({ end: 'done', counts: { 'export-goods': { created: 307, attention: 3 } } });
    expect(first.counts['import-orders']).toBeUndefined();
    expect(notices).toContain('notice.warehouse.readOnly');
    const again = await world.run();
    expect(again.counts['export-goods']).toMatchObject({ created: 0, updated: 0 });
    expect(again.counts['export-stock']).toMatchObject({ created: 0, updated: 0 });

    copyFileSync(putAccessFile(world.folder, 'small-later.mdb'), path);
    const events: RunEvent[] = [];
    await world.run(undefined, (event) => void events.push(event));
    const repriced = [...Array.from({ length: 16 }, (_, index) => 40 + index), 57, 58, 59];
    const added = 'name code barcode price quantity isVisible';
    expect(changed(events).toSorted()).toEqual(
      [
        ...repriced.map((id) => `export-goods good:${id} price`),
        ...[70, 71].map((id) => `export-goods good:${id} name`),
        ...[9101, 9102, 9103].map((id) => `export-goods good:${id} ${added}`),
        'export-goods good:80',
        ...[45, 46, 47].map((id) => `export-stock stock:${id} quantity`),
      ].toSorted(),
    );
  });

  it('orders come in through the REST API of the same database; the stock that is sent knows of them', async () => {
    const { world } = await accessWorld(8, async (made) => {
      const rest = await serveWorld(made);
      open.unshift(rest);
      // While the orders are written the file goes on living.
      rest.fate = (count) => {
        if (count === 2) writeFileSync(join(made.folder, 'small.mdb'), accessFile('small-later.mdb'));
        return 'pass';
      };
      return { ordersWarehouse: rest.address, withoutSupto: true };
    });
    const events: RunEvent[] = [];
    const summary = await world.run(undefined, (event) => void events.push(event));
    expect(summary).toMatchObject({ end: 'done', counts: { 'import-orders': { created: 8 } } });
    expect(documents(world).filter((document) => document.order < 70_000)).toHaveLength(8);
    // One snapshot before the orders, one after, with the goods that came meanwhile; none is left.
    expect(changed(events).filter((line) => line.includes('good:910'))).toHaveLength(3);
    expect(readdirSync(join(world.folder, 'data', 'snapshots'))).toEqual([]);
  });

  it('an API of another database is refused before anything is written', async () => {
    const { world } = await accessWorld(3, async (made) => {
      made.change("UPDATE goods SET Name = 'Друга' WHERE ID = 5");
      const rest = await serveWorld(made);
      open.unshift(rest);
      return { ordersWarehouse: rest.address, withoutSupto: true };
    });
    const { error } = await world.run();
    expect([error?.code, error?.facts['good'], error?.facts['there']]).toEqual([
      'warehouse.access.otherDatabase',
      5,
      'Друга',
    ]);
  });

  it('an address for orders that is no API, or is not needed, is refused by name', async () => {
    const { world } = await accessWorld(0, async () => ({ ordersWarehouse: 'mysql://u@h/db' }));
    expect((await world.run()).error?.code).toBe('settings.ordersWarehouse.malformed');
    const warehouse = `sqlite:${world.warehousePath}`;
    await world.setSettings({ warehouse, ordersWarehouse: 'api+http://127.0.0.1:8700' });
    expect((await world.run()).error?.code).toBe('settings.ordersWarehouse.notNeeded');
  });

  it('the profile’s test says what cannot be done, and is content otherwise', async () => {
    const { world } = await accessWorld(0, async () => ({}));
    const { limits, points } = await world.app.testProfile(PROFILE, new AbortController().signal);
    expect(limits).toContain('noOrders');
    expect(points.find((point) => point.point === 'warehouse')).toMatchObject({ isOk: true });
  });
});
