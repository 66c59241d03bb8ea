import { formatMoney, formatPrice, formatQuantity } from './format.ts';
import type { Texts } from './texts.ts';

/** A sum with its currency, as changes hold it: `12.50 EUR`. */
const SUM = /^(-?\d+(?:\.\d+)?) ?([A-Z]{3})?$/;

/** A sum of a change as people write it; what is none stays as it is. */
export function sumText(value: string, { language }: Texts): string {
  const [, amount, currency = ''] = SUM.exec(value) ?? [];
  return amount === undefined ? value : formatMoney(amount, currency, language);
}

/**
 * A field's value of a change as people write it, for terminal and page: money with its cents, a quantity with
 * no more places than it needs. `currency`: of a price, '' = it is not known.
 */
export function fieldValue(field: string, value: string, texts: Texts, currency = ''): string {
  switch (field) {
    case 'price':
      return formatPrice(value, currency, texts.language);
    case 'quantity':
      return formatQuantity(value, texts.language);
    case 'total':
      return sumText(value, texts);
    case 'operationType':
      return texts.operationTypes[value] ?? value;
    default:
      return value === 'yes' || value === 'no' ? texts.phrases[value] : value;
  }
}
