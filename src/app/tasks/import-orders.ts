import type { OrderNumber } from '../../model/order-origin.ts';
import { firstNumberOf } from '../../model/order-series.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import type { Change } from '../../model/plan.ts';
import { unpStep } from '../../sync/orders/order-change.ts';
import { absurdNumbers } from '../../sync/orders/order-numbering.ts';
import { bordersOf, NUMBERLESS_SUBJECT } from '../../sync/orders/numberless-orders.ts';
import { OVERDUE_SUBJECT } from '../../sync/orders/order-changes.ts';
import { WORD_SUBJECT } from '../../sync/words/unknown-words.ts';
import { shopTime } from '../../model/shop-time.ts';
import type { Gathering, TaskContext } from '../task-context.ts';
import type { Task } from '../task.ts';
import { absentOrders } from './orders/absent-orders.ts';
import { OrderDecider } from './orders/order-decider.ts';
import { NumberlessOrders } from './orders/numberless-orders.ts';
import { OrderMakings } from '../../sync/orders/order-makings.ts';
import { OrderRecorder } from './orders/order-recorder.ts';
import { readCursor, readOrders } from './orders/read-orders.ts';
import { OrderDraft } from '../../sync/orders/order-window.ts';
import type { OrderWindow } from '../../sync/orders/order-window.ts';
import { standingOrders } from './standing-changes.ts';

const ORDERS_AT_ONCE = 500;
const UNFINISHED: readonly OrderStage[] = ['seen', 'waiting', 'parked', 'intended', 'uncertain'];
const DAY_MS = 86_400_000;
/** Over REST each is a request of its own: every quarter of an hour, this is some 2,000 a day. */
const REREAD_AT_ONCE = 20;

/**
 * Brings orders into the warehouse, each exactly once (I1..I18). First what is recorded is asked for (Q1),
 * then come the orders that were waiting or parked, then those above the cursor and those recent enough to
 * have been changed; УНП go back to the shop beside it (I13).
 */
export function importOrders(gathering: Gathering): Task<OrderWindow> {
  return new OrderImport(gathering);
}

class OrderImport implements Task<OrderWindow> {
  readonly #gathering: Gathering;
  readonly #makings = new OrderMakings();
  readonly #decider: OrderDecider;
  #recorder: OrderRecorder | null = null;
  /** Up to it old orders were read again: kept once all that was met of them is told (I14). */
  #rereadTo: OrderNumber | null = null;

  constructor(gathering: Gathering) {
    this.#gathering = gathering;
    this.#decider = new OrderDecider(gathering, this.#makings);
  }

  async *decide(): AsyncGenerator<OrderWindow> {
    const { shop, signal, state, profile, onProgress } = this.#gathering;
    yield* this.#decider.recorded();
    if (this.#gathering.recordsAgainOnly) return;
    yield* this.#pendingUnp();
    const from = await readFrom(this.#gathering);
    const unfinished = await unfinishedNumbers(this.#gathering);
    const living = await this.#livingBelow(from);
    const old = [...unfinished.filter((number) => number <= from), ...living];
    const met = new Set<OrderNumber>();
    const fetched = await shop.fetchOrdersByNumber(old, signal);
    for (const { number } of fetched) met.add(number);
    yield* this.#decider.read(fetched, new Map());
    const gone = living.filter((number) => !met.has(number));
    yield* this.#decider.gone(await state.ledger.find(profile.id, gone));
    this.#rereadTo = living.at(-1) ?? null;
    let read = 0;
    const numberless = new NumberlessOrders(from);
    for await (const chunk of readOrders(this.#gathering, from, numberless.meet)) {
      read += chunk.length;
      onProgress({ phase: 'read', done: read, total: null });
      for (const { number } of chunk) met.add(number);
      const numbers = chunk.map(({ number }) => number);
      yield* this.#decider.read(chunk, absurdNumbers(numbers, await state.ledger.cursor(profile.id)));
    }
    yield numberless.window(this.#gathering);
    if (!numberless.isEmpty) {
      // One of them may be an order that waits: only the shop's answer to its number tells that it is gone.
      const again = await shop.fetchOrdersByNumber(
        unfinished.filter((number) => number > from && !met.has(number)),
        signal,
      );
      for (const { number } of again) met.add(number);
      yield* this.#decider.read(again, new Map());
    }
    yield* this.#absent(from, met);
    const removed = unfinished.filter((number) => !met.has(number));
    yield* this.#decider.removed(await state.ledger.find(profile.id, removed));
    const words = new OrderDraft();
    words.metAll(WORD_SUBJECT);
    yield words.takeOrders();
    // Everything that the shop has is in, or waits for somebody: nothing is overdue any more.
    const { seen = 0 } = await state.ledger.counts(profile.id);
    if (seen > 0) return;
    const draft = new OrderDraft();
    draft.settle(OVERDUE_SUBJECT);
    yield draft.takeOrders();
  }

  /** Imported orders that the list did not hold: one that its number does not find is gone (I14). */
  async *#absent(from: OrderNumber, met: Set<OrderNumber>): AsyncGenerator<OrderWindow> {
    const { shop, signal, state, profile } = this.#gathering;
    const { known, asked } = await absentOrders(this.#gathering, from, met);
    const found = asked.length === 0 ? [] : await shop.fetchOrdersByNumber(asked, signal);
    for (const { number } of found) met.add(number);
    yield* this.#decider.read(found, new Map());
    const gone = [...known, ...asked.filter((number) => !met.has(number))];
    yield* this.#decider.gone(await state.ledger.find(profile.id, gone));
  }

  async carryOut(window: OrderWindow, context: TaskContext): Promise<void> {
    this.#recorder ??= new OrderRecorder(context, this.#makings);
    await this.#recorder.carryOut(window);
    const rereadTo = this.#rereadTo;
    this.#rereadTo = null;
    if (rereadTo !== null) await context.state.ledger.keepReread(context.profile.id, rereadTo);
  }

  async standing(changes: readonly Change[]): Promise<ReadonlySet<string>> {
    return standingOrders(this.#gathering, changes);
  }

  async end(): Promise<void> {
    await this.#recorder?.end();
  }

  /** Imported orders older than the window whose life goes on: some of them in each run, in turn (I14). */
  async #livingBelow(from: OrderNumber): Promise<readonly OrderNumber[]> {
    const { state, profile, words } = this.#gathering;
    const query = { upTo: from, final: words.finalStatuses, limit: REREAD_AT_ONCE };
    return state.ledger.nextToReread(profile.id, query);
  }

  /** Everything that earlier runs left pending. */
  async *#pendingUnp(): AsyncGenerator<OrderWindow> {
    const { state, profile } = this.#gathering;
    const draft = new OrderDraft();
    let after = 0 as OrderNumber;
    for (;;) {
      const what = { stages: ['recorded'] as const, after, limit: ORDERS_AT_ONCE };
      const entries = await state.ledger.list(profile.id, what);
      draft.add(...entries.flatMap((entry) => unpStep(entry) ?? []));
      yield draft.takeOrders();
      const last = entries.at(-1);
      if (last === undefined || entries.length < ORDERS_AT_ONCE) return;
      after = last.orderNumber;
    }
  }
}

/**
 * Orders with a greater number are read: the cursor, or further back by the re-check window, never below
 * the first order.
 */
async function readFrom(gathering: Gathering): Promise<OrderNumber> {
  const { settings, series, state, profile, clock } = gathering;
  const cursor = await readCursor(gathering);
  const since = shopTime(clock.now() - settings.recheckDays * DAY_MS);
  const recent = settings.recheckDays === 0 ? null : await state.ledger.firstSince(profile.id, since);
  const from = recent === null ? cursor : Math.min(cursor, recent - 1);
  const told = gathering.open.items(NUMBERLESS_SUBJECT).map(({ facts }) => facts);
  const start = Math.min(from, ...bordersOf(told, from as OrderNumber));
  return Math.max(start, firstNumberOf(settings.firstOrder, series)) as OrderNumber;
}

async function unfinishedNumbers({ state, profile }: Gathering): Promise<readonly OrderNumber[]> {
  const numbers: OrderNumber[] = [];
  for (;;) {
    const after = numbers.at(-1) ?? (0 as OrderNumber);
    const entries = await state.ledger.list(profile.id, { stages: UNFINISHED, after, limit: 1000 });
    numbers.push(...entries.map((entry) => entry.orderNumber));
    if (entries.length < 1000) return numbers;
  }
}
