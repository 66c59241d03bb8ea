/** Repeatable chance by a seed (mulberry32): the sandbox has its own, it shares nothing with the program. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }

  is(probability: number): boolean {
    return this.next() < probability;
  }
}

function weighed(digits: readonly number[], first: number): number {
  return digits.reduce((sum, digit, index) => sum + digit * (index + first), 0) % 11;
}

/** ЕИК of nine digits with its right check digit. */
export function companyNumber(number: number): string {
  const body = String(number).padStart(8, '0').slice(-8);
  const digits = [...body].map(Number);
  const sum = weighed(digits, 1);
  return `${body}${sum === 10 ? weighed(digits, 3) % 10 : sum}`;
}

/** EAN-13 with its right check digit. */
export function ean13(number: number): string {
  const body = `380${String(number).padStart(9, '0')}`;
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}
