import { absolute, isZero, multiply, QUANTITY_PLACES, round, subtract } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { Order, OrderLine } from '../../model/order.ts';
import { DISCOUNT_READINGS, RECKONINGS } from '../../model/reckoning.ts';
import type { DiscountReading, Reckoning, ShownReckoning } from '../../model/reckoning.ts';
import { nameLines, readTotals } from './total-lines.ts';
import type { ProvenLine } from './total-lines.ts';
import type { WordMeanings } from './word-meanings.ts';

/** An order in our own words: what its lines and totals come to under the only reading that fits. */
export interface OrderReading {
  /**
   * Line discounts positive and of the whole line, totals after them; total lines by meaning, discounts
   * negative.
   */
  readonly order: Order;
  readonly pricesIncludeVat: boolean;
  /** Null: no line has a discount, so that nothing shows. */
  readonly discounts: DiscountReading | null;
  readonly proven: readonly ProvenLine[];
}

const CENT = 2;
const PRICE_PLACES = 16;

function cents(value: Decimal): Decimal {
  return round(value, CENT);
}

/** Price × quantity to the cent. */
function fullPrice({ unitPrice, quantity }: OrderLine): Decimal {
  return cents(multiply(round(unitPrice, PRICE_PLACES), round(quantity, QUANTITY_PLACES)));
}

/** The line with its discount for the whole line, or null where it does not add up under the reading. */
function readLine(line: OrderLine, reading: DiscountReading): OrderLine | null {
  const full = fullPrice(line);
  const total = cents(line.total);
  const isOfUnits = reading === 'perUnit' || reading === 'apartPerUnit';
  const size = absolute(line.discount);
  const discount = cents(isOfUnits ? multiply(size, line.quantity) : size);
  const reduced = subtract(full, discount);
  const isApart = reading === 'apartPerLine' || reading === 'apartPerUnit';
  const isFull = isApart || reading === 'inPrice';
  if (total !== (isFull ? full : reduced)) return null;
  const left = isApart ? reduced : total;
  return { ...line, discount: subtract(full, left), total: left };
}

function readLines(order: Order, reading: DiscountReading): readonly OrderLine[] | null {
  const lines: OrderLine[] = [];
  for (const line of order.lines) {
    const read = readLine(line, reading);
    if (read === null) return null;
    lines.push(read);
  }
  return lines;
}

/** Readings that come to the same lines, with the ways of reckoning that lead there. */
interface Found {
  readonly read: OrderReading;
  readonly ways: Set<Reckoning>;
}

/** An order's readings with what they were found by; both are never changed. */
interface Readings {
  readonly words: WordMeanings;
  readonly shopPricesIncludeVat: boolean;
  readonly found: readonly Found[];
}

/** On its way an order is read for its words, for the shop's way of reckoning and for its document. */
const READ = new WeakMap<Order, Readings>();

/** All readings under which lines and total add up to the cent; the expected one stands first. */
function fittingReadings(order: Order, words: WordMeanings, shopPricesIncludeVat: boolean): readonly Found[] {
  const known = READ.get(order);
  if (known?.words === words && known.shopPricesIncludeVat === shopPricesIncludeVat) return known.found;
  const found = findReadings(order, words, shopPricesIncludeVat);
  READ.set(order, { words, shopPricesIncludeVat, found });
  return found;
}

function findReadings(order: Order, words: WordMeanings, shopPricesIncludeVat: boolean): readonly Found[] {
  const named = nameLines(order, words);
  const isDiscounted = order.lines.some((line) => !isZero(line.discount));
  const found = new Map<string, Found>();
  for (const pricesIncludeVat of [shopPricesIncludeVat, !shopPricesIncludeVat]) {
    const prices = pricesIncludeVat ? 'pricesWithTax' : 'pricesWithoutTax';
    for (const reading of isDiscounted ? DISCOUNT_READINGS : (['perLine'] as const)) {
      const lines = readLines(order, reading);
      const totals = lines && readTotals(order, lines, { named, taxIsOnTop: !pricesIncludeVat });
      if (lines === null || totals === null) continue;
      const { totalLines, proven } = totals;
      const types = totalLines.map(({ type }) => type);
      const hasTax = totalLines.some(({ type, amount }) => type === 'tax' && !isZero(amount));
      const key = JSON.stringify([lines.map(({ total }) => total), hasTax && pricesIncludeVat, types]);
      const discounts = isDiscounted ? reading : null;
      const read = { order: { ...order, lines, totalLines }, pricesIncludeVat, discounts, proven };
      const same = found.get(key) ?? { read, ways: new Set<Reckoning>() };
      // Without a discount nothing shows how one would be written.
      for (const each of isDiscounted ? [reading] : DISCOUNT_READINGS) same.ways.add(`${each} ${prices}`);
      found.set(key, same);
    }
  }
  return [...found.values()];
}

/**
 * Reads an order's money in the shop's own way: of all readings of its discounts, of its tax and of total
 * lines that nobody knows, the only one under which lines and total add up to the cent; readings that come
 * to the same lines are one. Where several come to different lines, the way in which this shop reckons
 * decides: what a person has said, or what its newest orders show. `none`: none fits; `several`: neither
 * tells which (I8), and a person decides. Nothing is repaired, and nothing is guessed.
 */
export function readOrder(
  order: Order,
  words: WordMeanings,
  shopPricesIncludeVat: boolean,
): OrderReading | 'none' | 'several' {
  const found = fittingReadings(order, words, shopPricesIncludeVat);
  const [first, second] = found;
  if (first === undefined) return 'none';
  if (second === undefined) return first.read;
  const { said, shown } = words.reckoning;
  const allowed = found.filter(({ ways }) => overlaps(ways, said));
  const [only, other] = allowed.length < 2 ? allowed : allowed.filter(({ ways }) => overlaps(ways, shown));
  return only !== undefined && other === undefined ? only.read : 'several';
}

function overlaps(left: ReadonlySet<Reckoning>, right: ReadonlySet<Reckoning>): boolean {
  return [...left].some((each) => right.has(each));
}

/** What an order's own sums show of the way in which its shop reckons; null: nothing. */
export function shownReckoning(
  order: Order,
  words: WordMeanings,
  shopPricesIncludeVat: boolean,
): ShownReckoning | null {
  const ways = fittingReadings(order, words, shopPricesIncludeVat).flatMap((found) => [...found.ways]);
  const fits = RECKONINGS.filter((way) => ways.includes(way));
  const isTelling = fits.length > 0 && fits.length < RECKONINGS.length;
  return isTelling ? { order: order.number, fits } : null;
}
