import type { UnpParts } from '../../../model/unp.ts';
import type { DoubledUnp, UnpRow } from '../../../model/remembered-document.ts';
import { readText } from '../column-text.ts';
import type { SqlEngine, WarehouseDatabase } from '../sql-engine.ts';

/** `ECRReceipts.ReceiptType` of a row that holds a УНП (database 13). */
export const UNP_ROW = 8;
const KEYS_AT_ONCE = 400;
/** Codes such as 1002 stand for variants of 2 (database 13). */
const VARIANTS = 1000;

type DocumentKey = Pick<UnpRow, 'operationType' | 'documentNumber'>;

interface Row {
  readonly OperType: number | null;
  readonly Acct: number | null;
  readonly Description: string | null;
}

function unpRow(row: Row): UnpRow {
  return {
    unp: readText(row.Description),
    operationType: row.OperType ?? 0,
    documentNumber: row.Acct ?? 0,
  };
}

/** The rows of these sequences, which are all of one device, by sequence. */
export async function readUnpRows(
  database: WarehouseDatabase,
  engine: SqlEngine,
  parts: readonly UnpParts[],
): Promise<ReadonlyMap<number, readonly UnpRow[]>> {
  const found = new Map<number, UnpRow[]>();
  const device = parts[0]?.deviceSerial ?? '';
  for (let start = 0; start < parts.length; start += KEYS_AT_ONCE) {
    const sequences = parts.slice(start, start + KEYS_AT_ONCE).map((each) => each.sequence);
    const rows = await database
      .selectFrom('ecrreceipts')
      .select(['ReceiptID', 'ECRID', 'OperType', 'Acct', 'Description'])
      .where('ReceiptID', 'in', sequences)
      .where(engine.unindexed('ReceiptType'), '=', UNP_ROW)
      .orderBy('ID')
      .execute();
    for (const row of rows) {
      if (readText(row.ECRID) !== device || row.ReceiptID === null) continue;
      found.set(row.ReceiptID, [...(found.get(row.ReceiptID) ?? []), unpRow(row)]);
    }
  }
  return found;
}

/** УНП of a device that more than one document bears (A1, A3). */
export async function findDoubledUnp(
  database: WarehouseDatabase,
  engine: SqlEngine,
  deviceSerial: string,
): Promise<readonly DoubledUnp[]> {
  const doubled = await database
    .selectFrom('ecrreceipts')
    .select('ReceiptID')
    .where('ECRID', '=', deviceSerial)
    .where('ReceiptType', '=', UNP_ROW)
    .groupBy('ReceiptID')
    .having((row) => row.fn.countAll<number>(), '>', 1)
    .orderBy('ReceiptID')
    .execute();
  const sequences = doubled.flatMap(({ ReceiptID: sequence }) => (sequence === null ? [] : [sequence]));
  const parts = sequences.map((sequence) => ({ deviceSerial, operatorCode: '', sequence }));
  const rows = await readUnpRows(database, engine, parts);
  const found: DoubledUnp[] = [];
  for (const sequence of sequences) {
    const apart = await ofDocumentsApart(database, rows.get(sequence) ?? []);
    if (apart.length > 1) found.push({ deviceSerial, sequence, rows: apart });
  }
  return found;
}

function isSame(left: DocumentKey, right: DocumentKey): boolean {
  return (
    left.documentNumber === right.documentNumber &&
    left.operationType % VARIANTS === right.operationType % VARIANTS
  );
}

/** One row of each document; an order and what was made of it are one: every paper bears its УНП (A10). */
async function ofDocumentsApart(
  database: WarehouseDatabase,
  rows: readonly UnpRow[],
): Promise<readonly UnpRow[]> {
  const apart: UnpRow[] = [];
  for (const row of rows) {
    if (apart.some((known) => isSame(known, row))) continue;
    const kin = await kinOf(database, row);
    if (!apart.some((known) => kin.some((each) => isSame(each, known)))) apart.push(row);
  }
  return apart;
}

/** What a document was made of and into. */
async function kinOf(database: WarehouseDatabase, row: UnpRow): Promise<readonly DocumentKey[]> {
  const links = await database
    .selectFrom('transformations')
    .select(['RootOperType', 'RootAcct', 'FromOperType', 'FromAcct', 'ToOperType', 'ToAcct'])
    .where((each) =>
      each.or([
        each('FromAcct', '=', row.documentNumber),
        each('ToAcct', '=', row.documentNumber),
        each('RootAcct', '=', row.documentNumber),
      ]),
    )
    .execute();
  return links.flatMap((link) => {
    const chain = [
      { operationType: link.RootOperType ?? 0, documentNumber: link.RootAcct ?? 0 },
      { operationType: link.FromOperType ?? 0, documentNumber: link.FromAcct ?? 0 },
      { operationType: link.ToOperType ?? 0, documentNumber: link.ToAcct ?? 0 },
    ];
    return chain.some((each) => isSame(each, row)) ? chain : [];
  });
}
