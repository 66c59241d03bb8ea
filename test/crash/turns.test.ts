import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeApp } from '../../src/app/make-app.ts';
import { ALWAYS_ASKED } from '../../src/sync/orders/recorded-orders.ts';
import { documents } from '../support/invariants.ts';
import { copyMemory } from '../support/memory/memory-place.ts';
import { makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';
import { asWorker } from './attempt.ts';
import { runCrashChild } from './crash-run.ts';

// What each run does of a part of the orders, in turn, and where it notes how far it has come: more orders than the
// crash matrix has. A run that dies there must have told what it has passed, for its turn comes again in days.

const ORDERS = ALWAYS_ASKED + 20;
/** Five hundred orders first, then eight runs, on a machine that others use too. */
const LONG_MS = 180_000;

/** A world with more orders than one run asks for, one without its document, one deleted, one new. */
interface Place {
  readonly world: World;
  readonly missing: number;
  readonly deleted: number;
  putBack(): Promise<void>;
}

async function makePlace(): Promise<Place> {
  const world = await makeWorld({ orders: 0, goods: 12, sold: 4, settings: { recheckDays: 0 } });
  const code = String(world.sandbox.store.list('products')[0]?.['productCode']);
  const place = () => world.sandbox.placeOrder({ lines: [{ code, quantity: '1' }] });
  const [missing = 0, deleted = 0] = Array.from({ length: ORDERS }, place);
  expect(await world.run()).toMatchObject({ end: 'done', parked: 0 });
  const [document] = documents(world).filter(({ order }) => order === missing);
  world.change('DELETE FROM operations WHERE OperType = 19 AND Acct = ?', document?.number ?? 0);
  world.sandbox.store.delete('orders', deleted);
  place();
  await world.app.close();
  const data = join(world.folder, 'data');
  const kept = join(world.folder, 'kept-data');
  await copyMemory(data, kept);
  const marks = world
    .rows("SELECT NextAcct FROM nextacct WHERE NextAcct LIKE 'ZINS-%'")
    .map((row) => String(row['NextAcct']));
  return {
    world,
    missing,
    deleted,
    putBack: async () => {
      await copyMemory(kept, data);
      // As the memory has left them: marks that are ahead of it are those of a copy (Q8).
      world.change("DELETE FROM nextacct WHERE NextAcct LIKE 'ZINS-%'");
      for (const mark of marks) world.change('INSERT INTO nextacct VALUES (?)', mark);
    },
  };
}

/** What people are told after another process has gone on. */
async function toldAfterwards(dataFolder: string): Promise<readonly unknown[]> {
  const app = makeApp({ ...(await openWorldParts(dataFolder)), ...(await asWorker(1)) });
  try {
    const { signal } = new AbortController();
    const how = { tasks: ['import-orders'], isConfirmed: true, onEvent: () => undefined, signal } as const;
    expect(await app.run(PROFILE, how)).toMatchObject({ end: 'done' });
    return (await app.attention(PROFILE)).map(({ subject, code: told }) => [subject, told]);
  } finally {
    await app.close();
  }
}

describe('killed where a turn is noted', { timeout: LONG_MS }, () => {
  let place: Place;

  beforeAll(async () => {
    place = await makePlace();
  }, LONG_MS);

  afterAll(async () => {
    await place.world.close();
  });

  for (const step of ['ledger.saveAsked', 'ledger.keepReread'])
    for (const moment of ['before', 'after'] as const)
      it(`Q1, I14: ${moment} ${step}: a lost document and a deleted order are told by the next run`, async () => {
        const { world, missing, deleted } = place;
        await place.putBack();
        const data = join(world.folder, 'data');
        expect(
          await runCrashChild(
            { dataFolder: data, killed: 'whole', arrive: () => undefined },
            { step, moment },
          ),
        ).toMatchObject({ signal: 'SIGKILL' });
        expect(await toldAfterwards(data)).toEqual(
          expect.arrayContaining([
            [`order:${missing}`, 'order.documentMissing'],
            [`order:${deleted}`, 'order.removedAfterImport'],
          ]),
        );
      });
});
