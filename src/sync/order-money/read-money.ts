import type { Order } from '../../model/order.ts';
import type { Settings } from '../../model/settings.ts';
import { isPark, park } from '../park.ts';
import type { Park } from '../park.ts';
import { readOrder } from '../words/order-reading.ts';
import { withKnownLines } from '../words/total-lines.ts';
import type { WordMeanings } from '../words/word-meanings.ts';
import { readOrderAmounts } from './order-amounts.ts';
import type { OrderAmounts } from './order-amounts.ts';

/** An order's money as the only reading that fits tells it. */
export interface OrderMoney {
  /** In our own words: what all further reckoning is done with. */
  readonly order: Order;
  readonly amounts: OrderAmounts;
  /** The order's own prices include VAT: its sums prove it where they differ from the setting (S32). */
  readonly pricesIncludeVat: boolean;
}

/** What the shop's money is read with. */
export interface MoneyContext {
  readonly settings: Pick<Settings, 'currencyConversion' | 'shopPricesIncludeVat'>;
  readonly baseCurrency: string;
  readonly words: WordMeanings;
}

/**
 * The order's money, or why it cannot be taken over (I8): no reading of the shop's words and discounts fits,
 * or two.
 */
export function readMoney(order: Order, context: MoneyContext): OrderMoney | Park {
  const { words, settings, baseCurrency: base } = context;
  const { shopPricesIncludeVat, currencyConversion: conversion } = settings;
  const read = readOrder(order, words, shopPricesIncludeVat);
  if (read === 'several') return park('order.arithmetic.ambiguous', { order: order.number });
  const [own, pricesIncludeVat] =
    read === 'none'
      ? [withKnownLines(order, words), shopPricesIncludeVat]
      : [read.order, read.pricesIncludeVat];
  const amounts = readOrderAmounts(own, { base, conversion, shopPricesIncludeVat: pricesIncludeVat });
  return isPark(amounts) ? amounts : { order: own, amounts, pricesIncludeVat };
}
