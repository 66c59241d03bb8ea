import { parseDecimal } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';

const BLANKS = /[\s\u00a0\u202f']/g;
const YES = new Set(['1', 'true', 'yes', 'y', 'on', 't', 'да', 'истина', 'active', 'enabled']);

/** A number with one kind of separator: a comma before any number of digits but three is a decimal one. */
function withComma(text: string): string | null {
  const [whole = '', part = '', ...more] = text.split(',');
  // "1,234" is a thousand to one shop and little more than one to another: nobody guesses.
  if (more.length > 0 || (part.length === 3 && !/^-?0$/.test(whole))) return null;
  return `${whole}.${part}`;
}

/**
 * A number as shops write it: a point or a comma before the decimals, groups of thousands apart. Null for
 * what is no number, and for what may be two.
 */
export function wireDecimal(text: string): Decimal | null {
  const plain = text.replace(BLANKS, '');
  const comma = plain.lastIndexOf(',');
  const point = plain.lastIndexOf('.');
  if (comma < 0) return parseDecimal(plain);
  if (point < 0) {
    const read = withComma(plain);
    return read === null ? null : parseDecimal(read);
  }
  const [groups, decimals] = comma > point ? ['.', ','] : [',', '.'];
  if (!new RegExp(`^-?\\d{1,3}(?:\\${groups}\\d{3})+\\${decimals}\\d+$`).test(plain)) return null;
  return parseDecimal(plain.replaceAll(groups, '').replace(decimals, '.'));
}

/** A truth as shops write it; anything that does not say yes is no. */
export function wireFlag(text: string): boolean {
  return YES.has(text.trim().toLowerCase());
}
