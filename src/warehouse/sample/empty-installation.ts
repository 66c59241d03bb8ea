/** Tables in which an empty installation has its service row, ID 1, and nothing else. */
export const WITH_SERVICE_ROW = [
  'goods',
  'goodsgroups',
  'vatgroups',
  'objects',
  'partners',
  'users',
  'lots',
  'store',
] as const;

/** Tables in which an empty installation has nothing. */
export const WITHOUT_ROWS = [
  'operations',
  'nextacct',
  'payments',
  'cashbook',
  'documents',
  'ecrreceipts',
  'transformations',
] as const;
