import type { ErrorFacts } from '../model/sync-error.ts';
import { formatPrice, formatQuantity } from './format.ts';
import type { Language } from './language.ts';

const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const FRACTION = /^-?\d+\.\d+$/;
/** A sum that names its currency itself: `12.50 EUR`. */
const SUM = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/;
/** Facts that are sums wherever they are told. */
export const MONEY: readonly string[] = ['amount', 'discount', 'price', 'total'];
/** Sums beside a currency, and numbers of another kind without one: money then only where there are cents. */
const SUMS: readonly string[] = ['expected', 'found'];
/** Sums beside a currency alone: elsewhere counts, or values of any field. */
const BESIDE_CURRENCY: readonly string[] = ['before', 'after', 'sent'];
const QUANTITIES: readonly string[] = ['quantity', 'written'];

function isMoney(name: string, value: string, currency: string): boolean {
  if (MONEY.includes(name)) return DECIMAL.test(value);
  if (currency !== '' && BESIDE_CURRENCY.includes(name)) return DECIMAL.test(value);
  return SUMS.includes(name) && (currency === '' ? FRACTION : DECIMAL).test(value);
}

function written(
  name: string,
  value: string | number,
  { language, currency }: { readonly language: Language; readonly currency: string },
): string | number {
  if (typeof value === 'number') return value;
  if (isMoney(name, value, currency)) return formatPrice(value, currency, language);
  const [, amount, itsCurrency] = SUM.exec(value) ?? [];
  if (amount !== undefined && itsCurrency !== undefined) return formatPrice(amount, itsCurrency, language);
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
