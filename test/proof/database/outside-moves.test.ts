import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../../src/lib/seeded-random.ts';
import { History } from '../history.ts';
import type { HistoryEvent } from '../history.ts';
import { OUTSIDE_MOVES } from '../moves/outside-moves.ts';

const SEED = Number(process.env['SKLADBRIDGE_SEED'] ?? 20_261_126);
const IS_WHOLE = process.env['SKLADBRIDGE_PROOF'] === 'whole';
const KINDS = IS_WHOLE ? (['rest', 'xml'] as const) : (['xml'] as const);

/** What the ends of the program turn into: shop, warehouse, and the memory that is copied or begun anew. */
const MOVES: readonly HistoryEvent[] = [
  ...(Object.keys(OUTSIDE_MOVES) as (keyof typeof OUTSIDE_MOVES)[]),
  'otherMachine',
  'copiedFolder',
  'removedAndAdded',
];

describe('moves from outside, met by two workers over one database', () => {
  it.each(KINDS)(
    `each of them while both sides are in step, over %s (seed ${SEED}): asked, answered, and in step again`,
    async (kind) => {
      const history = await History.begin(new SeededRandom(SEED), { interface: kind, hasWorkers: true });
      try {
        for (const move of MOVES) {
          for (const event of ['placeOrder', 'placeOrder', 'restock'] as const) await history.happen(event);
          expect([`before ${move}`, ...(await history.calm())]).toEqual([`before ${move}`]);
          await history.happen(move);
          expect([move, ...(await history.calm())]).toEqual([move]);
        }
        expect(await history.settle()).toEqual([]);
      } finally {
        await history.close();
      }
    },
    900_000,
  );
});
