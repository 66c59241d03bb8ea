/** What docs/warehouses.md asks for on SQL Server: SELECT on everything, and this. */
export const DOCUMENTED_RIGHTS: ReadonlySet<string> = new Set([
  'INSERT Operations',
  'INSERT NextAcct',
  'INSERT Partners',
  'INSERT Goods',
  'INSERT Store',
  'INSERT ECRReceipts',
  'INSERT Payments',
  'INSERT CashBook',
  'UPDATE Store',
  'DELETE Store',
]);
