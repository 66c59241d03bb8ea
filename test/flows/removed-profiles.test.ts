import { afterEach, describe, expect, it } from 'vitest';
import type { ProfileRecords } from '../../src/app/app.ts';
import type { LedgerEntry } from '../../src/model/ledger.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import { ACCESS, makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: World[] = [];
const signal = new AbortController().signal;

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

async function world(): Promise<World> {
  const made = await makeWorld({ orders: 8 });
  open.push(made);
  return made;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof SyncError ? error.code : String(error);
}

async function ledgerOf<Key>(records: ProfileRecords<Key>, key: Key): Promise<readonly LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for await (const batch of records.orders(key, null)) entries.push(...batch);
  return entries;
}

function documents(made: World): number {
  return Number(made.rows('SELECT count(DISTINCT Acct) AS n FROM operations WHERE OperType = 19')[0]?.['n']);
}

function documentOf({ orderNumber, documentNumber, unp }: LedgerEntry): unknown {
  return { orderNumber, documentNumber, unp };
}

describe('removed profiles', () => {
  it('row e: a profile is not removed while it runs; the run comes to its end', async () => {
    const made = await world();
    const removals: Promise<string>[] = [];
    const summary = await made.run(undefined, (event) => {
      if (event.type === 'taskStarted') removals.push(codeOf(made.app.removeProfile(PROFILE)));
    });
    expect([new Set(await Promise.all(removals)), summary.end]).toEqual([new Set(['profile.inUse']), 'done']);
    await made.app.removeProfile(PROFILE);
    expect(await codeOf(made.app.showProfile(PROFILE))).toBe('profile.notFound');
    expect(await codeOf(made.run())).toBe('profile.notFound');
  });

  it('row e, R8: its ledger, runs and archive are read, it comes back, and its next run makes nothing twice', async () => {
    const made = await world();
    await made.run();
    const [ledger, runs, before] = [await made.ledger(), await made.app.runs(PROFILE, 10), documents(made)];
    expect(before).toBeGreaterThan(0);
    await made.app.removeProfile(PROFILE);
    const { removed } = made.app;
    const [listed] = await removed.list();
    expect(listed).toMatchObject({ name: PROFILE, orders: ledger.length });
    const key = listed?.id ?? 0;
    for (const each of [PROFILE, key]) {
      expect(await ledgerOf(removed, each)).toEqual(ledger);
      expect(await removed.runs(each, 10)).toEqual(runs);
    }
    expect((await removed.orderStory(key, ledger[0]!.orderNumber)).versions.length).toBeGreaterThan(0);
    let archived = 0;
    for await (const batch of removed.archive(PROFILE)) archived += batch.length;
    expect(archived).toBe(ledger.length);
    expect(await codeOf(removed.runs('Друг', 1))).toBe('profile.notRemoved');

    await removed.restore(PROFILE, { name: 'Върнат' });
    expect(await codeOf(removed.restore(PROFILE, { name: null }))).toBe('profile.notRemoved');
    await made.app.setSecret('Върнат', 'secret', ACCESS.secret);
    const request = { tasks: null, isConfirmed: false, signal, onEvent: () => undefined };
    expect(await codeOf(made.app.run('Върнат', request))).toBe('run.firstNeedsPlan');
    await made.app.plan('Върнат', { tasks: null, signal });
    expect((await made.app.run('Върнат', request)).end).toBe('done');
    const again = (await ledgerOf(made.app, 'Върнат')).map(documentOf);
    expect([documents(made), again]).toEqual([before, ledger.map(documentOf)]);
  });

  it('Q12: one that is added again for the same shop and warehouse goes on with its old ledger', async () => {
    const made = await world();
    await made.run();
    const [ledger, before] = [await made.ledger(), documents(made)];
    const { settings } = (await made.app.showProfile(PROFILE)).profile;
    await made.app.removeProfile(PROFILE);
    await made.app.addProfile('Друг магазин', { ...settings, shopAddress: 'https://other.example.bg' });
    await made.app.addProfile('Друг склад', { ...settings, warehouse: 'sqlite:/other.db' });
    expect(await made.app.removed.ofShop(settings)).toMatchObject([{ name: PROFILE, orders: ledger.length }]);
    // As on the page: an empty one first, its address afterwards.
    const added = await made.app.addProfile(PROFILE, { ...settings, shopAddress: '' });
    await made.app.saveProfile({ ...added, settings });
    expect([await made.app.removed.list(), await made.ledger()]).toEqual([[], ledger]);
    await made.app.setSecret(PROFILE, 'secret', ACCESS.secret);
    expect(await made.run()).toMatchObject({ end: 'done', error: null });
    expect([documents(made), (await made.ledger()).map(documentOf)]).toEqual([
      before,
      ledger.map(documentOf),
    ]);
    expect((await made.app.showProfile(PROFILE)).profile.firstFilledAt).not.toBe(null);
  });
});
