import type { WRITTEN_TABLES } from '../schema.ts';

/** The vendor's columns of the tables that are written into (structure 3.07), in lower case. */
const COLUMNS: Readonly<Record<(typeof WRITTEN_TABLES)[number], string>> = {
  operations:
    'id opertype acct goodid partnerid objectid operatorid qtty sign pricein priceout vatin vatout ' +
    'discount currencyid currencyrate date lot lotid note srcdocid userid userrealtime',
  nextacct: 'id nextacct',
  partners:
    'id code company company2 mol mol2 city city2 address address2 phone phone2 fax email taxno ' +
    'bulstat bankname bankcode bankacct bankvatname bankvatcode bankvatacct pricegroup discount type ' +
    'isveryused userid groupid userrealtime deleted cardnumber note1 note2 paymentdays',
  goods:
    'id code barcode1 barcode2 barcode3 catalog1 catalog2 catalog3 name name2 measure1 measure2 ratio ' +
    'pricein priceout1 priceout2 priceout3 priceout4 priceout5 priceout6 priceout7 priceout8 ' +
    'priceout9 priceout10 minqtty normalqtty description type isrecipe taxgroup isveryused groupid ' +
    'deleted',
  store: 'id objectid goodid qtty price lot lotid lotorder',
  ecrreceipts:
    'id opertype acct receiptid receiptdate receipttype ecrid description total userid userrealtime',
  payments:
    'id acct opertype partnerid objectid qtty mode sign date userid userrealtime type ' +
    'transactionnumber enddate',
  cashbook: 'id date desc opertype sign profit userid userrealtime objectid',
  documents:
    'id acct invoicenumber opertype invoicedate documenttype externalinvoicedate ' +
    'externalinvoicenumber paymenttype recipient egn provider taxdate reason description place',
};

/** Tables that are written into, each with the vendor's columns: every insert fills them all. */
export const KNOWN_COLUMNS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(COLUMNS).map(([table, columns]) => [table, new Set(columns.split(' '))]),
);
