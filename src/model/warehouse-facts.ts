import type { Decimal } from './decimal.ts';
import type { GoodsGroup } from './good.ts';
import type { Location } from './location.ts';
import type { Notice } from './notice.ts';
import type { Operator } from './operator.ts';

export interface VatGroup {
  readonly id: number;
  readonly name: string;
  /** Percent. */
  readonly rate: Decimal;
}

/** What the database says about itself (facts/warehouse-pro.md sections 2, 3). */
export interface WarehouseFacts {
  /** `System.Version` of product 1, such as `3.07`; null where the interface cannot tell it. */
  readonly databaseVersion: string | null;
  /** Rows with ReceiptType 8: the only sign of a SUPTO build (S2). */
  readonly hasUnpRows: boolean;
  /** configkey20 (S32). */
  readonly pricesIncludeVat: boolean;
  /** configkey12; allowed when the key is missing. */
  readonly isNegativeStockAllowed: boolean;
  /** configkey23; 2..5 use lots. */
  readonly stockMethod: number;
  /** configkey48. */
  readonly hasNumbersPerLocation: boolean;
  /** Currency of Currencies.ID 1, upper case. */
  readonly baseCurrency: string;
  readonly vatGroups: readonly VatGroup[];
  /** What a person should know of this database before a run relies on it. */
  readonly notices: readonly Notice[];
}

/** In what a database differs from the vendor's structure. */
export interface WarehouseOddity {
  /**
   * `neededColumn`: an own column that wants a value we do not have; `noUniqueKey`: nothing keeps two equal
   * numbers apart.
   */
  readonly kind: 'trigger' | 'ownColumn' | 'neededColumn' | 'missingIndex' | 'noUniqueKey';
  readonly table: string;
  /** Of the trigger, or the column. */
  readonly name: string;
}

export interface PaymentType {
  readonly id: number;
  readonly name: string;
  /** 1 cash, 2 bank transfer, 3 card, 4 voucher, 5 advance. */
  readonly method: number;
}

/** What the settings form lets a person choose from. */
export interface WarehouseChoices {
  readonly groups: readonly GoodsGroup[];
  readonly locations: readonly Location[];
  readonly operators: readonly Operator[];
  readonly partnerGroups: readonly { readonly id: number; readonly name: string }[];
  readonly paymentTypes: readonly PaymentType[];
}

/** Use of one fiscal device as the warehouse shows it (A4, A5, F13). */
export interface UnpUse {
  /** Highest sequence of the device inside the range, over all operation types and claims; 0 = none. */
  readonly lastInRange: number;
  /** УНП rows of the device without a key of ours in NextAcct: somebody else numbers on it (F13, A5). */
  readonly foreignRows: number;
  /** Highest sequence among those; 0 = none. */
  readonly foreignLast: number;
  /** Receipts of the device that are no УНП rows: a till prints on it. */
  readonly receiptRows: number;
}
