/** A good that the shop should sell: what a warehouse tells of it. */
export interface SoldGood {
  readonly code: string;
  readonly barcode: string;
  readonly name: string;
  /** Decimal text, VAT included, the shop's currency. */
  readonly price: string;
  /** VAT in percent, told with each item of an order; absent where the shop tells no taxes. */
  readonly vatRate?: string;
}

/** How much a generated shop holds, and of what. */
export interface ContentOptions {
  readonly products: number;
  readonly orders: number;
  readonly seed: number;
  readonly currency: string;
  /** The newest order is placed shortly before. */
  readonly now: Date;
  /** Sold instead of invented products. */
  readonly goods?: readonly SoldGood[];
  /** A few orders that a connector must not import. */
  readonly unimportable?: boolean;
}
