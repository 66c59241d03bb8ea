import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../src/app/app.ts';
import type { Settings } from '../../src/model/settings.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import { generateContent } from '../../src/sandbox/content/generate-content.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { RunningSandbox } from '../../src/sandbox/sandbox.ts';
import { documents } from '../support/invariants.ts';
import { serveWorld } from '../support/served-world.ts';
import { ACCESS, makeWorld, openWorldApp, PROFILE } from '../support/world.ts';
import { askMemory } from '../support/memory/memory-place.ts';
import type { World } from '../support/world.ts';

const open: { close(): Promise<void> }[] = [];
const never = new AbortController().signal;

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function world(settings: Partial<Settings> = {}): Promise<World> {
  const made = await makeWorld({ orders: 6, settings });
  open.push(made);
  return made;
}

/** Another shop: the same order numbers and product ids, with nothing the same behind them. */
async function otherShop(): Promise<RunningSandbox> {
  const sandbox = await startSandbox({
    content: generateContent({ products: 40, orders: 9, seed: 99, currency: 'EUR', now: new Date() }),
  });
  open.push(sandbox);
  return sandbox;
}

async function pointAt(made: World, settings: Partial<Settings>): Promise<void> {
  await made.setSettings(settings);
  await made.app.setSecret(PROFILE, 'secret', ACCESS.secret);
}

function codeOf(summary: RunSummary): string | null {
  return summary.error?.code ?? null;
}

async function refusal(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof SyncError ? error.code : String(error)),
  );
}

function products(sandbox: RunningSandbox): string {
  return JSON.stringify(sandbox.store.ids('products').map((id) => sandbox.store.get('products', id)));
}

function wholeWarehouse(made: World): string {
  return JSON.stringify(
    ['operations', 'nextacct', 'partners', 'goods', 'store', 'ecrreceipts'].map((table) =>
      made.rows(`SELECT * FROM ${table}`),
    ),
  );
}

/** Test, plan and run ask the same question, and none of them writes anything on either side. */
async function expectAsked(made: World, shop: RunningSandbox, code: string): Promise<void> {
  const before = [products(shop), wholeWarehouse(made), JSON.stringify(shop.requests.creates())];
  const test = await made.app.testProfile(PROFILE, never);
  expect(test.points.find(({ point }) => point === 'pair')?.error?.code).toBe(code);
  expect(await refusal(made.app.plan(PROFILE, { tasks: null, signal: never }))).toBe(code);
  const summary = await made.run();
  expect([summary.end, codeOf(summary)]).toEqual(['failed', code]);
  expect(await made.app.pairs.look(PROFILE, never)).not.toBe(null);
  expect([products(shop), wholeWarehouse(made), JSON.stringify(shop.requests.creates())]).toEqual(before);
}

describe.each(['rest', 'xml'] as const)('Q3, Q4: the shop of a profile, over %s', (kind) => {
  it('a shop that has moved keeps its identity: asked once, then nothing is made twice', async () => {
    const made = await world({ interface: kind });
    await made.run();
    const before = documents(made);
    const front = `http://localhost:${made.sandbox.port}`;
    await pointAt(made, { shopAddress: front });
    await expectAsked(made, made.sandbox, 'pair.shop.looksMoved');
    expect(await made.app.pairs.answer(PROFILE, 'moved', never)).toEqual({ isFormer: false, question: null });
    const { profile } = await made.app.showProfile(PROFILE);
    expect(profile.settings.identity).toBe(`127.0.0.1:${made.sandbox.port}`);
    const again = await made.run();
    expect([again.end, documents(made)]).toEqual(['done', before]);
    expect(await refusal(made.app.pairs.answer(PROFILE, 'another', never))).toBe('pair.nothingAsked');
  });

  it('another shop begins anew, and the former one goes on where it was', async () => {
    const made = await world({ interface: kind });
    await made.run();
    const [ledger, docs] = [await made.ledger(), documents(made).length];
    const other = await otherShop();
    await pointAt(made, { shopAddress: other.url });
    await expectAsked(made, other, 'pair.shop.looksOther');
    await made.app.pairs.answer(PROFILE, 'another', never);
    const { profile, faults } = await made.app.showProfile(PROFILE);
    expect([profile.confirmedAt, profile.settings.deviceSerial, await made.ledger()]).toEqual([null, '', []]);
    expect(faults.map(({ error }) => error.code)).toEqual(['settings.deviceSerial.missing']);
    await made.setSettings({ deviceSerial: 'DT900002', exportGoods: false, exportStock: false });
    await made.run();
    expect((await made.ledger()).length).toBe(9);
    expect((await made.app.removed.list()).map((each) => [each.isShelf, each.orders])).toEqual([[true, 6]]);
    await pointAt(made, { shopAddress: made.sandbox.url });
    await expectAsked(made, made.sandbox, 'pair.shop.looksOther');
    expect((await made.app.pairs.answer(PROFILE, 'another', never)).isFormer).toBe(true);
    expect((await made.app.showProfile(PROFILE)).profile.settings.deviceSerial).toBe('DT900001');
    expect(await made.ledger()).toEqual(ledger);
    expect((await made.run()).end).toBe('done');
    const own = documents(made).filter((document) => ledger.some((entry) => entry.unp === document.unp));
    expect(own).toHaveLength(docs);
  });
});

describe('Q3: the warehouse of a profile', () => {
  it('a warehouse restored from before its mark is asked for, with what is known of it', async () => {
    const made = await world();
    await made.run();
    made.change("DELETE FROM nextacct WHERE NextAcct LIKE 'ZWID-%'");
    await expectAsked(made, made.sandbox, 'pair.warehouse.looksMoved');
    await made.app.pairs.answer(PROFILE, 'moved', never);
    expect((await made.run()).end).toBe('done');
    expect(made.rows("SELECT 1 FROM nextacct WHERE NextAcct LIKE 'ZWID-%'")).toHaveLength(1);
  });

  it('a copy at another place is asked for; another database begins anew without the former’s records', async () => {
    const made = await world();
    const fresh = join(made.folder, 'fresh.db');
    const copy = join(made.folder, 'copy.db');
    cpSync(made.warehousePath, fresh);
    await made.run();
    cpSync(made.warehousePath, copy);
    await made.setSettings({ warehouse: `sqlite:${copy}` });
    await expectAsked(made, made.sandbox, 'pair.warehouse.looksMoved');
    await made.app.pairs.answer(PROFILE, 'moved', never);
    expect((await made.run()).end).toBe('done');
    await made.setSettings({ warehouse: `sqlite:${fresh}` });
    await expectAsked(made, made.sandbox, 'pair.warehouse.changed');
    await made.app.pairs.answer(PROFILE, 'another', never);
    const { profile } = await made.app.showProfile(PROFILE);
    const { location, groups, deviceSerial } = profile.settings;
    expect([location, groups, deviceSerial, profile.confirmedAt]).toEqual([null, [], '', null]);
    expect(await made.ledger()).toEqual([]);
  });

  it('Q12: a profile that was removed and added again knows its pair before its first run', async () => {
    const made = await makeWorld({ orders: 1 });
    open.push(made);
    const fresh = join(made.folder, 'fresh.db');
    cpSync(made.warehousePath, fresh);
    await made.run();
    // Nothing that stands in the warehouse tells any more which one it is.
    made.change("DELETE FROM operations WHERE Note LIKE 'Seliton №%'");
    await made.run(['import-orders']);
    const { profile } = await made.app.showProfile(PROFILE);
    await made.app.removeProfile(PROFILE);
    await made.app.addProfile(PROFILE, profile.settings);
    await pointAt(made, { warehouse: `sqlite:${fresh}` });
    await expectAsked(made, made.sandbox, 'pair.warehouse.changed');
    await made.setSettings({ warehouse: profile.settings.warehouse });
    expect((await made.run()).end).toBe('done');
  });

  it('another database at the same address is another one', async () => {
    const made = await world();
    await made.run();
    made.change("DELETE FROM nextacct WHERE NextAcct LIKE 'Z%'");
    made.change('DELETE FROM operations');
    made.change("UPDATE goods SET Code = 'ДРУГ' || ID");
    await expectAsked(made, made.sandbox, 'pair.warehouse.looksOther');
  });

  it('without a place for marks its goods tell; a person’s word holds', async () => {
    const made = await world({ warehouseBuild: '3.07.056' });
    const rest = await serveWorld(made);
    open.push(rest);
    await made.setSettings({ warehouse: rest.address });
    for (const end of [await made.run(), await made.run()]) expect(end.end).toBe('done');
    made.change("UPDATE goods SET Code = 'ДРУГ' || ID");
    made.change("UPDATE operations SET Note = ' '");
    await expectAsked(made, made.sandbox, 'pair.warehouse.looksOther');
    await made.app.pairs.answer(PROFILE, 'moved', never);
    expect(codeOf(await made.run())).toBe(null);
  });
});

describe('Q3: a memory older than pairs', () => {
  async function forget(made: World): Promise<void> {
    await askMemory(join(made.folder, 'data'), 'DELETE FROM pairs');
    made.change("DELETE FROM nextacct WHERE NextAcct LIKE 'ZWID-%'");
  }

  it('takes up what it meets without a question where its documents stand', async () => {
    const made = await world();
    await made.run();
    await forget(made);
    expect((await made.run()).end).toBe('done');
    expect(await made.app.pairs.look(PROFILE, never)).toBe(null);
  });

  it('I4: nor where its shop had moved before, and kept its identity by hand', async () => {
    const made = await world({ identity: 'old.example' });
    await made.run();
    await forget(made);
    expect((await made.run()).end).toBe('done');
  });

  it('asks where they do not, or where its orders came from another address', async () => {
    const made = await world();
    await made.run();
    await forget(made);
    const other = await otherShop();
    await pointAt(made, { shopAddress: other.url });
    await expectAsked(made, other, 'pair.shop.looksOther');
    await pointAt(made, { shopAddress: made.sandbox.url });
    made.change("DELETE FROM nextacct WHERE NextAcct LIKE 'Z%'");
    made.change('DELETE FROM operations');
    made.change("UPDATE goods SET Code = 'ДРУГ' || ID");
    await expectAsked(made, made.sandbox, 'pair.warehouse.looksOther');
  });
});

describe.each(['rest', 'xml'] as const)('Q4: one shop, one identity, over %s', (kind) => {
  it('two profiles whose shops have the same orders are refused as two, until they share an identity', async () => {
    const made = await world({ interface: kind });
    await made.run();
    const before = documents(made);
    const { profile } = await made.app.showProfile(PROFILE);
    const second = 'Втори';
    const shopAddress = `http://localhost:${made.sandbox.port}`;
    await made.app.addProfile(second, { ...profile.settings, shopAddress });
    await made.app.setSecret(second, 'secret', ACCESS.secret);
    const run = async (): Promise<string | null> => {
      const following = { onEvent: () => undefined, signal: never };
      return codeOf(await made.app.run(second, { tasks: null, isConfirmed: true, ...following }));
    };
    const pointOf = async (name: string): Promise<string | undefined> => {
      const { points } = await made.app.testProfile(name, never);
      return points.find(({ point }) => point === 'pair')?.error?.code;
    };
    expect([await run(), await pointOf(second)]).toEqual([
      'pair.shop.otherProfile',
      'pair.shop.otherProfile',
    ]);
    expect(await pointOf(PROFILE)).toBe(undefined);
    expect(documents(made)).toEqual(before);
    const { profile: other } = await made.app.showProfile(second);
    const identity = `127.0.0.1:${made.sandbox.port}`;
    // Orders come in with one of them alone.
    await made.app.saveProfile({ ...other, settings: { ...other.settings, identity, import: false } });
    expect([await run(), documents(made).length]).toEqual([null, before.length]);
  });

  it('before a first run, documents of another identity that are this shop’s orders are asked for', async () => {
    const made = await world({ interface: kind });
    await made.run(['import-orders']);
    const before = documents(made);
    const { profile } = await made.app.showProfile(PROFILE);
    const fresh = await openWorldApp(join(made.folder, 'fresh'));
    open.push(fresh);
    const shopAddress = `http://localhost:${made.sandbox.port}`;
    await fresh.addProfile(PROFILE, { ...profile.settings, shopAddress });
    await fresh.setSecret(PROFILE, 'secret', ACCESS.secret);
    const over = { ...made, app: fresh };
    const run = () =>
      fresh.run(PROFILE, {
        tasks: ['import-orders'],
        isConfirmed: true,
        onEvent: () => undefined,
        signal: never,
      });
    expect(codeOf(await run())).toBe('pair.shop.knownBefore');
    const question = await over.app.pairs.look(PROFILE, never);
    expect(question).toMatchObject({ before: `127.0.0.1:${made.sandbox.port}`, looksLike: 'same' });
    expect(documents(made)).toEqual(before);
    await fresh.pairs.answer(PROFILE, 'moved', never);
    expect([codeOf(await run()), documents(made)]).toEqual([null, before]);
  });
});

describe('Q4: what the shop tells of itself', () => {
  it('is asked for once in a first run, which also compares it with documents of others', async () => {
    const made = await world({ interface: 'rest' });
    made.sandbox.requests.reset();
    expect(codeOf(await made.run(['import-orders']))).toBeNull();
    expect(made.sandbox.requests.all()['GET /api/v1/products/']).toBe(1);
  });
});

describe('Q4: over the REST warehouse, where notes are found by the numbers of the shop’s newest orders', () => {
  it('documents of another identity are asked for before a first run, too', async () => {
    const made = await world();
    await made.run(['import-orders']);
    const before = documents(made);
    const rest = await serveWorld(made);
    const fresh = await openWorldApp(join(made.folder, 'fresh'));
    open.push(fresh, rest);
    const { profile } = await made.app.showProfile(PROFILE);
    const shopAddress = `http://localhost:${made.sandbox.port}`;
    await fresh.addProfile(PROFILE, {
      ...profile.settings,
      shopAddress,
      warehouse: rest.address,
      warehouseBuild: '3.07.056',
    });
    await fresh.setSecret(PROFILE, 'secret', ACCESS.secret);
    const following = { tasks: ['import-orders'] as const, isConfirmed: true, onEvent: () => undefined };
    expect(codeOf(await fresh.run(PROFILE, { ...following, signal: never }))).toBe('pair.shop.knownBefore');
    await fresh.pairs.answer(PROFILE, 'moved', never);
    await fresh.run(PROFILE, { ...following, signal: never });
    expect(documents(made)).toEqual(before);
  });
});

describe('Q4: a shop that is another one after all', () => {
  it('is imported beside the one whose documents stand', async () => {
    const made = await world();
    await made.run(['import-orders']);
    const before = documents(made).length;
    made.change(
      "UPDATE operations SET Note = replace(Note, '127.0.0.1', 'other.bg') WHERE Note LIKE 'Seliton%'",
    );
    const fresh = await openWorldApp(join(made.folder, 'fresh'));
    open.push(fresh);
    const { profile } = await made.app.showProfile(PROFILE);
    await fresh.addProfile(PROFILE, {
      ...profile.settings,
      shopAddress: `http://localhost:${made.sandbox.port}`,
      unpFrom: 1000,
    });
    await fresh.setSecret(PROFILE, 'secret', ACCESS.secret);
    expect(await fresh.pairs.look(PROFILE, never)).toMatchObject({ known: { order: expect.any(Number) } });
    expect(await fresh.pairs.answer(PROFILE, 'another', never)).toEqual({ isFormer: false, question: null });
    expect(await fresh.pairs.look(PROFILE, never)).toBe(null);
    expect(before).toBe(6);
  });
});
