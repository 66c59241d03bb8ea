import { absolute, add, isNegative, isZero, negate, round, subtract, ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { Order, OrderLine, OrderTotalLine } from '../../model/order.ts';
import type { TotalLineMeaning } from '../../model/shop-words.ts';
import { proposedMeaning } from './known-words.ts';
import type { WordMeanings } from './word-meanings.ts';

/** A word of a total line that the order's arithmetic has named. */
export interface ProvenLine {
  readonly word: string;
  readonly meaning: TotalLineMeaning;
}

const CENT = 2;
/** More lines than these that nobody knows are a list that no arithmetic can sort out. */
const MOST_UNKNOWN = 5;
/** Letters enough to be a word of some language; less is a code such as `m3` or `ot q`. */
const A_WORD = /\p{L}{3}/u;

function cents(value: Decimal): Decimal {
  return round(value, CENT);
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

/** A total line with what its word means. */
export interface NamedLine {
  readonly line: OrderTotalLine;
  /** Null: nobody knows the word. */
  readonly meaning: TotalLineMeaning | null;
}

/** Total lines with what is known of their words. */
export function nameLines(order: Order, words: WordMeanings): readonly NamedLine[] {
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
  unknown: readonly NamedLine[],
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
  unknown: readonly NamedLine[],
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
export function readTotals(
  order: Order,
  lines: readonly OrderLine[],
  what: { readonly named: readonly NamedLine[]; readonly taxIsOnTop: boolean },
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
 * The order with its total lines in our words as far as they are known: for whoever tells why it does not
 * fit.
 */
export function withKnownLines(order: Order, words: WordMeanings): Order {
  const totalLines = nameLines(order, words).map(({ line, meaning }) =>
    meaning === null ? line : { ...line, type: meaning },
  );
  return { ...order, totalLines };
}
