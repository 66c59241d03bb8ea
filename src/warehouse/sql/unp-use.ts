import { LAST_SEQUENCE, sequencesInText, unpClaimKey } from '../../model/unp.ts';
import type { UnpRange } from '../../model/unp-sharing.ts';
import type { UnpUse } from '../../model/warehouse-facts.ts';
import type { WarehouseDatabase } from './sql-engine.ts';

/** ReceiptType of the row that holds a УНП (facts of the database, section 13). */
export const UNP_ROW = 8;

type ForeignUnp = Pick<UnpUse, 'foreignRows' | 'foreignLast'>;

/** Highest sequence of a device that a key of ours holds inside the range; 0 = none. */
export async function highestClaim(
  database: WarehouseDatabase,
  device: string,
  range: UnpRange,
): Promise<number> {
  // The keys are padded to seven digits, so their order as text is their order as numbers.
  const row = await database
    .selectFrom('nextacct')
    .select((key) => key.fn.max('NextAcct').as('highest'))
    .where('NextAcct', '>=', unpClaimKey(device, range.from))
    .where('NextAcct', '<=', unpClaimKey(device, range.to))
    .executeTakeFirst();
  return row?.highest === undefined || row.highest === null ? 0 : Number(row.highest.slice(-7));
}

async function claimedSequences(database: WarehouseDatabase, device: string): Promise<ReadonlySet<number>> {
  const rows = await database
    .selectFrom('nextacct')
    .select('NextAcct')
    .where('NextAcct', '>=', unpClaimKey(device, 0))
    .where('NextAcct', '<=', unpClaimKey(device, LAST_SEQUENCE))
    .execute();
  return new Set(rows.map((row) => Number(row.NextAcct.slice(-7))));
}

/** УНП rows of the device that no key of ours stands for: somebody else's (F13, A5). */
export async function readForeignUnp(database: WarehouseDatabase, device: string): Promise<ForeignUnp> {
  const rows = await database
    .selectFrom('ecrreceipts')
    .select('ReceiptID')
    .where('ECRID', '=', device)
    .where('ReceiptType', '=', UNP_ROW)
    .execute();
  const claimed = await claimedSequences(database, device);
  const foreign = rows.map((row) => row.ReceiptID ?? 0).filter((sequence) => !claimed.has(sequence));
  const foreignLast = foreign.reduce((most, sequence) => Math.max(most, sequence), 0);
  return { foreignRows: foreign.length, foreignLast };
}

/** Who uses a device, as far as the database shows (F13, A5). */
export async function readUnpUse(
  database: WarehouseDatabase,
  device: string,
  range: UnpRange,
): Promise<UnpUse> {
  const { others = 0 } =
    (await database
      .selectFrom('ecrreceipts')
      .select((row) => row.fn.countAll<number>().as('others'))
      .where('ECRID', '=', device)
      .where('ReceiptType', '<>', UNP_ROW)
      .executeTakeFirst()) ?? {};
  const last = await database
    .selectFrom('ecrreceipts')
    .select((row) => row.fn.max('ReceiptID').as('highest'))
    .where('ECRID', '=', device)
    .where('ReceiptType', '=', UNP_ROW)
    .where('ReceiptID', '>=', range.from)
    .where('ReceiptID', '<=', range.to)
    .executeTakeFirst();
  const foreign = await readForeignUnp(database, device);
  const lastInRange = Math.max(last?.highest ?? 0, await highestClaim(database, device, range));
  return { lastInRange, receiptRows: others, ...foreign };
}

/**
 * Highest sequence of a device inside the range that any text of the warehouse names: receipts of every type
 * (a printed one repeats its УНП) and notes of documents. 0 = none. Notes have no index: all are scanned.
 */
export async function readNamedSequence(
  database: WarehouseDatabase,
  device: string,
  range: UnpRange,
): Promise<number> {
  const receipts = await database
    .selectFrom('ecrreceipts')
    .select('Description as text')
    .where('Description', 'like', `%${device}%`)
    .execute();
  const notes = await database
    .selectFrom('operations')
    .select('Note as text')
    .distinct()
    .where('Note', 'like', `%${device}%`)
    .execute();
  let highest = 0;
  for (const { text } of [...receipts, ...notes]) {
    for (const sequence of sequencesInText(text ?? '', device))
      if (sequence >= range.from && sequence <= range.to) highest = Math.max(highest, sequence);
  }
  return highest;
}
