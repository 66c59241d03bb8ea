import type { Language } from './language.ts';

/** The blank that does not break, inside numbers and before units: every terminal and font has it. */
export const BLANK = '\u00a0';

/** Digits with their thousands apart: `20 000` (with `BLANK`), `20,000`. */
export function grouped(digits: string, language: Language): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, language === 'bg' ? BLANK : ',');
}
