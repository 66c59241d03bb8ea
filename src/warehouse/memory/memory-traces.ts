import { OPERATION_TYPES } from '../../model/operation.ts';
import type { RecordedOperation } from '../../model/operation.ts';
import { parseOriginNote } from '../../model/order-origin.ts';
import type { OrderOrigin } from '../../model/order-origin.ts';
import type { OrderTrace } from '../warehouse.ts';
import { numberOf, textOf } from './memory-cells.ts';
import type { MemoryDatabase } from './memory-database.ts';
import { UNP_ROW } from './memory-unp.ts';

/** УНП of a document in the receipts: a note that somebody shortened may have lost it. */
function receiptUnp(database: MemoryDatabase, type: number, number: number): string | null {
  const row = database
    .rows('ecrreceipts')
    .find((each) => each['ReceiptType'] === UNP_ROW && each['OperType'] === type && each['Acct'] === number);
  const unp = textOf(row, 'Description');
  return unp === '' ? null : unp;
}

/**
 * The document of an order by its note (I12): an order turned into a sale may have left its note on
 * both, the one that an import writes comes first; of several of one type the newest.
 */
export function notedOperation(database: MemoryDatabase, origin: OrderOrigin): RecordedOperation | null {
  const rows = database.rows('operations').filter((row) => {
    const note = parseOriginNote(textOf(row, 'Note'));
    const isOurs = note?.orderNumber === origin.orderNumber && note.shopIdentity === origin.shopIdentity;
    return isOurs && numberOf(row, 'Acct') > 0;
  });
  for (const operationType of OPERATION_TYPES) {
    const own = rows.filter((row) => row['OperType'] === operationType);
    const newest = own.toSorted((left, right) => numberOf(left, 'Acct') - numberOf(right, 'Acct')).at(-1);
    if (newest === undefined) continue;
    const documentNumber = numberOf(newest, 'Acct');
    const noted = parseOriginNote(textOf(newest, 'Note'))?.unp ?? null;
    return {
      operationType,
      documentNumber,
      unp: noted ?? receiptUnp(database, operationType, documentNumber),
    };
  }
  return null;
}

/** What stands in the warehouse for these orders; orders without claim and note are absent (I18). */
export function tracesOf(database: MemoryDatabase, origins: readonly OrderOrigin[]): readonly OrderTrace[] {
  return origins.flatMap((origin) => {
    const [isClaimed, operation] = [database.hasKey(origin.claimKey), notedOperation(database, origin)];
    return isClaimed || operation !== null ? [{ orderNumber: origin.orderNumber, isClaimed, operation }] : [];
  });
}
