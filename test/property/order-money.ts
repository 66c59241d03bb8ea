import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../src/lib/seeded-random.ts';
import { decimal, ZERO } from '../../src/model/decimal.ts';
import type { Decimal } from '../../src/model/decimal.ts';
import type { GoodId } from '../../src/model/good.ts';
import type { OperationDraft } from '../../src/model/operation.ts';
import { isPark } from '../../src/sync/park.ts';
import { planOperation } from '../../src/sync/plan-operation.ts';
import { pricesToSend } from '../../src/warehouse/rest/prices-to-send.ts';
import { aGood, ORIGIN, surroundings } from '../support/builders.ts';
import { cents, vendorTotal } from '../support/vendor-formula.ts';
import { randomOrder, RATES } from './random-orders.ts';
import type { RandomOrder } from './random-orders.ts';

const GOODS = Object.entries(RATES).map(([code, rate], index) =>
  aGood(10 + index, { code, vatRate: decimal(rate) }),
);
const RATE_OF = new Map<number, number>(GOODS.map((good) => [good.id, Number(good.vatRate)]));
const CHARGES = [901, 902].map((id) => [id as GoodId, decimal('20')] as const);
const RATES_BY_GOOD = new Map([...GOODS.map((good) => [good.id, good.vatRate ?? ZERO] as const), ...CHARGES]);
const WAREHOUSES = [true, false].map((pricesIncludeVat) => surroundings(GOODS, { pricesIncludeVat }));
const HALF = 0.005;

/** The first thing that is wrong with an order's document; null when nothing is. */
function wrong(made: RandomOrder, draft: OperationDraft, pricesIncludeVat: boolean): string | null {
  let [plain, vendor, till] = [0, 0, 0];
  const vat = new Map<number, number>();
  for (const line of draft.lines) {
    const [quantity, price, unitVat] = [Number(line.quantity), Number(line.unitPrice), Number(line.unitVat)];
    const percent = Math.round(Number(line.discountPercent) * 100) / 100;
    if (!(quantity > 0) || price < 0 || percent < 0 || percent > 99) return 'a line of no quantity';
    const gross = pricesIncludeVat ? price : price + unitVat;
    const shown = vendorTotal({ quantity, gross, percent });
    if (cents(shown) !== Math.round(Number(line.total) * 100)) return 'a line that a till prints otherwise';
    [plain, vendor, till] = [plain + quantity * gross, vendor + shown, till + cents(shown)];
    const rate = RATE_OF.get(line.goodId) ?? 20;
    vat.set(rate, (vat.get(rate) ?? 0) + quantity * unitVat);
  }
  const total = made.total / 100;
  if (!(Math.abs(plain - total) < HALF)) return `plain sum ${plain}`;
  if (!(Math.abs(vendor - total) < HALF)) return `vendor's sum ${vendor}`;
  if (till !== made.total) return `till's sum ${till}`;
  for (const [rate, gross] of made.grossByRate) {
    const exact = (gross * rate) / (100 + rate) / 100;
    if (Math.abs(exact - (vat.get(rate) ?? 0)) > 0.01)
      return `VAT of ${rate} %: ${vat.get(rate)} for ${exact}`;
  }
  return null;
}

/** The document as the server keeps it: the prices that it was sent, and the VAT that it reckons itself. */
function atServer(draft: OperationDraft, prices: readonly Decimal[], includesVat: boolean): OperationDraft {
  const lines = draft.lines.map((line, index) => {
    const [price, rate] = [Number(prices[index]), RATE_OF.get(line.goodId) ?? 20];
    const vat = includesVat ? (price * rate) / (100 + rate) : (price * rate) / 100;
    return { ...line, unitPrice: decimal(price), unitVat: decimal(vat.toFixed(12)) };
  });
  return { ...draft, lines };
}

/** The sums of so many orders, each of them three ways, and of a fifth of them at the REST API. */
export function describeMoneyOfOrders(orders: number): void {
  const sent = orders / 5;
  describe('the money of orders (I7, I8, V6)', () => {
    it(`any of ${orders} orders comes to the same cent in the plain sum, in the vendor's reckoning and on a till`, () => {
      const random = new SeededRandom(20_261_125);
      const faults: string[] = [];
      for (let count = 0; count < orders && faults.length < 5; count += 1) {
        const made = randomOrder(random);
        const context = WAREHOUSES[count % 2] ?? surroundings(GOODS);
        const draft = planOperation(made.order, ORIGIN, context);
        const fault = isPark(draft)
          ? JSON.stringify(draft.park)
          : wrong(made, draft, context.pricesIncludeVat);
        if (fault !== null) faults.push(`order ${count}: ${fault} ${JSON.stringify(made.order.lines)}`);
      }
      expect(faults).toEqual([]);
    }, 600_000);

    it(`any of ${sent} orders comes to the same cent at the REST API, which adds each good's own VAT itself`, () => {
      const random = new SeededRandom(7);
      const faults: string[] = [];
      for (let count = 0; count < sent && faults.length < 5; count += 1) {
        const made = randomOrder(random);
        const context = WAREHOUSES[count % 2] ?? surroundings(GOODS);
        const { pricesIncludeVat: includesVat } = context;
        const draft = planOperation(made.order, ORIGIN, context);
        if (isPark(draft)) throw new Error(JSON.stringify(draft.park));
        const sending = pricesToSend(draft, { includesVat, rates: RATES_BY_GOOD });
        const fault =
          'found' in sending
            ? sending.found
            : wrong(made, atServer(draft, sending.prices, includesVat), includesVat);
        if (fault !== null) faults.push(`order ${count}: ${fault} ${JSON.stringify(draft.lines)}`);
      }
      expect(faults).toEqual([]);
    }, 600_000);
  });
}
