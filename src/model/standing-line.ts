import { add, divide, HUNDRED, isZero, multiply, round, subtract } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import type { GoodId } from './good.ts';
import type { StandingLine } from './operation.ts';

const CENT = 2;
const WHOLE = 0;
const RATE_PLACES = 4;

/** A row of a document as it is read: price and VAT per unit, in the warehouse's VAT mode. */
export function standingLine(
  goodId: GoodId,
  row: { readonly quantity: Decimal; readonly price: Decimal; readonly vat: Decimal },
  includesVat: boolean,
): StandingLine {
  const { quantity, price, vat } = row;
  const gross = includesVat ? price : add(price, vat);
  const net = subtract(gross, vat);
  return {
    goodId,
    quantity,
    total: round(multiply(quantity, gross), CENT),
    vatRate: isZero(net) ? null : round(divide(multiply(vat, HUNDRED), net, RATE_PLACES), WHOLE),
  };
}
