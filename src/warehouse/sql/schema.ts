import type { Generated } from 'kysely';

/** Nullable as the vendor's columns are: a value may be NULL in any row that another program wrote. */
type Text = string | null;
type Whole = number | null;
type Float = number | null;

/** `Goods`: the columns we touch. PriceOut1 wholesale, PriceOut2 retail, PriceOut3..10 price groups 1..8. */
export interface GoodsTable {
  ID: Generated<number>;
  Code: Text;
  BarCode1: Text;
  BarCode2: Text;
  BarCode3: Text;
  Catalog1: Text;
  Catalog2: Text;
  Catalog3: Text;
  Name: Text;
  Name2: Text;
  Measure1: Text;
  Measure2: Text;
  Ratio: Float;
  PriceIn: Float;
  PriceOut1: Float;
  PriceOut2: Float;
  PriceOut3: Float;
  PriceOut4: Float;
  PriceOut5: Float;
  PriceOut6: Float;
  PriceOut7: Float;
  PriceOut8: Float;
  PriceOut9: Float;
  PriceOut10: Float;
  MinQtty: Float;
  NormalQtty: Float;
  Description: Text;
  Type: Whole;
  IsRecipe: Whole;
  TaxGroup: Whole;
  IsVeryUsed: Whole;
  GroupID: Whole;
  Deleted: Whole;
}

export type PriceColumn = keyof GoodsTable & `PriceOut${number}`;

interface GroupsTable {
  ID: Generated<number>;
  Code: Text;
  Name: Text;
}

interface ObjectsTable {
  ID: Generated<number>;
  Code: Text;
  Name: Text;
  Deleted: Whole;
}

interface UsersTable extends ObjectsTable {
  UserLevel: Whole;
}

/** `Partners`: Company2, MOL2, City2, Address2, Phone2 are printed on documents; Bulstat = ЕИК. */
export interface PartnersTable {
  ID: Generated<number>;
  Code: Text;
  Company: Text;
  Company2: Text;
  MOL: Text;
  MOL2: Text;
  City: Text;
  City2: Text;
  Address: Text;
  Address2: Text;
  Phone: Text;
  Phone2: Text;
  Fax: Text;
  eMail: Text;
  TaxNo: Text;
  Bulstat: Text;
  BankName: Text;
  BankCode: Text;
  BankAcct: Text;
  BankVATName: Text;
  BankVATCode: Text;
  BankVATAcct: Text;
  PriceGroup: Whole;
  Discount: Float;
  Type: Whole;
  IsVeryUsed: Whole;
  UserID: Whole;
  GroupID: Whole;
  UserRealTime: Text;
  Deleted: Whole;
  CardNumber: Text;
  Note1: Text;
  Note2: Text;
  PaymentDays: Whole;
}

interface StoreTable {
  ID: Generated<number>;
  ObjectID: Whole;
  GoodID: Whole;
  Qtty: Float;
  Price: Float;
  Lot: Text;
  LotID: Whole;
  LotOrder: Whole;
}

/** `Operations`: one row per line; the document is (OperType, Acct). */
export interface OperationsTable {
  ID: Generated<number>;
  OperType: Whole;
  Acct: Whole;
  GoodID: Whole;
  PartnerID: Whole;
  ObjectID: Whole;
  OperatorID: Whole;
  Qtty: Float;
  Sign: Whole;
  PriceIn: Float;
  PriceOut: Float;
  VATIn: Float;
  VATOut: Float;
  Discount: Float;
  CurrencyID: Whole;
  CurrencyRate: Float;
  Date: Text;
  Lot: Text;
  LotID: Whole;
  Note: Text;
  SrcDocID: Whole;
  UserID: Whole;
  UserRealTime: Text;
}

interface PaymentsTable {
  ID: Generated<number>;
  Acct: Whole;
  OperType: Whole;
  PartnerID: Whole;
  ObjectID: Whole;
  Qtty: Float;
  Mode: Whole;
  Sign: Whole;
  Date: Text;
  UserID: Whole;
  UserRealTime: Text;
  Type: Whole;
  TransactionNumber: Text;
  EndDate: Text;
}

/**
 * `ECRReceipts`: a row with ReceiptType 8 carries the УНП: ECRID device, ReceiptID sequence, Description
 * the number.
 */
export interface ReceiptsTable {
  ID: Generated<number>;
  OperType: Whole;
  Acct: Whole;
  ReceiptID: Whole;
  ReceiptDate: Text;
  ReceiptType: Whole;
  ECRID: Text;
  Description: Text;
  Total: Float;
  UserID: Whole;
  UserRealTime: Text;
}

/**
 * The tables and columns of Warehouse Pro that we touch, and nothing else (facts of the database, structure
 * 3.07). Table names as on SQLite and MySQL; an engine that spells them otherwise maps them.
 */
export interface WarehouseSchema {
  goods: GoodsTable;
  goodsgroups: GroupsTable;
  vatgroups: { ID: Generated<number>; Code: Text; Name: Text; VATValue: Float };
  currencies: { ID: Generated<number>; Currency: Text };
  objects: ObjectsTable;
  users: UsersTable;
  partners: PartnersTable;
  partnersgroups: GroupsTable;
  paymenttypes: { ID: Generated<number>; Name: Text; PaymentMethod: Whole };
  store: StoreTable;
  lots: { ID: Generated<number>; SerialNo: Text; EndDate: Text };
  operations: OperationsTable;
  nextacct: { NextAcct: string };
  payments: PaymentsTable;
  cashbook: {
    ID: Generated<number>;
    Date: Text;
    Desc: Text;
    OperType: Whole;
    Sign: Whole;
    Profit: Float;
    UserID: Whole;
    UserRealtime: Text;
    ObjectID: Whole;
  };
  ecrreceipts: ReceiptsTable;
  transformations: {
    ID: Generated<number>;
    RootOperType: Whole;
    RootAcct: Whole;
    FromOperType: Whole;
    FromAcct: Whole;
    ToOperType: Whole;
    ToAcct: Whole;
  };
  configuration: { ID: Generated<number>; Key: Text; Value: Text; UserID: Whole };
  operationtype: { ID: number; BG: Text };
  system: { Version: string; ProductID: Whole };
}

/** Tables that are written into: a document and all that belongs to it must stand or fall together. */
export const WRITTEN_TABLES = [
  'operations',
  'nextacct',
  'partners',
  'goods',
  'store',
  'ecrreceipts',
  'payments',
  'cashbook',
  'documents',
] as const;

/** Tables without which a database is no warehouse. */
export const NEEDED_TABLES = [
  'goods',
  'goodsgroups',
  'objects',
  'operations',
  'partners',
  'store',
  'system',
  'nextacct',
] as const;
