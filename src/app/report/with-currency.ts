import type { Change } from '../../model/plan.ts';

/** What tells the currencies of a run; null = the shop's is not known. */
export interface Currencies {
  readonly facts: { readonly baseCurrency: string };
  readonly priceCurrency: { readonly currency: string | null };
}

/**
 * A change as plan and log keep it: one that has a price says in which currency, since the shop's is another
 * one after a conversion. A good's price and a document are in the warehouse's, a product's price in the shop's.
 */
export function withCurrency(change: Change, { facts, priceCurrency }: Currencies): Change {
  const { baseCurrency } = facts;
  if (change.document !== undefined) return { ...change, currency: baseCurrency };
  if (!change.fields.some(({ field }) => field === 'price')) return change;
  const currency = change.kind === 'addGood' ? baseCurrency : (priceCurrency.currency ?? baseCurrency);
  return { ...change, currency };
}
