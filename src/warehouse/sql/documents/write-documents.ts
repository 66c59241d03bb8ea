import type { Insertable } from 'kysely';
import { batches } from '../../../lib/batch.ts';
import { OPERATION, operationFacts } from '../../../model/operation-type.ts';
import { decimalFromNumber, round, toNumber } from '../../../model/decimal.ts';
import { operationNote } from '../../../model/operation.ts';
import type { OperationDraft, RecordedOutcome } from '../../../model/operation.ts';
import { SyncError } from '../../../model/sync-error.ts';
import { columnText, TEXT_LENGTH } from '../column-text.ts';
import type { Drawn, Recording, Writing } from '../recording.ts';
import type { OperationsTable } from '../schema.ts';
import { KEYS_AT_ONCE } from '../sql-engine.ts';
import type { SqlEngine, WarehouseDatabase } from '../sql-engine.ts';
import { plainLine, splitByLots, writeSale } from '../write-sale.ts';
import { insertRows } from './insert-rows.ts';

const BASE_CURRENCY = 1;
const UNP_ROW = 8;
/** Before a remark in a note. */
const REMARK = '; ';

const insertOperations = insertRows('operations');
const insertReceipts = insertRows('ecrreceipts');

/**
 * Writes documents of one operation type, claimed and numbered, inside an open transaction (I3): lines, УНП
 * rows, and a sale's other rows, each kind for all of them together; then reads them back and refuses to
 * commit what does not add up (I8).
 */
export async function writeDocuments(
  database: WarehouseDatabase,
  drawn: readonly Drawn[],
  recording: Recording,
): Promise<readonly RecordedOutcome[]> {
  const writings: Writing[] = [];
  for (const each of drawn) {
    const { draft } = each;
    const isSale = draft.operationType === OPERATION.sale;
    const lines = isSale ? await splitByLots(database, draft, recording) : draft.lines.map(plainLine);
    writings.push({ ...each, lines });
  }
  await insertLines(database, writings, recording);
  await insertUnpRows(database, writings, recording.engine);
  if (drawn[0]?.draft.operationType === OPERATION.sale) await writeSale(database, writings, recording);
  await checkSums(database, writings, recording.facts);
  return writings.map(({ draft, number, partnerId, unp, goodIds }) => ({
    kind: 'recorded',
    operation: {
      operationType: draft.operationType,
      documentNumber: number,
      unp: unp?.unp ?? null,
    },
    partnerId,
    goodIds,
  }));
}

interface PurchasePrice {
  readonly price: number;
  /** Percent. */
  readonly rate: number;
}

/**
 * Purchase price and VAT rate now: the cost of a line without a lot (facts section 5). A good that is gone
 * stops the document.
 */
async function purchasePrices(
  database: WarehouseDatabase,
  drafts: readonly OperationDraft[],
  recording: Recording,
): Promise<ReadonlyMap<number, PurchasePrice>> {
  const ids = [...new Set(drafts.flatMap(({ lines }) => lines.map((line) => line.goodId as number)))];
  const rates = new Map(recording.facts.vatGroups.map((group) => [group.id, toNumber(group.rate)]));
  const found = new Map<number, PurchasePrice>();
  for (const part of batches(ids, KEYS_AT_ONCE)) {
    const rows = await database
      .selectFrom('goods')
      .select(['ID', 'PriceIn', 'TaxGroup', 'Deleted'])
      .where('ID', 'in', part)
      .execute();
    for (const row of rows)
      found.set(row.ID, { price: row.PriceIn ?? 0, rate: rates.get(row.TaxGroup ?? 0) ?? 0 });
  }
  for (const { lines, origin } of drafts) {
    const gone = lines.find((line) => !found.has(line.goodId));
    if (gone === undefined) continue;
    const facts = { order: origin.orderNumber, code: gone.code, name: gone.name };
    throw new SyncError('order.good.unknown', facts);
  }
  return found;
}

/**
 * The note is cut before the УНП is appended, so that the УНП is never what is lost; a remark has what room
 * is left.
 */
function noteText(draft: OperationDraft, unp: string | null, engine: SqlEngine): string {
  const tail = engine.cleanText(operationNote('', unp));
  const note = columnText(draft.note, engine.cleanText, TEXT_LENGTH - tail.length);
  const head = engine.cleanText(operationNote(note.trim(), unp));
  if (draft.remark === '') return head;
  const room = TEXT_LENGTH - head.length - REMARK.length;
  return room <= 0 ? head : `${head}${REMARK}${columnText(draft.remark, engine.cleanText, room)}`.trim();
}

/** All 22 columns of every line, named (I6); many rows in one statement. */
async function insertLines(
  database: WarehouseDatabase,
  writings: readonly Writing[],
  recording: Recording,
): Promise<void> {
  const drafts = writings.map(({ draft }) => draft);
  const prices = await purchasePrices(database, drafts, recording);
  const rows = writings.flatMap((writing) => lineRows(writing, prices, recording));
  const typed = rows as unknown as readonly Insertable<OperationsTable>[];
  await insertOperations(database, typed, recording.engine.rowsAtOnce);
}

function lineRows(
  { draft, lines, number, partnerId, unp }: Writing,
  prices: ReadonlyMap<number, PurchasePrice>,
  { engine, facts }: Recording,
) {
  const note = noteText(draft, unp?.unp ?? null, engine);
  return lines.map((line) => {
    const { price, rate } = prices.get(line.goodId) ?? { price: 0, rate: 0 };
    const cost = line.purchasePrice ?? price;
    return {
      OperType: draft.operationType,
      Acct: number,
      GoodID: line.goodId,
      PartnerID: partnerId,
      ObjectID: draft.locationId,
      OperatorID: draft.operatorId,
      Qtty: line.quantity,
      Sign: operationFacts(draft.operationType)?.sign ?? 0,
      PriceIn: cost,
      PriceOut: line.unitPrice,
      VATIn: facts.pricesIncludeVat ? (cost * rate) / (100 + rate) : (cost * rate) / 100,
      VATOut: line.unitVat,
      Discount: line.discount,
      CurrencyID: BASE_CURRENCY,
      CurrencyRate: 1,
      Date: `${draft.date} 00:00:00`,
      Lot: line.lot,
      LotID: line.lotId,
      Note: note,
      SrcDocID: 0,
      UserID: draft.operatorId,
      UserRealTime: engine.now,
    };
  });
}

async function insertUnpRows(
  database: WarehouseDatabase,
  writings: readonly Writing[],
  engine: SqlEngine,
): Promise<void> {
  const rows = writings.flatMap(({ draft, number, unp }) =>
    draft.unp === null || unp === null || unp.hasRow
      ? []
      : {
          OperType: draft.unp.receiptOperationType,
          Acct: number,
          ReceiptID: unp.sequence,
          ReceiptDate: engine.now,
          ReceiptType: UNP_ROW,
          ECRID: draft.unp.deviceSerial,
          Description: unp.unp,
          Total: toNumber(draft.total),
          UserID: draft.operatorId,
          UserRealTime: engine.now,
        },
  );
  await insertReceipts(database, rows, engine.rowsAtOnce);
}

/**
 * Reads the documents back before the commit: every line there, and the sum to the cent (I8, facts step 10).
 */
async function checkSums(
  database: WarehouseDatabase,
  writings: readonly Writing[],
  { pricesIncludeVat, baseCurrency: currency }: Recording['facts'],
): Promise<void> {
  const [first] = writings;
  if (first === undefined) return;
  const rows = await database
    .selectFrom('operations')
    .select(['Acct', 'Qtty', 'PriceOut', 'VATOut'])
    .where('OperType', '=', first.draft.operationType)
    .where(
      'Acct',
      'in',
      writings.map(({ number }) => number),
    )
    .execute();
  const byNumber = Map.groupBy(rows, (row) => row.Acct);
  for (const { draft, number, lines } of writings) {
    const own = byNumber.get(number) ?? [];
    const sum = own.reduce((total, row) => {
      const unit = (row.PriceOut ?? 0) + (pricesIncludeVat ? 0 : (row.VATOut ?? 0));
      return total + (row.Qtty ?? 0) * unit;
    }, 0);
    const found = round(decimalFromNumber(sum, 6) ?? draft.total, 2);
    if (own.length === lines.length && found === round(draft.total, 2)) continue;
    const facts = { order: draft.origin.orderNumber, expected: draft.total, found, currency };
    throw new SyncError('warehouse.document.doesNotAddUp', facts);
  }
}
