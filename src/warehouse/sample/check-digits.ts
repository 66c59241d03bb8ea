/** EAN-13 with its check digit, from a number of at most twelve digits after the country's 380. */
export function ean13(number: number): string {
  const body = `380${String(number).padStart(9, '0')}`;
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

const FIRST_WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const SECOND_WEIGHTS = [3, 4, 5, 6, 7, 8, 9, 10] as const;

function weighed(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0) % 11;
}

/** ЕИК of nine digits with its check digit, from a number of eight. */
export function companyNumber(number: number): string {
  const body = String(number).padStart(8, '0').slice(-8);
  const digits = [...body].map(Number);
  const first = weighed(digits, FIRST_WEIGHTS);
  const check = first === 10 ? weighed(digits, SECOND_WEIGHTS) % 10 : first;
  return `${body}${check}`;
}

/** True for nine digits whose last one is right. */
export function isCompanyNumber(text: string): boolean {
  return /^\d{9}$/.test(text) && companyNumber(Number(text.slice(0, 8))) === text;
}
