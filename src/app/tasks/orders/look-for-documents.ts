import type { RecordedOrder } from '../../../model/ledger.ts';
import type { Order } from '../../../model/order.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import type { RememberedDocument, DocumentSight } from '../../../model/remembered-document.ts';
import type { AttentionNote } from '../../../model/run.ts';
import { orderContent } from '../../../sync/orders/order-status.ts';
import { isLost, judgeSight, unpChangedNote, unpGoneNote } from '../../../sync/orders/recorded-orders.ts';
import type { LostOrder, MissingOrder } from '../../../sync/orders/recorded-orders.ts';
import { heldByOrder } from '../../../sync/plan-operation.ts';
import type { SharedGathering } from '../../task-context.ts';
import { knownVersions, originOf } from './order-adopter.ts';
import type { OrderSurroundings } from './order-surroundings.ts';

/** What came of asking for documents. */
export interface LookedFor {
  /** Their documents stood when the ledger last heard of them. */
  readonly lost: readonly LostOrder[];
  /** Orders that the ledger has as missing already, whether or not their document is back. */
  readonly missing: readonly MissingOrder[];
  /** Rows of УНП that are gone, or are another's. */
  readonly unpNotes: readonly AttentionNote[];
  readonly unpRight: readonly OrderNumber[];
}

interface Asked {
  readonly order: RecordedOrder;
  readonly document: RememberedDocument;
  readonly sight: DocumentSight;
}

/**
 * Asks the warehouse for the documents of recorded orders: a glance at all, and a close look at those that do
 * not show (Q1). Reads only; repeatable.
 */
export async function lookFor(
  context: SharedGathering,
  surroundings: OrderSurroundings,
  orders: readonly RecordedOrder[],
): Promise<LookedFor> {
  const asked = await glance(context, orders);
  const recorded = asked.filter(({ order }) => order.stage !== 'missing');
  const verdicts = new Map(recorded.map((each) => [each, judgeSight(each.order, each.sight)]));
  const unsure = recorded.filter((each) => verdicts.get(each)?.document === 'unsure');
  const lost = await lookClosely(context, surroundings, unsure);
  const gone = new Set(lost.map(({ entry }) => entry.orderNumber));
  const standing = recorded.filter(({ order }) => !gone.has(order.orderNumber));
  const withRow = (unp: 'right' | 'gone' | 'unsure'): readonly Asked[] =>
    standing.filter((each) => verdicts.get(each)?.unp === unp);
  const changed = await changedRows(context, withRow('unsure'));
  return {
    lost,
    missing: await missingOf(
      context,
      asked.filter(({ order }) => order.stage === 'missing'),
    ),
    unpNotes: [...withRow('gone').map(({ order }) => unpGoneNote(order)), ...changed.notes],
    unpRight: [...withRow('right').map(({ order }) => order.orderNumber), ...changed.right],
  };
}

async function glance(context: SharedGathering, orders: readonly RecordedOrder[]): Promise<readonly Asked[]> {
  const { warehouse, signal } = context;
  const known = orders.flatMap((order) => {
    const { orderNumber, operationType, documentNumber, unp } = order;
    if (operationType === null || documentNumber === null) return [];
    return [
      { order, document: { origin: originOf(context, orderNumber), operationType, documentNumber, unp } },
    ];
  });
  if (known.length === 0) return [];
  const sights = await warehouse.sightDocuments(
    known.map(({ document }) => document),
    signal,
  );
  return known.flatMap((each, index) => {
    const sight = sights[index];
    return sight === undefined ? [] : [{ ...each, sight }];
  });
}

async function lookClosely(
  context: SharedGathering,
  surroundings: OrderSurroundings,
  unsure: readonly Asked[],
): Promise<readonly LostOrder[]> {
  if (unsure.length === 0) return [];
  const { noted, fates } = await traced(context, unsure);
  const versions = new Map<OrderNumber, readonly Order[]>();
  for (const { order } of unsure)
    versions.set(order.orderNumber, await knownVersions(context, order.orderNumber, null));
  const around = await surroundings.of([...versions.values()].flat());
  const lost = unsure.filter(({ order: { orderNumber }, sight }, index) => {
    const fate = fates[index] ?? { orderNumber, standing: null, successors: [] };
    const known = versions.get(orderNumber) ?? [];
    return isLost({ sight, noted: noted.get(orderNumber) ?? [], fate, versions: known }, around);
  });
  const missing = await missingOf(context, lost);
  return missing.map((each) => {
    const order = recordedVersion(each.entry, versions.get(each.entry.orderNumber) ?? []);
    const held = order === null ? [] : heldByOrder(order, around.goods, context.settings.matchingKey);
    return { ...each, held };
  });
}

/** The version that an order's document was made from; the newest where that is not known any more. */
export function recordedVersion(
  entry: Pick<MissingOrder['entry'], 'recordedContent'>,
  versions: readonly Order[],
): Order | null {
  const own = versions.find((version) => orderContent(version) === entry.recordedContent);
  return own ?? versions[0] ?? null;
}

async function traced(context: SharedGathering, asked: readonly Asked[]) {
  const { warehouse, signal } = context;
  const documents = asked.map(({ document }) => document);
  const traces = await warehouse.findTraces(
    documents.map(({ origin }) => origin),
    signal,
  );
  return {
    noted: new Map(traces.map((trace) => [trace.orderNumber, trace.documents])),
    fates: await warehouse.traceDocuments(documents, signal),
  };
}

async function missingOf(
  { state, profile }: SharedGathering,
  asked: readonly Asked[],
): Promise<readonly MissingOrder[]> {
  if (asked.length === 0) return [];
  const numbers = asked.map(({ order }) => order.orderNumber);
  const claims = new Map(asked.map(({ order, sight }) => [order.orderNumber, sight.isClaimed]));
  const entries = await state.ledger.find(profile.id, numbers);
  return entries.map((entry) => ({ entry, isClaimed: claims.get(entry.orderNumber) ?? null }));
}

/** Rows of a УНП that do not show the order's document: whose they are. */
async function changedRows(
  context: SharedGathering,
  asked: readonly Asked[],
): Promise<{ readonly notes: readonly AttentionNote[]; readonly right: readonly OrderNumber[] }> {
  if (asked.length === 0) return { notes: [], right: [] };
  const { warehouse, signal } = context;
  const { noted, fates } = await traced(context, asked);
  const notes: AttentionNote[] = [];
  const right: OrderNumber[] = [];
  for (const [index, { order, document, sight }] of asked.entries()) {
    const rows = sight.unpRows ?? [];
    const others = rows.map((row) => ({ ...document, ...row }));
    const standing = await warehouse.traceDocuments(others, signal);
    const note = unpChangedNote(order, rows, {
      standing: standing.flatMap((fate) => fate.standing ?? []),
      noted: noted.get(order.orderNumber) ?? [],
      successors: fates[index]?.successors ?? [],
    });
    if (note === null) right.push(order.orderNumber);
    else notes.push(note);
  }
  return { notes, right };
}
