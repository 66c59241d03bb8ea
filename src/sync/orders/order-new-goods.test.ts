import { describe, expect, it } from 'vitest';
import { aGood, aLine, anOrder, someSettings } from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import type { GoodsGroupId } from '../../model/good.ts';
import type { ProductId } from '../../model/product.ts';
import { indexGoods, matchOrderLine } from '../match-goods.ts';
import { goodOfDraft, newGoodsOf, withGoods } from './order-new-goods.ts';

const CONTEXT = {
  settings: someSettings({ importGoodsGroup: 4 }),
  pricesIncludeVat: true,
  baseCurrency: 'EUR',
  shopCurrency: 'EUR',
  defaultVatGroup: { id: 1, name: 'Основна', rate: decimal('20') },
  groupId: 4 as GoodsGroupId,
};
const GOODS = indexGoods([aGood(10, { code: 'A' }), aGood(11, { code: 'D', isDeleted: true })], new Map());

const newGoods = (...lines: Parameters<typeof anOrder>[0]) => newGoodsOf(anOrder(lines), GOODS, CONTEXT);

describe('goods that an order needs and the warehouse does not have', () => {
  it('spec section 2: each unknown code becomes one good, with its line’s name and price, linked where the shop tells', () => {
    const linked = aLine('N', '4.50', '2', { productId: 7 as ProductId, name: 'Нова' });
    const found = newGoods(aLine('A', '1'), linked, aLine('N', '4.50'), aLine('M', '3'));
    expect(
      found.map(({ subject, productId, draft }) => [subject, productId, draft.code, draft.price]),
    ).toEqual([
      ['code:N', null, 'N', '4.5'],
      ['code:M', null, 'M', '3'],
    ]);
    expect(newGoods(linked)).toMatchObject([{ subject: 'product:7', productId: 7, draft: { name: 'Нова' } }]);
  });

  it('I9: a deleted good is not made again, and what cannot become a good is left for a person', () => {
    expect(newGoods(aLine('D', '1'), aLine('', '1'), aLine('F', '0'))).toEqual([]);
  });

  it('the order finds them as if they stood: a plan by a number that is not drawn yet', () => {
    const [made] = newGoods(aLine('N', '4.50'));
    if (made === undefined) throw new Error('none');
    const good = goodOfDraft(made.draft, 0, CONTEXT);
    expect(good).toMatchObject({ id: 0, code: 'N', barcodes: [], vatRate: '20', kind: 'ordinary' });
    expect(goodOfDraft({ ...made.draft, barcode: '38000001' }, 3, CONTEXT).barcodes).toEqual(['38000001']);
    const index = withGoods(GOODS, [good]);
    expect(matchOrderLine(index, aLine('N', '1'), 'code')).toMatchObject({ kind: 'found', good: { id: 0 } });
    expect(matchOrderLine(index, aLine('A', '1'), 'code')).toMatchObject({ kind: 'found', good: { id: 10 } });
    expect(withGoods(GOODS, [])).toBe(GOODS);
  });
});
