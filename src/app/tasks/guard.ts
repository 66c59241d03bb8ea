import {
  BREAKER_CODES,
  BREAKERS,
  breakerFacts,
  breakersOf,
  isTripped,
  priceJump,
} from '../../sync/breakers.ts';
import type { Breaker, EmptiedGroup } from '../../sync/breakers.ts';
import type { ProductChange } from '../../sync/product-change.ts';
import { FirstFeed } from './first-feed.ts';
import { splitPrice } from '../../sync/products/split-price.ts';
import type { Gathering } from '../task-context.ts';
import type { WindowDraft } from '../../sync/window-draft.ts';

/** An approval holds for what was seen, and for little more. */
const GROWTH = 1.2;

/**
 * Marks changes that look like an accident as held until a person has released them once (attention list),
 * or has applied a plan that shows them: too many of one kind, a price that jumps. Counts go over the whole
 * task; those held are decided again in the next run.
 */
export class Guard {
  readonly #gathering: Gathering;
  readonly #task: 'export-goods' | 'export-stock';
  readonly #counts: Record<Breaker, number> = { hidden: 0, created: 0, repriced: 0, zeroed: 0 };
  readonly #held = new Set<Breaker>();
  readonly #firstFeed: FirstFeed;
  #linked: number | null = null;
  /** Changes of products that the shop has already, adopted ones among them. */
  #met = 0;
  #unmoved = 0;

  constructor(gathering: Gathering, task: 'export-goods' | 'export-stock') {
    this.#gathering = gathering;
    this.#task = task;
    this.#firstFeed = new FirstFeed(gathering);
  }

  /**
   * Holds quantities of goods that were made of products and have not moved: the shop's own count until
   * then.
   */
  passUnmoved(
    draft: WindowDraft<ProductChange>,
    changes: readonly ProductChange[],
  ): readonly ProductChange[] {
    if (changes.length === 0) return changes;
    const subject = this.#subject('downloaded');
    this.#unmoved += changes.length;
    if (this.#unmoved <= this.#approvedCount(subject)) return changes;
    draft.hold({ subject, code: 'guard.downloaded', facts: { count: this.#unmoved } });
    for (const each of changes) draft.add({ ...each, heldBy: subject });
    return [];
  }

  /** True while the good that a person wants to go first has not been met: no window is cut before. */
  awaitsFirst(pending: readonly ProductChange[]): boolean {
    return this.#firstFeed.awaits(pending);
  }

  /** Puts changes into the window, each with what holds it. */
  async pass(draft: WindowDraft<ProductChange>, asked: readonly ProductChange[]): Promise<void> {
    const changes = this.#firstFeed.pass(draft, asked);
    this.#met += changes.filter(({ productId }) => productId !== null).length;
    for (const { change } of changes) for (const breaker of breakersOf(change)) this.#counts[breaker] += 1;
    for (const breaker of BREAKERS) await this.#look(draft, breaker);
    for (const each of changes) {
      const breaker = breakersOf(each.change).find((candidate) => this.#held.has(candidate));
      if (breaker === 'repriced') holdPrice(draft, each, this.#subject(breaker));
      else if (breaker !== undefined) draft.add({ ...each, heldBy: this.#subject(breaker) });
      else if (this.#isJumpHeld(draft, each)) holdPrice(draft, each, each.change.subject);
      else draft.add(each);
    }
  }

  /** Holds what leaves a group empty at once, whatever the numbers are. */
  async passLeaving(
    draft: WindowDraft<ProductChange>,
    changes: readonly ProductChange[],
    emptied: EmptiedGroup | null,
  ): Promise<void> {
    const subject = this.#subject('groupEmptied');
    if (emptied === null || this.#gathering.open.item(subject)?.isReleased === true)
      return this.pass(draft, changes);
    const { choices } = this.#gathering;
    const group = choices.groups.find((known) => known.id === emptied.groupId)?.name;
    const facts = { group: group ?? String(emptied.groupId), count: emptied.count };
    draft.hold({ subject, code: 'guard.groupEmptied', facts });
    for (const each of changes) draft.add({ ...each, heldBy: subject });
    return undefined;
  }

  /** After the whole task: what trips no more is settled. */
  end(draft: WindowDraft<ProductChange>): void {
    this.#firstFeed.end(draft);
    for (const breaker of BREAKERS) draft.settle(this.#subject(breaker));
    draft.settle(this.#subject('groupEmptied'));
    // An approval stands until what it was given for is gone: another guard may hold the same changes on.
    if (this.#unmoved === 0 || !this.#held.has('zeroed')) draft.settle(this.#subject('downloaded'));
  }

  #subject(breaker: Breaker | 'groupEmptied' | 'downloaded'): string {
    return `guard:${this.#task}:${breaker}`;
  }

  #approvedCount(subject: string): number {
    const item = this.#gathering.open.item(subject);
    return item?.isReleased === true ? Number(item.facts['count'] ?? 0) * GROWTH : 0;
  }

  async #look(draft: WindowDraft<ProductChange>, breaker: Breaker): Promise<void> {
    const { state, profile, settings } = this.#gathering;
    const count = this.#counts[breaker];
    if (count === 0) return;
    // Until one export has come to its end the shop is being filled: that was approved with its plan.
    if (breaker === 'created' && profile.firstFilledAt === null) return;
    this.#linked ??= await state.links.count(profile.id);
    const own = breaker === 'repriced' ? Math.max(this.#linked, this.#met) : this.#linked;
    const numbers = { count, linked: own };
    if (!isTripped(breaker, numbers, settings)) return;
    const subject = this.#subject(breaker);
    if (count <= this.#approvedCount(subject)) return;
    this.#held.add(breaker);
    draft.hold({ subject, code: BREAKER_CODES[breaker], facts: breakerFacts(breaker, numbers, settings) });
  }

  #isJumpHeld(draft: WindowDraft<ProductChange>, { change }: ProductChange): boolean {
    const { settings, open, facts: warehouse, priceCurrency } = this.#gathering;
    const jump = priceJump(change, settings);
    if (jump === null) return false;
    const { code, before, after } = jump;
    const item = open.item(change.subject);
    const isApproved = item?.code === code && item.isReleased;
    if (isApproved && item.facts['after'] === after) return false;
    const currency = priceCurrency.currency ?? warehouse.baseCurrency;
    const good = change.subject.replace(/^\w+:/, '');
    const facts = { good, name: change.label, before, after, currency };
    draft.hold({ subject: change.subject, code, facts });
    return true;
  }
}

/** A price that is held holds neither the other fields nor the pair, and with it the quantity. */
function holdPrice(draft: WindowDraft<ProductChange>, change: ProductChange, heldBy: string): void {
  const { rest, price } = splitPrice(change);
  if (rest !== null) draft.add(rest);
  draft.add({ ...price, heldBy });
}
