import { describe, expect, it } from 'vitest';
import { aGood } from '../../test/support/builders.ts';
import { findTwins, twinKeys } from './good-twins.ts';

describe('goods whose key stands twice (E4)', () => {
  it('are looked up by what they are matched by: code, else the first bar code in every spelling', () => {
    const goods = [
      aGood(7, { barcodes: ['11111111'] }),
      aGood(8, { code: '', barcodes: ['012345678905', '9'] }),
    ];
    expect(twinKeys(goods, 'codeThenBarcode')).toMatchObject({ codes: ['C7'] });
    expect(twinKeys(goods, 'codeThenBarcode').barcodes).toContain('12345678905'.padStart(13, '0'));
    expect(twinKeys(goods, 'barcode').codes).toEqual([]);
  });

  it('another living good with the same code or bar code; a deleted one and the service good do not count', () => {
    const good = aGood(7);
    const others = [aGood(8, { code: 'C7', isDeleted: true }), aGood(1, { code: 'C7' })];
    expect(findTwins([good], [good, ...others], 'code').size).toBe(0);
    expect(findTwins([good], [good, aGood(9, { code: 'C7' })], 'code').get(good.id)).toEqual({
      park: { code: 'good.code.ambiguous', facts: { code: 'C7', goods: '7, 9' } },
    });
    const barcoded = aGood(7, { code: '', barcodes: ['012345678905'] });
    const twin = aGood(9, { barcodes: ['0012345678905'] });
    expect(findTwins([barcoded], [barcoded, twin], 'codeThenBarcode').get(barcoded.id)).toMatchObject({
      park: { code: 'good.barcode.ambiguous', facts: { goods: '7, 9' } },
    });
    expect(findTwins([aGood(7)], [], 'code').size).toBe(0);
    const keyless = aGood(7, { code: '', barcodes: [] });
    expect(findTwins([keyless], [keyless], 'barcode').size).toBe(0);
  });
});
