import { describe, expect, it } from 'vitest';
import { decimal } from '../model/decimal.ts';
import type { GoodId } from '../model/good.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import { seriesOf } from '../model/order-series.ts';
import type { ProfileId } from '../model/profile.ts';
import { defaultSettings } from '../model/settings.ts';
import { archived, entry, NOW, REMOVAL } from './samples.contract.ts';
import type { State } from './state.ts';

const ALL = { stages: null, after: 0 as OrderNumber, limit: 100 } as const;

/** The laws of series of order numbers, and of reading old orders again, a part of the memory's contract. */
export function describeSeriesContract(
  name: string,
  setUp: () => Promise<{ state: State; id: ProfileId }>,
): void {
  describe(`${name}: series of order numbers (Q6)`, () => {
    const at = (number: number) => number as OrderNumber;

    it('orders whose numbers are taken over leave the ledger whole; others, and those kept, stay', async () => {
      const { state, id } = await setUp();
      const held = [{ goodId: 7 as GoodId, quantity: decimal('2') }];
      const unp = 'DT900001-0001-0000007';
      const entries = [
        entry(1),
        entry(2, { stage: 'recorded', documentNumber: 5, unp }),
        entry(3, { held }),
        entry(90),
      ];
      await state.ledger.keep(id, [archived(2, 'a'), archived(2, 'b'), archived(1, 'c')], entries);
      await state.ledger.advanceCursor(id, at(90));
      const item = { subject: 'order:3', code: 'order.empty', facts: { order: 3 }, contentHash: '' } as const;
      await state.attention.put(id, [item, { ...item, subject: 'order:1' }], NOW);
      expect(await state.series.ranges(id)).toEqual([]);
      expect(
        await state.series.open(id, { beginsAfter: at(1), kept: [at(90)], takenBack: [], nowIso: NOW }),
      ).toBe(2);
      expect(await state.series.ranges(id)).toEqual([
        { series: 1, beginsAfter: 1, upTo: null, openedAt: NOW },
        { series: 0, beginsAfter: 89, upTo: 90, openedAt: NOW },
      ]);
      expect((await state.ledger.list(id, ALL)).map((each) => each.orderNumber)).toEqual([1, 90]);
      expect([await state.ledger.cursor(id), await state.ledger.held(id)]).toEqual([1, []]);
      expect(await state.ledger.versions(id, at(2))).toEqual([]);
      expect((await state.attention.list(id)).map((each) => each.subject)).toEqual(['order:1']);
      const first = { after: { series: 0, orderNumber: at(0) }, limit: 9 };
      expect(await state.series.past(id, first)).toEqual([
        { series: 0, entry: entries[1] },
        { series: 0, entry: { ...entries[2], held: [] } },
      ]);
      const versions = await state.series.pastVersions(id, { series: 0, orderNumber: at(2) });
      expect(versions.map((each) => each.raw)).toEqual(['a', 'b']);
      // F14: a number that was drawn is never drawn again, whoever's order had it.
      expect(await state.ledger.lastSequence('DT900001', { from: 1, to: 100 })).toBe(7);
    });

    it('the same number of several series stands beside each other, each with its archive', async () => {
      const { state, id } = await setUp();
      for (const raw of ['a', 'b', 'c']) {
        await state.ledger.keep(id, [archived(1, raw)], [entry(1, { rawHash: raw })]);
        if (raw !== 'c')
          await state.series.open(id, { beginsAfter: at(0), kept: [], takenBack: [], nowIso: NOW });
      }
      const past = await state.series.past(id, { after: { series: 0, orderNumber: at(0) }, limit: 9 });
      expect(past.map(({ series, entry: each }) => [series, each.rawHash])).toEqual([
        [0, 'a'],
        [1, 'b'],
      ]);
      const [last] = await state.series.past(id, { after: { series: 0, orderNumber: at(1) }, limit: 1 });
      expect(last).toMatchObject({ series: 1 });
      expect((await state.ledger.versions(id, at(1))).map((each) => each.raw)).toEqual(['c']);
      const key = { series: 0, orderNumber: at(1) };
      await state.ledger.erase(id, { numbers: [], past: [key], eraseRaw: () => '-', texts: [], nowIso: NOW });
      expect(await state.series.pastVersions(id, key)).toMatchObject([{ raw: '-', erasedAt: NOW }]);
      expect(await state.series.pastVersions(id, { ...key, series: 1 })).toMatchObject([{ raw: 'b' }]);
    });

    it('orders that the shop has again come back whole, and take the place of those that had their numbers since', async () => {
      const { state, id } = await setUp();
      const former = [1, 2, 3].map((number) => entry(number, { stage: 'recorded', rawHash: `a${number}` }));
      await state.ledger.keep(id, [archived(1, 'a'), archived(1, 'b')], former);
      await state.series.open(id, { beginsAfter: at(0), kept: [], takenBack: [], nowIso: NOW });
      const since = [1, 2].map((number) => entry(number, { rawHash: `b${number}` }));
      await state.ledger.keep(id, [archived(1, 'c')], since);
      expect(await state.series.lastPast(id)).toEqual([3]);
      const found = await state.series.findPast(id, [at(1), at(3), at(9)]);
      expect(found.map(({ series, entry: each }) => [series, each.rawHash])).toEqual([
        [0, 'a1'],
        [0, 'a3'],
      ]);
      const takenBack = [1, 3].map((number) => ({ series: 0, orderNumber: at(number) }));
      expect(await state.series.open(id, { beginsAfter: at(3), kept: [], takenBack, nowIso: NOW })).toBe(1);
      const hashes = async () => (await state.ledger.list(id, ALL)).map((each) => each.rawHash);
      expect(await hashes()).toEqual(['a1', 'b2', 'a3']);
      expect((await state.ledger.versions(id, at(1))).map((each) => each.raw)).toEqual(['a', 'b']);
      const past = await state.series.past(id, { after: { series: 0, orderNumber: at(0) }, limit: 9 });
      expect(past.map(({ series, entry: each }) => [series, each.rawHash])).toEqual([
        [0, 'a2'],
        [1, 'b1'],
      ]);
      const ranges = await state.series.ranges(id);
      expect([1, 2, 3, 4].map((number) => seriesOf(ranges, at(number)))).toEqual([0, 1, 0, 2]);
      expect(await state.ledger.cursor(id)).toBe(3);
    });

    it('the cursor goes back to where the shop’s orders end by now, and not forward', async () => {
      const { state, id } = await setUp();
      await state.ledger.advanceCursor(id, at(9));
      await state.series.turnBack(id, at(7));
      await state.series.turnBack(id, at(8));
      expect(await state.ledger.cursor(id)).toBe(7);
    });

    it('how many orders the shop had is kept until a series is opened; the past is handed over with the ledger', async () => {
      const { state, id } = await setUp();
      expect(await state.series.ordersAtShop(id)).toBeNull();
      await state.series.keepOrdersAtShop(id, 12);
      expect(await state.series.ordersAtShop(id)).toBe(12);
      await state.ledger.save(id, [entry(1)]);
      await state.series.open(id, { beginsAfter: at(0), kept: [], takenBack: [], nowIso: NOW });
      expect(await state.series.ordersAtShop(id)).toBeNull();
      await state.series.keepOrdersAtShop(id, 3);
      const next = await state.profiles.add('Нов', defaultSettings(), NOW);
      await state.profiles.remove(id, REMOVAL);
      expect((await state.profiles.removed()).map(({ orders }) => orders)).toEqual([1]);
      expect(await state.profiles.takeOver(next.id, id, () => null)).toBe(true);
      expect(await state.series.ranges(next.id)).toHaveLength(1);
      expect(
        await state.series.past(next.id, { after: { series: 0, orderNumber: at(0) }, limit: 9 }),
      ).toHaveLength(1);
      expect(await state.series.ordersAtShop(next.id)).toBe(3);
    });
  });

  describe(`${name}: orders that live on`, () => {
    it('I14: imported orders that are not final are read again in turn, up to a number, round and round', async () => {
      const { state, id } = await setUp();
      const recorded = (number: number, status: string) => entry(number, { stage: 'recorded', status });
      await state.ledger.save(id, [
        recorded(1, 'shipped'),
        recorded(2, 'completed'),
        { ...recorded(3, 'new'), stage: 'acknowledged' },
        entry(4, { stage: 'waiting' }),
        recorded(5, 'Изпратена'),
        recorded(6, 'new'),
      ]);
      const next = async () =>
        state.ledger.nextToReread(id, { upTo: 5 as OrderNumber, final: ['completed'], limit: 2 });
      expect(await next()).toEqual([1, 3]);
      await state.ledger.keepReread(id, 3 as OrderNumber);
      expect(await next()).toEqual([5, 1]);
      await state.ledger.keepReread(id, 1 as OrderNumber);
      expect(await next()).toEqual([3, 5]);
    });
  });
}
