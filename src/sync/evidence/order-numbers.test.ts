import { describe, expect, it } from 'vitest';
import { orderNumbers } from './order-numbers.ts';

describe('the numbers of the orders in an answer', () => {
  it('XML: by either name, in any letter case, with a prefix or without; each once, in its order', () => {
    const text =
      '<Orders><Order><OrderID>12</OrderID></Order><o:order_number> 7</o:order_number><orderid>12</orderid></Orders>';
    expect(orderNumbers(text)).toEqual([12, 7]);
  });

  it('JSON: as a number or as a text', () => {
    expect(orderNumbers('[{"orderId":31},{"order_number" : "30"},{"orderId":31}]')).toEqual([31, 30]);
  });

  it('numbers of goods, of buyers and of nothing are none', () => {
    expect(orderNumbers('<ProductID>5</ProductID>{"userId":9,"orderId":null}<OrderID></OrderID>')).toEqual(
      [],
    );
  });
});
