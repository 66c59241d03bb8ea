import { decimalFromNumber, ZERO } from '../../model/decimal.ts';
import type { GoodsGroupId } from '../../model/good.ts';
import type { LocationId } from '../../model/location.ts';
import type { OperatorId } from '../../model/operator.ts';
import type { VatGroup, WarehouseChoices, WarehouseFacts } from '../../model/warehouse-facts.ts';
import { isDeleted, numberOf, textOf } from './memory-cells.ts';
import type { MemoryDatabase } from './memory-database.ts';

const EVERYBODY = -1;
const UNP_ROW = 8;
const WAREHOUSE_PRODUCT = 1;
const BASE_CURRENCY = 1;
const FEFO = 5;

/** A boolean setting: the vendor writes -1 for yes, Warehouse Open's own keys `true` (facts section 3). */
function isYes(value: string | undefined, whenMissing: boolean): boolean {
  return value === undefined || value === '' ? whenMissing : value !== '0' && value.toLowerCase() !== 'false';
}

function vatGroupsOf(database: MemoryDatabase): readonly VatGroup[] {
  return database.rows('vatgroups').map((row) => ({
    id: numberOf(row, 'ID'),
    name: textOf(row, 'Name'),
    rate: decimalFromNumber(numberOf(row, 'VATValue'), 4) ?? ZERO,
  }));
}

/** What the warehouse says of itself (facts sections 2, 3, 13). */
export function factsOf(database: MemoryDatabase): WarehouseFacts {
  const settings = new Map(
    database
      .rows('configuration')
      .filter((row) => row['UserID'] === EVERYBODY)
      .map((row) => [textOf(row, 'Key').toLowerCase(), textOf(row, 'Value')]),
  );
  const version = database.rows('system').find((row) => row['ProductID'] === WAREHOUSE_PRODUCT);
  const currency = database.rows('currencies').find((row) => row['ID'] === BASE_CURRENCY);
  return {
    databaseVersion: textOf(version, 'Version'),
    hasUnpRows: database.rows('ecrreceipts').some((row) => row['ReceiptType'] === UNP_ROW),
    pricesIncludeVat: isYes(settings.get('configkey20'), false),
    isNegativeStockAllowed: isYes(settings.get('configkey12'), true),
    stockMethod: Number.parseInt(settings.get('configkey23') ?? '0', 10) || 0,
    hasNumbersPerLocation: isYes(settings.get('configkey48'), false),
    baseCurrency: textOf(currency, 'Currency').toUpperCase(),
    vatGroups: vatGroupsOf(database),
  };
}

/** True for the stock methods that keep lots (configkey23). */
export function usesLots(facts: WarehouseFacts): boolean {
  return facts.stockMethod >= 2 && facts.stockMethod <= FEFO;
}

interface NamedRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly isDeleted: boolean;
}

function namedRows(database: MemoryDatabase, table: string): readonly NamedRow[] {
  return database.rows(table).map((row) => ({
    id: numberOf(row, 'ID'),
    code: textOf(row, 'Code'),
    name: textOf(row, 'Name'),
    isDeleted: isDeleted(row),
  }));
}

/** What the settings form lets a person choose from; each list by id. */
export function choicesOf(database: MemoryDatabase): WarehouseChoices {
  return {
    groups: namedRows(database, 'goodsgroups').map(({ id, code, name }) => ({
      id: id as GoodsGroupId,
      code,
      name,
    })),
    locations: namedRows(database, 'objects')
      .filter((location) => !location.isDeleted)
      .map(({ id, code, name }) => ({ id: id as LocationId, code, name })),
    operators: namedRows(database, 'users').map((user) => ({ ...user, id: user.id as OperatorId })),
    partnerGroups: namedRows(database, 'partnersgroups').map(({ id, name }) => ({ id, name })),
    paymentTypes: database.rows('paymenttypes').map((row) => ({
      id: numberOf(row, 'ID'),
      name: textOf(row, 'Name'),
      method: numberOf(row, 'PaymentMethod'),
    })),
  };
}
