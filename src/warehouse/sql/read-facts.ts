import { decimalFromNumber, ZERO } from '../../model/decimal.ts';
import type { VatGroup, WarehouseFacts } from '../../model/warehouse-facts.ts';
import { readText } from './column-text.ts';
import type { WarehouseDatabase } from './sql-engine.ts';

const EVERYBODY = -1;
const UNP_ROW = 8;
const WAREHOUSE_PRODUCT = 1;
const BASE_CURRENCY = 1;
const KEYS = ['configkey12', 'configkey20', 'configkey23', 'configkey48'] as const;

/** A boolean setting: the vendor writes -1 for yes, Warehouse Open's own keys `true`. */
function isYes(value: string | undefined, whenMissing: boolean): boolean {
  if (value === undefined || value === '') return whenMissing;
  return value !== '0' && value.toLowerCase() !== 'false';
}

/** The VAT groups by id; the first is the default one. */
export async function readVatGroups(database: WarehouseDatabase): Promise<readonly VatGroup[]> {
  const rows = await database
    .selectFrom('vatgroups')
    .select(['ID', 'Name', 'VATValue'])
    .orderBy('ID')
    .execute();
  return rows.map((row) => ({
    id: row.ID,
    name: readText(row.Name),
    rate: decimalFromNumber(row.VATValue, 4) ?? ZERO,
  }));
}

/** What the database says of itself (facts sections 2, 3, 13). */
export async function readFacts(database: WarehouseDatabase): Promise<WarehouseFacts> {
  const version = await database
    .selectFrom('system')
    .select('Version')
    .where('ProductID', '=', WAREHOUSE_PRODUCT)
    .executeTakeFirst();
  const keys = await database
    .selectFrom('configuration')
    .select(['Key', 'Value'])
    .where('UserID', '=', EVERYBODY)
    .where('Key', 'in', KEYS)
    .execute();
  const settings = new Map(keys.map((row) => [readText(row.Key).toLowerCase(), readText(row.Value)]));
  const currency = await database
    .selectFrom('currencies')
    .select('Currency')
    .where('ID', '=', BASE_CURRENCY)
    .executeTakeFirst();
  const unp = await database
    .selectFrom('ecrreceipts')
    .select((row) => row.fn.min('ID').as('first'))
    .where('ReceiptType', '=', UNP_ROW)
    .executeTakeFirst();
  return {
    databaseVersion: readText(version?.Version),
    hasUnpRows: (unp?.first ?? null) !== null,
    pricesIncludeVat: isYes(settings.get('configkey20'), false),
    isNegativeStockAllowed: isYes(settings.get('configkey12'), true),
    stockMethod: Number.parseInt(settings.get('configkey23') ?? '0', 10) || 0,
    hasNumbersPerLocation: isYes(settings.get('configkey48'), false),
    baseCurrency: readText(currency?.Currency).toUpperCase(),
    vatGroups: await readVatGroups(database),
    notices: [],
  };
}
