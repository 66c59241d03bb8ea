import { regroup } from '../../lib/batch.ts';
import { sha256 } from '../../lib/hash.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { Link } from '../../model/link.ts';
import type { FetchedOrder } from '../../model/order.ts';
import { firstNumberOf } from '../../model/order-series.ts';
import { hasDocument } from '../../model/order-stage.ts';
import type { Profile } from '../../model/profile.ts';
import type { AttentionNote, RunEvent } from '../../model/run.ts';
import { firstEntry, step } from '../../sync/order-steps.ts';
import { fieldsOfProduct } from '../../sync/plan-export.ts';
import type { AppParts } from '../app-parts.ts';
import type { Session } from '../session.ts';
import { nowIso } from '../../lib/clock.ts';
import type { Gathering, SharedContext } from '../task-context.ts';
import { exportGroups, readScope } from '../tasks/export-scope.ts';
import type { ScopedGood } from '../tasks/export-scope.ts';
import { codeTwins } from '../tasks/good-twins.ts';
import { askWarehouse } from '../tasks/orders/order-adopter.ts';
import { NumberlessOrders } from '../tasks/orders/numberless-orders.ts';
import { OrderSurroundings } from '../tasks/orders/order-surroundings.ts';
import { toKeep } from '../tasks/orders/to-keep.ts';
import { ProductLookup } from '../tasks/product-lookup.ts';
import { readActualProducts } from './actual-links.ts';
import { withLeasedSession } from './leased-session.ts';
import { keepMissing } from './missing-orders.ts';
import { refreshLinks } from './refresh-links.ts';

const ORDERS_AT_ONCE = 500;

/** What a rebuilt memory holds. */
export interface RebuildSummary {
  /**
   * Orders whose document stands in the warehouse; `missing`: it stood there, and a person must decide (Q1);
   * `listed`: the others, for the next import to decide.
   */
  readonly orders: {
    readonly recorded: number;
    readonly missing: number;
    readonly listed: number;
    /** Orders without a number: they are in no ledger, and a person is told of each (Q10). */
    readonly numberless: readonly AttentionNote[];
  };
  /** `made`: found by their key. `lost`: their product is gone. `unclear`: left for the export to tell. */
  readonly links: {
    readonly kept: number;
    readonly made: number;
    readonly lost: number;
    readonly unclear: number;
  } | null;
}

interface Asking {
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
}

/**
 * Builds the memory of a profile anew from what both sides hold: the ledger from the warehouse's claims and
 * notes, the links from the shop's products, the cursor from its orders (I4, I18, E4). Writes to neither
 * side; repeatable; what is remembered already is completed, never thrown away. `links` is null where the
 * shop's products cannot be read: the next export then finds them by their code.
 */
export async function rebuild(parts: AppParts, profile: Profile, asking: Asking): Promise<RebuildSummary> {
  const { onEvent } = asking;
  return withLeasedSession(parts, profile, {
    following: asking,
    use: async (session) => {
      await keepMissing(session.shared);
      const orders = await rebuildLedger(session, onEvent);
      const links = session.shop.abilities.readsProducts ? await rebuildLinks(session, onEvent) : null;
      return { orders, links };
    },
  });
}

async function rebuildLedger(
  session: Session,
  onEvent: Asking['onEvent'],
): Promise<RebuildSummary['orders']> {
  const { shop, signal, settings, series } = session.shared;
  const first = firstNumberOf(settings.firstOrder, series);
  const surroundings = new OrderSurroundings(session.shared);
  const numberless = new NumberlessOrders(first);
  let [recorded, missing, listed] = [0, 0, 0];
  for await (const chunk of regroup(shop.fetchOrders(first, signal, numberless.meet), ORDERS_AT_ONCE)) {
    const found = await rebuildOrders(session, chunk, surroundings);
    recorded += found.recorded;
    missing += found.missing;
    listed += chunk.length - found.recorded - found.missing;
    const done = recorded + missing + listed;
    onEvent({ type: 'progress', task: 'import-orders', phase: 'read', done, total: null });
  }
  await numberless.keep(session.shared);
  return { recorded, missing, listed, numberless: numberless.notes };
}

/**
 * Whatever an order's status is now: a document of it may stand (I18), and is its own where it fits (Q5); one
 * that does not is left for the next import to tell. Answers how many have one, or had one that is missing.
 */
async function rebuildOrders(
  session: Session,
  orders: readonly FetchedOrder[],
  surroundings: OrderSurroundings,
): Promise<{ readonly recorded: number; readonly missing: number }> {
  const { state, profile, settings, clock } = session.shared;
  const numbers = orders.map((order) => order.number);
  const known = new Map(
    (await state.ledger.find(profile.id, numbers)).map((entry) => [entry.orderNumber, entry]),
  );
  const questions = orders.map(({ number, order }) => ({ number, order: order ?? null }));
  const adoptions = await askWarehouse(session.shared, questions, surroundings);
  const now = nowIso(clock);
  const entries: LedgerEntry[] = [];
  let [recorded, missing] = [0, 0];
  for (const fetched of orders) {
    const entry = known.get(fetched.number) ?? firstEntry(fetched, sha256(fetched.raw), now);
    const adoption = adoptions.get(fetched.number);
    if (adoption?.kind === 'found' || hasDocument(entry.stage)) recorded += 1;
    if (adoption?.kind !== 'found' && entry.stage === 'missing') missing += 1;
    if (hasDocument(entry.stage)) continue;
    if (adoption?.kind === 'found') entries.push(step(entry, { ...adoption, at: now }).entry);
    else if (!known.has(fetched.number)) entries.push(entry);
  }
  const how = {
    shopAddress: settings.shopAddress,
    receivedAt: now,
    orderContacts: session.shared.orderContacts,
  };
  const kept = orders.map((fetched) => toKeep(fetched, sha256(fetched.raw), how));
  const found = [...adoptions.values()].flatMap((each) => (each.kind === 'found' ? each.written : []));
  await state.ledger.save(profile.id, [], undefined, found);
  await state.ledger.keep(profile.id, kept, entries);
  const last = numbers.at(-1);
  // Each is in the ledger now, the undecided ones as seen: the next import takes those up first (S25).
  if (last !== undefined) await state.ledger.advanceCursor(profile.id, last);
  return { recorded, missing };
}

async function rebuildLinks(
  session: Session,
  onEvent: Asking['onEvent'],
): Promise<NonNullable<RebuildSummary['links']>> {
  const { shared } = session;
  const onProgress: Gathering['onProgress'] = (progress) =>
    onEvent({ type: 'progress', task: 'export-goods', ...progress });
  const products = await readActualProducts(shared.shop, {
    signal: shared.signal,
    onRead: (done) => onProgress({ phase: 'read', done, total: null }),
  });
  const { kept, lost } = await refreshLinks(shared, products);
  const groupIds = exportGroups(shared);
  let [made, unclear] = [0, 0];
  if (groupIds === null) return { kept, made, lost, unclear };
  const lookup = new ProductLookup({ ...shared, onProgress });
  for await (const { goods } of readScope(shared, groupIds)) {
    const found = await findPairs(shared, { goods: goods.filter((each) => each.head === null), lookup });
    await shared.state.links.save(shared.profile.id, found.pairs);
    made += found.pairs.length;
    unclear += found.unclear;
  }
  return { kept, made, lost, unclear };
}

/** Goods and products that belong together by their key, where exactly one of each has it (E4). */
async function findPairs(
  shared: SharedContext,
  what: { readonly goods: readonly ScopedGood[]; readonly lookup: ProductLookup },
): Promise<{ readonly pairs: readonly Link[]; readonly unclear: number }> {
  const goods = what.goods.map((each) => each.good);
  const twins = await codeTwins(shared, goods);
  const pairs: Link[] = [];
  let unclear = 0;
  for (const good of goods) {
    const match = await what.lookup.match(good);
    if (match.kind === 'none') continue;
    const isTaken =
      match.kind === 'found' &&
      (pairs.some((pair) => pair.productId === match.product.id) ||
        (await shared.state.links.findByProduct(shared.profile.id, [match.product.id])).length > 0);
    if (match.kind !== 'found' || match.product.fault !== undefined || isTaken || twins.has(good.id)) {
      unclear += 1;
      continue;
    }
    pairs.push({
      goodId: good.id,
      productId: match.product.id,
      goodsHash: '',
      stockHash: '',
      hasLeft: false,
      isHiddenByUs: false,
      // Whether the good was made of the product is not known any more: one that has moved is asked nothing.
      awaitsMovement: true,
      sent: fieldsOfProduct(match.product, good),
    });
  }
  return { pairs, unclear };
}
