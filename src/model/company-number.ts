/** X15: 9 or 13 digits, the ninth by weights 1…8, or 3…10 where those leave 10. */
export function isCompanyNumber(text: string): boolean {
  if (!/^(?:\d{9}|\d{13})$/.test(text)) return false;
  const digits = [...text].map(Number);
  const sum = (first: number): number =>
    digits.slice(0, 8).reduce((total, digit, index) => total + digit * (index + first), 0) % 11;
  const check = sum(1) === 10 ? sum(3) % 10 : sum(1);
  return digits[8] === check;
}
