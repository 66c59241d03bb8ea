import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../../src/model/settings.ts';
import { SyncError } from '../../../src/model/sync-error.ts';
import { generateContent } from '../../../src/sandbox/content/generate-content.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { initSqliteWarehouse } from '../../../src/warehouse/sample/fill-sqlite.ts';
import { documents } from '../../support/invariants.ts';
import { ACCESS, PROFILE, rowsOf, TODAY } from '../../support/world.ts';
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
    const { port } = place.world.sandbox;
    const [here, there] = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
    await enter(place, { shopAddress: profile.settings.shopAddress === here ? there : here });
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
    const current = documents(place.world).filter(({ unp }) => unp === null || !place.past.has(unp));
    const document = place.pick(current);
    if (document === undefined) return;
    const { operationType, number } = document;
    place.world.change('DELETE FROM operations WHERE OperType = ? AND Acct = ?', operationType, number);
  },
  /** The shop is set up anew at the same address: no order is left, and its numbers begin at 1 (Q6). */
  newNumbers: async (place) => {
    const { store } = place.world.sandbox;
    for (const number of store.ids('orders')) loseOrder(place, number);
    await place.beginNumbers();
    placeOrder(place);
  },
  /** A person answers what is asked; something may be wrong just then. */
  answer: async (place) => {
    await place.answer().catch((error: unknown) => {
      if (!(error instanceof SyncError) || error.kind === 'bug') throw error;
    });
  },
} satisfies Moves;
