import { CASH_FROM_SALE, OPERATION } from '../../../model/operation-type.ts';
import type { WarehouseRow } from '../../warehouse-records.ts';
import type { SqlEngine, WarehouseDatabase } from '../sql-engine.ts';
import { claimKeyRow } from '../next-number.ts';
import { untyped } from './record-tables.ts';
import { refuse } from './refused.ts';
import { cleanRow } from './write-records.ts';

const CASH = 1;
const PAID = 1;
const NUMBER_LENGTH = 10;

interface Header {
  readonly partnerId: number;
  readonly locationId: number;
}

async function documentOf(database: WarehouseDatabase, row: WarehouseRow): Promise<Header> {
  const found = await database
    .selectFrom('operations')
    .select(['PartnerID', 'ObjectID'])
    .where('OperType', '=', Number(row['OperType']))
    .where('Acct', '=', Number(row['Acct']))
    .where('PartnerID', '<>', 0)
    .orderBy('ID')
    .limit(1)
    .executeTakeFirst();
  if (found === undefined) return refuse('missing', 'Acct', 'gone');
  return { partnerId: found.PartnerID ?? 0, locationId: found.ObjectID ?? 0 };
}

/**
 * Writes a payment of a document inside an open transaction; cash for a sale goes into the cash book too
 * (facts section 9). Throws `Refused`.
 */
export async function savePayment(
  database: WarehouseDatabase,
  engine: SqlEngine,
  given: WarehouseRow,
): Promise<void> {
  const header = await documentOf(database, given);
  const type = await database
    .selectFrom('paymenttypes')
    .select('PaymentMethod')
    .where('ID', '=', Number(given['Type'] ?? 1))
    .executeTakeFirst();
  if (type === undefined) refuse('missing', 'Type', 'gone');
  const row = cleanRow(engine, {
    PartnerID: header.partnerId,
    ObjectID: header.locationId,
    Mode: PAID,
    Sign: 1,
    Type: 1,
    TransactionNumber: ' ',
    UserID: 1,
    EndDate: given['Date'] ?? null,
    ...given,
  });
  await untyped(database)
    .insertInto('payments')
    .values({ ...row, UserRealTime: engine.now })
    .execute();
  if (row['OperType'] !== OPERATION.sale || row['Mode'] !== PAID || type.PaymentMethod !== CASH) return;
  await database
    .insertInto('cashbook')
    .values({
      Date: String(row['Date']),
      Desc: `Продажба № ${String(row['Acct']).padStart(NUMBER_LENGTH, '0')}`,
      OperType: CASH_FROM_SALE,
      Sign: 1,
      Profit: Number(row['Qtty']),
      UserID: Number(row['UserID']),
      UserRealtime: engine.now,
      ObjectID: Number(row['ObjectID']),
    })
    .execute();
}

async function nextInvoice(database: WarehouseDatabase, engine: SqlEngine): Promise<string> {
  const last = await untyped(database)
    .selectFrom('documents')
    .select((row) => row.fn.max('InvoiceNumber').as('last'))
    .executeTakeFirst();
  const start = Number(/^\d+$/.test(String(last?.last ?? '')) ? last?.last : 0) + 1;
  for (let number = start; number < start + 100; number += 1) {
    const text = String(number).padStart(NUMBER_LENGTH, '0');
    if (await claimKeyRow(database, engine, `INV${text}`)) return text;
  }
  return refuse('conflict', 'InvoiceNumber', 'numberTaken');
}

/**
 * Writes the invoice of a document inside an open transaction: one each, its number reserved in NextAcct
 * (facts section 6: `INV` and ten digits; a key that exists means the number is in use). Throws `Refused`.
 */
export async function saveDocument(
  database: WarehouseDatabase,
  engine: SqlEngine,
  given: WarehouseRow,
): Promise<void> {
  await documentOf(database, given);
  const existing = await untyped(database)
    .selectFrom('documents')
    .select('ID')
    .where('OperType', '=', Number(given['OperType']))
    .where('Acct', '=', Number(given['Acct']))
    .executeTakeFirst();
  if (existing !== undefined) refuse('conflict', 'Acct', 'hasDocument');
  const typed = given['InvoiceNumber'];
  const number =
    typeof typed === 'string' ? typed.padStart(NUMBER_LENGTH, '0') : await nextInvoice(database, engine);
  if (typeof typed === 'string' && !(await claimKeyRow(database, engine, `INV${number}`)))
    refuse('conflict', 'InvoiceNumber', 'numberTaken');
  const texts = ['ExternalInvoiceNumber', 'Recipient', 'EGN', 'Provider', 'Reason', 'Description', 'Place'];
  const row = cleanRow(engine, {
    ...Object.fromEntries(texts.map((column) => [column, ' '])),
    DocumentType: 0,
    PaymentType: 1,
    ExternalInvoiceDate: given['InvoiceDate'] ?? null,
    TaxDate: given['InvoiceDate'] ?? null,
    ...given,
    InvoiceNumber: number,
  });
  await untyped(database).insertInto('documents').values(row).execute();
}
