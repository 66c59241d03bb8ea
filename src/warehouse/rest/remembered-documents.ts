import { parseOriginNote } from '../../model/order-origin.ts';
import type { DocumentFate, DocumentSight, RememberedDocument } from '../../model/remembered-document.ts';
import { documentOf } from './noted-documents.ts';
import type { RestClient } from './rest-client.ts';
import { OPERATION_ROW } from './wire.ts';
import type { OperationWire } from './wire.ts';

/** Numbers that lie nearer than this to one another are asked for in one list. */
const NEAR = 20;
/** So many numbers at most in one list. */
const NUMBERS_AT_ONCE = 500;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

function stretchesOf(numbers: readonly number[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const number of numbers.toSorted((left, right) => left - right)) {
    const last = stretches.at(-1);
    if (last !== undefined && number - last.to <= NEAR && number - last.from < NUMBERS_AT_ONCE)
      stretches[stretches.length - 1] = { from: last.from, to: number };
    else stretches.push({ from: number, to: number });
  }
  return stretches;
}

async function rowsOf(
  client: RestClient,
  what: { readonly operationType: number } & Stretch,
  signal: AbortSignal,
): Promise<readonly OperationWire[]> {
  const { operationType, from, to } = what;
  const parameters = { operation_type: operationType, document_from: from, document_to: to };
  const rows = await client.all('/Operations', {
    parameters,
    parse: (row) => OPERATION_ROW.parse(row),
    signal,
  });
  // A server that takes no such filter answers more.
  return rows.filter(
    (row) => row.operation_type === operationType && row.document_number >= from && row.document_number <= to,
  );
}

/**
 * Which documents bear their order's note, a list for each stretch of numbers (Q1). The interface has neither
 * claims nor УНП rows.
 */
export async function sightDocuments(
  client: RestClient,
  remembered: readonly RememberedDocument[],
  signal: AbortSignal,
): Promise<readonly DocumentSight[]> {
  const noted = new Set<string>();
  for (const [operationType, documents] of Map.groupBy(remembered, (each) => each.operationType))
    for (const stretch of stretchesOf(documents.map((each) => each.documentNumber)))
      for (const row of await rowsOf(client, { operationType, ...stretch }, signal)) {
        const note = parseOriginNote(row.note);
        if (note !== null)
          noted.add(keyOf(operationType, row.document_number, note.orderNumber, note.shopIdentity));
      }
  return remembered.map(({ origin, operationType, documentNumber }) => ({
    orderNumber: origin.orderNumber,
    isClaimed: null,
    isNoted: noted.has(keyOf(operationType, documentNumber, origin.orderNumber, origin.shopIdentity)),
    unpRows: null,
  }));
}

function keyOf(...parts: readonly (string | number)[]): string {
  return parts.join(' ');
}

/** What stands under each number; what was made of it, the interface does not tell. */
export async function traceDocuments(
  client: RestClient,
  remembered: readonly RememberedDocument[],
  how: { readonly includesVat: boolean; readonly signal: AbortSignal },
): Promise<readonly DocumentFate[]> {
  const fates: DocumentFate[] = [];
  for (const { origin, operationType, documentNumber } of remembered) {
    const stretch = { operationType, from: documentNumber, to: documentNumber };
    const [standing = null] = documentOf(await rowsOf(client, stretch, how.signal), how.includesVat);
    fates.push({ orderNumber: origin.orderNumber, standing, successors: [] });
  }
  return fates;
}
