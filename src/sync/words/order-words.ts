import { isZero } from '../../model/decimal.ts';
import type { Order } from '../../model/order.ts';
import type { WordKind, WordMeaning, WordSighting } from '../../model/shop-words.ts';
import { readOrder } from './order-reading.ts';
import type { WordMeanings } from './word-meanings.ts';

/**
 * The words that an order uses, each once, with what its own sums prove of them. `shopPricesIncludeVat`: as
 * the settings have it (S32); how the order shows it, and how its discounts are written, are words of its
 * arithmetic.
 */
export function orderWords(
  order: Order,
  words: WordMeanings,
  shopPricesIncludeVat: boolean,
): readonly WordSighting[] {
  const found = new Map<string, WordSighting>();
  const see = (kind: WordKind, word: string, proven: WordMeaning | null = null): void => {
    found.set(`${kind} ${word}`, { kind, word, order: order.number, proven });
  };
  see('orderStatus', order.status.trim());
  const named = [
    ['paymentStatus', order.paymentStatus],
    ['payment', order.paymentMethod],
    ['shipping', order.shippingMethod],
    ['currency', order.currency],
  ] as const;
  for (const [kind, word] of named) if (word.trim() !== '') see(kind, word.trim());
  const read = readOrder(order, words, shopPricesIncludeVat);
  const proven = typeof read === 'string' ? [] : read.proven;
  for (const line of order.totalLines) {
    // Of a line of 0 nothing can be learned, and nothing has to be.
    if (isZero(line.amount) && words.totalLine(line.type) === null) continue;
    see('totalLine', line.type, proven.find(({ word }) => word === line.type)?.meaning ?? null);
  }
  if (typeof read === 'string') see('arithmetic', read);
  else {
    if (read.discounts !== null) see('arithmetic', read.discounts);
    if (read.order.totalLines.some(({ type }) => type === 'tax'))
      see('arithmetic', read.pricesIncludeVat ? 'pricesWithTax' : 'pricesWithoutTax');
  }
  return [...found.values()];
}
