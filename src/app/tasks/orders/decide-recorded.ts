import { hasSupto } from '../../../model/warehouse-version.ts';
import type { AttentionNote } from '../../../model/run.ts';
import type { AskedOrders, OrderDecisions } from '../../../sync/orders/order-decisions.ts';
import type { AskedOrder } from '../../../sync/orders/order-met.ts';
import { OrderDraft } from '../../../sync/orders/order-window.ts';
import type { OrderWindow } from '../../../sync/orders/order-window.ts';
import {
  DOUBLED_SUBJECT,
  doubledNote,
  missingNote,
  olderWarehouse,
  unpSubject,
} from '../../../sync/orders/recorded-orders.ts';
import type { MissingOrder } from '../../../sync/orders/recorded-orders.ts';
import { isDue } from '../../../sync/orders/plan-order.ts';
import { step } from '../../../sync/order-steps.ts';
import type { Gathering, SharedGathering } from '../../task-context.ts';
import { lookFor, recordedVersion } from './look-for-documents.ts';
import type { LookedFor } from './look-for-documents.ts';
import { askWarehouse, knownVersions } from './order-adopter.ts';
import type { OrderSurroundings } from './order-surroundings.ts';
import { ordersToAsk } from './orders-to-ask.ts';

/**
 * Asks for what is recorded before anything is decided (Q1): what is lost is told and its goods are held
 * back, what is found again is recorded as before, and what a person wants recorded again is. Rejects
 * `warehouse.olderThanMemory` once all that is kept.
 */
export async function* decideRecorded(
  gathering: Gathering,
  surroundings: OrderSurroundings,
  decisions: OrderDecisions,
): AsyncGenerator<OrderWindow> {
  const { orders, asked } = await ordersToAsk(gathering);
  const found = await lookFor(gathering, surroundings, orders);
  gathering.recordedAsked.lost = found.lost;
  const gathered = await gatherMissing(gathering, surroundings, found.missing);
  const open = stillMissing(found.missing, gathered);
  const draft = new OrderDraft();
  for (const { entry, held } of found.lost) {
    const after = step(entry, { kind: 'lost', held });
    draft.keep({ ...after, notices: [], isAdopted: false, putBack: [] });
  }
  for (const { entry } of open) draft.park(missingNote(entry));
  await tellUnp(gathering, draft, found);
  if (asked !== null) draft.askedTo(asked);
  yield draft.takeOrders();
  yield* decisions.missing(gathered);
  const older = olderWarehouse([...found.lost, ...open], orders.at(-1)?.orderNumber ?? null);
  if (older !== null) throw older;
}

/** Missing orders of which there is something to decide: a document is there again, or is to be made. */
async function gatherMissing(
  gathering: Gathering,
  surroundings: OrderSurroundings,
  missing: readonly MissingOrder[],
): Promise<AskedOrders> {
  const asked: AskedOrder[] = [];
  for (const { entry } of missing) {
    const isWanted = entry.reason?.code === 'order.recordAgain';
    const versions = isWanted ? await knownVersions(gathering, entry.orderNumber, null) : [];
    asked.push({ entry, says: { kind: 'due' }, order: recordedVersion(entry, versions) });
  }
  const questions = asked.map(({ entry, order }) => ({ number: entry.orderNumber, order }));
  const answers = missing.length === 0 ? [] : await askWarehouse(gathering, questions, surroundings);
  // That a claim has outlived its document is what makes it missing.
  const adoptions = new Map([...answers].filter(([, { kind }]) => kind !== 'gone'));
  const isDecided = ({ entry, order }: AskedOrder): boolean => {
    const adoption = adoptions.get(entry.orderNumber);
    if (adoption === undefined) return order !== null;
    return adoption.kind === 'found' || entry.reason?.code !== 'order.letGo';
  };
  const decided = asked.filter(isDecided);
  const due = decided.filter(isDue).filter(({ entry }) => !adoptions.has(entry.orderNumber));
  const around = due.length === 0 ? null : await surroundings.of(due.map(({ order }) => order));
  return { asked: decided, adoptions, around };
}

/** Those that nothing was decided of and that nobody has let go. */
function stillMissing(missing: readonly MissingOrder[], { asked }: AskedOrders): readonly MissingOrder[] {
  const decided = new Set(asked.map(({ entry }) => entry.orderNumber));
  return missing.filter(
    ({ entry }) => !decided.has(entry.orderNumber) && entry.reason?.code !== 'order.letGo',
  );
}

/** Every УНП of the device that two documents bear (A1, A3). Reads only. */
export async function doubledUnp(context: SharedGathering): Promise<readonly AttentionNote[]> {
  const { warehouse, settings, signal } = context;
  if (!hasSupto(settings.warehouseBuild) || !warehouse.abilities.writesUnp) return [];
  return (await warehouse.findDoubledUnp(settings.deviceSerial, signal)).map(doubledNote);
}

async function tellUnp(
  gathering: Gathering,
  draft: OrderDraft,
  { unpNotes, unpRight }: LookedFor,
): Promise<void> {
  for (const note of [...unpNotes, ...(await doubledUnp(gathering))]) draft.park(note);
  draft.metAll(DOUBLED_SUBJECT);
  for (const subject of unpRight.map(unpSubject))
    if (gathering.open.item(subject) !== null) draft.settle(subject);
}
