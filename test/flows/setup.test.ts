import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import { scheduleHold } from '../../src/app/setup/schedule-hold.ts';
import { FormFaults } from '../../src/model/form-faults.ts';
import type { SecretChanges, Settings } from '../../src/model/settings.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import { errorText, textsOf } from '../../src/texts/text.ts';
import { initSqliteWarehouse } from '../../src/warehouse/sample/fill-sqlite.ts';
import { ACCESS, CHARGE_GOODS, makeWorld, ONLINE_LOCATION, PROFILE, TODAY } from '../support/world.ts';
import type { World } from '../support/world.ts';

// Setting up: what is typed is what is tried, everything of it is saved or nothing, and what it names has to be
// there (S7, S13, S14, S22, I8, I10).

const never = new AbortController().signal;
let world: World;
let app: App;
/** A good that keeps stock, and another group of goods than there is. */
let [ordinary, noGroup] = [0, 9999];

async function typed(more: Partial<Settings>, secrets: SecretChanges = {}) {
  const { profile } = await app.showProfile(PROFILE);
  return { settings: { ...profile.settings, ...more }, secrets };
}

async function save(more: Partial<Settings>, secrets: SecretChanges = {}) {
  const { profile } = await app.showProfile(PROFILE);
  return app.saveProfile({ ...profile, settings: { ...profile.settings, ...more } }, secrets);
}

async function faultsOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => [],
    (error: unknown) =>
      error instanceof FormFaults
        ? error.faults.map(({ key, error: fault }) => [key, fault.code])
        : error instanceof SyncError
          ? error.code
          : error,
  );
}

beforeAll(async () => {
  world = await makeWorld({ goods: 40, orders: 4, settings: { feeGood: null, discountGood: null } });
  app = world.app;
  const [row] = world.rows('SELECT min(ID) AS id FROM goods WHERE Type = 0 AND ID > 1');
  ordinary = Number(row?.['id']);
});
afterAll(() => world.close());

describe('a form', () => {
  it('a good with stock delivers nothing, a group of partners has to exist: nothing of the form is saved', async () => {
    const before = await app.showProfile(PROFILE);
    const work = save({
      deliveryGood: ordinary,
      partnerGroup: noGroup,
      safetyBuffer: before.profile.settings.safetyBuffer,
    });
    expect(await faultsOf(work)).toEqual([
      ['deliveryGood', 'settings.good.keepsStock'],
      ['partnerGroup', 'settings.partnerGroup.gone'],
    ]);
    expect(await app.showProfile(PROFILE)).toEqual(before);
    expect(await faultsOf(save({ groups: [2, noGroup], location: 77 }))).toEqual([
      ['location', 'settings.location.gone'],
      ['groups', 'settings.group.gone'],
    ]);
    expect(await faultsOf(save({ schedule: 'утре' }))).toEqual([['schedule', 'settings.schedule.malformed']]);
  });

  it('a record that has gone since does not stop the saving of something else; the test names it', async () => {
    world.change('UPDATE goods SET Deleted = -1 WHERE ID = ?', CHARGE_GOODS.deliveryGood);
    await save({ recheckDays: 31 });
    const test = await app.testProfile(PROFILE, never);
    expect(test.points.find(({ point }) => point === 'records')?.error?.code).toBe('settings.good.deleted');
    expect(test.faults.map(({ key }) => key)).toEqual(['deliveryGood']);
    const plan = app.plan(PROFILE, { tasks: null, signal: never });
    const refusal = await plan.catch((error: unknown) => error as SyncError);
    expect(refusal).toMatchObject({ code: 'settings.good.deleted', facts: { key: 'deliveryGood' } });
    expect(errorText(textsOf('bg'), refusal as SyncError).what).toMatch(/^Стока за доставка: Стоката „/);
    world.change('UPDATE goods SET Deleted = 0 WHERE ID = ?', CHARGE_GOODS.deliveryGood);
  });

  it('a warehouse that is not reached stops nobody from saving what he typed', async () => {
    const warehouse = `sqlite:${join(world.folder, 'elsewhere.db')}`;
    const { profile } = await app.showProfile(PROFILE);
    const saved = await save({ warehouse, location: 77 });
    expect([saved.unchecked?.code, saved.settings.location]).toEqual(['warehouse.unreachable', 77]);
    await save({ warehouse: profile.settings.warehouse, location: ONLINE_LOCATION });
  });

  it('S22: a typed key is tried before it is saved, and saved with everything else', async () => {
    await app.setSecret(PROFILE, 'secret', 'wrong');
    const shopOf = async (secrets: SecretChanges) => {
      const { points } = await app.testProfile(PROFILE, never, await typed({}, secrets));
      return points.find(({ point }) => point === 'shop')?.error?.code ?? 'ok';
    };
    expect([await shopOf({}), await shopOf({ secret: ACCESS.secret })]).toEqual([
      'shop.secret.refused',
      'ok',
    ]);
    expect(await shopOf({})).toBe('shop.secret.refused');
    await save({ recheckDays: 32 }, { secret: ACCESS.secret });
    expect([await shopOf({}), (await app.showProfile(PROFILE)).profile.settings.recheckDays]).toEqual([
      'ok',
      32,
    ]);
    await save({}, { secret: '' });
    expect(await shopOf({})).toBe('ok');
  });

  it('S22: a changed address says which key it makes void, and the key goes nowhere it was not entered for', async () => {
    const shopAddress = world.sandbox.url.replace('127.0.0.1', 'localhost');
    const moved = await typed({ shopAddress });
    expect((await app.setup.check(PROFILE, moved, { asksWarehouse: false, signal: never })).voided).toEqual([
      'secret',
    ]);
    expect(await faultsOf(app.setup.shop(PROFILE, moved, never))).toBe('secrets.notSet');
    const again = await typed({ shopAddress }, { secret: ACCESS.secret });
    expect((await app.setup.check(PROFILE, again, { asksWarehouse: true, signal: never })).voided).toEqual(
      [],
    );
    expect((await app.setup.shop(PROFILE, again, never)).facts.orderCount).toBe(4);
    expect((await app.showProfile(PROFILE)).secrets).toEqual(['secret']);
    const { voided } = await save({ shopAddress });
    expect([voided, (await app.showProfile(PROFILE)).secrets]).toEqual([['secret'], []]);
    await save({ shopAddress: world.sandbox.url }, { secret: ACCESS.secret });
    expect((await app.showProfile(PROFILE)).secrets).toEqual(['secret']);
  });

  it('what is only typed is remembered by nobody: no question, no word', async () => {
    const path = join(world.folder, 'other.db');
    const sample = { goods: 20, seed: 9, hasSupto: true, today: TODAY, signal: never };
    await initSqliteWarehouse({ path, ...sample, onProgress: () => undefined });
    await world.run();
    const test = await app.testProfile(PROFILE, never, await typed({ warehouse: `sqlite:${path}` }));
    expect(test.points.find(({ point }) => point === 'pair')?.error?.code).toMatch(/^pair\./);
    expect(await app.questions(PROFILE)).toEqual([]);
  });
});

describe('the desk', () => {
  it('finds the file beside the data folder, and tells what it is and what it proposes', async () => {
    const found = await app.setup.found(never);
    expect(found.map(({ fields }) => fields.path)).toContain(world.warehousePath);
    const look = await app.setup.warehouse(PROFILE, await typed({}), never);
    expect(look).toMatchObject({
      edition: '3.07.100',
      facts: { databaseVersion: '3.07', baseCurrency: 'EUR' },
      proposals: {
        location: { value: ONLINE_LOCATION, reason: 'byName' },
        deliveryGood: { value: CHARGE_GOODS.deliveryGood },
        feeGood: { value: CHARGE_GOODS.feeGood },
      },
    });
    const [counted] = world.rows(
      'SELECT count(*) AS goods FROM goods WHERE ID > 1 AND Deleted = 0 AND (Type & 48) = 0',
    );
    expect(look.goods).toBe(counted?.['goods']);
    expect(look.groups.reduce((sum, { goods }) => sum + goods, 0)).toBe(look.goods);
    expect(look.proposals.device?.value.serial).toMatch(/^[A-Z]{2}[0-9]{6}$/);
  });

  it('searches goods and partners; over the wrong interface the shop answers by the other one', async () => {
    const query = { kind: 'good', text: 'достав', isCharge: true, limit: 5 } as const;
    const draft = await typed({});
    const goods = await app.setup.search(PROFILE, { draft, query, signal: never });
    expect(goods.map(({ id }) => id)).toEqual([CHARGE_GOODS.deliveryGood]);
    const look = await app.setup.shop(PROFILE, draft, never);
    expect([look.interface, look.chosenFault, look.facts.newestOrders.length]).toEqual(['rest', null, 4]);
  });

  it('a run parks what a good with stock should deliver, and takes none of its stock (I8)', async () => {
    const { profile } = await app.showProfile(PROFILE);
    // As an older program has saved it.
    world.change('UPDATE goods SET Type = 0 WHERE ID = ?', CHARGE_GOODS.deliveryGood);
    const [good] = world.rows('SELECT Code AS code FROM goods WHERE ID = ?', ordinary);
    const lines = [{ code: String(good?.['code']), quantity: '1' }];
    const number = world.sandbox.placeOrder({ lines, shipping: '4.99' });
    await world.run(['import-orders']);
    const entry = (await world.ledger()).find((each) => each.orderNumber === number);
    expect([entry?.stage, profile.settings.deliveryGood]).toEqual(['parked', CHARGE_GOODS.deliveryGood]);
    world.change('UPDATE goods SET Type = 8 WHERE ID = ?', CHARGE_GOODS.deliveryGood);
  });
});

describe('a schedule', () => {
  it('of a profile whose plan nobody has seen starts nothing, and says so', async () => {
    const { profile } = await app.showProfile(PROFILE);
    const held = (more: Partial<Settings>, confirmedAt: string | null = null) =>
      scheduleHold({ ...profile, confirmedAt, settings: { ...profile.settings, schedule: '15', ...more } })
        ?.code;
    expect(held({})).toBe('run.firstNeedsPlan');
    expect(held({ location: null }, 'x')).toBe('settings.missing');
    expect(held({ export: false, import: false }, 'x')).toBe('settings.nothingOn');
    expect(held({}, 'x')).toBeUndefined();
  });
});
