import type { Good } from '../../model/good.ts';
import type { IssuedUnp, UnpFilter, UnpGap, UsedDevice } from '../../model/issued-unp.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderFilter, OrderPageQuery } from '../../model/list-page.ts';
import type { Order } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { NO_SIGHT } from '../../model/order-sight.ts';
import type { OrderSight } from '../../model/order-sight.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import type { Profile } from '../../model/profile.ts';
import { LAST_SEQUENCE } from '../../model/unp.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { UnpUse } from '../../model/warehouse-facts.ts';
import type { WrittenDocument } from '../../model/written-document.ts';
import { orderSubject } from '../../sync/orders/order-changes.ts';
import { step } from '../../sync/order-steps.ts';
import type { OrderEvent } from '../../sync/order-steps.ts';
import type { AttentionItem } from '../../state/state.ts';
import type { AppParts, DeliveryPlace } from '../app-parts.ts';
import { HeldLease } from '../lease.ts';
import { readSecrets } from '../session.ts';
import { eachOrder, withSights } from './order-list.ts';
import type { ListedOrder } from './order-list.ts';
import { OrderSights } from './order-sights.ts';

const AT_ONCE = 500;
const MOST_GAPS = 200;

export interface OrderListPage {
  readonly found: number;
  readonly rows: readonly ListedOrder[];
  /** Orders of each stage, whatever is searched for. */
  readonly counts: Readonly<Partial<Record<OrderStage, number>>>;
  /** False: of some orders the buyer is not read from the archive yet; the next asking reads more of them. */
  readonly isComplete: boolean;
}

/** What is known of one order beside its story. */
export interface OrderDetails {
  readonly sight: OrderSight;
  /** As it was received last; null = it cannot be read. */
  readonly order: Order | null;
  readonly delivery: DeliveryPlace | null;
  /** What was written into the warehouse; null = nothing, or before it was kept. */
  readonly written: WrittenDocument | null;
  /** What waits for a person about it. */
  readonly waiting: readonly AttentionItem[];
}

/** A good of the warehouse under the product by which an order calls it. */
export interface GoodOfOrder {
  readonly productId: number;
  readonly good: Good;
}

export interface UnpDevices {
  readonly devices: readonly UsedDevice[];
  /** Of the profile's device and range. */
  readonly gaps: readonly UnpGap[];
}

/**
 * Orders for people: lists of them and of their УНП, one order with everything, and what a person decides of
 * it. Every method rejects with a SyncError; an unknown profile is `profile.notFound`.
 */
export interface OrderDesk {
  /** Newest first, a page at a time. */
  page(name: string, query: OrderPageQuery): Promise<OrderListPage>;
  /** All that fit, newest first, in batches. */
  each(name: string, filter: OrderFilter): AsyncIterable<readonly ListedOrder[]>;
  /** Rejects `order.notFound`. */
  details(name: string, number: OrderNumber): Promise<OrderDetails>;
  /** Goods of the warehouse for an order's lines, as far as they are linked; asks the warehouse. */
  goods(name: string, number: OrderNumber, signal: AbortSignal): Promise<readonly GoodOfOrder[]>;
  /**
   * The order is not to be imported: kept with who has said so and why, carried out by the next import, which
   * looks whether its document stands all the same (I18). Repeatable. Rejects `order.notFound`,
   * `order.declinedTooLate` once it has a document or one is under way, `run.alreadyRunning` while a run is.
   */
  decline(
    name: string,
    number: OrderNumber,
    by: { readonly who: string; readonly why: string },
  ): Promise<void>;
  /** Takes that back: the next import decides the order anew. Rejects as `decline`. */
  admit(name: string, number: OrderNumber): Promise<void>;
  /** The highest number first, a page at a time. */
  unps(
    name: string,
    filter: UnpFilter,
    page: { readonly page: number; readonly size: number },
  ): Promise<{ readonly found: number; readonly rows: readonly IssuedUnp[] }>;
  /** All numbers that fit, the highest first, in batches. */
  eachUnp(name: string, filter: UnpFilter): AsyncIterable<readonly IssuedUnp[]>;
  /** Devices whose numbers its orders have, and the gaps of the profile's own. */
  devices(name: string): Promise<UnpDevices>;
  /** Who else uses the profile's device, as the warehouse shows it; null: no device is set. */
  unpUse(name: string, signal: AbortSignal): Promise<UnpUse | null>;
}

async function entryOf({ state }: AppParts, { id }: Profile, number: OrderNumber): Promise<LedgerEntry> {
  const [entry] = await state.ledger.find(id, [number]);
  if (entry === undefined) throw new SyncError('order.notFound', { order: number });
  return entry;
}

async function detailsOf(parts: AppParts, profile: Profile, number: OrderNumber): Promise<OrderDetails> {
  const { state } = parts;
  await entryOf(parts, profile, number);
  const newest = (await state.ledger.versions(profile.id, number)).at(-1);
  const [written = null] = await state.ledger.written(profile.id, [number]);
  const waiting = await state.attention.about(profile.id, [orderSubject(number)]);
  const sight = (await state.lists.sights(profile.id, [number])).get(number) ?? NO_SIGHT;
  if (newest === undefined) return { sight, order: null, delivery: null, written, waiting };
  return {
    sight,
    order: (await parts.loadOrderReader())(newest.raw)?.order ?? null,
    delivery: parts.orderContacts(newest.raw).delivery,
    written,
    waiting,
  };
}

async function goodsOf(
  parts: AppParts,
  profile: Profile,
  { number, signal }: { readonly number: OrderNumber; readonly signal: AbortSignal },
): Promise<readonly GoodOfOrder[]> {
  const { order } = await detailsOf(parts, profile, number);
  const products = order?.lines.flatMap((line) => line.productId ?? []) ?? [];
  const links = await parts.state.links.findByProduct(profile.id, products);
  if (links.length === 0) return [];
  const warehouse = await parts.openWarehouse(profile.settings, await readSecrets(parts, profile), {
    isOnce: true,
  });
  try {
    const ids = links.map(({ goodId }) => goodId);
    const goods = await warehouse.findGoods({ ids, priceGroup: profile.settings.priceGroup }, signal);
    const byId = new Map(goods.map((good) => [good.id, good]));
    return links.flatMap(({ goodId, productId }) => {
      const good = byId.get(goodId);
      return good === undefined ? [] : [{ productId, good }];
    });
  } finally {
    await warehouse.close();
  }
}

/** A person decides of an order that has no document, and none under way; under the lease, as a run would. */
async function decide(
  parts: AppParts,
  profile: Profile,
  { number, event }: { readonly number: OrderNumber; readonly event: OrderEvent },
): Promise<void> {
  const lease = await HeldLease.take(parts, profile);
  try {
    const { state } = lease.parts;
    const entry = await entryOf(lease.parts, profile, number);
    const isOpen = ['seen', 'waiting', 'parked', 'dismissed'].includes(entry.stage);
    if (!isOpen) throw new SyncError('order.declinedTooLate', { order: number });
    await state.ledger.save(profile.id, [step(entry, event).entry]);
    if (event.kind === 'decline') await state.attention.resolve(profile.id, [orderSubject(number)]);
  } finally {
    await lease.release();
  }
}

async function* eachUnp(
  { state }: AppParts,
  { id }: Profile,
  filter: UnpFilter,
): AsyncGenerator<readonly IssuedUnp[]> {
  for (let page = 1; ; page += 1) {
    const { rows } = await state.lists.unps(id, filter, { page, size: AT_ONCE });
    if (rows.length > 0) yield rows;
    if (rows.length < AT_ONCE) return;
  }
}

async function devicesOf({ state }: AppParts, { id, settings }: Profile): Promise<UnpDevices> {
  const { deviceSerial, unpFrom, unpTo } = settings;
  const devices = await state.lists.devices(id);
  if (deviceSerial === '') return { devices, gaps: [] };
  const range = { from: unpFrom, to: Math.min(unpTo, LAST_SEQUENCE), limit: MOST_GAPS };
  return { devices, gaps: await state.lists.gaps(deviceSerial, range) };
}

async function readUnpUse(parts: AppParts, profile: Profile, signal: AbortSignal): Promise<UnpUse | null> {
  const { deviceSerial, unpFrom, unpTo } = profile.settings;
  if (deviceSerial === '') return null;
  const warehouse = await parts.openWarehouse(profile.settings, await readSecrets(parts, profile), {
    isOnce: true,
  });
  try {
    return await warehouse.readUnpUse(deviceSerial, { from: unpFrom, to: unpTo }, signal);
  } finally {
    await warehouse.close();
  }
}

/** The desk over the application's parts. */
export function orderDesk(parts: AppParts, find: (name: string) => Promise<Profile>): OrderDesk {
  const { state } = parts;
  const sights = new OrderSights(parts);
  return {
    page: async (name, query) => {
      const profile = await find(name);
      const isComplete = await sights.fill(profile.id);
      const { found, rows } = await state.ledger.page(profile.id, query);
      const counts = await state.ledger.counts(profile.id);
      return { found, rows: await withSights(state, profile.id, rows), counts, isComplete };
    },
    each: async function* each(name, filter) {
      yield* eachOrder(state, (await find(name)).id, filter);
    },
    details: async (name, number) => detailsOf(parts, await find(name), number),
    goods: async (name, number, signal) => goodsOf(parts, await find(name), { number, signal }),
    decline: async (name, number, by) =>
      decide(parts, await find(name), { number, event: { kind: 'decline', ...by } }),
    admit: async (name, number) => decide(parts, await find(name), { number, event: { kind: 'admit' } }),
    unps: async (name, filter, page) => state.lists.unps((await find(name)).id, filter, page),
    eachUnp: async function* each(name, filter) {
      yield* eachUnp(parts, await find(name), filter);
    },
    devices: async (name) => devicesOf(parts, await find(name)),
    unpUse: async (name, signal) => readUnpUse(parts, await find(name), signal),
  };
}
