import type { SeededRandom } from '../../src/lib/seeded-random.ts';
import { decimal } from '../../src/model/decimal.ts';
import type { Order, OrderLine, OrderTotalLine } from '../../src/model/order.ts';
import { aLine, anOrder, aTotalLine } from '../support/builders.ts';

/** Codes of the goods that random orders buy, by VAT rate. */
export const RATES: Readonly<Record<string, number>> = { A: 20, B: 9, C: 0 };

/** An order and what it must come to, reckoned here in cents and apart from the program. */
export interface RandomOrder {
  readonly order: Order;
  /** Cents. */
  readonly total: number;
  /** Gross by VAT rate with the discount in exact proportion, in cents and parts of them. */
  readonly grossByRate: ReadonlyMap<number, number>;
}

const text = (cents: number): string => (cents / 100).toFixed(2);

function quantityOf(random: SeededRandom): number {
  const kind = random.between(0, 9);
  if (kind < 5) return 1000;
  if (kind < 7) return 1000 * (1 + random.between(0, 11));
  if (kind < 8) return 1000 * (1 + random.between(0, 1999));
  return 1 + random.between(0, 4999);
}

/** Two to four places, mostly two; some free, some dear. */
function priceOf(random: SeededRandom): number {
  const kind = random.between(0, 19);
  if (kind === 0) return 0;
  if (kind === 1) return 100 * (1 + random.between(0, 899_999));
  if (kind < 5) return 1 + random.between(0, 899_999);
  if (kind < 7) return 10 * (1 + random.between(0, 89_999));
  return 100 * (1 + random.between(0, 19_999));
}

function lineDiscount(random: SeededRandom, full: number): number {
  const kind = random.between(0, 11);
  if (kind < 7) return 0;
  if (kind === 7) return full;
  if (kind === 8) return random.between(0, full);
  if (kind === 9) return Math.round((full * (1 + random.between(0, 9998))) / 10_000);
  return Math.round((full * 5 * (1 + random.between(0, 18))) / 100);
}

function orderDiscount(
  random: SeededRandom,
  what: { readonly items: number; readonly charges: number },
): number {
  const { items, charges } = what;
  const kind = random.between(0, 7);
  if (kind < 3) return 0;
  if (kind === 3) return items + charges;
  if (kind === 4) return items + random.between(0, charges);
  if (kind === 5) return Math.min(2000, items);
  return kind === 6 ? Math.round((items * (1 + random.between(0, 98))) / 100) : random.between(0, items);
}

function totalLinesOf(
  random: SeededRandom,
  what: { readonly shipping: number; readonly fee: number; readonly discount: number },
): readonly OrderTotalLine[] {
  const { shipping, fee, discount } = what;
  const coupon = random.between(0, 1) === 0 ? discount : random.between(0, discount);
  const lines: [string, number][] = [
    ['shipping', shipping],
    ['fee', fee],
    ['coupon', -coupon],
    [random.between(0, 1) === 0 ? 'discount' : 'fee', coupon - discount],
  ];
  return lines.filter(([, cents]) => cents !== 0).map(([type, cents]) => aTotalLine(type, text(cents)));
}

/** A random order that adds up: one to forty lines, three rates, every kind of discount. */
export function randomOrder(random: SeededRandom): RandomOrder {
  const count = 1 + Math.floor(40 * (random.between(0, 999) / 1000) ** 4);
  const lines: OrderLine[] = [];
  const goods = new Map<number, number>();
  let items = 0;
  for (let index = 0; index < count; index += 1) {
    const code = 'AAAABBC'.charAt(random.between(0, 6));
    const [quantity, price] = [quantityOf(random), priceOf(random)];
    const full = Math.round((quantity * price) / 100_000);
    const discount = lineDiscount(random, full);
    const total = full - discount;
    const money = { discount: decimal(text(discount)), total: decimal(text(total)) };
    lines.push(aLine(code, (price / 10_000).toFixed(4), (quantity / 1000).toFixed(3), money));
    const rate = RATES[code] ?? 0;
    goods.set(rate, (goods.get(rate) ?? 0) + total);
    items += total;
  }
  const shipping = random.between(0, 2) === 0 ? 0 : random.between(0, 1999);
  const fee = random.between(0, 2) === 0 ? random.between(0, 499) : 0;
  const discount = orderDiscount(random, { items, charges: shipping + fee });
  const left = items === 0 ? 0 : Math.max(items - discount, 0) / items;
  const grossByRate = new Map([...goods].map(([rate, gross]) => [rate, gross * left]));
  const charges = shipping + fee - Math.max(discount - items, 0);
  grossByRate.set(20, (grossByRate.get(20) ?? 0) + charges);
  const total = items + shipping + fee - discount;
  const totalLines = totalLinesOf(random, { shipping, fee, discount });
  return { order: anOrder(lines, { totalLines, total: decimal(text(total)) }), total, grossByRate };
}
