import { describe, expect, it } from 'vitest';
import { aGood, aLine } from '../../../test/support/builders.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { SentFields } from '../../model/link.ts';
import type { ProductId } from '../../model/product.ts';
import { indexGoods, matchOrderLine } from '../match-goods.ts';
import { codeToSend, isStranger, strangerPark, strangersAmong } from './stranger.ts';

const SENT: SentFields = { ...NOTHING_SENT, code: 'A-1', name: 'Чаша', barcode: '3800001' };

describe('Q3: a good that its link was not made with', () => {
  it.each([
    ['the same', { code: 'A-1', name: 'Чаша' }, SENT, false],
    ['a new name under its code', { code: 'A-1', name: 'Купа' }, SENT, false],
    ['a new code under its name', { code: 'B-1', name: ' Чаша' }, SENT, false],
    [
      'a new code and name, its bar code',
      { code: 'B-1', name: 'Купа', barcodes: ['1', '3800001'] },
      SENT,
      false,
    ],
    ['its bar code for a code', { code: '', name: 'Купа', barcodes: ['A-1'] }, SENT, false],
    ['another code and name', { code: 'B-1', name: 'Купа' }, SENT, true],
    ['another code, name and bar code', { code: 'B-1', name: 'Купа', barcodes: ['1'] }, SENT, true],
    ['no bar code was sent', { code: 'B-1', name: 'Купа', barcodes: [''] }, { ...SENT, barcode: '' }, true],
    ['its name was never sent', { code: 'B-1', name: 'Чаша' }, { ...SENT, name: null }, true],
    ['linked by hand', { code: 'B-1', name: 'Купа' }, NOTHING_SENT, false],
  ])('%s', (_what, more, sent, expected) => {
    expect(isStranger(aGood(1, more), sent)).toBe(expected);
  });

  it('an order’s line waits for a person, though another good has the code', () => {
    const [now, other] = [aGood(1, { code: 'B-1', name: 'Купа' }), aGood(2, { code: 'A-1' })];
    const productId = 7 as ProductId;
    const strangers = strangersAmong([{ goodId: now.id, productId, sent: SENT }], [now, other]);
    const line = aLine('A-1', '10', '1', { productId });
    const index = indexGoods([now, other], new Map([[productId, now.id]]), strangers);
    expect(matchOrderLine(index, line, 'code')).toEqual({ kind: 'stranger', good: now });
    const known = indexGoods([now, other], new Map([[productId, now.id]]));
    expect(matchOrderLine(known, line, 'code')).toEqual({ kind: 'found', good: now });
  });

  it('only those links are not followed whose good is there and is another', () => {
    const goods = [aGood(1, { code: 'B-1', name: 'Купа' }), aGood(2, { code: 'A-1', name: 'Чаша' })];
    const link = (goodId: number, productId: number) => ({
      goodId: aGood(goodId).id,
      productId: productId as ProductId,
      sent: SENT,
    });
    expect([...strangersAmong([link(1, 71), link(2, 72), link(3, 73)], goods)]).toEqual([[71, goods[0]]]);
  });

  it('a person is told both by their names; what was never sent stays empty', () => {
    const link = { productId: 7 as ProductId, sent: NOTHING_SENT };
    expect(strangerPark(aGood(1, { code: '', barcodes: ['380'], name: 'Купа' }), link)).toEqual({
      park: {
        code: 'good.stranger',
        facts: { good: 1, code: '380', name: 'Купа', product: 7, known: '', knownName: '' },
      },
    });
  });

  it('a good with neither code nor bar code has none to send', () => {
    expect(codeToSend(aGood(1, { code: '', barcodes: [] }))).toBe('');
  });
});
