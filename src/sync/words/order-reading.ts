import {
  absolute,
  add,
  fromUnits,
  isNegative,
  isZero,
  multiply,
  negate,
  QUANTITY_PLACES,
  round,
  roundedQuotient,
  subtract,
  toUnits,
  ZERO,
} from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { Order, OrderLine, OrderTotalLine } from '../../model/order.ts';
import type { TotalLineMeaning } from '../../model/shop-words.ts';
import { proposedMeaning } from './known-words.ts';
import type { WordMeanings } from './word-meanings.ts';

/** How a shop writes the discount of a line; the first is what we expect (facts/seliton-xml-reading.md). */
export const DISCOUNT_READINGS = ['perLine', 'perUnit', 'inPrice', 'apartPerLine', 'apartPerUnit'] as const;
export type DiscountReading = (typeof DISCOUNT_READINGS)[number];

/** A word of a total line that the order's arithmetic has named. */
export interface ProvenLine {
  readonly word: string;
  readonly meaning: TotalLineMeaning;
}

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
const EXACT_CENT = 10n ** 17n;
/** More lines than these that nobody knows are a list that no arithmetic can sort out. */
const MOST_UNKNOWN = 5;
/** Letters enough to be a word of some language; less is a code such as `m3` or `ot q`. */
const A_WORD = /\p{L}{3}/u;

function cents(value: Decimal): Decimal {
  return round(value, CENT);
}

/** Price × quantity to the cent. */
function fullPrice({ unitPrice, quantity }: OrderLine): Decimal {
  const exact = toUnits(unitPrice, PRICE_PLACES) * toUnits(quantity, QUANTITY_PLACES);
  return fromUnits(roundedQuotient(exact, EXACT_CENT), CENT);
}

/** The line with its discount for the whole line, or null where it does not add up under the reading. */
function readLine(line: OrderLine, reading: DiscountReading): OrderLine | null {
  const full = fullPrice(line);
  const discount = cents(absolute(line.discount));
  const ofUnits = cents(multiply(absolute(line.discount), line.quantity));
  const total = cents(line.total);
  const after = (left: Decimal): OrderLine => ({ ...line, discount: subtract(full, left), total: left });
  switch (reading) {
    case 'perLine':
      return subtract(full, discount) === total ? after(total) : null;
    case 'perUnit':
      return subtract(full, ofUnits) === total ? after(total) : null;
    case 'inPrice':
      return full === total ? after(total) : null;
    case 'apartPerLine':
      return full === total ? after(subtract(full, discount)) : null;
    case 'apartPerUnit':
      return full === total ? after(subtract(full, ofUnits)) : null;
  }
}

function readLines(order: Order, reading: DiscountReading): readonly OrderLine[] | null {
  const lines = order.lines.map((line) => readLine(line, reading) ?? line);
  return order.lines.every((line) => readLine(line, reading) !== null) ? lines : null;
}

/** What a total line of this meaning adds to what the buyer pays. */
function addedBy(meaning: TotalLineMeaning, amount: Decimal, taxIsOnTop: boolean): Decimal {
  switch (meaning) {
    case 'shipping':
    case 'fee':
      return cents(amount);
    case 'discount':
    case 'coupon':
      return negate(cents(absolute(amount)));
    case 'tax':
      return taxIsOnTop ? cents(amount) : ZERO;
    case 'subtotal':
    case 'total':
    case 'informative':
      return ZERO;
  }
}

interface Named {
  readonly line: OrderTotalLine;
  /** Null: nobody knows the word. */
  readonly meaning: TotalLineMeaning | null;
}

function nameLines(order: Order, words: WordMeanings): readonly Named[] {
  return order.totalLines.map((line) => ({
    line,
    // What is 0 can neither be missing nor be too much, whatever it is called.
    meaning: words.totalLine(line.type) ?? (isZero(line.amount) ? 'informative' : null),
  }));
}

/**
 * Sums tell that a line is taken off, not why: money that the buyer has given before (a gift card, points, a
 * deposit) lowers what is left to pay, but neither prices nor tax. So a word that says something must say
 * that it is a discount, or delivery given back; a bare number or a short code says nothing against it.
 */
function takenOffAs(line: OrderTotalLine, proposed: TotalLineMeaning | null): 'coupon' | 'discount' | null {
  if (proposed === 'coupon') return 'coupon';
  if (proposed === 'discount' || proposed === 'shipping') return 'discount';
  return [line.type, line.name].some((word) => A_WORD.test(word)) ? null : 'discount';
}

/** What an unknown line may be if it counts as it stands, is taken off, or only repeats what others say. */
function roleOf(
  { line, sign }: Counted,
  sums: { readonly items: Decimal; readonly total: Decimal; readonly taxIsOnTop: boolean },
): TotalLineMeaning | null {
  const proposed = proposedMeaning('totalLine', line.type, line.name) as TotalLineMeaning | null;
  const amount = cents(line.amount);
  if (sign === 0) {
    // A tax on top counts, or it is none.
    if (proposed === 'tax') return sums.taxIsOnTop ? null : 'tax';
    if (amount === sums.items) return 'subtotal';
    return amount === sums.total ? 'total' : null;
  }
  const isTakenOff = sign < 0 !== isNegative(amount);
  if (isTakenOff) return takenOffAs(line, proposed);
  if (proposed === 'tax' && sums.taxIsOnTop) return 'tax';
  // Which good carries a charge is no matter of sums: only its name tells delivery from a fee.
  return proposed === 'shipping' || proposed === 'fee' ? proposed : null;
}

type Sign = 1 | -1 | 0;

/** An unknown line as it is counted. */
interface Counted {
  readonly line: OrderTotalLine;
  readonly sign: Sign;
}

/**
 * Ways to count the unknown lines that make up exactly what is missing; some may only repeat what others
 * say.
 */
function* waysToCount(
  unknown: readonly Named[],
  missing: Decimal,
  isRepeated: (amount: Decimal) => boolean,
): Generator<readonly Counted[]> {
  const [first, ...rest] = unknown;
  if (first === undefined) {
    if (isZero(missing)) yield [];
    return;
  }
  const amount = cents(first.line.amount);
  const signs: readonly Sign[] = isRepeated(amount) ? [0] : [0, 1, -1];
  for (const sign of signs) {
    const counted = sign === 0 ? ZERO : sign === 1 ? amount : negate(amount);
    for (const more of waysToCount(rest, subtract(missing, counted), isRepeated))
      yield [{ line: first.line, sign }, ...more];
  }
}

/**
 * The one way to count them: a line of the items' sum is the subtotal and one of the order's total the total,
 * unless only otherwise they make up what is missing. Null: there is none, or more than one.
 */
function onlyWay(
  unknown: readonly Named[],
  missing: Decimal,
  sums: { readonly items: Decimal; readonly total: Decimal },
): readonly Counted[] | null {
  const isSum = (amount: Decimal): boolean => amount === sums.items || amount === sums.total;
  for (const isRepeated of [isSum, () => false]) {
    const [way, other] = [...waysToCount(unknown, missing, isRepeated)];
    if (way !== undefined) return other === undefined ? way : null;
  }
  return null;
}

/** All total lines in our words if they can be told and the order then comes to its total; else null. */
function readTotals(
  order: Order,
  lines: readonly OrderLine[],
  what: { readonly named: readonly Named[]; readonly taxIsOnTop: boolean },
): { readonly totalLines: readonly OrderTotalLine[]; readonly proven: readonly ProvenLine[] } | null {
  const { named, taxIsOnTop } = what;
  const items = add(ZERO, ...lines.map((line) => line.total));
  const total = cents(order.total);
  const known = named.map(({ line, meaning }) =>
    meaning === null ? ZERO : addedBy(meaning, line.amount, taxIsOnTop),
  );
  const unknown = named.filter(({ meaning }) => meaning === null);
  if (unknown.length > MOST_UNKNOWN) return null;
  const way = onlyWay(unknown, subtract(total, add(items, ...known)), { items, total });
  if (way === null) return null;
  const roles = way.map((counted) => ({
    word: counted.line.type,
    meaning: roleOf(counted, { items, total, taxIsOnTop }),
  }));
  const proven = roles.filter((role): role is ProvenLine => role.meaning !== null);
  if (proven.length < roles.length) return null;
  const left = proven.map(({ meaning }) => meaning);
  const totalLines = named.map(({ line, meaning }) =>
    inOurWords(line, meaning ?? left.shift() ?? 'informative'),
  );
  return { totalLines, proven };
}

function inOurWords(line: OrderTotalLine, meaning: TotalLineMeaning): OrderTotalLine {
  const isTakenOff = meaning === 'discount' || meaning === 'coupon';
  const amount = isTakenOff ? negate(absolute(line.amount)) : line.amount;
  return { ...line, type: meaning, amount };
}

/**
 * Reads an order's money in the shop's own way: of all readings of its discounts, of its tax and of total
 * lines that nobody knows, the only one under which lines and total add up to the cent; readings that come
 * to the same lines are one. The expected one is tried first. `none`: none fits; `several`: two fit with
 * different lines (I8), and a person decides. Nothing is repaired, and nothing is guessed.
 */
export function readOrder(
  order: Order,
  words: WordMeanings,
  shopPricesIncludeVat: boolean,
): OrderReading | 'none' | 'several' {
  const named = nameLines(order, words);
  const isDiscounted = order.lines.some((line) => !isZero(line.discount));
  const found = new Map<string, OrderReading>();
  for (const pricesIncludeVat of [shopPricesIncludeVat, !shopPricesIncludeVat]) {
    for (const reading of isDiscounted ? DISCOUNT_READINGS : (['perLine'] as const)) {
      const lines = readLines(order, reading);
      const totals = lines && readTotals(order, lines, { named, taxIsOnTop: !pricesIncludeVat });
      if (lines === null || totals === null) continue;
      const { totalLines, proven } = totals;
      const types = totalLines.map(({ type }) => type);
      const hasTax = totalLines.some(({ type, amount }) => type === 'tax' && !isZero(amount));
      const key = JSON.stringify([lines.map(({ total }) => total), hasTax && pricesIncludeVat, types]);
      if (found.has(key)) continue;
      const discounts = isDiscounted ? reading : null;
      const read = { order: { ...order, lines, totalLines }, pricesIncludeVat, discounts, proven };
      found.set(key, read);
    }
  }
  const [first] = found.values();
  if (first === undefined) return 'none';
  return found.size === 1 ? first : 'several';
}

/**
 * The order with its total lines in our words as far as they are known: for whoever tells why it does not
 * fit.
 */
export function withKnownLines(order: Order, words: WordMeanings): Order {
  const totalLines = nameLines(order, words).map(({ line, meaning }) =>
    meaning === null ? line : { ...line, type: meaning },
  );
  return { ...order, totalLines };
}
