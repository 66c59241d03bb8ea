import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../src/lib/seeded-random.ts';
import { EVENTS, History } from './history.ts';

/** Repeatable: `SKLADBRIDGE_SEED=… npm run test:proof`. */
const SEED = Number(process.env['SKLADBRIDGE_SEED'] ?? 20_261_124);
const RUNS = Number(process.env['SKLADBRIDGE_HISTORIES'] ?? 6);
const LENGTH = 200;

describe('random histories', () => {
  it.each(['rest', 'xml'] as const)(
    `${RUNS} of ${LENGTH} events over %s (seed ${SEED}): two runs make both sides equal`,
    async (kind) => {
      const events = fc.array(fc.constantFrom(...EVENTS), { minLength: LENGTH, maxLength: LENGTH });
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 31 }), events, async (seed, happened) => {
          const history = await History.begin(new SeededRandom(seed), { interface: kind });
          try {
            for (const event of happened) await history.happen(event);
            expect(await history.settle()).toEqual([]);
          } finally {
            await history.close();
          }
        }),
        // A shorter history takes as long to run: the failing one is told whole, with its seed.
        { seed: SEED, numRuns: RUNS, endOnFailure: true },
      );
    },
    900_000,
  );
});
