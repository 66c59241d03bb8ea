import { roundedQuotient } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import { QUANTITY_UNITS, vendorLineTotal, vendorListPrice } from '../../model/vendor-line.ts';
import type { LineUnits } from '../../model/vendor-line.ts';

/** What a line of the order must come to on the document. */
export interface DueLine {
  /** Thousandths, positive. */
  readonly quantity: bigint;
  /** With VAT, cents, not negative. */
  readonly due: bigint;
  /** What the buyer saw: with VAT, before any discount, ten places. */
  readonly listPrice: bigint;
  readonly isDiscounted: boolean;
  readonly rate: Decimal;
}

/** By how much lines miss what they must come to, in thousandths of a cent. */
interface Miss {
  /** Of the plain sum, quantity times price. */
  readonly plain: bigint;
  /** Of the sum that the program reckons. */
  readonly vendor: bigint;
}

/** A way to write a line: one row, or two. Each row rounded to the cent gives the line's due exactly. */
interface Offer extends Miss {
  readonly rows: readonly LineUnits[];
}

const NOTHING: Miss = { plain: 0n, vendor: 0n };
const CENT_UNITS = 100_000_000n;
const ALL = 10_000n;
const GREATEST_PERCENT = 9900n;
/**
 * So much, in thousandths of a cent, the sums may miss the total by before a line is written to make up for
 * it. Less than half a cent still rounds to the total: the rest is room for the lines that follow.
 */
const TOLERABLE = 240n;
/** The price that the buyer saw may take more of that room. */
const TOLERABLE_LIST = 400n;
/** Where one unit apart is not enough, a weighed good is split at such parts of its quantity. */
const PARTS = [2n, 3n, 7n] as const;
/** Prices tried on either side of the nearest one. */
const REACH = 20n;
/** A rounding so near to its tie may fall the other way in floating-point arithmetic: hundredths of it. */
const TIE_SHARE = 1000n;

function sizeOf(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** True when the quotient lies so near to a half that another program may round it the other way. */
function isTie(left: bigint, right: bigint): boolean {
  return sizeOf(2n * (left % right) - right) * TIE_SHARE < right;
}

function row(quantity: bigint, cents: bigint): LineUnits {
  return { quantity, unitPrice: cents * CENT_UNITS, percent: 0n };
}

/** Rows of two-place prices without a discount: both sums miss by the same. */
function plainOffer(rows: readonly LineUnits[], due: bigint): Offer {
  const sum = rows.reduce((total, each) => total + (each.quantity * each.unitPrice) / CENT_UNITS, 0n);
  const miss = sum - due * QUANTITY_UNITS;
  return { rows, plain: miss, vendor: miss };
}

function roundsTo(quantity: bigint, cents: bigint, due: bigint): boolean {
  const left = quantity * cents;
  return roundedQuotient(left, QUANTITY_UNITS) === due && !isTie(left, QUANTITY_UNITS);
}

/**
 * The shop's discount in percent of two places, if the program then comes to the same line. The price is the
 * due divided by the quantity, so the plain sum is exact.
 */
function percentOffers(line: DueLine): readonly Offer[] {
  const full = line.listPrice * line.quantity;
  const due = line.due * CENT_UNITS * QUANTITY_UNITS;
  if (!line.isDiscounted || due >= full) return [];
  const percent = roundedQuotient((full - due) * ALL, full);
  if (percent <= 0n || percent > GREATEST_PERCENT) return [];
  const written = { quantity: line.quantity, unitPrice: roundedQuotient(due, line.quantity), percent };
  if (isTie(written.unitPrice * ALL, (ALL - percent) * CENT_UNITS)) return [];
  if (isTie(vendorListPrice(written) * line.quantity * percent, ALL * QUANTITY_UNITS)) return [];
  const vendor = vendorLineTotal(written) - line.due * QUANTITY_UNITS;
  return sizeOf(vendor) < QUANTITY_UNITS / 2n ? [{ rows: [written], plain: 0n, vendor }] : [];
}

/** The price that the buyer saw, if it has two places and comes to the due. */
function listPriceOffers(line: DueLine): readonly Offer[] {
  const cents = line.listPrice / CENT_UNITS;
  const isShort = cents * CENT_UNITS === line.listPrice;
  return isShort && roundsTo(line.quantity, cents, line.due)
    ? [plainOffer([row(line.quantity, cents)], line.due)]
    : [];
}

/** The prices of two places around the exact one, the nearest first. */
function* pricesNear(due: bigint, quantity: bigint): Generator<bigint> {
  const nearest = roundedQuotient(due * QUANTITY_UNITS, quantity);
  yield nearest;
  for (let step = 1n; step <= REACH; step += 1n) {
    if (nearest >= step) yield nearest - step;
    yield nearest + step;
  }
}

function* shortPriceOffers(line: DueLine): Generator<Offer> {
  const { quantity, due } = line;
  for (const cents of pricesNear(due, quantity)) {
    // From here on prices only lie farther away.
    if (sizeOf(quantity * cents - due * QUANTITY_UNITS) > quantity + QUANTITY_UNITS / 2n) return;
    if (roundsTo(quantity, cents, due)) yield plainOffer([row(quantity, cents)], due);
  }
}

/**
 * Two rows, the second of so many thousandths, which takes what is left of the due. A part of a unit cannot
 * always come to a whole cent, so several prices are tried.
 */
function* splitOffers({ quantity, due }: DueLine, second: bigint): Generator<Offer> {
  const first = quantity - second;
  if (second <= 0n || first <= 0n) return;
  for (const cents of pricesNear(due, quantity)) {
    const part = roundedQuotient(first * cents, QUANTITY_UNITS);
    const rest = due - part;
    if (rest < 0n || isTie(first * cents, QUANTITY_UNITS)) continue;
    const restCents = roundedQuotient(rest * QUANTITY_UNITS, second);
    if (!roundsTo(second, restCents, rest)) continue;
    yield plainOffer([row(first, cents), row(second, restCents)], due);
  }
}

/** How far the sums of a document, and those of one VAT rate, are from what is due. */
class Misses {
  readonly #byRate = new Map<Decimal, Miss>();
  #all = NOTHING;

  /** The greatest miss there would be with the offer. */
  worst(offer: Miss, rate: Decimal): bigint {
    const ofRate = this.#byRate.get(rate) ?? NOTHING;
    let worst = 0n;
    for (const miss of [this.#all, ofRate]) {
      for (const size of [sizeOf(miss.plain + offer.plain), sizeOf(miss.vendor + offer.vendor)])
        if (size > worst) worst = size;
    }
    return worst;
  }

  take(offer: Miss, rate: Decimal): void {
    const ofRate = this.#byRate.get(rate) ?? NOTHING;
    const { plain, vendor } = offer;
    this.#all = { plain: this.#all.plain + plain, vendor: this.#all.vendor + vendor };
    this.#byRate.set(rate, { plain: ofRate.plain + plain, vendor: ofRate.vendor + vendor });
  }
}

function best(offers: Iterable<Offer>, rate: Decimal, misses: Misses): Offer | null {
  let found: { readonly offer: Offer; readonly worst: bigint } | null = null;
  for (const offer of offers) {
    if (offer.plain === 0n && offer.vendor === 0n && found === null) return offer;
    const worst = misses.worst(offer, rate);
    if (found === null || worst < found.worst) found = { offer, worst };
  }
  return found?.offer ?? null;
}

function chooseOffer(line: DueLine, misses: Misses, mayWritePercent: boolean): Offer {
  const free = { rows: [row(line.quantity, 0n)], ...NOTHING };
  if (line.due === 0n) return free;
  const list = best(listPriceOffers(line), line.rate, misses);
  if (list !== null && misses.worst(list, line.rate) < TOLERABLE_LIST) return list;
  const kinds = [
    () => (mayWritePercent ? percentOffers(line) : []),
    () => shortPriceOffers(line),
    () => splitOffers(line, QUANTITY_UNITS),
    ...PARTS.map((part) => () => splitOffers(line, line.quantity / part)),
  ];
  let fallback: Offer | null = null;
  for (const kind of kinds) {
    const offer = best(kind(), line.rate, misses);
    if (offer === null) continue;
    const worst = misses.worst(offer, line.rate);
    if (worst < TOLERABLE) return offer;
    if (fallback === null || worst < misses.worst(fallback, line.rate)) fallback = offer;
  }
  return fallback ?? { ...free, rows: [] };
}

/**
 * How each line is written, so that quantity × price, the program's own reckoning and a till that rounds each
 * row all come to the order's amounts (I7, I8): with the discount in percent where two places of it do, else
 * with a price of two places, else as two rows. One list of rows per line; empty where nothing does.
 */
export function priceLines(
  lines: readonly DueLine[],
  mayWritePercent: boolean,
): readonly (readonly LineUnits[])[] {
  const misses = new Misses();
  return lines.map((line) => {
    const offer = chooseOffer(line, misses, mayWritePercent);
    misses.take(offer, line.rate);
    return offer.rows;
  });
}
