import { nowIso } from '../../../lib/clock.ts';
import { add, ZERO } from '../../../model/decimal.ts';
import type { Decimal } from '../../../model/decimal.ts';
import type { GoodId } from '../../../model/good.ts';
import type { HeldQuantity, LedgerEntry } from '../../../model/ledger.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import { asSyncError } from '../../../model/sync-error.ts';
import type { SyncError } from '../../../model/sync-error.ts';
import { movedProducts } from '../../../sync/orders/order-met.ts';
import { releaseOrder, reserveOrder } from '../../../sync/orders/reserve-order.ts';
import type { ReservedOrder } from '../../../sync/orders/reserve-order.ts';
import { shopTime } from '../../../model/shop-time.ts';
import type { Gathering, TaskContext } from '../../task-context.ts';
import { meetOrders } from './gather-orders.ts';
import { OrderSurroundings } from './order-surroundings.ts';
import { readCursor, readOrders } from './read-orders.ts';
import { toKeep } from './to-keep.ts';

const DAY_MS = 86_400_000;
/** Where orders are not imported a person writes them by hand: so long the goods of each are held. */
const DAYS_BY_HAND = 3;
const ENTRIES_AT_ONCE = 500;

/**
 * The orders above the cursor, for tasks that send quantities without importing them (Q2): each is kept as
 * `seen`, and its goods are held until an import has decided it. What was met and nobody has kept (a plan) is
 * added to what the memory holds.
 */
export class NewestOrders {
  readonly #gathering: Gathering;
  readonly #surroundings: OrderSurroundings;
  readonly #unkept = new Map<GoodId, Decimal>();
  #touched = new Set<GoodId>();
  #waiting: readonly ReservedOrder[] = [];
  #lost: readonly LedgerEntry[] = [];
  #fault: SyncError | null = null;

  constructor(gathering: Gathering) {
    this.#gathering = gathering;
    this.#surroundings = new OrderSurroundings(gathering);
  }

  /** Why the orders could not be read when they were last asked for; null = they could. */
  get fault(): SyncError | null {
    return this.#fault;
  }

  /** What all orders hold of each good that are not decided, also those that nobody has kept. Reads only. */
  async held(): Promise<ReadonlyMap<GoodId, Decimal>> {
    const { state, profile } = this.#gathering;
    const held = new Map(this.#unkept);
    for (const { goodId, quantity } of await state.ledger.held(profile.id))
      held.set(goodId, add(held.get(goodId) ?? ZERO, quantity));
    return held;
  }

  /** Goods of which something has changed since this was last asked: their quantities go out again. */
  takeTouched(): readonly GoodId[] {
    const touched = [...this.#touched].toSorted((left, right) => left - right);
    this.#touched = new Set();
    return touched;
  }

  /** An import has moved the stock of these goods: what was decided of it is not sent any more. */
  touch(goodIds: Iterable<GoodId>): void {
    for (const goodId of goodIds) this.#touched.add(goodId);
  }

  isTouched(goodId: GoodId): boolean {
    return this.#touched.has(goodId);
  }

  /**
   * Reads the orders above the cursor. Yields after each batch that brings something to keep: who carries out
   * calls `keep` before he goes on. Reads only. Where the shop does not let itself be read, `fault` tells it.
   */
  async *meet(): AsyncGenerator<void> {
    try {
      const met = new Set<OrderNumber>();
      const rule = { ...this.#rule(), words: this.#gathering.words };
      for await (const orders of readOrders(this.#gathering, await this.#from(rule.since))) {
        for (const { number } of orders) met.add(number);
        const all = await meetOrders(this.#gathering, orders);
        const readable = orders.flatMap(({ order }) => order ?? []);
        const goods = await this.#surroundings.goodsOf(readable);
        yield* this.#offer(all.flatMap((each) => reserveOrder(each, goods, rule) ?? []));
      }
      if (rule.since !== null) yield* this.#offer(await this.#outlived(rule.since, met));
      this.#fault = null;
    } catch (error) {
      this.#fault = unreadable(error);
    }
  }

  /**
   * Orders whose documents are missing: their goods are held as the import would hold them. Yields once if
   * there are any, to be kept as what `meet` yields.
   */
  *lose(lost: readonly LedgerEntry[]): Generator<void> {
    if (lost.length === 0) return;
    this.#lost = lost;
    yield;
    this.#hold(this.#lost.flatMap(({ held }) => held));
    this.#lost = [];
  }

  /** Keeps what was met last: archive, entry, and that the shop has moved its stock. Repeatable. */
  async keep({ state, profile, settings, clock, orderContacts }: TaskContext): Promise<void> {
    const [kept, lost] = [this.#waiting, this.#lost];
    this.#waiting = [];
    this.#lost = [];
    if (lost.length > 0) await state.ledger.save(profile.id, lost);
    if (kept.length === 0) return;
    const met = kept.flatMap((each) => each.met ?? []);
    await state.links.forgetStock(profile.id, {
      productIds: movedProducts(met),
      goodIds: kept.flatMap(({ change }) => change.map(({ goodId }) => goodId)),
    });
    const changed = met.filter(({ hasChanged }) => hasChanged);
    const how = { shopAddress: settings.shopAddress, receivedAt: nowIso(clock), orderContacts };
    const entries = kept.map(({ entry }) => entry);
    await state.ledger.keep(
      profile.id,
      changed.map(({ fetched, entry }) => toKeep(fetched, entry.rawHash, how)),
      entries,
    );
  }

  async *#offer(reserved: readonly ReservedOrder[]): AsyncGenerator<void> {
    if (reserved.length === 0) return;
    for (const { change } of reserved) for (const { goodId } of change) this.#touched.add(goodId);
    this.#waiting = reserved;
    yield;
    // Nobody has kept them: a plan.
    this.#hold(this.#waiting.flatMap(({ change }) => change));
    this.#waiting = [];
  }

  #hold(more: readonly HeldQuantity[]): void {
    for (const { goodId, quantity } of more)
      this.#unkept.set(goodId, add(this.#unkept.get(goodId) ?? ZERO, quantity));
  }

  #rule() {
    const { settings, clock } = this.#gathering;
    const since = settings.import ? null : shopTime(clock.now() - DAYS_BY_HAND * DAY_MS);
    return { settings, since };
  }

  /** Without an import the cursor stands still: only what is young enough to hold something is read. */
  async #from(since: string | null): Promise<OrderNumber> {
    const { state, profile, shopFacts } = this.#gathering;
    const cursor = await readCursor(this.#gathering);
    if (since === null) return cursor;
    const first = await state.ledger.firstSince(profile.id, since);
    if (first !== null) return Math.max(cursor, first - 1) as OrderNumber;
    const old = shopFacts.newestOrders.findLast(({ createdAt }) => createdAt !== '' && createdAt < since);
    return Math.max(cursor, old?.number ?? 0) as OrderNumber;
  }

  /** Orders that were reserved, and that are too old by now or gone from the shop. */
  async #outlived(since: string, met: ReadonlySet<OrderNumber>): Promise<readonly ReservedOrder[]> {
    const { state, profile } = this.#gathering;
    const outlived: ReservedOrder[] = [];
    for (let after = 0 as OrderNumber; ;) {
      const what = { stages: ['seen'] as const, after, limit: ENTRIES_AT_ONCE };
      const entries = await state.ledger.list(profile.id, what);
      const over = entries.filter((each) => each.createdAt < since || !met.has(each.orderNumber));
      outlived.push(...over.filter(({ held }) => held.length > 0).map(releaseOrder));
      const last = entries.at(-1);
      if (last === undefined || entries.length < ENTRIES_AT_ONCE) return outlived;
      after = last.orderNumber;
    }
  }
}

/** A shop that is away or answers what cannot be read; anything else ends the run. */
function unreadable(error: unknown): SyncError {
  const fault = asSyncError(error);
  const isUnread = fault.code.startsWith('shop.') && ['connection', 'data', 'refused'].includes(fault.kind);
  if (!isUnread) throw fault;
  return fault;
}
