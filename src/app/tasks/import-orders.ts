import { regroup } from '../../lib/batch.ts';
import type { FetchedOrder } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import { OVERDUE_SUBJECT } from '../../sync/orders/order-changes.ts';
import { shopTime } from '../../sync/shop-time.ts';
import type { TaskContext } from '../task-context.ts';
import { nowIso } from '../../lib/clock.ts';
import { noticeOthers } from './fencing.ts';
import { sortOrders } from './orders/order-intake.ts';
import { OrderByOrder } from './orders/order-by-order.ts';
import { OrderRecorder } from './orders/order-recorder.ts';
import { UnpWriteBack } from './orders/unp-write-back.ts';

const ORDERS_AT_ONCE = 500;
const UNFINISHED: readonly OrderStage[] = ['seen', 'waiting', 'parked', 'intended', 'uncertain'];
const DAY_MS = 86_400_000;

/**
 * Brings orders into the warehouse, each exactly once (I1..I18). First the orders that were waiting or
 * parked, then those above the cursor and those recent enough to have been changed; УНП go back to the shop
 * beside it (I13).
 */
export async function importOrders(context: TaskContext): Promise<void> {
  const { report, shop, signal } = context;
  const writeBack = new UnpWriteBack(context);
  const recorder = new OrderRecorder(context, writeBack);
  await noticeOthers(context);
  await writeBack.pushPending();
  try {
    const from = await readFrom(context);
    const unfinished = await unfinishedNumbers(context);
    const old = unfinished.filter((number) => number <= from);
    const met = new Set<OrderNumber>();
    const each = new OrderByOrder(context, (orders) => take(context, recorder, { orders, met }));
    await each.take(await shop.fetchOrdersByNumber(old, signal));
    let read = 0;
    for await (const chunk of regroup(shop.fetchOrders(from, signal), ORDERS_AT_ONCE)) {
      read += chunk.length;
      report.progress('read', read, null);
      await each.take(chunk);
    }
    await takeRemoved(
      context,
      recorder,
      unfinished.filter((number) => !met.has(number)),
    );
    // Everything that the shop has is in, or waits for somebody: nothing is overdue any more.
    const { seen = 0 } = await context.state.ledger.counts(context.profile.id);
    if (seen === 0) await report.settle(OVERDUE_SUBJECT);
  } finally {
    await writeBack.drain();
  }
}

/**
 * Orders with a greater number are read: the cursor, or further back by the re-check window, never below
 * the first order.
 */
async function readFrom(context: TaskContext): Promise<OrderNumber> {
  const { settings, state, profile, clock } = context;
  const cursor = await state.ledger.cursor(profile.id);
  const since = shopTime(clock.now() - settings.recheckDays * DAY_MS);
  const recent = settings.recheckDays === 0 ? null : await state.ledger.firstSince(profile.id, since);
  const from = recent === null ? cursor : Math.min(cursor, recent - 1);
  return Math.max(from, settings.firstOrder) as OrderNumber;
}

async function unfinishedNumbers(context: TaskContext): Promise<readonly OrderNumber[]> {
  const { state, profile } = context;
  const numbers: OrderNumber[] = [];
  for (;;) {
    const after = numbers.at(-1) ?? (0 as OrderNumber);
    const entries = await state.ledger.list(profile.id, { stages: UNFINISHED, after, limit: 1000 });
    numbers.push(...entries.map((entry) => entry.orderNumber));
    if (entries.length < 1000) return numbers;
  }
}

/**
 * One batch: archived and sorted by what its status means first, then each order without a document is
 * decided (I16).
 */
async function take(
  context: TaskContext,
  recorder: OrderRecorder,
  what: { readonly orders: readonly FetchedOrder[]; readonly met: Set<OrderNumber> },
): Promise<void> {
  const { orders, met } = what;
  if (orders.length === 0) return;
  for (const order of orders) met.add(order.number);
  const asked = await sortOrders(context, orders, nowIso(context.clock));
  await recorder.decide(asked);
  const last = orders.at(-1);
  if (last !== undefined && !context.report.isPlan) {
    await context.state.ledger.advanceCursor(context.profile.id, last.number);
  }
}

/** Orders that were not finished and that the shop no longer has: they too are looked for first (I2, I18). */
async function takeRemoved(
  context: TaskContext,
  recorder: OrderRecorder,
  numbers: readonly OrderNumber[],
): Promise<void> {
  const entries = await context.state.ledger.find(context.profile.id, numbers);
  await recorder.decide(entries.map((entry) => ({ entry, says: { kind: 'removed' }, order: null })));
}
