import { describe, expect, it } from 'vitest';
import { aGood, aProduct, someSettings } from '../../test/support/builders.ts';
import { decimal } from '../model/decimal.ts';
import type { Good, GoodsGroupId } from '../model/good.ts';
import { NOTHING_SENT } from '../model/link.ts';
import { SENT_FIELDS, sendingRules } from '../model/sent-field.ts';
import type { Settings } from '../model/settings.ts';
import { isPark } from './park.ts';
import {
  diffGoodsFields,
  fieldsOfProduct,
  goodsFields,
  goodsFieldsText,
  sentGoodsFields,
} from './plan-export.ts';
import type { ExportContext, GoodsFields } from './plan-export.ts';

const RULES = sendingRules(someSettings());
const ALL = new Set(SENT_FIELDS);

function context(more: Partial<ExportContext> = {}, settings: Partial<Settings> = {}): ExportContext {
  return {
    settings: someSettings(settings),
    pricesIncludeVat: true,
    baseCurrency: 'EUR',
    shopCurrency: 'EUR',
    groupPaths: new Map([[2 as GoodsGroupId, ['Храни', 'Сирена']]]),
    categoryIds: new Map(),
    arePricesStopped: false,
    rules: RULES,
    ...more,
  };
}

function fieldsOf(good: Good, where = context()): GoodsFields {
  const fields = goodsFields(good, where);
  if (isPark(fields)) throw new Error(fields.park.code);
  return fields.fields;
}

function parkCode(good: Good, where = context()): string {
  const fields = goodsFields(good, where);
  const fault = isPark(fields) ? fields : fields.withoutPrice;
  return fault?.park.code ?? 'not parked';
}

describe('goodsFields', () => {
  it('E2: name, code, bar code and price are sent, the category only when it is mapped', () => {
    const good = aGood(1, {
      code: 'A',
      barcodes: ['3800000000013', '5900000000012'],
      price: decimal('9.99'),
    });
    expect(fieldsOf(good)).toEqual({
      name: 'Стока 1',
      code: 'A',
      barcode: '3800000000013',
      price: '9.99',
      category: null,
      categoryGroup: null,
      categoryId: null,
    });
    expect(fieldsOf(good, context({}, { categories: 'groups' })).category).toEqual(['Храни', 'Сирена']);
  });

  it('S32: VAT is added exactly when the warehouse has prices without it, and taken out when the shop wants none', () => {
    const good = aGood(1, { price: decimal('8.325') });
    expect(fieldsOf(good, context({ pricesIncludeVat: false })).price).toBe('9.99');
    const withoutVat = context({}, { shopPricesIncludeVat: false });
    expect(fieldsOf(aGood(1, { price: decimal('9.99') }), withoutVat).price).toBe('8.32');
  });

  it('peer: prices in leva for a euro warehouse are never raw numbers', () => {
    const where = context({ shopCurrency: 'BGN' }, { currencyConversion: 'eurBgn' });
    expect(fieldsOf(aGood(1, { price: decimal('10') }), where).price).toBe('19.56');
  });

  it('a shop that tells no currency is taken to have the warehouse’s', () => {
    const where = context({ shopCurrency: null, baseCurrency: 'BGN' });
    expect(fieldsOf(aGood(1, { price: decimal('10') }), where).price).toBe('10');
  });

  it('E2: a good of a group without a path has no category', () => {
    const where = context({ groupPaths: new Map() }, { categories: 'groups' });
    expect(fieldsOf(aGood(1), where).category).toBeNull();
  });

  it('E7: a zero, negative or missing price is not sent, nor one that rounds to nothing', () => {
    const codes = ['0', '-1', '0.004'].map((price) => parkCode(aGood(1, { price: decimal(price) })));
    expect([...codes, parkCode(aGood(1, { price: null }))]).toEqual(
      Array.from({ length: 4 }, () => 'good.price.bad'),
    );
  });

  it('E4: a good without code and bar code cannot be found again; a bar code serves as the code', () => {
    expect(parkCode(aGood(1, { code: '' }))).toBe('good.code.missing');
    expect(fieldsOf(aGood(1, { code: '', barcodes: ['38000001'] })).code).toBe('38000001');
    expect(parkCode(aGood(1, { name: '' }))).toBe('good.name.missing');
    const unknownRate = aGood(1, { vatRate: null });
    expect(parkCode(unknownRate, context({ pricesIncludeVat: false }))).toBe('good.vatGroup.missing');
    expect(parkCode(unknownRate)).toBe('not parked');
    expect(parkCode(unknownRate, context({}, { shopPricesIncludeVat: false }))).toBe('good.vatGroup.missing');
  });
});

describe('diffGoodsFields', () => {
  const fields = fieldsOf(aGood(1, { code: 'A' }));

  it('E5: only what changed is sent, with before and after', () => {
    const known = sentGoodsFields(fields, NOTHING_SENT, ALL);
    const dearer = { ...fields, price: decimal('12') };
    expect(diffGoodsFields(dearer, known, ALL)).toEqual({
      fields: { price: '12' },
      changes: [{ field: 'price', before: '10', after: '12' }],
    });
    expect(diffGoodsFields(fields, known, ALL).fields).toEqual({});
    expect(goodsFieldsText(dearer, RULES)).not.toBe(goodsFieldsText(fields, RULES));
  });

  it('E4: an adopted product is compared with what the shop has', () => {
    const product = aProduct(5, { code: 'A', name: 'Стара', price: decimal('10.00') });
    expect(diffGoodsFields(fields, fieldsOfProduct(product), ALL).fields).toEqual({ name: 'Стока 1' });
    const escaped = aProduct(5, { code: 'A', name: 'R&amp;D  &quot;1&quot;', price: null });
    expect(fieldsOfProduct(escaped, { name: 'R&D "1"' }).name).toBe('R&D "1"');
    const priceless = fieldsOfProduct(aProduct(5, { code: 'A', name: 'Стока 1', price: null }));
    expect(diffGoodsFields(fields, priceless, ALL)).toEqual({
      fields: { price: '10' },
      changes: [{ field: 'price', before: null, after: '10' }],
    });
  });

  it('E2: categories turned off later leave the product where it is; a moved good leaves its old one', () => {
    const known = { ...sentGoodsFields(fields, NOTHING_SENT, ALL), category: ['Храни'] };
    expect(diffGoodsFields(fields, known, ALL).fields).toEqual({});
    const moved = diffGoodsFields({ ...fields, category: ['Напитки'] }, known, ALL);
    expect(moved.fields.category).toEqual({ path: ['Напитки'], previous: ['Храни'] });
  });

  it('section 9: a group that is renamed keeps its category; one that is not known to stand for it is compared', () => {
    const group = 2 as GoodsGroupId;
    const placed = { ...NOTHING_SENT, category: ['Храни'], categoryGroup: group };
    const renamed = { ...fields, category: ['Храна'], categoryGroup: group };
    expect(diffGoodsFields(renamed, placed, ALL).fields.category).toBeUndefined();
    expect(sentGoodsFields(renamed, placed, ALL)).toMatchObject({
      category: ['Храни'],
      categoryGroup: group,
    });
    const elsewhere = { ...placed, categoryGroup: 3 as GoodsGroupId };
    expect(diffGoodsFields(renamed, elsewhere, ALL).fields.category).toEqual({
      path: ['Храна'],
      previous: ['Храни'],
    });
    const numbered = diffGoodsFields({ ...renamed, categoryId: 71 }, { ...elsewhere, categoryId: 70 }, ALL);
    expect(numbered.fields.category?.ids).toEqual({ path: 71, previous: 70 });
    const before = { ...placed, categoryGroup: null };
    expect(diffGoodsFields(renamed, before, ALL).fields.category).toBeDefined();
    expect(sentGoodsFields({ ...renamed, category: ['Храни'] }, before, ALL).categoryGroup).toBe(group);
  });
});
