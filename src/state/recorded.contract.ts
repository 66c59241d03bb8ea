import { describe, expect, it } from 'vitest';
import type { OrderNumber } from '../model/order-origin.ts';
import type { ProfileId } from '../model/profile.ts';
import { entry, NOW } from './samples.contract.ts';
import type { State } from './state.ts';

/** The laws of asking for recorded orders, a part of the memory's contract. */
export function describeRecordedContract(
  name: string,
  setUp: () => Promise<{ state: State; open: () => Promise<State>; id: ProfileId }>,
): void {
  describe(`${name}: recorded orders`, () => {
    it('Q1: orders with a document, or that had one, are asked for by number; where the turn is stays known', async () => {
      const { state, open, id } = await setUp();
      const stages = ['recorded', 'acknowledged', 'missing', 'seen', 'parked', 'dismissed'] as const;
      await state.ledger.save(
        id,
        stages.map((stage, index) =>
          entry(index + 1, { stage, operationType: 19, documentNumber: 40 + index, unp: null }),
        ),
      );
      const recorded = async (after: number, upTo: number | null, limit = 9) => {
        const query = { after: after as OrderNumber, upTo: upTo as OrderNumber | null, limit };
        return (await state.ledger.recorded(id, query)).map((each) => each.orderNumber);
      };
      expect(await recorded(0, null)).toEqual([1, 2, 3]);
      expect([await recorded(1, 2), await recorded(0, null, 2), await recorded(3, null)]).toEqual([
        [2],
        [1, 2],
        [],
      ]);
      const [first] = await state.ledger.recorded(id, { after: 0 as OrderNumber, upTo: null, limit: 1 });
      expect(first).toEqual({
        orderNumber: 1,
        stage: 'recorded',
        operationType: 19,
        documentNumber: 40,
        unp: null,
      });
      const newest = [1, 2, 3, 4].map((count) => state.ledger.newestRecorded(id, count));
      expect(await Promise.all(newest)).toEqual([3, 2, 1, null]);
      expect(await state.ledger.asked(id)).toEqual({ place: 0, at: null });
      for (const place of [9, 4] as OrderNumber[]) await state.ledger.saveAsked(id, { place, at: NOW });
      expect(await (await open()).ledger.asked(id)).toEqual({ place: 4, at: NOW });
    });
  });
}
