import type { Decimal } from './decimal.ts';
import type { OrderNumber } from './order-origin.ts';
import type { ProductId } from './product.ts';
import type { SyncError } from './sync-error.ts';

/**
 * One item of an order. Money in the order's currency and the shop's VAT mode (facts/seliton-xml-reading.md,
 * order arithmetic; S32).
 */
export interface OrderLine {
  /** Null when the shop no longer tells which product it was. */
  readonly productId: ProductId | null;
  readonly code: string;
  readonly name: string;
  readonly quantity: Decimal;
  /** Per unit, before the line's discount. */
  readonly unitPrice: Decimal;
  /** Of the whole line, positive. */
  readonly discount: Decimal;
  /** quantity * unitPrice - discount, as the shop wrote it. */
  readonly total: Decimal;
  /** The order's own tax rate in percent; null when the shop does not tell one. 0 may mean either. */
  readonly taxRate: Decimal | null;
  /** The line's tax; null when the shop does not tell it. */
  readonly taxAmount: Decimal | null;
}

/** A row of the order's totals. Discounts and coupons are negative. `type` is the shop's own word. */
export interface OrderTotalLine {
  readonly type: string;
  readonly name: string;
  readonly amount: Decimal;
}

/** Who ordered, from the billing block. Texts trimmed, '' when absent. */
export interface OrderBuyer {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly city: string;
  readonly address: string;
  readonly zip: string;
  readonly country: string;
  readonly isCompany: boolean;
  readonly company: string;
  /** ЕИК / Булстат. */
  readonly companyNumber: string;
  readonly vatNumber: string;
  /** МОЛ. */
  readonly contactPerson: string;
}

/** An order of the shop. */
export interface Order {
  readonly number: OrderNumber;
  /** The shop's own word; the set is open. */
  readonly status: string;
  readonly paymentStatus: string;
  readonly paymentMethod: string;
  readonly shippingMethod: string;
  /** `YYYY-MM-DD HH:MM:SS`, Europe/Sofia (`readShopTime`); what cannot be read is as the shop wrote it. */
  readonly createdAt: string;
  readonly currency: string;
  /** With VAT, in `currency`. */
  readonly total: Decimal;
  readonly lines: readonly OrderLine[];
  readonly totalLines: readonly OrderTotalLine[];
  readonly buyer: OrderBuyer;
  readonly instructions: string;
  /** True when the shop has already taken the goods off its own stock. */
  readonly isStockReduced: boolean;
  /** УНП as the shop holds it; null when it holds none or the interface does not tell. */
  readonly unp: string | null;
}

/**
 * An order as it came over the wire: the complete record as received (I16), and either what it says or why
 * it could not be read. A record that cannot be read never stops the others.
 */
export type FetchedOrder = { readonly number: OrderNumber; readonly raw: string } & (
  | { readonly order: Order; readonly fault?: never }
  | { readonly order?: never; readonly fault: SyncError }
);

/**
 * A record of an order without a number that can be read (Q10). The ledger and its archive go by number, so
 * it is kept in neither: a person is told what it can be found by, and it stands in the shop.
 */
export interface NumberlessOrder {
  /** The complete record as received. */
  readonly raw: string;
  /** What stands where the number should, shortened; '' when nothing does. */
  readonly written: string;
  /** As `Order.createdAt`; '' when it is not told. */
  readonly createdAt: string;
  /** As the shop wrote it, with its currency; '' when it is not told. */
  readonly total: string;
  /** Of its items. */
  readonly codes: readonly string[];
  readonly place: OrderPlace;
}

/** Between which readable orders one stands; null where the list does not tell. */
export interface OrderPlace {
  readonly above: OrderNumber | null;
  readonly below: OrderNumber | null;
}
