import type { AskedPlace, LedgerEntry, RecordedOrder } from '../../../model/ledger.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import { RECORDED_STAGES } from '../../../model/order-stage.ts';
import { nowIso } from '../../../lib/clock.ts';
import { ALWAYS_ASKED, turnLength } from '../../../sync/orders/recorded-orders.ts';
import { shopTime } from '../../../model/shop-time.ts';
import type { SharedGathering } from '../../task-context.ts';

const DAY_MS = 86_400_000;
const AT_ONCE = 2000;

/** The orders of a run whose documents are asked for, by number ascending. */
export interface OrdersToAsk {
  readonly orders: readonly RecordedOrder[];
  /** Where the turn has come to; null = none of them is asked for in turn. */
  readonly asked: AskedPlace | null;
}

/** Every order that has a document or had one. Reads only. */
export async function everyRecorded(context: SharedGathering): Promise<readonly RecordedOrder[]> {
  return recordedBetween(context, 0 as OrderNumber, null);
}

/**
 * The newest, all inside the re-check window, all that are missing, and some of the rest in turn (Q1).
 * Reads only.
 */
export async function ordersToAsk(context: SharedGathering): Promise<OrdersToAsk> {
  const { state, profile, clock } = context;
  if (context.asksAll) return { orders: await everyRecorded(context), asked: null };
  const below = await alwaysAbove(context);
  const always = await recordedBetween(context, below, null);
  const counts = await state.ledger.counts(profile.id);
  const rest = RECORDED_STAGES.reduce((sum, stage) => sum + (counts[stage] ?? 0), 0) - always.length;
  if (rest <= 0) return { orders: always, asked: null };
  const { place, at } = await state.ledger.asked(profile.id);
  const limit = turnLength(rest, at === null ? null : clock.now() - Date.parse(at));
  const lost = (counts.missing ?? 0) === 0 ? [] : await missingBelow(context, below);
  if (limit === 0) return { orders: byNumber([...lost, ...always]), asked: null };
  const turn = [...(await state.ledger.recorded(profile.id, { after: place, upTo: below, limit }))];
  const more = limit - turn.length;
  if (more > 0 && place > 0) {
    const again = { after: 0 as OrderNumber, upTo: Math.min(place, below) as OrderNumber, limit: more };
    turn.push(...(await state.ledger.recorded(profile.id, again)));
  }
  const asked = { place: turn.at(-1)?.orderNumber ?? place, at: nowIso(clock) };
  return { orders: byNumber([...turn, ...lost, ...always]), asked };
}

/** Orders above this number are asked for in every run. */
async function alwaysAbove({ state, profile, settings, clock }: SharedGathering): Promise<OrderNumber> {
  const newest = await state.ledger.newestRecorded(profile.id, ALWAYS_ASKED);
  if (newest === null || settings.recheckDays === 0) return ((newest ?? 1) - 1) as OrderNumber;
  const since = shopTime(clock.now() - settings.recheckDays * DAY_MS);
  const recent = await state.ledger.firstSince(profile.id, since);
  return (Math.min(newest, recent ?? newest) - 1) as OrderNumber;
}

async function recordedBetween(
  { state, profile }: SharedGathering,
  from: OrderNumber,
  upTo: OrderNumber | null,
): Promise<readonly RecordedOrder[]> {
  const found: RecordedOrder[] = [];
  for (let after = from; ; after = found.at(-1)?.orderNumber ?? after) {
    const part = await state.ledger.recorded(profile.id, { after, upTo, limit: AT_ONCE });
    found.push(...part);
    if (part.length < AT_ONCE) return found;
  }
}

async function missingBelow(context: SharedGathering, upTo: OrderNumber): Promise<readonly LedgerEntry[]> {
  return (await missingEntries(context)).filter((entry) => entry.orderNumber <= upTo);
}

/** Orders whose document is missing, by number, also those that were let go. Reads only. */
export async function missingEntries({
  state,
  profile,
}: Pick<SharedGathering, 'state' | 'profile'>): Promise<readonly LedgerEntry[]> {
  const found: LedgerEntry[] = [];
  for (let after = 0 as OrderNumber; ; after = found.at(-1)?.orderNumber ?? after) {
    const query = { stages: ['missing'] as const, after, limit: AT_ONCE };
    const part = await state.ledger.list(profile.id, query);
    found.push(...part);
    if (part.length < AT_ONCE) return found;
  }
}

/** Whether a person wants some of them recorded again. Reads only. */
export async function isToRecordAgain(context: Pick<SharedGathering, 'state' | 'profile'>): Promise<boolean> {
  return (await missingEntries(context)).some(({ reason }) => reason?.code === 'order.recordAgain');
}

function byNumber(orders: readonly RecordedOrder[]): readonly RecordedOrder[] {
  const each = new Map(orders.map((order) => [order.orderNumber, order]));
  return [...each.values()].toSorted((left, right) => left.orderNumber - right.orderNumber);
}
