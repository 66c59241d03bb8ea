import { rmSync } from 'node:fs';
import { ACCESS, PROFILE } from '../../support/world.ts';
import type { Moves } from './moves.ts';
import { placeOrder } from './shop-moves.ts';

const DAY_MS = 86_400_000;

/** What happens to the program and its machine. */
export const PROGRAM_MOVES = {
  run: async (place) => void (await place.run()),
  runImport: async (place) => void (await place.run(['import-orders'])),
  runStock: async (place) => void (await place.run(['export-stock'])),
  /** Somebody buys while a run sends. */
  orderInTheMiddle: async (place) => {
    let left = 1;
    await place.run(undefined, () => {
      if (left === 0) return;
      left -= 1;
      placeOrder(place);
    });
  },
  /** The profile goes and comes back with the same settings (Q12). */
  removedAndAdded: async (place) => {
    const { profile } = await place.app.showProfile(PROFILE);
    await place.app.removeProfile(PROFILE);
    await place.app.addProfile(PROFILE, profile.settings);
    await place.app.setSecret(PROFILE, 'secret', ACCESS.secret);
  },
  /** The machine gets another name, or the data folder is taken to another one. */
  otherMachine: async (place) => {
    place.setHost(place.pick(['sklad-pc', 'server', 'СКЛАД']) ?? '');
    await place.reopen();
  },
  /** A copy of the data folder works beside the original for a while (Q8). */
  copiedFolder: (place) =>
    place.startCopy(async (copy) => {
      await place.run(undefined, undefined, { app: copy });
      placeOrder(place);
      await Promise.all([place.run(), place.run(undefined, undefined, { app: copy })]);
      // What the copy alone remembers an older backup would lose for good.
      rmSync(place.backup, { force: true });
    }),
  kill: (place) => place.kill(),
  reopen: (place) => place.reopen(),
  twoAtOnce: async (place) => void (await Promise.all([place.run(), place.run()])),
  clockJump: async (place) => {
    place.setClock(place.random.between(-3, 3) * DAY_MS);
    await place.reopen();
  },
} satisfies Moves;
