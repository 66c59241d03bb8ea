import type { Moves } from './moves.ts';

const DAY_MS = 86_400_000;

/** What happens to the program and its machine. */
export const PROGRAM_MOVES = {
  run: async (place) => void (await place.run()),
  runImport: async (place) => void (await place.run(['import-orders'])),
  runStock: async (place) => void (await place.run(['export-stock'])),
  kill: (place) => place.kill(),
  reopen: (place) => place.reopen(),
  twoAtOnce: async (place) => void (await Promise.all([place.run(), place.run()])),
  clockJump: async (place) => {
    place.setClock(place.random.between(-3, 3) * DAY_MS);
    await place.reopen();
  },
} satisfies Moves;
