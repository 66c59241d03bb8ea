import { join } from 'node:path';
import type { Settings } from '../../../src/model/settings.ts';
import { generateContent } from '../../../src/sandbox/content/generate-content.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { initSqliteWarehouse } from '../../../src/warehouse/sample/fill-sqlite.ts';
import { documents } from '../../support/invariants.ts';
import { ACCESS, PROFILE, rowsOf, TODAY } from '../../support/world.ts';
import type { HistoryPlace } from '../history-place.ts';
import type { Moves } from './moves.ts';

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
} satisfies Moves;
