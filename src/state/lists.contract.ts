import { describe, expect, it } from 'vitest';
import type { UnpFilter } from '../model/issued-unp.ts';
import type { LedgerEntry } from '../model/ledger.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import { ERASED_BUYER, NO_SIGHT } from '../model/order-sight.ts';
import type { ProfileId } from '../model/profile.ts';
import { archived, entry, NOW } from './samples.contract.ts';
import type { State } from './state.ts';

const ALL = { stage: null, search: '', page: 1, size: 10 } as const;
const EVERY_UNP: UnpFilter = {
  device: '',
  side: null,
  search: '',
  from: '',
  to: '',
  first: null,
  last: null,
};

function numbered(number: number, sequence: number, more: Partial<LedgerEntry> = {}): LedgerEntry {
  return entry(number, {
    stage: 'acknowledged',
    operationType: 19,
    documentNumber: 100 + number,
    unp: `ED000001-0001-${String(sequence).padStart(7, '0')}`,
    recordedAt: `2026-11-${String(number % 28).padStart(2, '0')}T10:00:00.000Z`,
    acknowledgedAt: NOW,
    ...more,
  });
}

function withBuyer(number: number, buyer: string, words: string) {
  return { ...archived(number, `raw ${number}`), sight: { ...NO_SIGHT, buyer, words } };
}

/** The laws of `OrderLists`, a part of the memory's contract. */
export function describeListsContract(
  name: string,
  setUp: () => Promise<{ state: State; open: () => Promise<State>; id: ProfileId }>,
): void {
  describe(`${name}: lists of orders`, () => {
    const kept = async () => {
      const made = await setUp();
      const { state, id } = made;
      await state.ledger.keep(
        id,
        [
          withBuyer(1, 'Иван Петров', 'ИВАН ПЕТРОВ IVAN@ABV.BG 0888123456 359888123456'),
          withBuyer(2, 'Мария ЕООД', 'МАРИЯ ЕООД МАРИЯ ИВАНОВА'),
        ],
        [entry(1), entry(2), numbered(3, 16)],
      );
      const found = async (search: string, more: object = {}) =>
        (await state.ledger.page(id, { ...ALL, ...more, search })).rows.map((row) => row.orderNumber);
      return { ...made, found };
    };

    it('orders are found by buyer, telephone however typed, e-mail, УНП and document; every word counts', async () => {
      const { found } = await kept();
      expect(await found('иван')).toEqual([2, 1]);
      expect(await found('иван петров')).toEqual([1]);
      expect(await found('+359 888 12 34 56')).toEqual([1]);
      expect(await found('0888 123 456')).toEqual([1]);
      expect(await found('888123')).toEqual([1]);
      expect(await found('Ivan@abv')).toEqual([1]);
      expect(await found('№ 103')).toEqual([3]);
      expect(await found('ED000001-0001-0000016')).toEqual([3]);
      expect(await found('няма го')).toEqual([]);
    });

    it('days are whole ones, both included; a list that is read whole goes on below', async () => {
      const { state, id, found } = await kept();
      expect(await found('', { from: '2026-11-12', to: '2026-11-12' })).toEqual([2]);
      expect(await found('', { from: '2026-11-12' })).toEqual([3, 2]);
      const below = async (from: number | null) =>
        (
          await state.lists.below(id, { stage: null, search: '' }, { below: from as OrderNumber, limit: 2 })
        ).map((row) => row.orderNumber);
      expect([await below(null), await below(2)]).toEqual([[3, 2], [1]]);
    });

    it('an older memory’s orders are given their sight once; what was received meanwhile stays', async () => {
      const { state, id } = await kept();
      expect(await state.lists.sightless(id, 0 as OrderNumber, 9)).toEqual([3]);
      const sight = { ...NO_SIGHT, buyer: 'Друг' };
      await state.lists.putSights(id, new Map([1, 3].map((number) => [number as OrderNumber, sight])));
      expect(await state.lists.sightless(id, 0 as OrderNumber, 9)).toEqual([]);
      const sights = await state.lists.sights(id, [1, 3] as OrderNumber[]);
      expect([...sights.values()].map(({ buyer }) => buyer)).toEqual(['Иван Петров', 'Друг']);
    });

    it('I16: whoever was erased is not found, also not by what is received of him later', async () => {
      const { state, id, found } = await kept();
      const erasure = { numbers: [1] as OrderNumber[], past: [], eraseRaw: () => '', texts: [], nowIso: NOW };
      await state.ledger.erase(id, erasure);
      expect(await found('петров')).toEqual([]);
      await state.ledger.keep(id, [{ ...withBuyer(1, 'Иван Петров', 'ИВАН ПЕТРОВ'), rawHash: 'new' }], []);
      expect(await found('петров')).toEqual([]);
      expect((await state.lists.sights(id, [1 as OrderNumber])).get(1 as OrderNumber)).toMatchObject({
        buyer: ERASED_BUYER,
        words: '',
      });
    });

    it('Q6: sights leave with their order when its number is taken over', async () => {
      const { state, id, found } = await kept();
      await state.series.open(id, { beginsAfter: 0 as OrderNumber, kept: [], takenBack: [], nowIso: NOW });
      await state.ledger.keep(id, [withBuyer(1, 'Друг', 'ДРУГ')], [entry(1)]);
      expect([await found('петров'), await found('друг')]).toEqual([[], [1]]);
    });
  });

  describe(`${name}: lists of УНП`, () => {
    it('numbers of present and past orders, highest first, by device, side, day and text', async () => {
      const { state, id } = await setUp();
      await state.ledger.save(id, [
        numbered(1, 5),
        numbered(2, 7, { stage: 'recorded', acknowledgedAt: null }),
      ]);
      await state.series.open(id, { beginsAfter: 0 as OrderNumber, kept: [], takenBack: [], nowIso: NOW });
      await state.ledger.save(id, [numbered(1, 9, { stage: 'missing' })]);
      const found = async (more: Partial<UnpFilter>) => {
        const page = await state.lists.unps(id, { ...EVERY_UNP, ...more }, { page: 1, size: 9 });
        return page.rows.map(({ sequence, pastSeries }) => [sequence, pastSeries]);
      };
      expect(await found({})).toEqual([
        [9, null],
        [7, 0],
        [5, 0],
      ]);
      expect(await found({ side: 'warehouse' })).toEqual([[7, 0]]);
      expect(await found({ side: 'both' })).toEqual([[5, 0]]);
      expect(await found({ side: 'missing' })).toEqual([[9, null]]);
      expect(await found({ from: '2026-11-02', to: '2026-11-02' })).toEqual([[7, 0]]);
      expect(await found({ search: '0000005' })).toEqual([[5, 0]]);
      expect(await found({ first: 6, last: 8 })).toEqual([[7, 0]]);
      expect(await found({ device: 'ED000002' })).toEqual([]);
      expect(await state.lists.devices(id)).toEqual([
        { deviceSerial: 'ED000001', count: 3, first: 5, last: 9 },
      ]);
    });

    it('gaps lie between numbers of the range; what orders of another profile have is none', async () => {
      const { state, id } = await setUp();
      const others = await state.profiles.add('Друг', (await state.profiles.list())[0]!.settings, NOW);
      await state.ledger.save(id, [numbered(1, 3), numbered(2, 5), numbered(3, 9), numbered(4, 50)]);
      await state.ledger.save(others.id, [numbered(1, 4)]);
      const range = { from: 1, to: 20, limit: 9 };
      expect(await state.lists.gaps('ED000001', range)).toEqual([{ from: 6, to: 8 }]);
      expect(await state.lists.gaps('ED000009', range)).toEqual([]);
    });
  });
}
