import { describe, expect, it } from 'vitest';
import { decimal } from '../../model/decimal.ts';
import { formatProductFeed } from './product-feed.ts';
import { childText, elementAt, findElement, parseXml } from './xml-document.ts';

const setting = { language: 'bg', currency: 'EUR' };
const NAME = `Шоколад "Своге" & <b>'мляко'</b> ]]> 🍫`;

describe('formatProductFeed', () => {
  it('writes the fields that are given, escaped, and no other (E2)', () => {
    const text = formatProductFeed([{ code: 'А&1', fields: { name: `${NAME}\u0001` } }], setting);
    const product = findElement(parseXml(text), 'Product');
    expect(product?.children.map((child) => child.name)).toEqual(['ProductCode', 'ProductName']);
    expect(childText(product, 'ProductCode')).toBe('А&1');
    expect(elementAt(product ?? parseXml(text), ['ProductName', 'BG'])?.text).toBe(NAME);
  });

  it('writes money with two places and its currency, quantities, availability, visibility, category', () => {
    const fields = {
      barcode: '3800000000017',
      price: decimal('12.5'),
      quantity: decimal('0.125'),
      isAvailable: false,
      isVisible: true,
      category: { path: ['Храни|напитки', 'Сирена & кашкавали'], previous: null },
    };
    const text = formatProductFeed([{ code: '1', fields }], setting);
    expect(text).toContain('<ProductBarcode>3800000000017</ProductBarcode>');
    expect(text).toContain('<ProductPrice currencycode="EUR">12.50</ProductPrice>');
    expect(text).toContain('<ProductQuantity>0.125</ProductQuantity>');
    expect(text).toContain('<ProductQuantityLabel>OutOfStock</ProductQuantityLabel>');
    expect(text).toContain('<ProductIsActive>1</ProductIsActive>');
    expect(text).toContain(
      '<Category><CategoryBranch><BG>Храни/напитки|Сирена &amp; кашкавали</BG></CategoryBranch></Category>',
    );
  });

  it('leaves the currency to the shop where it is not known', () => {
    const text = formatProductFeed([{ code: '1', fields: { price: decimal('3') } }], {
      language: 'bg',
      currency: null,
    });
    expect(text).toContain('<ProductPrice>3.00</ProductPrice>');
  });
});
