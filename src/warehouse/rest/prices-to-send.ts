import { add, divide, HUNDRED, multiply, round } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import type { OperationDraft, OperationLineDraft } from '../../model/operation.ts';
import { lineUnits, UNIT_PRICE_PLACES, wrongSum } from '../../model/vendor-line.ts';

/** How the server reckons: in its VAT mode, with the rate of each good's own VAT group. */
export interface ServerArithmetic {
  readonly includesVat: boolean;
  readonly rates: ReadonlyMap<GoodId, Decimal>;
}

/** As many places as clients are known to send (facts of the REST API, section 6). */
const SHORT_PLACES = 4;

function withServerVat(line: OperationLineDraft, price: Decimal, server: ServerArithmetic): Decimal {
  // A good that is still to be made has the rate that it is made with.
  const rate = line.goodId === 0 ? line.vatRate : server.rates.get(line.goodId);
  if (server.includesVat || rate === undefined) return price;
  return divide(multiply(price, add(HUNDRED, rate)), HUNDRED, UNIT_PRICE_PLACES);
}

/**
 * The prices to send: of four places, as clients send them, where the document then comes to its total in
 * both ways of adding it up, with the VAT that the server puts on each good; else as exact as they are. Or
 * the sum that it would come to when neither does (I8).
 */
export function pricesToSend(
  draft: OperationDraft,
  server: ServerArithmetic,
): { readonly prices: readonly Decimal[] } | { readonly found: Decimal } {
  const wrong = (prices: readonly Decimal[]): Decimal | null =>
    wrongSum(
      draft.lines.map((line, index) => {
        const price = prices[index] ?? line.unitPrice;
        return lineUnits({ ...line, unitPrice: withServerVat(line, price, server) });
      }),
      draft.total,
    );
  const exact = draft.lines.map((line) => line.unitPrice);
  const short = exact.map((price) => round(price, SHORT_PLACES));
  if (wrong(short) === null) return { prices: short };
  const found = wrong(exact);
  return found === null ? { prices: exact } : { found: round(found, 2) };
}
