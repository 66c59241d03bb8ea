/** Table names as SQL Server has them, by the name that the queries of all engines use. */
const NAMES = [
  'CashBook',
  'Configuration',
  'Currencies',
  'Documents',
  'ECRReceipts',
  'Goods',
  'GoodsGroups',
  'Lots',
  'NextAcct',
  'Objects',
  'ObjectsGroups',
  'OperationType',
  'Operations',
  'Partners',
  'PartnersGroups',
  'PaymentTypes',
  'Payments',
  'Store',
  'System',
  'Transformations',
  'Users',
  'UsersGroups',
  'VATGroups',
] as const;

const BY_LOWER_CASE: ReadonlyMap<string, string> = new Map(NAMES.map((name) => [name.toLowerCase(), name]));

/** The vendor's spelling: a database with an exact collation tells `goods` and `Goods` apart. */
export function mssqlTableName(name: string): string {
  return BY_LOWER_CASE.get(name) ?? name;
}
