import { QUANTITY_PLACES, toNumber } from '../../model/decimal.ts';
import type { OperationDraft } from '../../model/operation.ts';
import type { PartnerId } from '../../model/partner.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { WarehouseFacts } from '../../model/warehouse-facts.ts';
import { BLANK, numberOf, textOf, tidy } from './memory-cells.ts';
import type { MemoryDatabase, MemoryRow } from './memory-database.ts';
import { usesLots } from './memory-facts.ts';

export const SALE = 2;
const TINY = 0.000_000_1;
const CUSTOMER_ORDER = 19;
/** configkey23: LIFO takes the newest lot first, FEFO the one that expires first, the others the oldest. */
const LIFO = 3;
const FEFO = 5;
const OWED = -1;
const PAID = 1;
const CASH_TYPE = 1;
const CASH_FROM_SALE = 8;

/** A line as it goes into the table: with lots one line of the draft may become several. */
export interface RowLine {
  readonly goodId: number;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly unitVat: number;
  readonly discount: number;
  readonly isService: boolean;
  readonly lot: string;
  readonly lotId: number;
}

function rowLine(line: OperationDraft['lines'][number]): RowLine {
  return {
    goodId: line.goodId,
    quantity: toNumber(line.quantity),
    unitPrice: toNumber(line.unitPrice),
    unitVat: toNumber(line.unitVat),
    discount: toNumber(line.discountPercent),
    isService: line.isService,
    lot: BLANK,
    lotId: 1,
  };
}

/** The rows of a good's lots, in the order in which the stock method takes them (facts section 9). */
function lotRows(
  database: MemoryDatabase,
  where: { readonly location: number; readonly goodId: number },
  method: number,
): readonly MemoryRow[] {
  const ends = new Map(database.rows('lots').map((row) => [numberOf(row, 'ID'), textOf(row, 'EndDate')]));
  // A lot without an expiry date goes last.
  const endOf = (row: MemoryRow): string => ends.get(numberOf(row, 'LotID')) || '9999';
  const byOrder = (left: MemoryRow, right: MemoryRow): number =>
    numberOf(left, 'LotOrder') - numberOf(right, 'LotOrder') || numberOf(left, 'ID') - numberOf(right, 'ID');
  const byEnd = (left: MemoryRow, right: MemoryRow): number => {
    const [first, second] = [endOf(left), endOf(right)];
    return first === second ? byOrder(left, right) : first < second ? -1 : 1;
  };
  const rows = database
    .rows('store')
    .filter((row) => row['ObjectID'] === where.location && row['GoodID'] === where.goodId)
    .filter((row) => numberOf(row, 'Qtty') > TINY)
    .toSorted(method === FEFO ? byEnd : byOrder);
  return method === LIFO ? rows.toReversed() : rows;
}

/** Takes a quantity lot by lot: one line each; no lot goes below zero, an emptied one is deleted. */
function takeLots(
  database: MemoryDatabase,
  line: RowLine,
  what: { readonly location: number; readonly method: number },
): readonly RowLine[] {
  const taken: RowLine[] = [];
  let missing = line.quantity;
  for (const row of lotRows(database, { location: what.location, goodId: line.goodId }, what.method)) {
    if (missing <= TINY) break;
    const stock = numberOf(row, 'Qtty');
    const quantity = tidy(Math.min(stock, missing), QUANTITY_PLACES);
    missing = tidy(missing - quantity, QUANTITY_PLACES);
    const left = tidy(stock - quantity, QUANTITY_PLACES);
    const isThis = (other: MemoryRow): boolean => other['ID'] === row['ID'];
    if (left <= TINY) database.remove('store', isThis);
    else database.update('store', isThis, (other) => ({ ...other, Qtty: left }));
    const lot = textOf(row, 'Lot');
    taken.push({ ...line, quantity, lot: lot === '' ? BLANK : lot, lotId: numberOf(row, 'LotID') || 1 });
  }
  if (missing <= TINY) return taken;
  throw new SyncError('warehouse.stock.notEnough', { good: line.goodId, quantity: line.quantity });
}

/** Lines of a document; a sale with lots takes them here. Services and discounts have no lot. */
export function linesOf(
  database: MemoryDatabase,
  draft: OperationDraft,
  facts: WarehouseFacts,
): readonly RowLine[] {
  const lines = draft.lines.map(rowLine);
  if (draft.operationType !== SALE || !usesLots(facts)) return lines;
  const what = { location: draft.locationId, method: facts.stockMethod };
  return lines.flatMap((line) =>
    line.isService || line.quantity <= 0 ? [line] : takeLots(database, line, what),
  );
}

/**
 * Takes stock without lots: exactly one row, and never more than is there and not ordered if configkey12
 * says so.
 */
function takeStock(
  database: MemoryDatabase,
  line: RowLine,
  what: { readonly location: number; readonly facts: WarehouseFacts },
): void {
  const isHere = (row: MemoryRow): boolean =>
    row['ObjectID'] === what.location && row['GoodID'] === line.goodId;
  const isGuarded = !what.facts.isNegativeStockAllowed && !line.isService && line.quantity > 0;
  const reserved = database
    .rows('operations')
    .filter((row) => row['OperType'] === CUSTOMER_ORDER && isHere(row))
    .reduce((sum, row) => sum + numberOf(row, 'Qtty'), 0);
  const changed = database.update(
    'store',
    (row) => isHere(row) && (!isGuarded || numberOf(row, 'Qtty') - reserved > line.quantity - TINY),
    (row) => ({ ...row, Qtty: numberOf(row, 'Qtty') - line.quantity }),
  );
  // A service keeps no stock: one that never had a row needs none (facts section 9).
  if (changed === 1 || (changed === 0 && line.isService)) return;
  if (changed === 0 && isGuarded) {
    const facts = { good: line.goodId, quantity: line.quantity };
    throw new SyncError('warehouse.stock.notEnough', facts);
  }
  throw new SyncError('warehouse.stock.rowMissing', { good: line.goodId });
}

/** Stock, payments and cash book of a sale, as Warehouse Pro writes them (I15, facts step 12). */
export function writeSale(
  database: MemoryDatabase,
  draft: OperationDraft,
  written: {
    readonly number: number;
    readonly partnerId: PartnerId;
    readonly lines: readonly RowLine[];
    readonly facts: WarehouseFacts;
    readonly now: string;
  },
): void {
  const { facts, now } = written;
  if (!usesLots(facts))
    for (const line of written.lines) takeStock(database, line, { location: draft.locationId, facts });
  const date = `${draft.date} 00:00:00`;
  const about = { UserID: draft.operatorId, ObjectID: draft.locationId };
  const payment = {
    ...about,
    Acct: written.number,
    OperType: SALE,
    PartnerID: written.partnerId,
    Sign: 1,
    Date: date,
    UserRealTime: now,
    TransactionNumber: BLANK,
    EndDate: date,
  };
  database.insert('payments', { ...payment, Qtty: toNumber(draft.total), Mode: OWED, Type: CASH_TYPE });
  for (const { amount, paymentTypeId, isCash } of draft.payments) {
    const sum = toNumber(amount);
    database.insert('payments', { ...payment, Qtty: sum, Mode: PAID, Type: paymentTypeId });
    if (!isCash) continue;
    const Desc = `Продажба № ${String(written.number).padStart(10, '0')}`;
    const entry = { Desc, OperType: CASH_FROM_SALE, Sign: 1, Profit: sum };
    database.insert('cashbook', { ...about, ...entry, Date: date, UserRealtime: now });
  }
}
