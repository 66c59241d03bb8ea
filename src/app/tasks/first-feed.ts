import { SyncError } from '../../model/sync-error.ts';
import type { ConfirmedChange, ProductChange } from '../../sync/product-change.ts';
import { findFirst, FIRST_FEED, firstFeedFault, proposeFirst } from '../../sync/products/first-feed.ts';
import type { SeenCatalogue } from '../../sync/products/first-feed.ts';
import type { WindowDraft } from '../../sync/window-draft.ts';
import { nowIso } from '../../lib/clock.ts';
import type { Gathering, TaskContext } from '../task-context.ts';
import { rememberActual } from './canary.ts';

/**
 * Whether the very first feed is still to come. Where a feed carries many products nobody has said that the
 * shop does not take it for its whole catalogue, or what it leaves out for empty; over REST each product is a
 * request of its own.
 */
function isDue({ shop, profile, firstFeed }: Pick<Gathering, 'shop' | 'profile' | 'firstFeed'>): boolean {
  return !shop.abilities.renamesProducts && profile.firstFedAt === null && !firstFeed.isSent;
}

/** Decides which product the first feed is made of, and holds everything that sends until a person agrees. */
export class FirstFeed {
  readonly #gathering: Gathering;

  constructor(gathering: Gathering) {
    this.#gathering = gathering;
  }

  /** True while the good that a person has named has not been met: the window goes on until it is. */
  awaits(pending: readonly ProductChange[]): boolean {
    const { good, lead, isHeld } = this.#gathering.firstFeed;
    const isOpen = isDue(this.#gathering) && good !== '' && lead === null && !isHeld;
    return isOpen && findFirst(pending, good) === null;
  }

  /** Puts what is held into the window; returns what may go. */
  pass(draft: WindowDraft<ProductChange>, changes: readonly ProductChange[]): readonly ProductChange[] {
    const { firstFeed } = this.#gathering;
    const sending = changes.filter(({ write }) => write !== null);
    if (!isDue(this.#gathering) || sending.length === 0) return changes;
    if (firstFeed.lead === null && !firstFeed.isHeld) this.#choose(draft, sending);
    if (!firstFeed.isHeld) return changes;
    for (const each of sending) draft.add({ ...each, heldBy: FIRST_FEED });
    return changes.filter(({ write }) => write === null);
  }

  /** After the whole task: a question that is answered is settled. */
  end(draft: WindowDraft<ProductChange>): void {
    if (!isDue(this.#gathering)) draft.settle(FIRST_FEED);
  }

  #choose(draft: WindowDraft<ProductChange>, sending: readonly ProductChange[]): void {
    const { firstFeed, shop, open } = this.#gathering;
    const { good } = firstFeed;
    const lead = good === '' ? proposeFirst(sending) : findFirst(sending, good);
    if (lead?.write == null) {
      firstFeed.isHeld = true;
      draft.hold({ subject: FIRST_FEED, code: 'shop.feed.firstNotFound', facts: { good } });
      return;
    }
    firstFeed.lead = lead.change.key;
    const facts = { good: lead.write.code, name: lead.change.label };
    const isSeen = shop.abilities.readsProducts;
    draft.notice({ code: isSeen ? 'notice.feed.first' : 'notice.feed.firstBlind', facts });
    if (firstFeed.isAgreed || open.item(FIRST_FEED)?.isReleased === true) return;
    firstFeed.isHeld = true;
    const code = isSeen ? 'shop.feed.firstAsked' : 'shop.feed.firstAskedBlind';
    draft.hold({ subject: FIRST_FEED, code, facts });
  }
}

/** The one change that the first feed is made of; null = none is due, or nothing of these is sent. */
export function leadOf(context: TaskContext, pending: readonly ProductChange[]): ProductChange | null {
  if (!isDue(context)) return null;
  const { good, lead } = context.firstFeed;
  const found = pending.find(({ change, write }) => write !== null && change.key === lead);
  // Of a proposal any other may take the place: of a good that a person has named none.
  const other = pending.find(({ write }) => write !== null);
  if (found === undefined && other !== undefined && good !== '')
    throw new SyncError('shop.feed.firstNotFound', { good });
  return found ?? other ?? null;
}

/** The catalogue as the shop tells it now; null where the interface reads no products. */
export async function seeCatalogue(
  { shop, signal }: TaskContext,
  { write, productId }: ProductChange,
): Promise<SeenCatalogue | null> {
  if (!shop.abilities.readsProducts) return null;
  const ids = new Set<number>();
  let count = 0;
  let product: SeenCatalogue['product'] = null;
  for await (const batch of shop.fetchProducts(signal)) {
    count += batch.length;
    for (const each of batch) {
      if (each.id !== 0) ids.add(each.id);
      if (productId === null ? each.code === write?.code : each.id === productId) product = each;
    }
  }
  return { count, ids, product };
}

/**
 * Compares the catalogue after the first feed with the one before and remembers that it was proven. Rejects
 * `shop.feed.*`, so that nothing more goes out, when the shop has not confirmed it or did more than was asked.
 */
export async function proveFeed(
  context: TaskContext,
  lead: ProductChange,
  what: { readonly before: SeenCatalogue | null; readonly confirmed: readonly ConfirmedChange[] },
): Promise<void> {
  const { state, profile, report, clock, firstFeed } = context;
  const name = lead.change.label;
  if (what.confirmed.length === 0) throw new SyncError('shop.feed.firstNotConfirmed', { what: name });
  const after = await seeCatalogue(context, lead);
  if (what.before !== null && after !== null) {
    const currency = context.priceCurrency.currency ?? context.facts.baseCurrency;
    const fault = faultOf(what.before, after, { ...lead, currency });
    if (fault !== null) {
      for (const each of what.confirmed)
        if (after.product !== null) await rememberActual(context, each, after.product);
      throw fault;
    }
    if (after.product === null) await report.notice('notice.feed.firstNotSeen', { name });
  }
  firstFeed.isSent = true;
  await state.profiles.markFed(profile.id, nowIso(clock));
}

function faultOf(
  before: SeenCatalogue,
  after: SeenCatalogue,
  { change, write, currency }: ProductChange & { readonly currency: string },
): SyncError | null {
  const fault = firstFeedFault(before, after, write?.fields ?? {});
  if (fault === null) return null;
  const what = change.label;
  if ('field' in fault) {
    const code = fault.kind === 'notKept' ? 'shop.write.notKept' : 'shop.feed.emptied';
    return new SyncError(code, { what, ...fault.field, currency });
  }
  const { lost } = fault;
  const code = fault.kind === 'replaced' ? 'shop.feed.replaces' : 'shop.feed.countChanged';
  return new SyncError(code, { before: before.count, after: after.count, lost });
}
