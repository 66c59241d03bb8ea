import { negate } from '../../model/decimal.ts';
import type { HeldQuantity, LedgerEntry } from '../../model/ledger.ts';
import type { Settings } from '../../model/settings.ts';
import type { GoodsIndex } from '../match-goods.ts';
import { step } from '../order-steps.ts';
import { heldByOrder } from '../plan-operation.ts';
import type { Adoption } from './order-adoption.ts';
import type { AskedOrder, MetOrder } from './order-met.ts';
import { statusDecision } from './order-status.ts';
import type { WordMeanings } from '../words/word-meanings.ts';

/** An order that was met and not decided: how it is kept until an import decides it (Q2). */
export interface ReservedOrder {
  readonly entry: LedgerEntry;
  /** As it was met; null = the shop was not asked for it. */
  readonly met: MetOrder | null;
  /** What it holds now over what the memory says that it holds; negative: it holds less. */
  readonly change: readonly HeldQuantity[];
}

/** How orders are reserved; `since`: those placed before hold nothing any more, null = all do. */
export interface ReserveRule {
  readonly settings: Settings;
  readonly words: WordMeanings;
  readonly since: string | null;
}

/**
 * Reserves the goods of an order that nobody has decided yet, without importing it: its goods are not offered
 * again (Q2). Null where there is nothing to keep: it is further on its way and holds what was decided, it is
 * as it was, or it is too old to be met at all.
 */
export function reserveOrder(met: MetOrder, goods: GoodsIndex, rule: ReserveRule): ReservedOrder | null {
  const { entry, hasChanged } = met;
  if (entry.stage !== 'seen') return null;
  const isOld = rule.since !== null && entry.createdAt < rule.since;
  const held = isOld ? [] : heldNow(met, goods, rule);
  const isSame = !hasChanged && JSON.stringify(held) === JSON.stringify(entry.held);
  if (isSame || (isOld && entry.held.length === 0)) return null;
  return {
    entry: step(entry, { kind: 'heldBack', held }).entry,
    met,
    change: [...held, ...takenBack(entry)],
  };
}

/** An order that was reserved and is too old by now, or gone from the shop: it holds nothing any more. */
export function releaseOrder(entry: LedgerEntry): ReservedOrder {
  const after = step(entry, { kind: 'heldBack', held: [] }).entry;
  return { entry: after, met: null, change: takenBack(entry) };
}

/**
 * An order that is not recorded now – it waits for its status, or what stands under its claim or note is
 * not its own document – goes on holding what the shop has taken off its stock for it.
 */
export function isStillHeld({ says }: AskedOrder, adoption: Adoption | undefined): boolean {
  return (
    says.kind === 'waits' || (says.kind === 'due' && adoption !== undefined && adoption.kind !== 'found')
  );
}

/** The same order with what it holds by its lines as they are now. */
export function withHeld(asked: AskedOrder, goods: GoodsIndex, settings: Settings): AskedOrder {
  const { order, entry } = asked;
  if (order === null) return asked;
  return { ...asked, entry: { ...entry, held: heldByOrder(order, goods, settings.matchingKey) } };
}

/** One that cannot be read any more holds what it held. */
function heldNow(
  { fetched: { order }, entry }: MetOrder,
  goods: GoodsIndex,
  rule: ReserveRule,
): readonly HeldQuantity[] {
  if (order === undefined) return entry.held;
  const { settings, words } = rule;
  const decision = statusDecision(order.status, settings, words);
  if (decision === 'cancelled' || decision === 'returned') return [];
  return heldByOrder(order, goods, settings.matchingKey);
}

function takenBack({ held }: LedgerEntry): readonly HeldQuantity[] {
  return held.map(({ goodId, quantity }) => ({ goodId, quantity: negate(quantity) }));
}
