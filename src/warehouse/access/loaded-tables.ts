import { OPERATION } from '../../model/operation-type.ts';
import { PRICE_COLUMNS } from '../sql/read-goods.ts';
import type { WarehouseSchema } from '../sql/schema.ts';
import type { JetValue } from './jet/column-values.ts';

/**
 * How much of a database a snapshot holds: what goods, prices and quantities are read from, or everything
 * that `warehouse info` counts.
 */
export type SnapshotScope = 'goodsAndStock' | 'everything';

type Table = keyof WarehouseSchema;

/** One table of a snapshot: never a password, a bank account, or what else nobody asks for. */
export interface LoadedTable {
  readonly name: Table;
  readonly columns: readonly string[];
  /** Which rows the smaller snapshot needs; absent = all. */
  readonly isNeeded?: (row: readonly JetValue[]) => boolean;
}

/**
 * Open documents that hold goods back (facts section 14); of others only those of our orders are asked for.
 */
const OPEN_TYPES: readonly JetValue[] = [OPERATION.customerOrder, OPERATION.proforma, OPERATION.offer];

/** The beginning of the note in every line of a document that came from a shop (I12). */
function isOurs(note: JetValue | undefined): boolean {
  return typeof note === 'string' && note.startsWith('Seliton №');
}

const none = (): boolean => false;

function table<T extends Table>(
  name: T,
  columns: readonly (keyof WarehouseSchema[T] & string)[],
  isNeeded?: LoadedTable['isNeeded'],
): LoadedTable {
  return isNeeded === undefined ? { name, columns } : { name, columns, isNeeded };
}

/** The tables and columns that the queries of `sql` read, in the order in which they are loaded. */
export const LOADED_TABLES: readonly LoadedTable[] = [
  table('system', ['Version', 'ProductID']),
  table('configuration', ['ID', 'Key', 'Value', 'UserID']),
  table('currencies', ['ID', 'Currency']),
  table('vatgroups', ['ID', 'Name', 'VATValue']),
  table('goodsgroups', ['ID', 'Code', 'Name']),
  table('objects', ['ID', 'Code', 'Name', 'Deleted']),
  table('users', ['ID', 'Code', 'Name', 'Deleted']),
  table('partnersgroups', ['ID', 'Name']),
  table('paymenttypes', ['ID', 'Name', 'PaymentMethod']),
  table('goods', [
    'ID',
    'Code',
    'BarCode1',
    'BarCode2',
    'BarCode3',
    'Name',
    'Measure1',
    ...PRICE_COLUMNS,
    'Type',
    'TaxGroup',
    'GroupID',
    'Deleted',
  ]),
  table('store', ['ID', 'ObjectID', 'GoodID', 'Qtty']),
  table(
    'operations',
    [
      'OperType',
      'Note',
      'ID',
      'Acct',
      'GoodID',
      'PartnerID',
      'ObjectID',
      'Qtty',
      'PriceOut',
      'VATOut',
      'Date',
    ],
    ([type = null, note]) => OPEN_TYPES.includes(type) || isOurs(note),
  ),
  table('transformations', ['ID', 'FromOperType', 'FromAcct', 'ToOperType', 'ToAcct']),
  table('partners', ['ID', 'Company', 'Bulstat', 'TaxNo', 'eMail', 'Phone', 'Phone2', 'Deleted']),
  table('nextacct', ['NextAcct']),
  table('ecrreceipts', ['ID', 'OperType', 'Acct', 'ReceiptID', 'ReceiptType', 'ECRID', 'Description']),
  table('operationtype', ['ID', 'BG']),
  table('payments', ['ID'], none),
];

/** What the pages of goods, stock and documents are found by. */
export const SNAPSHOT_INDEXES = [
  'CREATE INDEX goods_code ON goods (Code)',
  'CREATE INDEX store_good ON store (GoodID)',
  'CREATE INDEX operations_document ON operations (OperType, Acct)',
  'CREATE INDEX transformations_from ON transformations (FromOperType, FromAcct)',
] as const;
