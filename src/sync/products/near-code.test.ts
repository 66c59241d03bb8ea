import { describe, expect, it } from 'vitest';
import { aGood, aLine, aProduct, anOrder, someSettings } from '../../../test/support/builders.ts';
import { indexGoods, matchGood, matchOrderLine, withNearGoods } from '../match-goods.ts';
import { newGoodsOf, withGoods } from '../orders/order-new-goods.ts';
import { isPark } from '../park.ts';
import { planGoodsImport } from '../plan-goods-import.ts';
import type { GoodsImportContext } from '../plan-goods-import.ts';
import { codeDifference, nearCodes } from './near-code.ts';

const NEAR = aGood(7, { code: 'AB-77' });
const INDEX = withNearGoods(indexGoods([], new Map()), [NEAR]);
const CONTEXT: GoodsImportContext = {
  settings: someSettings({ matchingKey: 'code' }),
  pricesIncludeVat: true,
  baseCurrency: 'EUR',
  shopCurrency: 'EUR',
  defaultVatGroup: { id: 1, name: '20', rate: NEAR.vatRate ?? ('20' as never) },
  groupId: NEAR.groupId,
};

describe('codes that only look alike', () => {
  it('E4: says where two codes part', () => {
    expect(codeDifference('AB', 'АB')).toBe('1: A U+0041 ≠ А U+0410');
    expect(nearCodes('7', [{ id: 3, code: '07' }])).toBe('3: „07“ (1: 7 U+0037 ≠ 0 U+0030)');
  });

  it('E4: a good that only looks like the code is near, an exact one is found, and a bar code has no looks', () => {
    for (const code of ['ab-77', 'АВ-77', '0AB-77', 'A B-77'])
      expect(matchGood(INDEX, { code, barcode: '' }, 'code')).toEqual({ kind: 'near', goods: [NEAR] });
    expect(matchGood(INDEX, { code: 'XY', barcode: '' }, 'code').kind).toBe('none');
    expect(matchGood(INDEX, { code: '', barcode: '' }, 'code').kind).toBe('none');
    expect(matchGood(INDEX, { code: 'ab-77', barcode: '' }, 'barcode').kind).toBe('none');
    const exact = withGoods(INDEX, [aGood(8, { code: 'ab-77' })]);
    expect(matchOrderLine(exact, aLine('ab-77', '1'), 'code')).toMatchObject({
      kind: 'found',
      good: { id: 8 },
    });
  });

  it('E4: neither an order nor the download makes a second good beside it', () => {
    const order = anOrder([aLine('ab-77', '1'), aLine('N-1', '2'), aLine('n-1', '2')]);
    const made = newGoodsOf(order, INDEX, CONTEXT);
    expect(made.map(({ draft }) => draft.code)).toEqual(['N-1']);
    const after = withGoods(INDEX, [aGood(9, { code: 'N-1' })]);
    expect(matchOrderLine(after, aLine('n-1', '2'), 'code').kind).toBe('near');
    const product = aProduct(70, { code: 'ab-77' });
    const facts = { product, goods: INDEX, sameKey: [] };
    expect(planGoodsImport({ ...facts, isLinked: () => false }, CONTEXT)).toMatchObject({
      park: { code: 'product.good.near', facts: { product: 70, code: 'ab-77' } },
    });
    const decision = planGoodsImport({ ...facts, isLinked: () => true }, CONTEXT);
    expect(decision !== 'exists' && !isPark(decision) && decision.draft?.code).toBe('ab-77');
  });
});
