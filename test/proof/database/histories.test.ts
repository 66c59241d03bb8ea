import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../../src/lib/seeded-random.ts';
import { everyEvent, History } from '../history.ts';

/** Repeatable, but for who is quicker: `SKLADBRIDGE_SEED=… npm run test:proof`. */
const SEED = Number(process.env['SKLADBRIDGE_SEED'] ?? 20_261_126);
/** So many over each interface; left out: one, over REST. */
const RUNS = Number(process.env['SKLADBRIDGE_HISTORIES'] ?? 0);
const KINDS = RUNS > 0 ? (['rest', 'xml'] as const) : (['rest'] as const);

describe('random histories of two workers over one database', () => {
  const histories = KINDS.flatMap((kind) =>
    Array.from({ length: Math.max(RUNS, 1) }, (_, index) => [kind, SEED + index] as const),
  );

  it.each(histories)(
    'everything happens over %s (seed %i): two runs make both sides equal',
    async (kind, seed) => {
      const random = new SeededRandom(seed);
      const history = await History.begin(random, { interface: kind, hasWorkers: true });
      const happened: string[] = [];
      try {
        for (const event of everyEvent(random)) {
          happened.push(event);
          await history.happen(event).catch((error: unknown) => {
            throw new Error(`after ${happened.join(', ')}`, { cause: error });
          });
        }
        expect(await history.settle(), happened.join(', ')).toEqual([]);
      } finally {
        await history.close();
      }
    },
    900_000,
  );
});
