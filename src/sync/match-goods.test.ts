import { describe, expect, it } from 'vitest';
import { aGood, aLine, aProduct } from '../../test/support/builders.ts';
import type { Good, GoodId } from '../model/good.ts';
import type { ProductId } from '../model/product.ts';
import {
  addProduct,
  barcodeSpellings,
  comparableBarcode,
  emptyProductIndex,
  hasKey,
  indexGoods,
  looseCode,
  matchGood,
  matchOrderLine,
  matchProduct,
} from './match-goods.ts';

const EAN = '3800000000013';
const UPC = '036000291452';

describe('matchOrderLine', () => {
  const linked = new Map([[7 as ProductId, 10 as GoodId]]);
  const index = indexGoods([aGood(10, { code: 'A' }), aGood(11, { code: 'B', barcodes: [EAN] })], linked);

  it('I9: the link wins over the code', () => {
    const line = aLine('B', '1', '1', { productId: 7 as ProductId });
    expect(matchOrderLine(index, line, 'codeThenBarcode')).toMatchObject({ kind: 'found', good: { id: 10 } });
  });

  it('I9: without a link the matching key decides; a shop whose code is the bar code is understood', () => {
    expect(matchOrderLine(index, aLine(EAN, '1'), 'codeThenBarcode')).toMatchObject({ good: { id: 11 } });
    expect(matchOrderLine(index, aLine(EAN, '1'), 'code')).toEqual({ kind: 'none' });
    expect(matchOrderLine(index, aLine('A', '1'), 'barcode')).toEqual({ kind: 'none' });
  });

  it('I9: a linked good that is deleted gives way to the one living good of its code, else it is said to be', () => {
    const line = aLine('A', '1', '1', { productId: 7 as ProductId });
    const dead = aGood(10, { code: 'A', isDeleted: true });
    const matched = (...others: readonly Good[]) =>
      matchOrderLine(indexGoods([dead, ...others], linked), line, 'codeThenBarcode');
    expect(matched(aGood(12, { code: 'A' }))).toMatchObject({ kind: 'found', good: { id: 12 } });
    expect(matched(aGood(12, { code: 'B', barcodes: ['A'] }))).toMatchObject({
      kind: 'found',
      good: { id: 12 },
    });
    expect(matched(aGood(12, { code: 'A' }), aGood(13, { code: 'A' })).kind).toBe('ambiguous');
    expect(matched()).toMatchObject({ kind: 'deleted', good: { id: 10 } });
    expect(matched(aGood(12, { code: 'B' }))).toMatchObject({ kind: 'deleted', good: { id: 10 } });
  });

  it('I9: two living goods of one code are ambiguous; a deleted twin does not count', () => {
    const twins = indexGoods([aGood(1, { code: 'A' }), aGood(2, { code: 'A' })], new Map());
    const oneDead = indexGoods(
      [aGood(1, { code: 'A' }), aGood(2, { code: 'A', isDeleted: true })],
      new Map(),
    );
    expect(matchGood(twins, { code: 'A', barcode: '' }, 'code').kind).toBe('ambiguous');
    expect(matchGood(oneDead, { code: 'A', barcode: '' }, 'code')).toMatchObject({
      kind: 'found',
      good: { id: 1 },
    });
  });

  it('I9: a link to a good that is gone falls back on the matching key', () => {
    const gone = indexGoods([aGood(12, { code: 'A' })], linked);
    const line = aLine('A', '1', '1', { productId: 7 as ProductId });
    expect(matchOrderLine(gone, line, 'code')).toMatchObject({ kind: 'found', good: { id: 12 } });
  });

  it('I9: a line without code and without link is nobody’s, also beside goods without a code', () => {
    const bare = indexGoods([aGood(1, { code: '', barcodes: [] })], new Map());
    expect(matchOrderLine(bare, aLine('', '1'), 'codeThenBarcode')).toEqual({ kind: 'none' });
    expect(matchOrderLine(bare, aLine('', '1'), 'barcode')).toEqual({ kind: 'none' });
  });

  it('I9: a bar code that two goods carry is ambiguous; the code decides before it', () => {
    const shared = indexGoods(
      [aGood(1, { code: 'A', barcodes: [EAN, EAN] }), aGood(2, { code: 'B', barcodes: [EAN] })],
      new Map(),
    );
    expect(matchGood(shared, { code: 'X', barcode: EAN }, 'codeThenBarcode')).toMatchObject({
      kind: 'ambiguous',
      goods: [{ id: 1 }, { id: 2 }],
    });
    expect(matchGood(shared, { code: 'B', barcode: EAN }, 'codeThenBarcode')).toMatchObject({
      good: { id: 2 },
    });
  });

  it('I9: a code that is another good’s bar code does not say which is meant', () => {
    const crossed = indexGoods(
      [aGood(1, { code: EAN }), aGood(2, { code: 'B', barcodes: [EAN] })],
      new Map(),
    );
    expect(matchOrderLine(crossed, aLine(EAN, '1'), 'codeThenBarcode')).toMatchObject({
      kind: 'ambiguous',
      goods: [{ id: 1 }, { id: 2 }],
    });
    expect(matchOrderLine(crossed, aLine(EAN, '1'), 'code')).toMatchObject({ good: { id: 1 } });
    expect(matchOrderLine(crossed, aLine(EAN, '1'), 'barcode')).toMatchObject({ good: { id: 2 } });
    const itself = indexGoods([aGood(1, { code: EAN, barcodes: [EAN] })], new Map());
    expect(matchOrderLine(itself, aLine(EAN, '1'), 'codeThenBarcode')).toMatchObject({ good: { id: 1 } });
  });

  it('codes are compared exactly: Cyrillic look-alikes are other codes', () => {
    const cyrillic = indexGoods([aGood(1, { code: 'А1' })], new Map());
    expect(matchGood(cyrillic, { code: 'A1', barcode: '' }, 'code').kind).toBe('none');
  });
});

describe('bar codes', () => {
  it('peer-07: UPC-A of 12 digits and the same EAN-13 are one', () => {
    expect(comparableBarcode(UPC)).toBe(comparableBarcode(`0${UPC}`));
    expect(barcodeSpellings(UPC)).toEqual(expect.arrayContaining([UPC, `0${UPC}`]));
  });

  it('E4: what only fills the field is no key', () => {
    for (const filler of ['.', '-', '0', '0000000000000', ' ']) {
      expect(comparableBarcode(filler)).toBe('');
      expect(barcodeSpellings(filler)).toEqual([]);
    }
  });

  it('anything but digits stays as it is', () => {
    expect(comparableBarcode(' AB 12 ')).toBe('AB12');
    expect(barcodeSpellings('')).toEqual([]);
    expect(barcodeSpellings(' AB 12 ')).toEqual(['AB12']);
  });
});

describe('keys of goods', () => {
  it('E4: letter case, blanks, Cyrillic look-alikes and leading zeros are nothing to the eye', () => {
    for (const [one, other] of [
      ['A-100', 'a-100'],
      ['A-100', 'A -100 '],
      ['A-100', 'А-100'],
      ['00017', '17'],
      ['0', '0'],
    ] as const)
      expect([one, looseCode(one)]).toEqual([one, looseCode(other)]);
    expect(looseCode('A-100')).not.toBe(looseCode('A100'));
    expect(looseCode('100')).not.toBe(looseCode('1000'));
  });

  it('E4: a key is met across kinds where both kinds are keys, else within its own', () => {
    const byBarcode = aGood(1, { code: 'A', barcodes: [EAN] });
    const byCode = aGood(2, { code: EAN });
    const keys = [
      { by: 'code', text: EAN },
      { by: 'barcode', text: EAN },
    ] as const;
    for (const key of keys) {
      expect([hasKey(byBarcode, key, 'codeThenBarcode'), hasKey(byCode, key, 'codeThenBarcode')]).toEqual([
        true,
        true,
      ]);
      expect(hasKey(byBarcode, key, 'code')).toBe(false);
      expect(hasKey(byCode, key, 'barcode')).toBe(false);
    }
    expect(hasKey(aGood(3, { code: 'a' }), { by: 'code', text: 'A' }, 'code')).toBe(false);
  });
});

describe('matchProduct', () => {
  const index = emptyProductIndex();
  for (const product of [
    aProduct(1, { code: 'A' }),
    aProduct(2, { code: 'B', barcode: EAN }),
    aProduct(3, { code: 'T' }),
    aProduct(4, { code: 'T' }),
  ]) {
    addProduct(index, product);
  }

  it('E4: by code, then by bar code; two products of one code are ambiguous', () => {
    expect(matchProduct(index, aGood(9, { code: 'A' }), 'codeThenBarcode')).toMatchObject({
      product: { id: 1 },
    });
    expect(matchProduct(index, aGood(9, { code: 'X', barcodes: [EAN] }), 'codeThenBarcode')).toMatchObject({
      product: { id: 2 },
    });
    expect(matchProduct(index, aGood(9, { code: 'T' }), 'code')).toMatchObject({
      kind: 'ambiguous',
      products: [{ id: 3 }, { id: 4 }],
    });
    expect(matchProduct(index, aGood(9, { code: 'X', barcodes: [EAN] }), 'code').kind).toBe('none');
  });

  it('E4: without a product of its key, those are told whose code only looks like it', () => {
    const similar = emptyProductIndex();
    addProduct(similar, aProduct(5, { code: 'а-1' }));
    addProduct(similar, aProduct(6, { code: '' }));
    expect(matchProduct(similar, aGood(9, { code: 'A-1' }), 'codeThenBarcode')).toMatchObject({
      kind: 'near',
      products: [{ id: 5 }],
    });
    expect(matchProduct(similar, aGood(9, { code: 'A-1' }), 'barcode').kind).toBe('none');
    expect(matchProduct(similar, aGood(9, { code: '' }), 'code').kind).toBe('none');
  });

  it('E4: a good without code meets no product without code; by bar code alone its code does not count', () => {
    const odd = emptyProductIndex();
    addProduct(odd, aProduct(5, { code: '', barcode: '' }));
    addProduct(odd, aProduct(6, { code: 'A', barcode: '' }));
    expect(matchProduct(odd, aGood(9, { code: '' }), 'codeThenBarcode')).toEqual({ kind: 'none' });
    expect(matchProduct(odd, aGood(9, { code: 'A' }), 'barcode')).toEqual({ kind: 'none' });
  });

  it('E4: a product that carries two of the good’s bar codes is one product', () => {
    const twice = emptyProductIndex();
    addProduct(twice, aProduct(7, { code: 'Z', barcode: UPC }));
    const good = aGood(9, { code: 'X', barcodes: [UPC, `0${UPC}`] });
    expect(matchProduct(twice, good, 'barcode')).toMatchObject({ kind: 'found', product: { id: 7 } });
    expect(matchProduct(twice, aGood(9, { barcodes: [EAN] }), 'barcode')).toEqual({ kind: 'none' });
  });
});
