import type { RecordTable } from '../warehouse/warehouse-records.ts';

/**
 * How a field travels (facts of the REST API, section 4): `decimalText` as text with at least so many
 * places, `idText` as text, `flag` as true or false for the database's -1 and 0, `moment` as local
 * `YYYY-MM-DDTHH:MM:SS` (our reading: the vendor's format is not known).
 */
export type WireKind =
  | 'integer'
  | 'text'
  | 'decimal'
  | 'moneyText'
  | 'quantityText'
  | 'idText'
  | 'flag'
  | 'moment';

export interface WireField {
  readonly wire: string;
  readonly column: string;
  readonly kind: WireKind;
  /** False: the server's own; what a request says of it is passed over. */
  readonly isSettable: boolean;
  /** True where less than nothing means something; all other numbers begin at 0. */
  readonly mayBeNegative: boolean;
}

/** A record as it travels, and the table behind it. */
export interface WireRecord {
  readonly table: RecordTable;
  readonly fields: readonly WireField[];
}

type Row = readonly [wire: string, column: string, kind: WireKind, access?: 'readOnly' | 'signed'];

function record(table: RecordTable, ...rows: readonly Row[]): WireRecord {
  const fields = rows.map(([wire, column, kind, access]) => ({
    wire,
    column,
    kind,
    isSettable: access !== 'readOnly',
    mayBeNegative: access === 'signed',
  }));
  return { table, fields };
}

const PRICES: readonly Row[] = Array.from(
  { length: 10 },
  (_, index) => [`price_out${index + 1}`, `PriceOut${index + 1}`, 'moneyText'] as const,
);

export const ITEM = record(
  'goods',
  ['id', 'ID', 'integer', 'readOnly'],
  ['code', 'Code', 'text'],
  ['name', 'Name', 'text'],
  ['name2', 'Name2', 'text'],
  ['barcode1', 'BarCode1', 'text'],
  ['barcode2', 'BarCode2', 'text'],
  ['barcode3', 'BarCode3', 'text'],
  ['catalog1', 'Catalog1', 'text'],
  ['catalog2', 'Catalog2', 'text'],
  ['catalog3', 'Catalog3', 'text'],
  ['measure1', 'Measure1', 'text'],
  ['measure2', 'Measure2', 'text'],
  ['ratio', 'Ratio', 'decimal'],
  ['price_in', 'PriceIn', 'moneyText'],
  ...PRICES,
  ['min_qtty', 'MinQtty', 'decimal'],
  ['normal_qtty', 'NormalQtty', 'decimal'],
  ['description', 'Description', 'text'],
  ['type', 'Type', 'integer'],
  ['is_recipe', 'IsRecipe', 'flag'],
  ['tax_group', 'TaxGroup', 'integer'],
  ['is_very_used', 'IsVeryUsed', 'flag'],
  ['group_id', 'GroupID', 'integer'],
  ['deleted', 'Deleted', 'flag'],
);

export const PARTNER = record(
  'partners',
  ['id', 'ID', 'integer', 'readOnly'],
  ['code', 'Code', 'text'],
  ['company', 'Company', 'text'],
  ['company2', 'Company2', 'text'],
  ['mol', 'MOL', 'text'],
  ['mol2', 'MOL2', 'text'],
  ['city', 'City', 'text'],
  ['city2', 'City2', 'text'],
  ['address', 'Address', 'text'],
  ['address2', 'Address2', 'text'],
  ['phone', 'Phone', 'text'],
  ['phone2', 'Phone2', 'text'],
  ['fax', 'Fax', 'text'],
  ['email', 'eMail', 'text'],
  // The names are the other way round from what one would guess (facts 4.2): Bulstat holds the ЕИК.
  ['tax_id', 'Bulstat', 'text'],
  ['vat_id', 'TaxNo', 'text'],
  ['bank_name', 'BankName', 'text'],
  ['bank_code', 'BankCode', 'text'],
  ['bank_acct', 'BankAcct', 'text'],
  ['bank_vat_name', 'BankVATName', 'text'],
  ['bank_vat_code', 'BankVATCode', 'text'],
  ['bank_vat_acct', 'BankVATAcct', 'text'],
  ['price_group', 'PriceGroup', 'integer'],
  ['discount', 'Discount', 'moneyText', 'signed'],
  ['type', 'Type', 'integer'],
  ['is_very_used', 'IsVeryUsed', 'flag'],
  ['user_id', 'UserID', 'integer'],
  ['group_id', 'GroupID', 'integer'],
  ['user_real_time', 'UserRealTime', 'moment', 'readOnly'],
  ['deleted', 'Deleted', 'flag'],
  ['card_number', 'CardNumber', 'text'],
  ['note1', 'Note1', 'text'],
  ['note2', 'Note2', 'text'],
  ['payment_days', 'PaymentDays', 'integer'],
);

function group(table: RecordTable): WireRecord {
  return record(table, ['id', 'ID', 'integer'], ['code', 'Code', 'text'], ['name', 'Name', 'text']);
}

export const ITEMS_GROUP = group('goodsgroups');
export const PARTNERS_GROUP = group('partnersgroups');
export const USERS_GROUP = group('usersgroups');
export const LOCATIONS_GROUP = group('objectsgroups');

export const LOCATION = record(
  'objects',
  ['id', 'ID', 'integer'],
  ['code', 'Code', 'text'],
  ['name', 'Name', 'text'],
  ['name2', 'Name2', 'text'],
  ['price_group', 'PriceGroup', 'integer'],
  ['deleted', 'Deleted', 'flag'],
  ['is_very_used', 'IsVeryUsed', 'flag'],
  ['group_id', 'GroupID', 'integer'],
);

/** No password: that column is never read. */
export const USER = record(
  'users',
  ['id', 'ID', 'integer'],
  ['code', 'Code', 'text'],
  ['name', 'Name', 'text'],
  ['name2', 'Name2', 'text'],
  ['is_very_used', 'IsVeryUsed', 'flag'],
  ['group_id', 'GroupID', 'integer'],
  ['userlevel', 'UserLevel', 'integer'],
  ['deleted', 'Deleted', 'flag'],
  ['card_number', 'CardNumber', 'text'],
);

export const STOCK_ROW = record(
  'store',
  ['id', 'ID', 'integer'],
  ['object_id', 'ObjectID', 'integer'],
  ['good_id', 'GoodID', 'idText'],
  ['qtty', 'Qtty', 'quantityText'],
  ['price', 'Price', 'moneyText'],
);

export const VAT_GROUP = record(
  'vatgroups',
  ['id', 'ID', 'integer'],
  ['code', 'Code', 'text'],
  ['name', 'Name', 'text'],
  ['vat_value', 'VATValue', 'moneyText'],
);

export const PAYMENT_TYPE = record(
  'paymenttypes',
  ['id', 'ID', 'integer'],
  ['name', 'Name', 'text'],
  ['payment_method', 'PaymentMethod', 'integer'],
);

export const OPERATION_ROW = record(
  'operations',
  ['id', 'ID', 'integer', 'readOnly'],
  ['operation_type', 'OperType', 'integer'],
  ['document_number', 'Acct', 'integer', 'readOnly'],
  ['good_id', 'GoodID', 'idText'],
  ['partner_id', 'PartnerID', 'integer'],
  ['object_id', 'ObjectID', 'integer'],
  ['operator_id', 'OperatorID', 'integer'],
  // A discount is a service of quantity -1.
  ['qtty', 'Qtty', 'decimal', 'signed'],
  ['sign', 'Sign', 'integer', 'readOnly'],
  ['price_in', 'PriceIn', 'decimal'],
  ['price_out', 'PriceOut', 'decimal'],
  ['vat_in', 'VATIn', 'decimal', 'readOnly'],
  ['vat_out', 'VATOut', 'decimal', 'readOnly'],
  ['currency_id', 'CurrencyID', 'integer'],
  ['currency_rate', 'CurrencyRate', 'decimal'],
  ['discount', 'Discount', 'decimal', 'signed'],
  ['date', 'Date', 'moment'],
  ['lot', 'Lot', 'text', 'readOnly'],
  ['lot_id', 'LotID', 'integer', 'readOnly'],
  ['note', 'Note', 'text'],
  ['src_doc_id', 'SrcDocID', 'integer', 'readOnly'],
  ['user_id', 'UserID', 'integer'],
  ['user_real_time', 'UserRealTime', 'moment', 'readOnly'],
);

export const PAYMENT = record(
  'payments',
  ['id', 'ID', 'integer', 'readOnly'],
  ['operation_type', 'OperType', 'integer'],
  ['document_number', 'Acct', 'integer'],
  ['partner_id', 'PartnerID', 'integer'],
  ['qtty', 'Qtty', 'moneyText'],
  ['mode', 'Mode', 'integer', 'signed'],
  ['sign', 'Sign', 'integer', 'signed'],
  ['date', 'Date', 'moment'],
  ['end_date', 'EndDate', 'moment'],
  ['user_id', 'UserID', 'integer'],
  ['object_id', 'ObjectID', 'integer'],
  ['user_real_time', 'UserRealTime', 'moment', 'readOnly'],
  ['payment_type', 'Type', 'integer'],
  ['transaction_number', 'TransactionNumber', 'text'],
);

export const DOCUMENT = record(
  'documents',
  ['id', 'ID', 'integer', 'readOnly'],
  ['document_number', 'Acct', 'integer'],
  ['operation_type', 'OperType', 'integer'],
  ['invoice_number', 'InvoiceNumber', 'text'],
  ['external_invoice_number', 'ExternalInvoiceNumber', 'text'],
  ['invoice_date', 'InvoiceDate', 'moment'],
  ['external_invoice_date', 'ExternalInvoiceDate', 'moment'],
  ['tax_date', 'TaxDate', 'moment'],
  ['document_type', 'DocumentType', 'integer'],
  ['payment_type', 'PaymentType', 'integer'],
  ['received_by', 'Recipient', 'text'],
  ['identity_card', 'EGN', 'text'],
  ['issued_by', 'Provider', 'text'],
  ['transaction_basis', 'Reason', 'text'],
  ['description', 'Description', 'text'],
  ['transaction_place', 'Place', 'text'],
);
