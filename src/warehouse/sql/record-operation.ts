import type { Insertable } from 'kysely';
import { OPERATION, operationFacts } from '../../model/operation-type.ts';
import { decimalFromNumber, round, toNumber } from '../../model/decimal.ts';
import { linesWithGoods, operationNote } from '../../model/operation.ts';
import type { OperationDraft, RecordOutcome, UnpRequest } from '../../model/operation.ts';
import type { GoodId } from '../../model/good.ts';
import type { PartnerId } from '../../model/partner.ts';
import { SyncError } from '../../model/sync-error.ts';
import { addGoods } from './add-goods.ts';
import { BLANK, columnText, TEXT_LENGTH } from './column-text.ts';
import { claimKeyRow, drawNumber } from './next-number.ts';
import { findGoods } from './read-goods.ts';
import type { OperationsTable } from './schema.ts';
import type { Recording, RowLine, Writing } from './recording.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';
import { standsNoted } from './remembered/remembered-documents.ts';
import { takeOwnUnp } from './remembered/own-unp.ts';
import type { DrawnUnp } from './unp-sequence.ts';
import { newPartner } from './write-partner.ts';
import { splitByLots, writeSale } from './write-sale.ts';

const BASE_CURRENCY = 1;
const UNP_ROW = 8;
const LINES_AT_ONCE = 40;
/** Before a remark in a note. */
const REMARK = '; ';

/** Thrown to leave the transaction when the order is claimed already; never leaves this room. */
export class AlreadyClaimed extends Error {}

/**
 * Writes one document inside an open transaction (I3): claim, new goods, partner, number, УНП, lines, and a
 * sale's other rows; then reads it back and refuses to commit what does not add up (I8). Throws `AlreadyClaimed`
 * when the claim exists.
 */
export async function writeOperation(
  database: WarehouseDatabase,
  planned: OperationDraft,
  recording: Recording,
): Promise<RecordOutcome & { readonly kind: 'recorded' }> {
  const { engine, facts } = recording;
  await claim(database, planned, engine);
  const goodIds = await newGoods(database, planned, recording);
  const draft = { ...planned, lines: linesWithGoods(planned, goodIds) };
  const partnerId = await partnerOf(database, draft, engine);
  const number = await drawNumber(database, engine, {
    operationType: draft.operationType,
    locationId: draft.locationId,
    isPerLocation: facts.hasNumbersPerLocation,
  });
  const drawn = draft.unp === null ? null : await drawUnp(database, draft.unp, { draft, recording });
  const written = { number, partnerId, drawn };
  const lines =
    draft.operationType === OPERATION.sale
      ? await splitByLots(database, draft, recording)
      : draft.lines.map(rowLine);
  await insertLines(database, { draft, lines, written, recording });
  if (drawn !== null && !drawn.hasRow) await insertUnpRow(database, draft, { ...written, drawn, engine });
  if (draft.operationType === OPERATION.sale) await writeSale(database, { draft, lines, written, recording });
  await checkSum(database, { draft, number, lineCount: lines.length, includesVat: facts.pricesIncludeVat });
  const operation = { operationType: draft.operationType, documentNumber: number, unp: drawn?.unp ?? null };
  return { kind: 'recorded', operation, partnerId, goodIds };
}

/** The claim that decides who writes the document; throws `AlreadyClaimed` where somebody has it. */
async function claim(database: WarehouseDatabase, draft: OperationDraft, engine: SqlEngine): Promise<void> {
  const { origin, again } = draft;
  if (!(await claimKeyRow(database, engine, again?.claimKey ?? origin.claimKey))) throw new AlreadyClaimed();
  if (again === undefined) return;
  // The first claim may have outlived its document. Whoever wrote another one since holds it too, so the
  // notes tell once this line is past.
  await claimKeyRow(database, engine, origin.claimKey);
  if (await standsNoted(database, engine, origin)) throw new AlreadyClaimed();
}

/** Decided on because no good had their code: one that has it by now is not made a second time. */
async function newGoods(
  database: WarehouseDatabase,
  { newGoods: drafts = [], origin }: OperationDraft,
  { engine, facts }: Recording,
): Promise<readonly GoodId[]> {
  if (drafts.length === 0) return [];
  const codes = drafts.map(({ code }) => code);
  const [twin] = (await findGoods(database, { codes, priceGroup: 0 })).filter((good) => !good.isDeleted);
  if (twin === undefined) return addGoods(database, { drafts, engine, facts });
  const about = { order: origin.orderNumber, code: twin.code, good: twin.id };
  throw new SyncError('order.good.appeared', about);
}

/** The next number of the device; of a document that is lost, the УНП that it had (A9). */
async function drawUnp(
  database: WarehouseDatabase,
  request: UnpRequest,
  { draft, recording }: { readonly draft: OperationDraft; readonly recording: Recording },
): Promise<DrawnUnp> {
  const { again } = draft;
  if (again === undefined) return recording.sequence.draw(database, request);
  return takeOwnUnp(database, recording.engine, again);
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
    purchasePrice: null,
  };
}

async function partnerOf(
  database: WarehouseDatabase,
  draft: OperationDraft,
  engine: SqlEngine,
): Promise<PartnerId> {
  const { partner } = draft;
  if (partner.kind === 'new')
    return newPartner(database, engine, { partner: partner.partner, operatorId: draft.operatorId });
  const row = await database
    .selectFrom('partners')
    .select('ID')
    .where('ID', '=', partner.id)
    .executeTakeFirst();
  if (row !== undefined) return partner.id;
  throw new SyncError('order.partner.gone', { order: draft.origin.orderNumber, partner: partner.id });
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
  draft: OperationDraft,
  recording: Recording,
): Promise<ReadonlyMap<number, PurchasePrice>> {
  const ids = [...new Set(draft.lines.map((line) => line.goodId as number))];
  const rows = await database
    .selectFrom('goods')
    .select(['ID', 'PriceIn', 'TaxGroup', 'Deleted'])
    .where('ID', 'in', ids)
    .execute();
  const rates = new Map(recording.facts.vatGroups.map((group) => [group.id, toNumber(group.rate)]));
  const found = new Map(
    rows.map((row) => {
      const [price, rate] = [row.PriceIn ?? 0, rates.get(row.TaxGroup ?? 0) ?? 0];
      return [row.ID, { price, rate }];
    }),
  );
  const gone = draft.lines.find((line) => !found.has(line.goodId));
  if (gone === undefined) return found;
  throw new SyncError('order.good.unknown', {
    order: draft.origin.orderNumber,
    code: gone.code,
    name: gone.name,
  });
}

/**
 * The note is cut before the УНП is appended, so that the УНП is never what is lost; a remark has what room
 * is left.
 */
export function noteText(draft: OperationDraft, unp: string | null, engine: SqlEngine): string {
  const tail = engine.cleanText(operationNote('', unp));
  const note = columnText(draft.note, engine.cleanText, TEXT_LENGTH - tail.length);
  const head = engine.cleanText(operationNote(note.trim(), unp));
  if (draft.remark === '') return head;
  const room = TEXT_LENGTH - head.length - REMARK.length;
  return room <= 0 ? head : `${head}${REMARK}${columnText(draft.remark, engine.cleanText, room)}`.trim();
}

/** All 22 columns of every line, named (I6); many rows in one statement. */
async function insertLines(database: WarehouseDatabase, writing: Writing): Promise<void> {
  const { draft, lines, written, recording } = writing;
  const prices = await purchasePrices(database, draft, recording);
  const note = noteText(draft, written.drawn?.unp ?? null, recording.engine);
  const rows = lines.map((line) => {
    const { price, rate } = prices.get(line.goodId) ?? { price: 0, rate: 0 };
    const cost = line.purchasePrice ?? price;
    return {
      OperType: draft.operationType,
      Acct: written.number,
      GoodID: line.goodId,
      PartnerID: written.partnerId,
      ObjectID: draft.locationId,
      OperatorID: draft.operatorId,
      Qtty: line.quantity,
      Sign: operationFacts(draft.operationType)?.sign ?? 0,
      PriceIn: cost,
      PriceOut: line.unitPrice,
      VATIn: recording.facts.pricesIncludeVat ? (cost * rate) / (100 + rate) : (cost * rate) / 100,
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
      UserRealTime: recording.engine.now,
    };
  });
  for (let start = 0; start < rows.length; start += LINES_AT_ONCE) {
    const part = rows.slice(
      start,
      start + LINES_AT_ONCE,
    ) as unknown as readonly Insertable<OperationsTable>[];
    await database.insertInto('operations').values(part).execute();
  }
}

async function insertUnpRow(
  database: WarehouseDatabase,
  draft: OperationDraft,
  written: { readonly number: number; readonly drawn: DrawnUnp; readonly engine: SqlEngine },
): Promise<void> {
  if (draft.unp === null) return;
  const row = {
    OperType: draft.unp.receiptOperationType,
    Acct: written.number,
    ReceiptID: written.drawn.sequence,
    ReceiptDate: written.engine.now,
    ReceiptType: UNP_ROW,
    ECRID: draft.unp.deviceSerial,
    Description: written.drawn.unp,
    Total: toNumber(draft.total),
    UserID: draft.operatorId,
    UserRealTime: written.engine.now,
  };
  await database.insertInto('ecrreceipts').values(row).execute();
}

/**
 * Reads the document back before the commit: every line there, and the sum to the cent (I8, facts step 10).
 */
async function checkSum(
  database: WarehouseDatabase,
  what: {
    readonly draft: OperationDraft;
    readonly number: number;
    readonly lineCount: number;
    readonly includesVat: boolean;
  },
): Promise<void> {
  const { draft } = what;
  const rows = await database
    .selectFrom('operations')
    .select(['Qtty', 'PriceOut', 'VATOut'])
    .where('OperType', '=', draft.operationType)
    .where('Acct', '=', what.number)
    .execute();
  const sum = rows.reduce((total, row) => {
    const unit = (row.PriceOut ?? 0) + (what.includesVat ? 0 : (row.VATOut ?? 0));
    return total + (row.Qtty ?? 0) * unit;
  }, 0);
  const found = round(decimalFromNumber(sum, 6) ?? draft.total, 2);
  if (rows.length === what.lineCount && found === round(draft.total, 2)) return;
  const facts = { order: draft.origin.orderNumber, expected: draft.total, found };
  throw new SyncError('warehouse.document.doesNotAddUp', facts);
}
