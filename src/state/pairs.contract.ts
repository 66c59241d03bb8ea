import { describe, expect, it } from 'vitest';
import { NO_MARKS } from '../model/installation.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import type { GoodId } from '../model/good.ts';
import type { ProfileId } from '../model/profile.ts';
import { defaultSettings } from '../model/settings.ts';
import { archived, codeOf, entry, link, NOW, REMOVAL } from './samples.contract.ts';
import type { State } from './state.ts';

/** The laws of `PairMemory`, a part of the memory's contract. */
export function describePairsContract(
  name: string,
  setUp: () => Promise<{ state: State; open: () => Promise<State>; id: ProfileId }>,
): void {
  describe(`${name}: pairs`, () => {
    it('Q8: marks of runs are kept; what is said of a foreign one makes all that was sent be compared', async () => {
      const { state, id, open } = await setUp();
      expect(await state.runMarks.find(id)).toEqual(NO_MARKS);
      await state.links.save(id, [link(1, 2)]);
      for (const standing of [null, 'ZINS-1', 'ZINS-1'])
        await state.runMarks.keep(id, { ...NO_MARKS, standing, pending: 'ZINS-2' });
      const kept = { ...NO_MARKS, standing: 'ZINS-1', pending: 'ZINS-2' };
      expect(await (await open()).runMarks.find(id)).toEqual(kept);
      expect((await state.links.find(id, [1 as GoodId]))[0]).toMatchObject({
        goodsHash: 'g',
        stockHash: 's',
      });
      const settled = { ...NO_MARKS, installation: 'aaaa1111' };
      for (let times = 0; times < 2; times += 1) await state.runMarks.settle(id, settled);
      expect(await state.runMarks.find(id)).toEqual(settled);
      const [sent] = await state.links.find(id, [1 as GoodId]);
      expect(sent).toMatchObject({ productId: 2, goodsHash: '', stockHash: '' });
    });

    it('Q3: a pair is remembered; another one begins with nothing, and the former one is found again', async () => {
      const { state, id, open } = await setUp();
      const pair = (shopAddress: string, mark: string | null) => ({
        settings: { ...defaultSettings(), shopAddress },
        mark,
        databaseVersion: '3.07',
      });
      const [first, second] = [pair('https://a.bg', 'ZWID-a'), pair('https://b.bg', null)];
      expect([await state.pairs.find(id), await state.pairs.shelved(id)]).toEqual([null, []]);
      for (const each of [second, first, first]) await state.pairs.remember(id, each);
      await state.ledger.keep(id, [archived(1, 'raw')], [entry(1)]);
      await state.ledger.advanceCursor(id, 1 as OrderNumber);
      await state.links.save(id, [link(1, 2)]);
      await state.profiles.confirm(id, NOW);
      await state.profiles.markFilled(id, NOW);
      const marks = { ...NO_MARKS, standing: 'ZINS-1' };
      await state.runMarks.keep(id, marks);
      const before = await state.profiles.find('Магазин');
      if (before === null) throw new Error('not found');
      const to = { settings: second.settings, shelf: null, nowIso: NOW };
      const fresh = await state.pairs.exchange(before, to);
      expect(await codeOf(state.pairs.exchange(before, to))).toBe('profile.changedMeanwhile');
      expect(fresh).toMatchObject({ id, settings: second.settings, confirmedAt: null, firstFilledAt: null });
      expect([
        await state.ledger.cursor(id),
        await state.links.count(id),
        await state.pairs.find(id),
      ]).toEqual([0, 0, null]);
      expect(await state.runMarks.find(id)).toEqual(NO_MARKS);
      const [shelved] = await (await open()).pairs.shelved(id);
      expect(shelved?.pair).toEqual(first);
      expect(await state.profiles.removed()).toMatchObject([{ name: 'Магазин', isShelf: true, orders: 1 }]);
      await state.pairs.remember(id, second);
      await state.ledger.save(id, [entry(1), entry(2)]);
      const back = { settings: first.settings, shelf: shelved?.shelf ?? null, nowIso: NOW };
      expect(await state.pairs.exchange(fresh, back)).toMatchObject({ confirmedAt: NOW, firstFilledAt: NOW });
      expect([
        await state.ledger.cursor(id),
        await state.links.count(id),
        await state.pairs.find(id),
      ]).toEqual([1, 1, first]);
      expect((await state.pairs.shelved(id)).map((each) => each.pair)).toEqual([second]);
      expect(await state.runMarks.find(id)).toEqual(marks);
      await state.profiles.remove(id, REMOVAL);
      expect((await state.profiles.removed()).map(({ isShelf, orders }) => [isShelf, orders])).toEqual([
        [false, 2],
        [false, 1],
      ]);
    });
  });
}
