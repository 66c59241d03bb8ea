import { sql } from 'kysely';
import { SyncError } from '../../../model/sync-error.ts';
import type { LocationId } from '../../../model/location.ts';
import { toNumber } from '../../../model/decimal.ts';
import { OPERATION, operationFacts } from '../../../model/operation-type.ts';
import type { WarehouseFacts } from '../../../model/warehouse-facts.ts';
import type { OperationRecord, OperationRecordLine } from '../../warehouse-records.ts';
import { BLANK, columnText } from '../column-text.ts';
import { drawNumber } from '../next-number.ts';
import type { SqlEngine, WarehouseDatabase } from '../sql-engine.ts';
import { reservedQuantity } from '../write-sale.ts';
import { refuse } from './refused.ts';

const TINY = 0.000_000_1;
const SERVICE = 8;
const OWED = -1;
/** No document of a shop is worth more: a sum beyond it is a mistake, or worse. */
const MOST_SUM = 1_000_000_000;

interface Saving {
  readonly database: WarehouseDatabase;
  readonly engine: SqlEngine;
  readonly facts: WarehouseFacts;
  readonly operation: OperationRecord;
}

interface FoundGood {
  readonly priceIn: number;
  readonly priceOut: number;
  readonly rate: number;
  readonly isService: boolean;
}

interface PricedLine extends OperationRecordLine {
  readonly priceIn: number;
  readonly priceOut: number;
  readonly vatIn: number;
  readonly vatOut: number;
  readonly isService: boolean;
}

async function exists(
  database: WarehouseDatabase,
  table: 'partners' | 'objects' | 'users',
  id: number,
): Promise<boolean> {
  const row = await database.selectFrom(table).select('ID').where('ID', '=', id).executeTakeFirst();
  return row !== undefined;
}

async function checkHeader(saving: Saving): Promise<void> {
  const { database, operation, facts } = saving;
  const type = operationFacts(operation.operationType);
  if (type?.isEntered !== true) refuse('invalid', 'OperType', 'unknownType');
  // A line for each lot would have to be chosen here, which the interface has no field for.
  if (type.sign !== 0 && facts.stockMethod >= 2) refuse('invalid', 'OperType', 'usesLots');
  if (!(await exists(database, 'partners', operation.partnerId))) refuse('missing', 'PartnerID', 'gone');
  if (!(await exists(database, 'objects', operation.locationId))) refuse('missing', 'ObjectID', 'gone');
  for (const [column, id] of [
    ['OperatorID', operation.operatorId],
    ['UserID', operation.userId],
  ] as const)
    if (!(await exists(database, 'users', id))) refuse('missing', column, 'gone');
}

async function findGoods({ database, facts, operation }: Saving): Promise<ReadonlyMap<number, FoundGood>> {
  const rates = new Map(facts.vatGroups.map((group) => [group.id, toNumber(group.rate)]));
  const goods = new Map<number, FoundGood>();
  for (const id of new Set(operation.lines.map((line) => line.goodId))) {
    const row = await database
      .selectFrom('goods')
      .select(['PriceIn', 'PriceOut2', 'TaxGroup', 'Type'])
      .where('ID', '=', id)
      .executeTakeFirst();
    if (row === undefined) refuse('missing', 'GoodID', 'gone');
    goods.set(id, {
      priceIn: row.PriceIn ?? 0,
      priceOut: row.PriceOut2 ?? 0,
      rate: rates.get(row.TaxGroup ?? 0) ?? 0,
      isService: ((row.Type ?? 0) & SERVICE) !== 0,
    });
  }
  return goods;
}

/** Prices of the good where none was given, and the VAT of a unit (facts section 5). */
function priced(line: OperationRecordLine, good: FoundGood, includesVat: boolean): PricedLine {
  const vat = (price: number): number =>
    price <= 0 ? 0 : includesVat ? (price * good.rate) / (100 + good.rate) : (price * good.rate) / 100;
  const priceIn = line.priceIn ?? good.priceIn;
  const priceOut = line.priceOut ?? good.priceOut;
  return {
    ...line,
    priceIn,
    priceOut,
    vatIn: vat(priceIn),
    vatOut: vat(priceOut),
    isService: good.isService,
  };
}

async function insertLines(saving: Saving, number: number, lines: readonly PricedLine[]): Promise<void> {
  const { database, engine, operation } = saving;
  for (const line of lines) {
    await database
      .insertInto('operations')
      .values({
        OperType: operation.operationType,
        Acct: number,
        GoodID: line.goodId,
        PartnerID: operation.partnerId,
        ObjectID: operation.locationId,
        OperatorID: operation.operatorId,
        Qtty: line.quantity,
        Sign: operationFacts(operation.operationType)?.sign ?? 0,
        PriceIn: line.priceIn,
        PriceOut: line.priceOut,
        VATIn: line.vatIn,
        VATOut: line.vatOut,
        Discount: line.discount,
        CurrencyID: 1,
        CurrencyRate: 1,
        Date: `${operation.date} 00:00:00`,
        Lot: BLANK,
        LotID: 1,
        Note: columnText(operation.note, engine.cleanText),
        SrcDocID: 0,
        UserID: operation.userId,
        UserRealTime: engine.now,
      })
      .execute();
  }
}

async function moveStock(saving: Saving, line: PricedLine, sign: number): Promise<void> {
  const { database, facts, operation } = saving;
  const change = sign * line.quantity;
  const isGuarded = change < 0 && !facts.isNegativeStockAllowed && !line.isService;
  let update = database
    .updateTable('store')
    .set((row) => ({ Qtty: row('Qtty', '+', change) }))
    .where('ObjectID', '=', operation.locationId)
    .where('GoodID', '=', line.goodId);
  if (isGuarded) {
    const held = await reservedQuantity(database, { locationId: operation.locationId, goodId: line.goodId });
    update = update.where(sql<boolean>`${sql.ref('Qtty')} - ${held} > ${-change - TINY}`);
  }
  const { numUpdatedRows } = await update.executeTakeFirstOrThrow();
  if (Number(numUpdatedRows) === 1 || line.isService) return;
  refuse('conflict', 'GoodID', isGuarded ? 'notEnough' : 'gone');
}

/**
 * What no document says: a sum below zero, one that nobody has, and stock moved the other way. A line of less
 * than nothing is a discount: a service, or in a document that moves nothing any good that stands for it.
 */
function checkAmounts(lines: readonly PricedLine[], sign: number, includesVat: boolean): void {
  for (const line of lines)
    if (line.quantity < 0 && sign !== 0 && !line.isService) refuse('invalid', 'Qtty', 'belowZero');
  const sum = sumOf(lines, 'out', includesVat);
  if (sum < -TINY) refuse('invalid', 'Qtty', 'belowZero');
  if (!(Math.abs(sum) < MOST_SUM)) refuse('invalid', 'Qtty', 'absurd');
}

function sumOf(lines: readonly PricedLine[], side: 'in' | 'out', includesVat: boolean): number {
  return lines.reduce((total, line) => {
    const [price, vat] = side === 'in' ? [line.priceIn, line.vatIn] : [line.priceOut, line.vatOut];
    return total + line.quantity * (price + (includesVat ? 0 : vat));
  }, 0);
}

async function oweSum(saving: Saving, number: number, lines: readonly PricedLine[]): Promise<void> {
  const { database, engine, facts, operation } = saving;
  const sign = operationFacts(operation.operationType)?.paymentSign ?? 0;
  if (sign === 0) return;
  // A delivery owes what it cost, everything else what it is sold for.
  const sum = sumOf(
    lines,
    operation.operationType === OPERATION.purchase ? 'in' : 'out',
    facts.pricesIncludeVat,
  );
  const date = `${operation.date} 00:00:00`;
  await database
    .insertInto('payments')
    .values({
      Acct: number,
      OperType: operation.operationType,
      PartnerID: operation.partnerId,
      ObjectID: operation.locationId,
      Qtty: Math.round(sum * 100) / 100,
      Mode: OWED,
      Sign: sign,
      Date: date,
      UserID: operation.userId,
      UserRealTime: engine.now,
      Type: 1,
      TransactionNumber: BLANK,
      EndDate: date,
    })
    .execute();
}

/** Draws the number; a range that was never begun is the caller's matter, not a fault. */
async function numberFor(saving: Saving): Promise<number> {
  const { database, engine, facts, operation } = saving;
  try {
    return await drawNumber(database, engine, {
      operationType: operation.operationType,
      locationId: operation.locationId as LocationId,
      isPerLocation: facts.hasNumbersPerLocation,
    });
  } catch (error) {
    if (error instanceof SyncError && error.code === 'warehouse.number.rangeWithoutStart')
      return refuse('conflict', 'Acct', 'noRangeStart');
    throw error;
  }
}

/** Writes a document inside an open transaction; answers its number. Throws `Refused`. */
export async function saveOperation(saving: Saving): Promise<number> {
  const { operation, facts } = saving;
  await checkHeader(saving);
  const goods = await findGoods(saving);
  const lines = operation.lines.flatMap((line) => {
    const good = goods.get(line.goodId);
    return good === undefined ? [] : [priced(line, good, facts.pricesIncludeVat)];
  });
  const sign = operationFacts(operation.operationType)?.sign ?? 0;
  checkAmounts(lines, sign, facts.pricesIncludeVat);
  const number = await numberFor(saving);
  await insertLines(saving, number, lines);
  if (sign !== 0) for (const line of lines) await moveStock(saving, line, sign);
  await oweSum(saving, number, lines);
  return number;
}
