import { describe, expect, it } from 'vitest';
import { aGood, aProduct, someSettings } from '../../test/support/builders.ts';
import { decimal } from '../model/decimal.ts';
import type { Good, GoodsGroupId } from '../model/good.ts';
import type { Product } from '../model/product.ts';
import { SyncError } from '../model/sync-error.ts';
import { indexGoods } from './match-goods.ts';
import { doubledKeys, planGoodsImport } from './plan-goods-import.ts';
import type { GoodsImportContext, GoodsImportFacts } from './plan-goods-import.ts';

function context(more: Partial<GoodsImportContext> = {}): GoodsImportContext {
  return {
    settings: someSettings({ importGoods: true, importGoodsGroup: 4, priceGroup: 2 }),
    pricesIncludeVat: true,
    baseCurrency: 'EUR',
    shopCurrency: 'EUR',
    defaultVatGroup: { id: 1, name: 'Основна', rate: decimal('20') },
    groupId: 4 as GoodsGroupId,
    ...more,
  };
}

const decide = (
  product: Product,
  goods: readonly Good[] = [],
  where = context(),
  more: Partial<GoodsImportFacts> = {},
) =>
  planGoodsImport(
    { product, goods: indexGoods(goods, new Map()), sameKey: [], isLinked: () => false, ...more },
    where,
  );

describe('planGoodsImport', () => {
  it('D1: a product without a good becomes one, price in the chosen group, VAT group by default rate', () => {
    expect(decide(aProduct(7, { code: 'N', barcode: '38000001', price: decimal('12.40') }))).toMatchObject({
      change: { key: 'import-goods:product:7:add', kind: 'addGood', subject: 'product:7' },
      productId: 7,
      goodId: null,
      draft: {
        code: 'N',
        barcode: '38000001',
        name: 'Стока 7',
        measure: 'бр.',
        price: '12.4',
        priceGroup: 2,
        vatGroupId: 1,
        groupId: 4,
      },
    });
  });

  it('D1: the price comes in the warehouse’s VAT mode and currency', () => {
    const product = aProduct(7, { price: decimal('12') });
    expect(decide(product, [], context({ pricesIncludeVat: false }))).toMatchObject({
      draft: { price: '10' },
    });
    expect(decide(product, [], context({ shopCurrency: 'BGN' }))).toMatchObject({ draft: { price: '6.14' } });
    expect(decide(product, [], context({ shopCurrency: null }))).toMatchObject({ draft: { price: '12' } });
    const netShop = context({
      settings: someSettings({ importGoodsGroup: 4, shopPricesIncludeVat: false }),
    });
    expect(decide(product, [], netShop)).toMatchObject({ draft: { price: '14.4' } });
  });

  it('D1: a product without a name is called by its code', () => {
    expect(decide(aProduct(7, { code: 'N', name: '' }))).toMatchObject({ draft: { name: 'N' } });
  });

  it('S18: an existing good is only linked, a deleted one is not made again', () => {
    expect(decide(aProduct(7), [aGood(3, { code: 'C7' })])).toMatchObject({
      change: { kind: 'link', fields: [] },
      draft: null,
      goodId: 3,
      productId: 7,
    });
    expect(decide(aProduct(7), [aGood(3, { code: 'C7', isDeleted: true })])).toBe('exists');
  });

  it('D1, E4, E7: what cannot be added is parked with its reason', () => {
    expect(decide(aProduct(7), [aGood(3, { code: 'C7' }), aGood(4, { code: 'C7' })])).toMatchObject({
      park: { code: 'product.good.ambiguous' },
    });
    expect(decide(aProduct(7, { code: '' }))).toMatchObject({ park: { code: 'product.code.missing' } });
    expect(decide(aProduct(7, { price: decimal('0') }))).toMatchObject({
      park: { code: 'product.price.bad' },
    });
    expect(decide(aProduct(7, { price: null }))).toMatchObject({ park: { code: 'product.price.bad' } });
  });

  it('Q10: a product that cannot be read is parked with the reason, whatever else is known of it', () => {
    const fault = new SyncError('product.unreadable', { product: 7, code: 'C7', field: 'price' });
    expect(decide(aProduct(7, { fault }), [], context(), { sameKey: [7, 9] })).toEqual({
      park: { code: 'product.unreadable', facts: { product: 7, code: 'C7', field: 'price' } },
    });
  });

  it('E4, D1: a good that has a product already stays with it; products that share a key wait for a person', () => {
    const goods = [aGood(3, { code: 'C7' })];
    expect(decide(aProduct(7), goods, context(), { isLinked: (id) => id === 3 })).toBe('exists');
    expect(decide(aProduct(7), goods, context(), { sameKey: [7, 9] })).toEqual({
      park: { code: 'product.code.ambiguous', facts: { code: 'C7', products: '7, 9' } },
    });
    const products = [aProduct(7), aProduct(9, { code: 'C7' }), aProduct(10), aProduct(11, { code: '' })];
    expect([...doubledKeys(products)]).toEqual([['C7', [7, 9]]]);
    const barcoded = [1, 2].map((id) => aProduct(id, { code: '', barcode: '012345678905' }));
    expect([...doubledKeys(barcoded).values()]).toEqual([[1, 2]]);
  });
});
