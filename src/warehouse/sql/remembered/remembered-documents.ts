import { NOTE_BEGINNING, parseOriginNote } from '../../../model/order-origin.ts';
import type { OrderOrigin } from '../../../model/order-origin.ts';
import type { OperationType } from '../../../model/operation.ts';
import { parseUnp } from '../../../model/unp.ts';
import type { UnpParts } from '../../../model/unp.ts';
import type {
  DocumentFate,
  DocumentSight,
  RememberedDocument,
  UnpRow,
} from '../../../model/remembered-document.ts';
import { readClaimed } from './read-claimed.ts';
import type { SqlEngine, WarehouseDatabase } from '../sql-engine.ts';
import { readDocuments } from '../standing-documents.ts';
import { readUnpRows } from './unp-rows.ts';

const KEYS_AT_ONCE = 400;

/** Claims, notes and УНП rows of documents that are remembered, by the indexes of each table (Q1). */
export async function sightDocuments(
  database: WarehouseDatabase,
  engine: SqlEngine,
  remembered: readonly RememberedDocument[],
): Promise<readonly DocumentSight[]> {
  const claimed = await readClaimed(
    database,
    remembered.map(({ origin }) => origin.claimKey),
  );
  const noted = await readNoted(database, remembered);
  const rows = await unpRowsOf(database, engine, remembered);
  return remembered.map((document) => ({
    orderNumber: document.origin.orderNumber,
    isClaimed: claimed.has(document.origin.claimKey),
    isNoted: noted.has(document),
    unpRows: rows.get(document) ?? [],
  }));
}

/** Those whose document bears the order's own note, compared letter by letter. */
async function readNoted(
  database: WarehouseDatabase,
  remembered: readonly RememberedDocument[],
): Promise<ReadonlySet<RememberedDocument>> {
  const noted = new Set<RememberedDocument>();
  for (const [operationType, documents] of Map.groupBy(remembered, (each) => each.operationType))
    for (let start = 0; start < documents.length; start += KEYS_AT_ONCE) {
      const part = documents.slice(start, start + KEYS_AT_ONCE);
      const rows = await database
        .selectFrom('operations')
        .select(['Acct', 'Note'])
        .where('OperType', '=', operationType)
        .where(
          'Acct',
          'in',
          part.map((each) => each.documentNumber),
        )
        .groupBy(['Acct', 'Note'])
        .execute();
      const notes = Map.groupBy(rows, (row) => row.Acct ?? 0);
      for (const each of part)
        if ((notes.get(each.documentNumber) ?? []).some(({ Note }) => isNoteOf(Note, each.origin)))
          noted.add(each);
    }
  return noted;
}

function isNoteOf(note: string | null, origin: OrderOrigin): boolean {
  const parsed = parseOriginNote(note ?? '');
  return parsed?.orderNumber === origin.orderNumber && parsed.shopIdentity === origin.shopIdentity;
}

async function unpRowsOf(
  database: WarehouseDatabase,
  engine: SqlEngine,
  remembered: readonly RememberedDocument[],
): Promise<ReadonlyMap<RememberedDocument, readonly UnpRow[]>> {
  const asked = remembered.flatMap((document) => {
    const parts = document.unp === null ? null : parseUnp(document.unp);
    return parts === null ? [] : [{ document, parts }];
  });
  const found = new Map<RememberedDocument, readonly UnpRow[]>();
  for (const [, ofDevice] of Map.groupBy(asked, ({ parts }) => parts.deviceSerial)) {
    const rows = await readUnpRows(
      database,
      engine,
      ofDevice.map(({ parts }): UnpParts => parts),
    );
    for (const { document, parts } of ofDevice) found.set(document, rows.get(parts.sequence) ?? []);
  }
  return found;
}

/** True when any document bears the order's note: notes have no index, so this reads the whole table. */
export async function standsNoted(
  database: WarehouseDatabase,
  engine: SqlEngine,
  origin: OrderOrigin,
): Promise<boolean> {
  const rows = await database
    .selectFrom('operations')
    .select('Note')
    .where('Note', 'like', `${engine.cleanText(NOTE_BEGINNING)}${origin.orderNumber} %`)
    .where('Acct', '>', 0)
    .groupBy('Note')
    .execute();
  return rows.some(({ Note }) => isNoteOf(Note, origin));
}

/** What stands under each number, and what was made of it (facts of the database, section 8). */
export async function traceDocuments(
  database: WarehouseDatabase,
  remembered: readonly RememberedDocument[],
  includesVat: boolean,
): Promise<readonly DocumentFate[]> {
  const fates: DocumentFate[] = [];
  for (const { origin, operationType, documentNumber } of remembered) {
    const own = { operationType: operationType as OperationType, documentNumber, unp: null };
    const links = await database
      .selectFrom('transformations')
      .select(['ToOperType', 'ToAcct'])
      .where('FromOperType', '=', operationType)
      .where('FromAcct', '=', documentNumber)
      .orderBy('ID')
      .execute();
    const next = links.map((link) => ({
      operationType: (link.ToOperType ?? 0) as OperationType,
      documentNumber: link.ToAcct ?? 0,
      unp: null,
    }));
    const found = await readDocuments(database, [own, ...next], includesVat);
    fates.push({
      orderNumber: origin.orderNumber,
      standing: found.get(own) ?? null,
      successors: next.flatMap((each) => found.get(each) ?? []),
    });
  }
  return fates;
}
