import { expect } from 'vitest';
import { decimal } from '../model/decimal.ts';
import type { GoodDraft, GoodId, GoodsGroupId } from '../model/good.ts';
import type { OperationDraft } from '../model/operation.ts';
import { codeOf, never } from './warehouse-place.contract.ts';
import type { contractWorkbench, lawBook } from './warehouse-place.contract.ts';
import { LINE } from './warehouse-seed.contract.ts';

const NEW: GoodDraft = {
  code: 'НОВ',
  barcode: '',
  name: 'Нова 💡',
  measure: 'бр.',
  price: decimal('12.4'),
  priceGroup: 3,
  vatGroupId: 1,
  groupId: 2 as GoodsGroupId,
};

/** Lines of goods that stand and of two that do not; both new goods have the rate of group 1. */
const LINES: OperationDraft['lines'] = [
  LINE,
  { ...LINE, goodId: 0 as GoodId, code: 'НОВ-2' },
  { ...LINE, goodId: 0 as GoodId, code: 'НОВ' },
];
const WITH_NEW = { lines: LINES, newGoods: [NEW, { ...NEW, code: 'НОВ-2' }], total: decimal('59.94') };

/** The laws of goods that are made in the warehouse: a part of its contract. */
export function newGoodsLaws(
  law: ReturnType<typeof lawBook>['law'],
  setUp: ReturnType<typeof contractWorkbench>['setUp'],
  draft: (order: number, more?: Partial<OperationDraft>) => OperationDraft,
): void {
  law('D1: adds goods with a Store row per object, the price in the chosen group', async () => {
    const { warehouse, place } = await setUp();
    const [id] = await warehouse.addGoods([NEW], never);
    expect((await place.rows('goods')).at(-1)).toMatchObject({
      ID: id,
      Code: 'НОВ',
      Name: place.keepsEmoji ? 'Нова 💡' : 'Нова',
      PriceOut4: 12.4,
      PriceOut2: 0,
      TaxGroup: 1,
      GroupID: 2,
      Deleted: 0,
    });
    expect((await place.rows('store')).filter((row) => row['GoodID'] === id)).toHaveLength(3);
  });

  law('spec section 2: goods that a document needs are made with it, once', async () => {
    const { warehouse, place } = await setUp();
    const outcome = await warehouse.recordOperation(draft(1, WITH_NEW), never);
    const made = (await place.rows('goods')).slice(-2);
    const [first, second] = made.map((row) => row['ID']);
    expect(made).toMatchObject([{ Code: 'НОВ', PriceOut4: 12.4 }, { Code: 'НОВ-2' }]);
    expect(outcome).toMatchObject({ kind: 'recorded', goodIds: [first, second] });
    const lines = (await place.rows('operations')).slice(-3);
    expect(lines.map((row) => row['GoodID'])).toEqual([LINE.goodId, second, first]);
    expect((await place.rows('store')).filter((row) => row['GoodID'] === first)).toHaveLength(3);
    expect(await warehouse.recordOperation(draft(1, WITH_NEW), never)).toMatchObject({
      kind: 'alreadyRecorded',
    });
    expect((await place.rows('goods')).slice(-2)).toEqual(made);
  });

  law(
    'spec section 2: a document that is refused leaves no goods; whose code stands by now, is refused',
    async () => {
      const { warehouse, place } = await setUp();
      const before = await place.rows('goods');
      const wrong = draft(1, { ...WITH_NEW, total: decimal('60') });
      expect(await codeOf(warehouse.recordOperation(wrong, never))).toMatch(/AddUp$/);
      expect(await place.rows('goods')).toEqual(before);
      await warehouse.addGoods([{ ...NEW, code: 'НОВ-2' }], never);
      expect(await codeOf(warehouse.recordOperation(draft(1, WITH_NEW), never))).toBe('order.good.appeared');
      expect(await place.rows('goods')).toHaveLength(before.length + 1);
    },
  );
}
