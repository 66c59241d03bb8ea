import { fromUnits, roundedQuotient, toUnits } from './decimal.ts';
import type { Decimal } from './decimal.ts';

/** A line of a document in whole units: what the program's own arithmetic is repeated with. */
export interface LineUnits {
  /** Thousandths. */
  readonly quantity: bigint;
  /** With VAT, after discount, ten places: PriceOut, or PriceOut + VATOut. */
  readonly unitPrice: bigint;
  /** Hundredths of a percent. */
  readonly percent: bigint;
}

export const UNIT_PRICE_PLACES = 10;
export const QUANTITY_UNITS = 1000n;
/** Hundred-thousandths of the currency: thousandths of a cent, as quantity times a price of two places is. */
export const LINE_PLACES = 5;
const ALL = 10_000n;
/** Ten places to the cent. */
const CENT_UNITS = 100_000_000n;
/** Quantity × price of three and ten places to the cent. */
export const SUM_CENT = 100_000_000_000n;
/** From the units of that sum to those of `LINE_PLACES`. */
const SUM_PART = SUM_CENT / QUANTITY_UNITS;
/** 0.495 of a cent. */
const SUM_MISS = 495n * SUM_PART;

/** The list price that the program reckons back from the written one, in cents. */
export function vendorListPrice(line: LineUnits): bigint {
  return roundedQuotient(line.unitPrice * ALL, (ALL - line.percent) * CENT_UNITS);
}

/**
 * What Warehouse Pro shows and prints for a line (facts/warehouse-pro.md section 5, totals on screen and on
 * the receipt): list * q - round(list * q * percent / 100, 2), in units of `LINE_PLACES`.
 */
export function vendorLineTotal(line: LineUnits): bigint {
  const full = vendorListPrice(line) * line.quantity;
  return full - QUANTITY_UNITS * roundedQuotient(full * line.percent, ALL * QUANTITY_UNITS);
}

/**
 * Whether a document's lines come to its total both as the plain sum of quantity × price and as the program
 * reckons it (I8): null when they do, else the sum that they come to. A sum that lies so near to half a cent
 * that a database's floating point may round it the other way does not count as right.
 */
export function wrongSum(lines: readonly LineUnits[], total: Decimal): Decimal | null {
  const due = toUnits(total, 2);
  const plain = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0n);
  if (missOf(plain, due * SUM_CENT) > SUM_MISS) return fromUnits(plain / SUM_PART, LINE_PLACES);
  const vendor = lines.reduce((sum, line) => sum + vendorLineTotal(line), 0n);
  return missOf(vendor, due * QUANTITY_UNITS) > SUM_MISS / SUM_PART ? fromUnits(vendor, LINE_PLACES) : null;
}

function missOf(found: bigint, due: bigint): bigint {
  return found > due ? found - due : due - found;
}

/** A line's decimals in whole units; the percent rounded to two places, as the program reads it. */
export function lineUnits(line: {
  readonly quantity: Decimal;
  /** With VAT. */
  readonly unitPrice: Decimal;
  readonly discountPercent: Decimal;
}): LineUnits {
  return {
    quantity: toUnits(line.quantity, 3),
    unitPrice: toUnits(line.unitPrice, UNIT_PRICE_PLACES),
    percent: toUnits(line.discountPercent, 2),
  };
}
