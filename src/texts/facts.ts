import type { ErrorFacts } from '../model/sync-error.ts';
import { formatPrice, formatQuantity } from './format.ts';
import type { Language } from './language.ts';

const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const FRACTION = /^-?\d+\.\d+$/;
const MONEY: readonly string[] = ['amount', 'discount', 'price', 'total'];
/** Sums in most texts, numbers of another kind in some: money only where there are cents. */
const SUMS: readonly string[] = ['expected', 'found'];
const QUANTITIES: readonly string[] = ['quantity', 'written'];

function written(
  name: string,
  value: string | number,
  { language, currency }: { readonly language: Language; readonly currency: string },
): string | number {
  if (typeof value === 'number') return value;
  const isMoney =
    (MONEY.includes(name) && DECIMAL.test(value)) || (SUMS.includes(name) && FRACTION.test(value));
  if (isMoney) return formatPrice(value, currency, language);
  return QUANTITIES.includes(name) ? formatQuantity(value, language) : value;
}

/**
 * Facts as people write them: sums with their cents and, where the facts name it, their currency; quantities
 * without zeros; four places at most.
 */
export function writtenFacts(facts: ErrorFacts, language: Language): ErrorFacts {
  // What was kept before sums had one names no currency.
  const currency = String(facts['currency'] ?? '');
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, written(name, value, { language, currency })]),
  );
}
