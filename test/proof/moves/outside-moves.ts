import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../../src/model/settings.ts';
import { SyncError } from '../../../src/model/sync-error.ts';
import { generateContent } from '../../../src/sandbox/content/generate-content.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { initSqliteWarehouse } from '../../../src/warehouse/sample/fill-sqlite.ts';
import { documents } from '../../support/invariants.ts';
import { ACCESS, ledgerOf, PROFILE, rowsOf, TODAY } from '../../support/world.ts';
import type { HistoryPlace } from '../history-place.ts';
import type { Moves } from './moves.ts';
import { loseOrder, placeOrder } from './shop-moves.ts';

const never = new AbortController().signal;

/** A person enters other settings, and the key again, which a changed address forgets. */
async function enter(place: HistoryPlace, settings: Partial<Settings>): Promise<void> {
  const { profile } = await place.app.showProfile(PROFILE);
  await place.app.saveProfile({ ...profile, settings: { ...profile.settings, ...settings } });
  await place.app.setSecret(PROFILE, 'secret', ACCESS.secret);
}

/** The shop's address by the other one of the two names that its host has. */
function otherNameOf(place: HistoryPlace, address: string): string {
  const { port } = place.world.sandbox;
  const [here, there] = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
  return address === here ? there : here;
}

/** A run that must ask before it does anything, whatever else is wrong just now. */
async function expectNothingDone(place: HistoryPlace, what: string): Promise<void> {
  const end = await place.run();
  if (end === 'done') throw new Error(`a run went through with ${what}`);
}

/** What the two ends turn into: people err, and what they took for the same is another one (Q3, Q4). */
export const OUTSIDE_MOVES = {
  /** The address of another shop is entered, and taken back. */
  otherShopAndBack: async (place) => {
    const content = generateContent({ products: 20, orders: 9, seed: 99, currency: 'EUR', now: new Date() });
    const other = await startSandbox({ content });
    try {
      const { profile } = await place.app.showProfile(PROFILE);
      await enter(place, { shopAddress: other.url });
      await expectNothingDone(place, 'another shop');
      if (other.requests.writes() > 0) throw new Error('another shop was written to');
      await enter(place, { shopAddress: profile.settings.shopAddress });
    } finally {
      await other.close();
    }
  },
  /** A person says that it is another shop, goes on with the former one later, and finds it as he left it. */
  otherShopForAWhile: async (place) => {
    place.setFaults(0);
    // What is asked already must be answered first, or it would be asked of the other shop.
    if ((await place.app.pairs.look(PROFILE, never)) !== null) return;
    const content = generateContent({ products: 20, orders: 9, seed: 99, currency: 'EUR', now: new Date() });
    const other = await startSandbox({ content });
    try {
      const { profile } = await place.app.showProfile(PROFILE);
      await enter(place, { shopAddress: other.url });
      await place.app.pairs.answer(PROFILE, 'another', never);
      await enter(place, { deviceSerial: 'DT900002', import: false, exportGoods: false });
      await place.run(['export-stock']);
      const { shopAddress, identity, import: imports, exportGoods } = profile.settings;
      await enter(place, { shopAddress, identity, import: imports, exportGoods });
      if ((await place.app.pairs.look(PROFILE, never)) === null) return;
      const { isFormer } = await place.app.pairs.answer(PROFILE, 'another', never);
      if (!isFormer) throw new Error('the former shop was not known again');
    } finally {
      await other.close();
    }
  },
  /** One shop by two names of its host: a second profile is refused before it has done anything (Q4). */
  twoHostNames: async (place) => {
    const second = `${PROFILE} 2`;
    place.setFaults(0);
    // A shop shows that it is the same by orders that the first profile has met.
    if ((await place.run()) !== 'done') return;
    const met = (await ledgerOf(place.app)).slice(-5);
    const { store } = place.world.sandbox;
    if (met.length < 5 || met.some(({ orderNumber }) => store.get('orders', orderNumber) === null)) return;
    const { profile } = await place.app.showProfile(PROFILE);
    const shopAddress = otherNameOf(place, profile.settings.shopAddress);
    await place.app.addProfile(second, { ...profile.settings, shopAddress, identity: '' });
    await place.app.setSecret(second, 'secret', ACCESS.secret);
    const both = (): string => JSON.stringify([documents(place.world), store.list('products')]);
    const before = both();
    const end = await place.run(undefined, undefined, { profile: second });
    if (end === 'done') throw new Error('one shop was imported twice');
    if (both() !== before) throw new Error(`a second profile of one shop has written: ${end}`);
    await place.app.removeProfile(second);
  },
  /** The address of another database is entered, and taken back. */
  otherDatabaseAndBack: async (place) => {
    const path = join(place.world.folder, `other-${place.random.between(1, 1_000_000)}.db`);
    const onProgress = (): void => undefined;
    await initSqliteWarehouse({
      path,
      goods: 20,
      seed: 2,
      hasSupto: true,
      today: TODAY,
      signal: never,
      onProgress,
    });
    const { profile } = await place.app.showProfile(PROFILE);
    await enter(place, { warehouse: `sqlite:${path}` });
    await expectNothingDone(place, 'another database');
    if (documents({ rows: (sql, ...values) => rowsOf(path, sql, ...values) }).length > 0)
      throw new Error('another database was written to');
    await enter(place, { warehouse: profile.settings.warehouse });
  },
  /** The shop is reached by another name: a person says that it is the same. */
  shopMoves: async (place) => {
    const { profile } = await place.app.showProfile(PROFILE);
    await enter(place, { shopAddress: otherNameOf(place, profile.settings.shopAddress) });
    place.setFaults(0);
    await expectNothingDone(place, 'a shop that has moved');
    await place.app.pairs.answer(PROFILE, 'moved', never);
  },
  backUpWarehouse: async (place) => {
    // Whoever opens the file first takes back what a killed writer has begun.
    place.world.rows('SELECT 1 FROM goods');
    copyFileSync(place.world.warehousePath, place.backup);
  },
  /** What was recorded since the backup is gone from the warehouse (Q1). */
  restoreWarehouse: async (place) => {
    if (!existsSync(place.backup)) return;
    place.world.rows('SELECT 1 FROM goods');
    copyFileSync(place.backup, place.world.warehousePath);
  },
  /** One document is deleted in Warehouse Pro; its number and its УНП row stay (Q1). */
  deleteDocument: async (place) => {
    const current = documents(place.world).filter((document) => !place.orders.isPast(document));
    // One that became a sale, maybe in part, lives on in that.
    const isSold = 'SELECT 1 FROM transformations WHERE FromOperType = 19 AND FromAcct = ?';
    const open = current.filter(
      ({ operationType, number }) => operationType === 19 && place.world.rows(isSold, number).length === 0,
    );
    const document = place.pick(open);
    if (document === undefined) return;
    const { operationType, number } = document;
    place.world.change('DELETE FROM operations WHERE OperType = ? AND Acct = ?', operationType, number);
  },
  /** The shop is set up anew at the same address: no order is left, and its numbers begin at 1 (Q6). */
  newNumbers: async (place) => {
    for (const number of place.world.sandbox.store.ids('orders')) loseOrder(place, number);
    place.countOrdersFrom(1);
    placeOrder(place);
  },
  /** The newest order is deleted, and the shop's database gives its number to the next one (Q6). */
  numberUsedAgain: async (place) => {
    const newest = place.world.sandbox.store.ids('orders').at(-1);
    if (newest === undefined) return;
    loseOrder(place, newest);
    place.countOrdersFrom(newest);
    placeOrder(place);
  },
  backUpShop: async (place) => place.backUpShop(),
  /** Orders since the backup are gone, products are as they were, numbers are given again (Q6). */
  restoreShop: (place) => place.restoreShop(),
  /** A person answers what is asked; something may be wrong just then. */
  answer: async (place) => {
    await place.answer().catch((error: unknown) => {
      if (!(error instanceof SyncError) || error.kind === 'bug') throw error;
    });
  },
} satisfies Moves;
