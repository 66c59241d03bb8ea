import { describe, expect, it } from 'vitest';
import { productFromXml } from './product-from-xml.ts';

const GOOD =
  '<d:Product><d:ProductID>7</d:ProductID><d:ProductCode>A-7</d:ProductCode>' +
  '<d:ProductName><d:BG>Чаша &amp;quot;Роза&amp;quot; &amp;amp; чинийка</d:BG></d:ProductName>' +
  '<d:ProductPrice currencycode="eur">12,50</d:ProductPrice>MORE</d:Product>';

describe('productFromXml', () => {
  it('E4: resolves what the shop has escaped for HTML, and reads money with a comma', () => {
    const { product, currency } = productFromXml(GOOD.replace('MORE', ''), 'bg');
    expect(product).toMatchObject({ id: 7, code: 'A-7', name: 'Чаша "Роза" & чинийка', price: '12.5' });
    expect([currency, product.quantity, product.isVisible]).toEqual(['EUR', null, null]);
  });

  it('E10: takes quantity and visibility where the feed has them', () => {
    const more = '<d:ProductQuantity>4.000</d:ProductQuantity><d:ProductIsActive>No</d:ProductIsActive>';
    expect(productFromXml(GOOD.replace('MORE', more), 'bg').product).toMatchObject({
      quantity: '4',
      isVisible: false,
    });
  });

  it.each([
    ['a bare sign', 'Тениска M & M'],
    ['half a tag', '<b'],
    ['a control character', '\u0007<i>'],
    ['an element that is not closed', '<X>'],
  ])('E9: keeps number and code of a record with %s', (_, text) => {
    const { product } = productFromXml(GOOD.replace('MORE', `<d:Note>${text}</d:Note>`), 'bg');
    expect(product).toMatchObject({ id: 7, code: 'A-7', fault: { code: 'product.unreadable' } });
  });

  it('E9: a record without a number keeps its code', () => {
    const { product } = productFromXml('<Product><ProductCode>A&amp;1</ProductCode></Product>', 'bg');
    expect(product).toMatchObject({
      id: 0,
      code: 'A&1',
      fault: { facts: { product: '?', field: 'ProductID' } },
    });
  });
});
