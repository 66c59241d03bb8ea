import { compare, round } from '../../model/decimal.ts';
import type { Notice } from '../../model/notice.ts';
import type { ProductChange } from '../product-change.ts';
import type { ProductFacts } from './product-facts.ts';

const CENT = 2;

interface Example {
  readonly name: string;
  readonly price: string;
  readonly sent: string;
}

/**
 * Prices of the warehouse with three or four places, which the shop gets rounded to the cent: told when they
 * are sent, together, with one of them by name (S32).
 */
export class RoundedPrices {
  readonly #currencies: { readonly base: string; readonly shop: string };
  #count = 0;
  #example: Example | null = null;

  constructor(currencies: { readonly base: string; readonly shop: string }) {
    this.#currencies = currencies;
  }

  /** A change that is to be sent. */
  see(facts: ProductFacts, { change }: Pick<ProductChange, 'change'>): void {
    if (facts.kind === 'left') return;
    const { price, name } = facts.wanted.good;
    const sent = change.fields.find(({ field }) => field === 'price')?.after ?? null;
    if (price === null || sent === null || compare(round(price, CENT), price) === 0) return;
    this.#count += 1;
    const { base, shop } = this.#currencies;
    this.#example ??= { name, price: `${price} ${base}`, sent: `${sent} ${shop}` };
  }

  /** What was seen since it was told last; null: nothing. */
  tell(): Notice | null {
    const [example, count] = [this.#example, this.#count];
    [this.#example, this.#count] = [null, 0];
    return example === null ? null : { code: 'notice.prices.rounded', facts: { count, ...example } };
  }
}
