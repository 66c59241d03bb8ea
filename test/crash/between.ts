import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IS_ON_FILE } from '../support/memory/on-file.ts';
import { makeCrashPlace } from './crash-place.ts';
import type { CrashPlace } from './crash-place.ts';
import { BETWEEN } from './crash-run.ts';
import { findViolations, readSides } from './crash-sides.ts';
import type { Sides } from './crash-sides.ts';
import type { Moment } from './durable-steps.ts';
import { crash, enumerateSteps, LATER_MS, chosenOf } from './matrix.ts';

/** What an import does that must not be left out of the kills: its note, its orders, their documents and УНП. */
const MUST_BE_MET = [
  'profiles.markOrdersBetween',
  'ledger.keep',
  'ledger.advanceCursor',
  'warehouse.recordOperation',
  'sql commit',
  'shop.writeUnp',
] as const;

/** Seventy kills, of which each is followed by a dozen runs, on a machine that others use too. */
const LONGEST_MS = 4 * 60 * 60_000;

/**
 * Kills in the middle of a long export, at each durable step of the orders that it lets in between two of its parts:
 * another process goes on, whatever the shop does meanwhile. Both sides must then be as without the crash: orders =
 * documents = УНП, no product twice. `share`: so many of the kills, chosen by the seed (`matrix.ts`).
 */
export function describeKillsBetween({ share }: { readonly share: number }): void {
  describe(`kills of an import in between${IS_ON_FILE ? '' : ', two workers over one database'}`, () => {
    let place: CrashPlace;
    let steps: readonly [string, Moment][];
    let whole: Sides;

    beforeAll(async () => {
      place = await makeCrashPlace({ warehouse: 'SQLite', interface: 'REST', killed: 'between' }, null);
      steps = (await enumerateSteps(place)).filter(([step]) => step.endsWith(BETWEEN));
      await place.run(LATER_MS);
      whole = await readSides(place);
    });

    afterAll(() => place.close());

    it('the orders come in while products are still to be made, by every step of an import', async () => {
      const isMet = (name: string): boolean => steps.some(([step]) => step.startsWith(name));
      expect(MUST_BE_MET.filter((name) => !isMet(name))).toEqual([]);
      expect(await findViolations(place)).toEqual([]);
      const codes = Object.keys(place.world.sandbox.requests.creates());
      expect(codes.length).toBeGreaterThan(MUST_BE_MET.length);
    });

    it(
      'killed at its steps, before and after each: resumed, both sides are as without the crash',
      async () => {
        const chosen = chosenOf(steps, { share });
        const found: string[] = [];
        for (const [step, moment] of chosen) found.push(...(await crash(place, { step, moment, whole })));
        expect(found).toEqual([]);
        expect(chosen.length).toBeGreaterThan(0);
      },
      LONGEST_MS,
    );
  });
}
