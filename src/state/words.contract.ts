import { describe, expect, it } from 'vitest';
import type { OrderNumber } from '../model/order-origin.ts';
import type { ProfileId } from '../model/profile.ts';
import { defaultSettings } from '../model/settings.ts';
import { RECKONING_ORDERS } from '../model/reckoning.ts';
import type { ShownReckoning } from '../model/reckoning.ts';
import type { WordKind, WordMeaning } from '../model/shop-words.ts';
import { NOW } from './samples.contract.ts';
import type { State } from './state.ts';

/** The laws of `WordMemory`, a part of the memory's contract. */
export function describeWordsContract(
  name: string,
  setUp: () => Promise<{ state: State; id: ProfileId }>,
): void {
  describe(`${name}: words`, () => {
    it('I2: counted, a meaning by arithmetic kept, and a person above it', async () => {
      const { state, id } = await setUp();
      const later = '2026-11-25T10:00:00.000Z';
      const sighting = (kind: WordKind, word: string, order: number, proven: WordMeaning | null = null) => ({
        kind,
        word,
        order: order as OrderNumber,
        proven,
      });
      await state.words.sight(id, [sighting('orderStatus', 'Нова', 1), sighting('totalLine', 'x', 1)], NOW);
      await state.words.sight(
        id,
        [sighting('totalLine', 'x', 2, 'fee'), sighting('totalLine', 'x', 3), sighting('orderStatus', '', 3)],
        later,
      );
      const first = { firstSeen: NOW, lastSeen: NOW, meaning: null, source: null };
      expect(await state.words.list(id)).toEqual([
        { kind: 'orderStatus', word: '', count: 1, example: 3, ...first, firstSeen: later, lastSeen: later },
        { kind: 'orderStatus', word: 'Нова', count: 1, example: 1, ...first },
        {
          kind: 'totalLine',
          word: 'x',
          count: 3,
          example: 3,
          firstSeen: NOW,
          lastSeen: later,
          meaning: 'fee',
          source: 'arithmetic',
        },
      ]);
      const decide = (word: string, meaning: WordMeaning | null) =>
        state.words.decide(id, { kind: 'totalLine', word }, { meaning, nowIso: NOW });
      await decide('x', 'shipping');
      await state.words.sight(id, [sighting('totalLine', 'x', 4, 'fee')], later);
      await decide('y', 'tax');
      await decide('y', 'tax');
      const decided = async () =>
        (await state.words.list(id))
          .slice(2)
          .map(({ word, meaning, source, count }) => [word, meaning, source, count]);
      expect(await decided()).toEqual([
        ['x', 'shipping', 'person', 4],
        ['y', 'tax', 'person', 0],
      ]);
      await decide('x', null);
      expect((await decided())[0]).toEqual(['x', null, null, 4]);
      const other = await state.profiles.add('Друг', defaultSettings(), NOW);
      expect(await state.words.list(other.id)).toEqual([]);
    });

    it('I1: what the newest probe of a list shows counts, unless a person has said otherwise', async () => {
      const { state, id } = await setUp();
      const word = { kind: 'listing', word: 'order' } as const;
      const probed = async (proven: 'oldestFirst' | 'newestFirst') => {
        await state.words.sight(id, [{ ...word, order: 0 as OrderNumber, times: 3, proven }], NOW);
        const [row] = await state.words.list(id);
        return [row?.meaning, row?.source, row?.count];
      };
      expect(await probed('newestFirst')).toEqual(['newestFirst', 'answers', 3]);
      expect(await probed('oldestFirst')).toEqual(['oldestFirst', 'answers', 6]);
      await state.words.decide(id, word, { meaning: 'newestFirst', nowIso: NOW });
      expect(await probed('oldestFirst')).toEqual(['newestFirst', 'person', 9]);
    });

    it('I8: what orders show of the shop’s way of reckoning: the newest of them, a newer version instead of an older', async () => {
      const { state, id } = await setUp();
      const shown = (order: number, fits: ShownReckoning['fits']): ShownReckoning => ({
        order: order as OrderNumber,
        fits,
      });
      const later = '2026-11-25T10:00:00.000Z';
      await state.words.sight(id, [], NOW, [
        shown(7, ['perUnit pricesWithTax']),
        shown(9, ['perLine pricesWithTax']),
      ]);
      const both = ['perLine pricesWithTax', 'perUnit pricesWithTax'] as const;
      await state.words.sight(id, [], later, [shown(7, both)]);
      expect(await state.words.reckonings(id)).toEqual([
        { order: 7, fits: both, seenAt: later },
        { order: 9, fits: ['perLine pricesWithTax'], seenAt: NOW },
      ]);
      const many = Array.from({ length: RECKONING_ORDERS + 5 }, (_, index) => shown(100 + index, both));
      await state.words.sight(id, [], later, many);
      const numbers = (await state.words.reckonings(id)).map(({ order }) => order);
      expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([RECKONING_ORDERS, 105, 124]);
      const other = await state.profiles.add('Друг', defaultSettings(), NOW);
      expect(await state.words.reckonings(other.id)).toEqual([]);
    });
  });
}
