import { toNumber } from '../../model/decimal.ts';
import type { VatGroup, WarehouseFacts } from '../../model/warehouse-facts.ts';
import type { OperationWire } from './wire.ts';

/** What the interface has no field for; the profile's settings say it instead. */
export interface AssumedFacts {
  /** Used where no document shows it. */
  readonly pricesIncludeVat: boolean;
  readonly baseCurrency: string;
}

const NEAR = 0.002;

/**
 * Whether prices include VAT, as the server's own documents show it: the VAT of a unit is a part of such a
 * price, and comes on top of the other. Null when no document has VAT, or they disagree.
 */
export function vatModeOf(rows: readonly OperationWire[], groups: readonly VatGroup[]): boolean | null {
  const rates = groups.map((group) => toNumber(group.rate)).filter((rate) => rate > 0);
  const isNear = (share: number, expected: (rate: number) => number): boolean =>
    rates.some((rate) => Math.abs(share - expected(rate)) < NEAR);
  let [inside, onTop] = [0, 0];
  for (const row of rows) {
    const price = Number(row.price_out ?? 0);
    const share = price > 0 ? Number(row.vat_out ?? 0) / price : 0;
    if (share <= 0) continue;
    if (isNear(share, (rate) => rate / (100 + rate))) inside += 1;
    else if (isNear(share, (rate) => rate / 100)) onTop += 1;
  }
  if (inside === 0 && onTop === 0) return null;
  return inside > 0 && onTop > 0 ? null : inside > 0;
}

/**
 * Facts over the REST API: the structure's version, lots, number ranges and УНП rows cannot be asked for. The
 * server itself draws numbers and moves stock, so none of them is used to write.
 */
export function restFacts(
  assumed: AssumedFacts,
  seen: { readonly vatGroups: readonly VatGroup[]; readonly pricesIncludeVat: boolean | null },
): WarehouseFacts {
  return {
    databaseVersion: null,
    hasUnpRows: false,
    pricesIncludeVat: seen.pricesIncludeVat ?? assumed.pricesIncludeVat,
    isNegativeStockAllowed: true,
    stockMethod: 0,
    hasNumbersPerLocation: false,
    baseCurrency: assumed.baseCurrency,
    vatGroups: seen.vatGroups,
    notices: [],
  };
}
