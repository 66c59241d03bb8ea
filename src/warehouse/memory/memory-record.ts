import { add, multiply, round, toNumber } from '../../model/decimal.ts';
import { operationNote } from '../../model/operation.ts';
import type { OperationDraft, RecordedOperation, RecordOutcome, UnpRequest } from '../../model/operation.ts';
import { parseOriginNote } from '../../model/order-origin.ts';
import type { OrderOrigin } from '../../model/order-origin.ts';
import type { PartnerId } from '../../model/partner.ts';
import { SyncError } from '../../model/sync-error.ts';
import { formatUnp, unpClaimKey } from '../../model/unp.ts';
import type { OrderTrace } from '../warehouse.ts';
import type { MemoryDatabase } from './memory-database.ts';
import { factsOf, lastSequence, numberOf, textOf } from './memory-reads.ts';

const PREFIXES = { 19: 'OR', 14: 'P', 13: 'OF', 2: 'S' } as const;
const SALE = 2;
const TRIES = 100;
const TEXT_LENGTH = 255;

/** One blank for an empty text, control characters out, never longer than a column. */
function columnText(text: string, length = TEXT_LENGTH): string {
  const cut = text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, length)
    .trim();
  return cut === '' ? ' ' : cut;
}

function hasKey(database: MemoryDatabase, key: string): boolean {
  return database.rows('nextacct').some((row) => row['NextAcct'] === key);
}

/** The document of an order, found by its note; the one that an import writes comes first. */
function noted(database: MemoryDatabase, origin: OrderOrigin): RecordedOperation | null {
  const rows = database.rows('operations').filter((row) => {
    const note = parseOriginNote(textOf(row['Note']));
    return note?.orderNumber === origin.orderNumber && note.shopIdentity === origin.shopIdentity;
  });
  for (const operationType of [19, 14, 13, 2] as const) {
    const row = rows.find(
      (candidate) => candidate['OperType'] === operationType && numberOf(candidate['Acct']) > 0,
    );
    if (row === undefined) continue;
    const documentNumber = numberOf(row['Acct']);
    const receipt = database
      .rows('ecrreceipts')
      .find(
        (entry) =>
          entry['ReceiptType'] === 8 &&
          entry['OperType'] === operationType &&
          entry['Acct'] === documentNumber,
      );
    const unp =
      parseOriginNote(textOf(row['Note']))?.unp ??
      (receipt === undefined ? null : textOf(receipt['Description']));
    return { operationType, documentNumber, unp };
  }
  return null;
}

/** What stands in the warehouse for these orders (I18). */
export function tracesOf(database: MemoryDatabase, origins: readonly OrderOrigin[]): readonly OrderTrace[] {
  return origins.flatMap((origin) => {
    const [isClaimed, operation] = [hasKey(database, origin.claimKey), noted(database, origin)];
    return isClaimed || operation !== null ? [{ orderNumber: origin.orderNumber, isClaimed, operation }] : [];
  });
}

function drawNumber(database: MemoryDatabase, draft: OperationDraft): number {
  const series = draft.operationType === SALE ? [2, 16] : [draft.operationType];
  const all = database.rows('operations').filter((row) => series.includes(numberOf(row['OperType'])));
  const isPerLocation = factsOf(database).hasNumbersPerLocation;
  const own = isPerLocation ? all.filter((row) => row['ObjectID'] === draft.locationId) : all;
  if (isPerLocation && own.length === 0 && all.some((row) => numberOf(row['Acct']) > 0)) {
    const facts = { operationType: draft.operationType, location: draft.locationId };
    throw new SyncError('warehouse.number.rangeWithoutStart', facts);
  }
  const first = Math.max(0, ...own.map((row) => numberOf(row['Acct']))) + 1;
  for (let number = first; number < first + TRIES; number += 1) {
    const key = `${PREFIXES[draft.operationType]}${number}`;
    if (hasKey(database, key)) continue;
    database.insert('nextacct', { NextAcct: key });
    if (!all.some((row) => row['Acct'] === number)) return number;
  }
  throw new SyncError('warehouse.number.exhausted', { operationType: draft.operationType, number: first });
}

function drawUnp(
  database: MemoryDatabase,
  request: UnpRequest,
): { readonly unp: string; readonly sequence: number } {
  const { deviceSerial, operatorCode, rangeFrom, rangeTo } = request;
  const last = lastSequence(database, deviceSerial, { from: rangeFrom, to: rangeTo });
  if (last < request.lastKnownSequence) {
    const facts = { device: deviceSerial, ledger: request.lastKnownSequence, warehouse: last };
    throw new SyncError('unp.sequence.behindLedger', facts);
  }
  const sequence = Math.max(last + 1, rangeFrom);
  if (sequence > rangeTo) throw new SyncError('unp.range.exhausted', { device: deviceSerial, to: rangeTo });
  const unp = formatUnp({ deviceSerial, operatorCode, sequence });
  if (unp === null)
    throw new SyncError('unp.special', { unp: `${deviceSerial}-${operatorCode}-${sequence}` });
  database.insert('nextacct', { NextAcct: unpClaimKey(deviceSerial, sequence) });
  return { unp, sequence };
}

function partnerOf(database: MemoryDatabase, draft: OperationDraft): PartnerId {
  if (draft.partner.kind === 'existing') {
    const { id } = draft.partner;
    if (database.rows('partners').some((row) => row['ID'] === id)) return id;
    throw new SyncError('order.partner.gone', { order: draft.origin.orderNumber, partner: id });
  }
  const { partner } = draft.partner;
  const twice = {
    Company: partner.company,
    MOL: partner.contact,
    City: partner.city,
    Address: partner.address,
    Phone: partner.phone,
  };
  const texts = { ...twice, eMail: partner.email, Bulstat: partner.companyNumber, TaxNo: partner.vatNumber };
  const printed = Object.fromEntries(
    Object.entries(twice).map(([name, text]) => [`${name}2`, columnText(text)]),
  );
  const written = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, columnText(text)]));
  return database.insert('partners', {
    ...written,
    ...printed,
    GroupID: partner.groupId,
    Deleted: 0,
    UserID: draft.operatorId,
  }) as PartnerId;
}

/** Sum with VAT, before rounding. */
function sumOf(draft: OperationDraft, pricesIncludeVat: boolean): string {
  const amounts = draft.lines.map((line) =>
    multiply(line.quantity, pricesIncludeVat ? line.unitPrice : add(line.unitPrice, line.unitVat)),
  );
  return round(add(...amounts), 2);
}

function takeStock(database: MemoryDatabase, draft: OperationDraft): void {
  for (const line of draft.lines) {
    const quantity = toNumber(line.quantity);
    const fits = (row: { readonly [column: string]: unknown }): boolean =>
      row['ObjectID'] === draft.locationId && row['GoodID'] === line.goodId;
    const stock = database
      .rows('store')
      .filter(fits)
      .reduce((sum, row) => sum + numberOf(row['Qtty']), 0);
    const reserved = database
      .rows('operations')
      .filter((row) => row['OperType'] === 19 && fits(row))
      .reduce((sum, row) => sum + numberOf(row['Qtty']), 0);
    const isGuarded = !factsOf(database).isNegativeStockAllowed && !line.isService && quantity > 0;
    if (isGuarded && stock - reserved <= quantity - 1e-7) {
      throw new SyncError('warehouse.stock.notEnough', { good: line.goodId, quantity });
    }
    const changed = database.update('store', fits, (row) => ({
      ...row,
      Qtty: numberOf(row['Qtty']) - quantity,
    }));
    if (changed !== 1 && !line.isService)
      throw new SyncError('warehouse.stock.rowMissing', { good: line.goodId });
  }
}

function insertLines(
  database: MemoryDatabase,
  draft: OperationDraft,
  written: {
    readonly number: number;
    readonly partnerId: PartnerId;
    readonly unp: string | null;
    readonly now: string;
  },
): void {
  const goods = new Map(database.rows('goods').map((row) => [numberOf(row['ID']), row]));
  const tail = operationNote('', written.unp);
  const note = operationNote(columnText(draft.note, TEXT_LENGTH - tail.length), written.unp);
  for (const line of draft.lines) {
    const good = goods.get(line.goodId);
    if (good === undefined) {
      throw new SyncError('order.good.unknown', {
        order: draft.origin.orderNumber,
        code: line.code,
        name: line.name,
      });
    }
    database.insert('operations', {
      OperType: draft.operationType,
      Acct: written.number,
      GoodID: line.goodId,
      PartnerID: written.partnerId,
      ObjectID: draft.locationId,
      OperatorID: draft.operatorId,
      Qtty: toNumber(line.quantity),
      Sign: draft.operationType === SALE ? -1 : 0,
      PriceIn: numberOf(good['PriceIn']),
      PriceOut: toNumber(line.unitPrice),
      VATOut: toNumber(line.unitVat),
      Discount: toNumber(line.discountPercent),
      CurrencyID: 1,
      CurrencyRate: 1,
      Date: `${draft.date} 00:00:00`,
      Lot: ' ',
      LotID: 1,
      Note: note,
      SrcDocID: 0,
      UserID: draft.operatorId,
      UserRealTime: written.now,
    });
  }
}

/** Writes one document; call inside a transaction. */
export function recordInMemory(database: MemoryDatabase, draft: OperationDraft, now: string): RecordOutcome {
  if (hasKey(database, draft.origin.claimKey)) {
    const operation = noted(database, draft.origin);
    return operation === null ? { kind: 'documentGone' } : { kind: 'alreadyRecorded', operation };
  }
  database.insert('nextacct', { NextAcct: draft.origin.claimKey });
  const partnerId = partnerOf(database, draft);
  const number = drawNumber(database, draft);
  const drawn = draft.unp === null ? null : drawUnp(database, draft.unp);
  insertLines(database, draft, { number, partnerId, unp: drawn?.unp ?? null, now });
  if (drawn !== null && draft.unp !== null) {
    const { receiptOperationType: OperType, deviceSerial: ECRID } = draft.unp;
    const about = {
      ReceiptType: 8,
      ReceiptID: drawn.sequence,
      Description: drawn.unp,
      Total: toNumber(draft.total),
    };
    database.insert('ecrreceipts', {
      OperType,
      Acct: number,
      ECRID,
      ...about,
      ReceiptDate: now,
      UserID: draft.operatorId,
      UserRealTime: now,
    });
  }
  if (draft.operationType === SALE) {
    takeStock(database, draft);
    const money = {
      Acct: number,
      OperType: SALE,
      PartnerID: partnerId,
      ObjectID: draft.locationId,
      Sign: 1,
      UserID: draft.operatorId,
    };
    database.insert('payments', {
      ...money,
      Mode: -1,
      Type: 1,
      Qtty: toNumber(draft.total),
      Date: `${draft.date} 00:00:00`,
    });
  }
  const found = sumOf(draft, factsOf(database).pricesIncludeVat);
  if (found !== round(draft.total, 2)) {
    throw new SyncError('warehouse.document.doesNotAddUp', {
      order: draft.origin.orderNumber,
      expected: draft.total,
      found,
    });
  }
  const operation = { operationType: draft.operationType, documentNumber: number, unp: drawn?.unp ?? null };
  return { kind: 'recorded', operation, partnerId };
}
