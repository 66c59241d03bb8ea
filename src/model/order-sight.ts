import type { Order } from './order.ts';

/** What a list shows of an order beside its numbers, and what people look it up by. */
export interface OrderSight {
  /** The company, or the person; '' when the record does not tell. */
  readonly buyer: string;
  /** The shop's own word; '' when it is not told. */
  readonly payment: string;
  readonly delivery: string;
  /** Names, telephone and e-mail in capitals, a blank between: what is searched. Personal data. */
  readonly words: string;
}

/** Of a record that cannot be read, nothing shows. */
export const NO_SIGHT: OrderSight = { buyer: '', payment: '', delivery: '', words: '' };

/** Stands for a buyer whose contact data were erased. */
export const ERASED_BUYER = '[заличено]';

/** The digits of a telephone as people dial it in the country: `0888123456` of `+359 888 12 34 56`. */
export function dialled(phone: string): string {
  return phone.replaceAll(/\D/g, '').replace(/^(?:00)?359(?=\d{7,})/, '0');
}

/** What shows of an order. */
export function orderSight({ buyer, paymentMethod, shippingMethod }: Order): OrderSight {
  const person = [buyer.firstName, buyer.lastName].filter((part) => part !== '').join(' ');
  const all = [
    buyer.company,
    person,
    buyer.companyNumber,
    buyer.email,
    dialled(buyer.phone),
    buyer.phone.replaceAll(/\D/g, ''),
  ];
  return {
    buyer: buyer.company === '' ? person : buyer.company,
    payment: paymentMethod,
    delivery: shippingMethod,
    words: [...new Set(all)]
      .filter((part) => part !== '')
      .join(' ')
      .toUpperCase(),
  };
}

/** What stays when a buyer's contact data are erased: nothing that he is found by. */
export function erasedSight({ payment, delivery }: OrderSight): OrderSight {
  return { buyer: ERASED_BUYER, payment, delivery, words: '' };
}

/** What a document is called by before its number. */
const NAME_OF_NUMBER = /^[\p{L}\s]+№\s*(?=\d)/u;

/**
 * What was typed, as words that all have to be there: in capitals, without what people put before numbers
 * (`№ 16`, `Поръчка № 16`, as a document is called in lists, `+359 888`); a telephone in one piece, however it was
 * typed.
 */
export function searchedWords(typed: string): readonly string[] {
  const text = typed.trim().toUpperCase().replace(NAME_OF_NUMBER, '');
  if (/^\+?[\d\s()/-]{6,}$/.test(text) && /[\s()/+]/.test(text)) return [dialled(text)];
  return text.split(/\s+/).flatMap((word) => {
    const bare = word.replace(/^[№#+]+/, '');
    return bare === '' ? [] : [bare];
  });
}
