import { add, decimalFromNumber, MONEY_PLACES, QUANTITY_PLACES, ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import { goodKind } from '../../model/good.ts';
import type { Good, GoodId, GoodsGroupId } from '../../model/good.ts';
import type { LocationId } from '../../model/location.ts';
import type { OperatorId } from '../../model/operator.ts';
import { parseOriginNote } from '../../model/order-origin.ts';
import type { Partner, PartnerId } from '../../model/partner.ts';
import type { StockLevel } from '../../model/stock.ts';
import type { UnpUse, WarehouseChoices, WarehouseFacts } from '../../model/warehouse-facts.ts';
import { unpClaimKey } from '../../model/unp.ts';
import type { StockQuery } from '../warehouse.ts';
import type { Cell, MemoryDatabase, MemoryRow } from './memory-database.ts';

const UNP_ROW = 8;

export function textOf(value: Cell | undefined): string {
  return typeof value === 'string'
    ? value.trim()
    : value === null || value === undefined
      ? ''
      : String(value);
}

export function numberOf(value: Cell | undefined): number {
  return typeof value === 'number' ? value : 0;
}

function settingOf(database: MemoryDatabase, key: string): string | null {
  const row = database.rows('configuration').find((entry) => entry['Key'] === key && entry['UserID'] === -1);
  return row === undefined ? null : textOf(row['Value']);
}

/** What the warehouse says of itself. */
export function factsOf(database: MemoryDatabase): WarehouseFacts {
  const isOn = (key: string, missing: boolean): boolean => {
    const value = settingOf(database, key);
    return value === null ? missing : value !== '0';
  };
  const version = database.rows('system').find((row) => row['ProductID'] === 1);
  const currency = database.rows('currencies').find((row) => row['ID'] === 1);
  return {
    databaseVersion: textOf(version?.['Version']),
    hasUnpRows: database.rows('ecrreceipts').some((row) => row['ReceiptType'] === UNP_ROW),
    pricesIncludeVat: isOn('configkey20', false),
    isNegativeStockAllowed: isOn('configkey12', true),
    stockMethod: Number(settingOf(database, 'configkey23') ?? 0),
    hasNumbersPerLocation: isOn('configkey48', false),
    baseCurrency: textOf(currency?.['Currency']),
    vatGroups: database.rows('vatgroups').map((row) => ({
      id: numberOf(row['ID']),
      name: textOf(row['Name']),
      rate: decimalFromNumber(numberOf(row['VATValue']), 4) ?? ZERO,
    })),
  };
}

/** What there is to choose from. */
export function choicesOf(database: MemoryDatabase): WarehouseChoices {
  const named = (
    table: string,
  ): readonly { readonly id: number; readonly code: string; readonly name: string }[] =>
    database
      .rows(table)
      .map((row) => ({ id: numberOf(row['ID']), code: textOf(row['Code']), name: textOf(row['Name']) }));
  const isLiving = (table: string, id: number): boolean =>
    numberOf(database.rows(table).find((row) => row['ID'] === id)?.['Deleted']) === 0;
  return {
    groups: named('goodsgroups').map((group) => ({ ...group, id: group.id as GoodsGroupId })),
    locations: named('objects')
      .filter((location) => isLiving('objects', location.id))
      .map((location) => ({ ...location, id: location.id as LocationId })),
    operators: named('users').map((user) => ({
      ...user,
      id: user.id as OperatorId,
      isDeleted: !isLiving('users', user.id),
    })),
    partnerGroups: named('partnersgroups').map(({ id, name }) => ({ id, name })),
    paymentTypes: database.rows('paymenttypes').map((row) => ({
      id: numberOf(row['ID']),
      name: textOf(row['Name']),
      method: numberOf(row['PaymentMethod']),
    })),
  };
}

function barcodesOf(row: MemoryRow): readonly string[] {
  const texts = [textOf(row['BarCode1']), textOf(row['BarCode2']), ...textOf(row['BarCode3']).split(',')];
  const compact = texts.map((text) => text.replace(/\s+/g, '')).filter((text) => text !== '');
  // Weighing patterns hold the places W, C, L and dots among digits.
  return [...new Set(compact.filter((text) => !(/^[0-9WCL.]+$/.test(text) && /[WCL.]/.test(text))))];
}

/** All goods but the service one, ids ascending, deleted ones included. */
export function goodsOf(database: MemoryDatabase, priceGroup: number): readonly Good[] {
  const rates = new Map(factsOf(database).vatGroups.map((group) => [group.id, group.rate]));
  return database
    .rows('goods')
    .filter((row) => numberOf(row['ID']) > 1)
    .toSorted((left, right) => numberOf(left['ID']) - numberOf(right['ID']))
    .map((row) => ({
      id: row['ID'] as GoodId,
      code: textOf(row['Code']),
      barcodes: barcodesOf(row),
      name: textOf(row['Name']),
      measure: textOf(row['Measure1']),
      price: decimalFromNumber(row[`PriceOut${priceGroup + 1}`] as number | null, MONEY_PLACES),
      vatRate: rates.get(numberOf(row['TaxGroup'])) ?? null,
      groupId: Math.abs(numberOf(row['GroupID'])) as GoodsGroupId,
      kind: goodKind(numberOf(row['Type'])),
      isDeleted: numberOf(row['Deleted']) !== 0,
    }));
}

/** Partners that are not deleted, the service one left out. */
export function partnersOf(database: MemoryDatabase): readonly Partner[] {
  return database
    .rows('partners')
    .filter((row) => numberOf(row['ID']) > 1 && numberOf(row['Deleted']) === 0)
    .map((row) => ({
      id: row['ID'] as PartnerId,
      company: textOf(row['Company']),
      companyNumber: textOf(row['Bulstat']),
      vatNumber: textOf(row['TaxNo']),
      email: textOf(row['eMail']),
      phones: [...new Set([textOf(row['Phone']), textOf(row['Phone2'])])].filter((phone) => phone !== ''),
    }));
}

type Sums = Map<number, Decimal>;

function addTo(sums: Sums, row: MemoryRow): void {
  const quantity = decimalFromNumber(numberOf(row['Qtty']), QUANTITY_PLACES) ?? ZERO;
  const goodId = numberOf(row['GoodID']);
  sums.set(goodId, add(sums.get(goodId) ?? ZERO, quantity));
}

/** Stock of every good that has a Store row or stands on an open document, ids ascending. */
export function stockOf(database: MemoryDatabase, query: StockQuery): readonly StockLevel[] {
  const locations = new Set<number>(query.locationIds);
  const [physical, orders, own]: [Sums, Sums, Sums] = [new Map(), new Map(), new Map()];
  for (const row of database.rows('store'))
    if (locations.has(numberOf(row['ObjectID']))) addTo(physical, row);
  const turned = new Set(
    database.rows('transformations').map((row) => `${row['FromOperType']}/${row['FromAcct']}`),
  );
  for (const row of database.rows('operations')) {
    const isOpen =
      numberOf(row['Acct']) > 0 &&
      numberOf(row['PartnerID']) !== 0 &&
      !turned.has(`${row['OperType']}/${row['Acct']}`);
    if (!isOpen || !locations.has(numberOf(row['ObjectID']))) continue;
    if (row['OperType'] === 19) addTo(orders, row);
    const isOwn = parseOriginNote(textOf(row['Note']))?.shopIdentity === query.shopIdentity;
    if (isOwn && (row['OperType'] === 14 || row['OperType'] === 13)) addTo(own, row);
  }
  const ids = new Set([...physical.keys(), ...orders.keys(), ...own.keys()]);
  return [...ids]
    .filter((id) => id > 0)
    .sort((left, right) => left - right)
    .map((id) => ({
      goodId: id as GoodId,
      physical: physical.get(id) ?? ZERO,
      openOrders: orders.get(id) ?? ZERO,
      ownOpenDocuments: own.get(id) ?? ZERO,
    }));
}

/** Highest sequence of a device inside a range, over receipts and claims; 0 = none. */
export function lastSequence(
  database: MemoryDatabase,
  device: string,
  range: { readonly from: number; readonly to: number },
): number {
  const receipts = database
    .rows('ecrreceipts')
    .filter((row) => row['ECRID'] === device && row['ReceiptType'] === UNP_ROW)
    .map((row) => numberOf(row['ReceiptID']));
  const prefix = unpClaimKey(device, 0).slice(0, -7);
  const claims = database
    .rows('nextacct')
    .map((row) => textOf(row['NextAcct']))
    .filter((key) => key.startsWith(prefix))
    .map((key) => Number(key.slice(prefix.length)));
  return Math.max(
    0,
    ...[...receipts, ...claims].filter((sequence) => sequence >= range.from && sequence <= range.to),
  );
}

/** Who uses a device. */
export function unpUseOf(
  database: MemoryDatabase,
  device: string,
  range: { readonly from: number; readonly to: number },
): UnpUse {
  const rows = database.rows('ecrreceipts').filter((row) => row['ECRID'] === device);
  const unpRows = rows.filter((row) => row['ReceiptType'] === UNP_ROW);
  const inside = unpRows.filter(
    (row) => numberOf(row['ReceiptID']) >= range.from && numberOf(row['ReceiptID']) <= range.to,
  );
  return {
    lastInRange: lastSequence(database, device, range),
    rowsOutsideRange: unpRows.length - inside.length,
    receiptRows: rows.length - unpRows.length,
  };
}
