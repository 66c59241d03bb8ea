import type { GoodId } from '../../model/good.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { Link } from '../../model/link.ts';
import type { ProductId, ProductOutcome } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import { splitFirst } from '../../sync/first-changes.ts';
import type { ConfirmedChange, ProductChange } from '../../sync/product-change.ts';
import { NOTHING_BETWEEN } from '../between/between.ts';
import { WritesInParts } from '../between/writes-in-parts.ts';
import type { SendingTurn } from '../between/writes-in-parts.ts';
import type { TaskContext } from '../task-context.ts';
import { proveFirst } from './canary.ts';
import { leadOf, proveFeed, seeCatalogue } from './first-feed.ts';
import { goneItem } from './gone-products.ts';

/**
 * What became of a window of writes: those whose answer was lost must be looked up before anything is sent
 * again.
 */
export interface SentChanges {
  readonly confirmed: readonly ProductChange[];
  readonly uncertain: readonly ProductChange[];
}

/** So many links are worth a commit, and one in so long: each waits for the disk, and all else with it. */
const LINKS_AT_ONCE = 200;
const COMMIT_EVERY_MS = 500;
/** Whatever the clock says. */
const MOST_LINKS = 2000;
/** So many records failing one after the other for want of a connection mean that the shop is away. */
const FAILURES_TO_STOP = 20;

/**
 * Sends a window of writes and remembers each confirmed one (E5, E6, E9); one refused record stops no
 * other.
 */
export async function sendChanges(
  context: TaskContext,
  pending: readonly ProductChange[],
  turn: SendingTurn | null = null,
): Promise<SentChanges> {
  const lead = leadOf(context, pending);
  if (lead !== null) return sendFirstFeed(context, { lead, pending, turn });
  const { first, rest } = context.shop.abilities.readsStock
    ? splitFirst(pending, context.provenKinds)
    : { first: [], rest: pending };
  const head = await sendAll(unbroken(context), first, turn);
  if (head.written.length > 0) {
    await proveFirst(context, head.written);
    for (const { made } of head.written) context.provenKinds.add(made.change.kind);
  }
  const tail = await sendAll(context, rest, turn);
  return {
    confirmed: [...head.written, ...tail.written].map((each) => each.made),
    uncertain: [...head.uncertain, ...tail.uncertain],
  };
}

/** One product goes out alone, and the catalogue is read before and after, before anything else does. */
async function sendFirstFeed(
  context: TaskContext,
  what: {
    readonly lead: ProductChange;
    readonly pending: readonly ProductChange[];
    readonly turn: SendingTurn | null;
  },
): Promise<SentChanges> {
  const { lead, pending, turn } = what;
  const before = await seeCatalogue(context, lead);
  const head = await sendAll(unbroken(context), [lead], turn);
  await proveFeed(context, lead, { before, confirmed: head.written });
  const others = pending.filter((each) => each !== lead);
  const tail = await sendAll(context, others, turn);
  return {
    confirmed: [...head.written, ...tail.written].map((each) => each.made),
    uncertain: [...head.uncertain, ...tail.uncertain],
  };
}

/** What is to be proven before anything else goes out is sent in one go. */
function unbroken(context: TaskContext): TaskContext {
  return { ...context, between: NOTHING_BETWEEN };
}

interface Sent {
  readonly written: readonly ConfirmedChange[];
  readonly uncertain: readonly ProductChange[];
}

async function sendAll(
  context: TaskContext,
  pending: readonly ProductChange[],
  turn: SendingTurn | null,
): Promise<Sent> {
  if (pending.length === 0) return { written: [], uncertain: [] };
  const { shop, report, signal } = context;
  const writes = new WritesInParts(context, pending, turn);
  const saver = new LinkSaver(context);
  const uncertain: ProductChange[] = [];
  const written: ConfirmedChange[] = [];
  let done = 0;
  let failures = 0;
  try {
    await rememberAgreed(
      context,
      saver,
      pending.filter((entry) => entry.write === null),
    );
    while (writes.hasMore) {
      for await (const outcome of shop.writeProducts(writes.part(), signal)) {
        const entry = writes.changeOf(outcome.write);
        if (entry === undefined) continue;
        done += 1;
        report.progress('write', done, writes.total);
        if (outcome.kind === 'uncertain') uncertain.push(entry);
        const productId = await settle(context, saver, { entry, outcome });
        if (productId !== null) written.push({ made: entry, productId });
        await turn?.keep(context);
        failures = outcome.kind === 'failed' ? failures + 1 : 0;
        if (outcome.kind === 'failed' && failures >= FAILURES_TO_STOP) throw outcome.error;
      }
      await saver.flush();
      await writes.letIn();
    }
  } finally {
    // Also when the run is stopped or breaks off: what the shop has confirmed must be remembered.
    await saver.flush();
  }
  return { written, uncertain };
}

/** Remembers pairs that already agree: nothing is sent for them. */
async function rememberAgreed(
  context: TaskContext,
  saver: LinkSaver,
  agreed: readonly ProductChange[],
): Promise<void> {
  for (const entry of agreed) {
    if (entry.productId === null) continue;
    await saver.add({ ...entry.link, productId: entry.productId }, entry.instead);
    await context.report.made(entry.change, { kind: 'done' });
    await context.report.settle(entry.change.subject);
  }
}

async function settle(
  context: TaskContext,
  saver: LinkSaver,
  result: { readonly entry: ProductChange; readonly outcome: ProductOutcome },
): Promise<ProductId | null> {
  const { report } = context;
  const { entry, outcome } = result;
  if (outcome.kind === 'created' || outcome.kind === 'updated') {
    const isMet = outcome.kind === 'updated' && outcome.productId !== entry.productId;
    const link = isMet
      ? metProduct(entry, outcome.productId)
      : { ...entry.link, productId: outcome.productId };
    const { categoryId = link.sent.categoryId } = outcome;
    const fault = isMet
      ? (strayProduct(context, entry) ?? (await foreignProduct(context, entry, outcome.productId)))
      : null;
    if (fault !== null) {
      await parkRefused(context, entry, fault);
      return null;
    }
    await saver.add({ ...link, sent: { ...link.sent, categoryId } }, entry.instead);
    await report.made(entry.change, { kind: 'done' });
    await report.settle(entry.change.subject);
    return outcome.productId;
  }
  if (outcome.kind === 'refused') {
    await parkRefused(context, entry, outcome.error);
  } else if (outcome.kind === 'failed') {
    await report.made(entry.change, { kind: 'failed', code: outcome.error.code, facts: outcome.error.facts });
  }
  return null;
}

/**
 * A product that only the answer has told: it has the code, and nobody knew its number. It was there before
 * us; of one that stands in the place of another nothing is known but what was sent now.
 */
function metProduct({ link, write, productId: expected }: ProductChange, productId: ProductId): Link {
  const met = { ...link, productId, isHiddenByUs: false };
  if (expected === null || write === null) return met;
  const { isVisible: _, category, ...fields } = write.fields;
  const sent = { ...NOTHING_SENT, code: write.code, ...fields, category: category?.path ?? null };
  return { ...met, goodsHash: '', stockHash: '', sent };
}

/**
 * The fault that an update has met another product under the good's code where none can be read: made anew by
 * a person, or left behind in the old one's place by an update whose answer was lost. Nobody takes it before a
 * person has looked. Null = there is no such doubt.
 */
function strayProduct({ shop, open }: TaskContext, { link, productId }: ProductChange): SyncError | null {
  if (shop.abilities.readsProducts || productId === null) return null;
  if (goneItem(open, { goodId: link.goodId, productId })?.isReleased === true) return null;
  return new SyncError('shop.product.gone', { good: link.goodId, product: productId });
}

/** The fault that such a product is another good's; null = it is nobody's. */
async function foreignProduct(
  { state, profile }: TaskContext,
  { link, instead }: ProductChange,
  productId: ProductId,
): Promise<SyncError | null> {
  const [owner] = await state.links.findByProduct(profile.id, [productId]);
  if (owner === undefined || owner.goodId === link.goodId || owner.goodId === instead) return null;
  const facts = { good: link.goodId, product: productId, other: owner.goodId };
  return new SyncError('good.product.linkedElsewhere', facts);
}

async function parkRefused(context: TaskContext, entry: ProductChange, error: SyncError): Promise<void> {
  const { report } = context;
  const note = { subject: entry.change.subject, code: error.code, facts: error.facts };
  await report.made(entry.change, { kind: 'parked', code: error.code, facts: error.facts });
  await report.park(note, entry.contentHash);
}

/**
 * Saves links in small groups: a crash forgets at most one group, what a quick shop confirms in half a second
 * and a slow one by 200, and the next run finds those by their code (E6).
 */
class LinkSaver {
  readonly #context: TaskContext;
  #links: Link[] = [];
  #gaveWay: GoodId[] = [];
  #savedAt = Number.NEGATIVE_INFINITY;

  constructor(context: TaskContext) {
    this.#context = context;
  }

  /** `instead`: a deleted good whose link gives way in the same transaction. */
  async add(link: Link, instead: GoodId | null): Promise<void> {
    this.#links.push(link);
    if (instead !== null) this.#gaveWay.push(instead);
    const isDue = this.#context.clock.now() - this.#savedAt >= COMMIT_EVERY_MS;
    const count = this.#links.length;
    if (count >= MOST_LINKS || (count >= LINKS_AT_ONCE && isDue)) await this.flush();
  }

  async flush(): Promise<void> {
    const [links, gaveWay] = [this.#links, this.#gaveWay];
    [this.#links, this.#gaveWay] = [[], []];
    if (links.length === 0) return;
    const { state, profile, clock } = this.#context;
    await state.links.save(profile.id, links, gaveWay);
    this.#savedAt = clock.now();
  }
}
