import { sql } from 'kysely';
import { CASH_FROM_SALE, OPERATION, RESTAURANT_ORDER } from '../../model/operation-type.ts';
import { decimalFromNumber, QUANTITY_PLACES, toNumber } from '../../model/decimal.ts';
import type { OperationDraft, OperationLineDraft } from '../../model/operation.ts';
import { SyncError } from '../../model/sync-error.ts';
import { BLANK, cutText, readText } from './column-text.ts';
import type { RowLine, Recording, Writing } from './recording.ts';
import { insertRows } from './documents/insert-rows.ts';
import { takeTogether, TINY } from './take-together.ts';
import type { TakenLine } from './take-together.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';

/** Of `Operations.Lot`. */
const LOT_LENGTH = 50;
/** configkey23: LIFO takes the newest lot first, FEFO the one that expires first, the others the oldest. */
const LIFO = 3;
const FEFO = 5;
const OWED = -1;
const PAID = 1;

const insertPayments = insertRows('payments');
const insertCash = insertRows('cashbook');

function usesLots(recording: Recording): boolean {
  return recording.facts.stockMethod >= 2 && recording.facts.stockMethod <= FEFO;
}

/** A line as the draft has it, from no lot. */
export function plainLine(line: OperationLineDraft): RowLine {
  return {
    goodId: line.goodId,
    quantity: toNumber(line.quantity),
    unitPrice: toNumber(line.unitPrice),
    unitVat: toNumber(line.unitVat),
    discount: toNumber(line.discountPercent),
    isService: line.isService,
    lot: BLANK,
    lotId: 1,
    purchasePrice: null,
  };
}

/** A sale's lines; with lots one line for each lot that a quantity is taken from (facts section 9). */
export async function splitByLots(
  database: WarehouseDatabase,
  draft: OperationDraft,
  recording: Recording,
): Promise<readonly RowLine[]> {
  if (!usesLots(recording)) return draft.lines.map(plainLine);
  const lines: RowLine[] = [];
  for (const line of draft.lines) {
    const plain = plainLine(line);
    // Services and discounts have no lot; the stock of a lot must cover what is taken (peer-16: lot rows
    // are reduced line by line, so a good that stands on two lines is not counted twice).
    if (plain.isService || plain.quantity <= 0) lines.push(plain);
    else lines.push(...(await takeLots(database, { draft, line: plain, recording })));
  }
  return lines;
}

async function lotRows(
  database: WarehouseDatabase,
  draft: OperationDraft,
  what: { goodId: number; method: number },
) {
  const query = database
    .selectFrom('store')
    .leftJoin('lots', 'lots.ID', 'store.LotID')
    .select(['store.ID', 'store.Qtty', 'store.Price', 'store.Lot', 'store.LotID'])
    .where('store.ObjectID', '=', draft.locationId)
    .where('store.GoodID', '=', what.goodId)
    .where('store.Qtty', '>', TINY);
  if (what.method === LIFO)
    return query.orderBy('store.LotOrder', 'desc').orderBy('store.ID', 'desc').execute();
  if (what.method === FEFO) {
    // A lot without an expiry date goes last.
    const undated = sql<number>`case when ${sql.ref('lots.EndDate')} is null then 1 else 0 end`;
    return query
      .orderBy(undated)
      .orderBy('lots.EndDate')
      .orderBy('store.LotOrder')
      .orderBy('store.ID')
      .execute();
  }
  return query.orderBy('store.LotOrder').orderBy('store.ID').execute();
}

async function takeLots(
  database: WarehouseDatabase,
  what: { readonly draft: OperationDraft; readonly line: RowLine; readonly recording: Recording },
): Promise<readonly RowLine[]> {
  const { draft, line } = what;
  const taken: RowLine[] = [];
  let missing = line.quantity;
  for (const row of await lotRows(database, draft, {
    goodId: line.goodId,
    method: what.recording.facts.stockMethod,
  })) {
    if (missing <= TINY) break;
    const stock = row.Qtty ?? 0;
    const quantity = tidy(Math.min(stock, missing));
    missing = tidy(missing - quantity);
    await reduceLot(database, what.recording, { id: row.ID, stock, left: tidy(stock - quantity) });
    taken.push({
      ...line,
      quantity,
      // Store has room for 250 letters of it, a line for 50.
      lot: cutText(readText(row.Lot), LOT_LENGTH).trim() || BLANK,
      lotId: row.LotID ?? 1,
      purchasePrice: row.Price ?? 0,
    });
  }
  if (missing <= TINY) return taken;
  throw new SyncError('warehouse.stock.notEnough', { good: line.goodId, quantity: line.quantity });
}

/** Takes from the row of a lot, unless somebody else has changed it since it was read: then try again. */
async function reduceLot(
  database: WarehouseDatabase,
  recording: Recording,
  row: { readonly id: number; readonly stock: number; readonly left: number },
): Promise<void> {
  const same = { low: row.stock - TINY, high: row.stock + TINY };
  const changed =
    row.left <= TINY
      ? (
          await database
            .deleteFrom('store')
            .where('ID', '=', row.id)
            .where('Qtty', '>', same.low)
            .where('Qtty', '<', same.high)
            .executeTakeFirstOrThrow()
        ).numDeletedRows
      : (
          await database
            .updateTable('store')
            .set({ Qtty: row.left })
            .where('ID', '=', row.id)
            .where('Qtty', '>', same.low)
            .where('Qtty', '<', same.high)
            .executeTakeFirstOrThrow()
        ).numUpdatedRows;
  if (Number(changed) === 1) return;
  throw new SyncError('warehouse.busy', { address: recording.engine.address });
}

/** A difference of two floats without its binary dust. */
function tidy(value: number): number {
  return Number(decimalFromNumber(value, QUANTITY_PLACES) ?? 0);
}

/** Stock, payments and cash book of sales, as Warehouse Pro writes them (I15, facts step 12). */
export async function writeSale(
  database: WarehouseDatabase,
  writings: readonly Writing[],
  recording: Recording,
): Promise<void> {
  if (!usesLots(recording)) await takeAll(database, writings, recording);
  await writePayments(database, writings, recording);
}

/** Takes a group's goods together as far as that can be; what is left line by line, by good in one order. */
async function takeAll(
  database: WarehouseDatabase,
  writings: readonly Writing[],
  recording: Recording,
): Promise<void> {
  const taken = writings.flatMap(({ draft, lines }) => lines.map((line) => ({ draft, line })));
  // Rows of stock are locked by good in one order, whatever a till sells meanwhile.
  const inOrder = taken.toSorted((left, right) => left.line.goodId - right.line.goodId);
  const single = writings.length > 1 ? await takeTogether(database, inOrder, recording) : inOrder;
  for (const each of single) await takeStock(database, each, recording);
}

async function takeStock(
  database: WarehouseDatabase,
  { draft, line }: TakenLine,
  recording: Recording,
): Promise<void> {
  let update = database
    .updateTable('store')
    .set((row) => ({ Qtty: row('Qtty', '-', line.quantity) }))
    .where('ObjectID', '=', draft.locationId)
    .where('GoodID', '=', line.goodId);
  const isGuarded = !recording.facts.isNegativeStockAllowed && !line.isService && line.quantity > 0;
  if (isGuarded) {
    const reserved = await reservedQuantity(database, { locationId: draft.locationId, goodId: line.goodId });
    update = update.where(sql<boolean>`${sql.ref('Qtty')} - ${reserved} > ${line.quantity - TINY}`);
  }
  const { numUpdatedRows } = await update.executeTakeFirstOrThrow();
  if (Number(numUpdatedRows) === 1) return;
  // A service keeps no stock: one that never had a row needs none (facts section 9).
  if (Number(numUpdatedRows) === 0 && line.isService) return;
  const facts = { good: line.goodId, quantity: line.quantity };
  if (Number(numUpdatedRows) === 0 && isGuarded) throw new SyncError('warehouse.stock.notEnough', facts);
  throw new SyncError('warehouse.stock.rowMissing', { good: line.goodId });
}

/** What open orders reserve, as the vendor's own guard counts it: all rows of types 19 and 33. */
export async function reservedQuantity(
  database: WarehouseDatabase,
  what: { readonly locationId: number; readonly goodId: number },
): Promise<number> {
  const row = await database
    .selectFrom('operations')
    .select((operation) => operation.fn.sum<number | null>('Qtty').as('sum'))
    .where('OperType', 'in', [OPERATION.customerOrder, RESTAURANT_ORDER])
    .where('ObjectID', '=', what.locationId)
    .where('GoodID', '=', what.goodId)
    .executeTakeFirst();
  return row?.sum ?? 0;
}

async function writePayments(
  database: WarehouseDatabase,
  writings: readonly Writing[],
  { engine }: Recording,
): Promise<void> {
  const payments = writings.flatMap((writing) => paymentRows(writing, engine));
  await insertPayments(database, payments, engine.rowsAtOnce);
  const cash = writings.flatMap((writing) => cashRows(writing, engine));
  await insertCash(database, cash, engine.rowsAtOnce);
}

function paymentRows({ draft, number, partnerId }: Writing, engine: SqlEngine) {
  const date = `${draft.date} 00:00:00`;
  const common = {
    Acct: number,
    OperType: OPERATION.sale,
    PartnerID: partnerId,
    ObjectID: draft.locationId,
    Sign: 1,
    Date: date,
    UserID: draft.operatorId,
    UserRealTime: engine.now,
    TransactionNumber: ' ',
    EndDate: date,
  };
  const owed = { ...common, Qtty: toNumber(draft.total), Mode: OWED, Type: 1 };
  const paid = draft.payments.map((payment) => ({
    ...common,
    Date: `${payment.date} 00:00:00`,
    Qtty: toNumber(payment.amount),
    Mode: PAID,
    Type: payment.paymentTypeId,
  }));
  return [owed, ...paid];
}

function cashRows({ draft, number }: Writing, engine: SqlEngine) {
  return draft.payments
    .filter(({ isCash }) => isCash)
    .map((payment) => ({
      Date: `${payment.date} 00:00:00`,
      Desc: `Продажба № ${String(number).padStart(10, '0')}`,
      OperType: CASH_FROM_SALE,
      Sign: 1,
      Profit: toNumber(payment.amount),
      UserID: draft.operatorId,
      UserRealtime: engine.now,
      ObjectID: draft.locationId,
    }));
}
