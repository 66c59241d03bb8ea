import { sql } from 'kysely';
import type { WarehouseEvidence } from '../../../model/evidence.ts';
import { OPERATION } from '../../../model/operation-type.ts';
import { readDay, readText } from '../column-text.ts';
import type { SqlEngine, WarehouseDatabase } from '../sql-engine.ts';
import { readOddities } from './read-oddities.ts';

const KEYS = 50;
const UNP_ROW = 8;
/** Keys of ours begin with this letter, and no prefix of the vendor's does (I4). */
const OURS = 'Z';
const UNP_PARTS = 3;
/** So many sales tell enough, and fit into one list of numbers on every engine. */
const CONVERSIONS = 500;

async function readReceipts(database: WarehouseDatabase): Promise<WarehouseEvidence['receipts']> {
  const rows = await database
    .selectFrom('ecrreceipts')
    .select((row) => [
      'OperType',
      'ReceiptType',
      row.fn.countAll<number>().as('count'),
      row.fn.min('ReceiptID').as('lowest'),
      row.fn.max('ReceiptID').as('highest'),
    ])
    .groupBy(['OperType', 'ReceiptType'])
    .orderBy('OperType')
    .orderBy('ReceiptType')
    .execute();
  return rows.map((row) => ({
    operationType: row.OperType ?? 0,
    receiptType: row.ReceiptType ?? 0,
    count: row.count,
    lowest: row.lowest ?? 0,
    highest: row.highest ?? 0,
  }));
}

/** УНП that stand twice, and the operators that УНП name. */
async function readUnp(
  database: WarehouseDatabase,
): Promise<Pick<WarehouseEvidence, 'doubledUnp' | 'unpOperators'>> {
  const rows = await database
    .selectFrom('ecrreceipts')
    .select('Description')
    .where('ReceiptType', '=', UNP_ROW)
    .execute();
  const seen = new Map<string, number>();
  const unpOperators: Record<string, number> = {};
  for (const row of rows) {
    const unp = readText(row.Description);
    seen.set(unp, (seen.get(unp) ?? 0) + 1);
    const parts = unp.split('-');
    const operator = parts.length === UNP_PARTS ? (parts[1] ?? '') : '';
    if (operator !== '') unpOperators[operator] = (unpOperators[operator] ?? 0) + 1;
  }
  return { doubledUnp: [...seen.values()].filter((count) => count > 1).length, unpOperators };
}

interface Papers {
  readonly note: string;
  readonly unp: string;
}

/** Note and УНП of these documents, by their number. */
async function readPapers(
  database: WarehouseDatabase,
  operationType: number,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, Papers>> {
  const notes = await database
    .selectFrom('operations')
    .select((line) => ['Acct', line.fn.max('Note').as('note')])
    .where('OperType', '=', operationType)
    .where('Acct', 'in', numbers)
    .groupBy('Acct')
    .execute();
  const receipts = await database
    .selectFrom('ecrreceipts')
    .select(['Acct', 'Description'])
    .where('ReceiptType', '=', UNP_ROW)
    .where('OperType', '=', operationType)
    .where('Acct', 'in', numbers)
    .execute();
  const unp = new Map(receipts.map((row) => [row.Acct, readText(row.Description)]));
  return new Map(
    notes.map((row) => [row.Acct ?? 0, { note: readText(row.note).trim(), unp: unp.get(row.Acct) ?? '' }]),
  );
}

/** What the newest sales that were made of orders have kept of them. */
async function readConversions(database: WarehouseDatabase): Promise<WarehouseEvidence['conversions']> {
  const rows = await database
    .selectFrom('transformations')
    .select(['FromAcct', 'ToAcct'])
    .where('FromOperType', '=', OPERATION.customerOrder)
    .where('ToOperType', '=', OPERATION.sale)
    .orderBy('ID', 'desc')
    .limit(CONVERSIONS)
    .execute();
  const pairs = new Map(rows.map((row) => [row.ToAcct ?? 0, row.FromAcct ?? 0]));
  const told = { count: 0, noted: 0, keptNote: 0, numbered: 0, sameUnp: 0 };
  if (pairs.size === 0) return told;
  const orders = await readPapers(database, OPERATION.customerOrder, [...new Set(pairs.values())]);
  const sales = await readPapers(database, OPERATION.sale, [...pairs.keys()]);
  for (const [to, from] of pairs) {
    const [order, sale] = [orders.get(from), sales.get(to)];
    if (order === undefined || sale === undefined) continue;
    told.count += 1;
    if (order.note !== '') told.noted += 1;
    if (order.note !== '' && sale.note.includes(order.note)) told.keptNote += 1;
    if (order.unp !== '' && sale.unp !== '') told.numbered += 1;
    if (order.unp !== '' && sale.unp === order.unp) told.sameUnp += 1;
  }
  return told;
}

async function readOpenOrders(database: WarehouseDatabase): Promise<WarehouseEvidence['openOrders']> {
  const rows = await database
    .selectFrom('operations')
    .select((line) => ['Acct', line.fn.min('Date').as('date')])
    .where('OperType', '=', OPERATION.customerOrder)
    .where('Acct', '>', 0)
    .where('PartnerID', '<>', 0)
    .where((line) =>
      line.not(
        line.exists(
          line
            .selectFrom('transformations')
            .select('transformations.ID')
            .whereRef('transformations.FromOperType', '=', 'operations.OperType')
            .whereRef('transformations.FromAcct', '=', 'operations.Acct'),
        ),
      ),
    )
    .groupBy('Acct')
    .execute();
  const years: Record<string, number> = {};
  for (const row of rows) {
    const year = readDay(row.date).slice(0, 4);
    years[year] = (years[year] ?? 0) + 1;
  }
  return years;
}

async function readCollations(database: WarehouseDatabase, engine: SqlEngine): Promise<readonly string[]> {
  const { rows } = await sql.raw<{ readonly name: string }>(engine.structure.collations).execute(database);
  return rows.map(({ name }) => name);
}

async function readLastKeys(database: WarehouseDatabase): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('nextacct')
    .select('NextAcct')
    .where('NextAcct', '<', OURS)
    .orderBy('NextAcct', 'desc')
    .limit(KEYS)
    .execute();
  return rows.map((row) => readText(row.NextAcct));
}

/**
 * What a database tells of the assumptions about it (`collect`). No name, address or value of a setting is
 * read.
 */
export async function readEvidence(
  database: WarehouseDatabase,
  engine: SqlEngine,
): Promise<WarehouseEvidence> {
  const system = await database
    .selectFrom('system')
    .select(['Version', 'ProductID'])
    .orderBy('ProductID')
    .execute();
  const currencies = await database
    .selectFrom('currencies')
    .select(['ID', 'Currency'])
    .orderBy('ID')
    .execute();
  const configuration = await database
    .selectFrom('configuration')
    .select('Key')
    .distinct()
    .orderBy('Key')
    .execute();
  const users = await database.selectFrom('users').select('Code').orderBy('ID').execute();
  return {
    system: system.map((row) => ({ version: readText(row.Version), product: row.ProductID ?? 0 })),
    currencies: currencies.map((row) => ({ id: row.ID, currency: readText(row.Currency) })),
    configurationKeys: configuration.map((row) => readText(row.Key)).toSorted(),
    lastKeys: [...(await readLastKeys(database))],
    receipts: await readReceipts(database),
    ...(await readUnp(database)),
    operatorCodes: users.map((row) => readText(row.Code)).filter((code) => code !== ''),
    oddities: (await readOddities(database, engine)).map((oddity) => ({ ...oddity })),
    openOrders: await readOpenOrders(database),
    collations: [...(await readCollations(database, engine))],
    conversions: await readConversions(database),
  };
}
