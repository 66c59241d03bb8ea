import type { GoodId } from '../../model/good.ts';
import type { HeldQuantity, LedgerEntry } from '../../model/ledger.ts';
import type { ProductId } from '../../model/product.ts';
import type { OrderWindow } from './order-window.ts';

/** Whose quantity is another one after a window of orders. */
export interface MovedStock {
  readonly goodIds: ReadonlySet<GoodId>;
  /** At the shop, by itself. */
  readonly productIds: readonly ProductId[];
}

const goodsOf = (held: readonly HeldQuantity[]): readonly GoodId[] => held.map(({ goodId }) => goodId);

/**
 * What a window of orders moves, at most: goods of documents that are made, goods that orders hold until they
 * are decided, and products whose stock the shop has moved by itself. A quantity that was decided before it
 * may be more than there is.
 */
export function movedStock(window: OrderWindow): MovedStock {
  const { kept, takenUp, heldBack, steps, movedProducts } = window;
  const entries: readonly LedgerEntry[] = [...kept.map(({ entry }) => entry), ...takenUp, ...heldBack];
  const goodIds = new Set<GoodId>([
    ...entries.flatMap(({ held }) => goodsOf(held)),
    ...kept.flatMap(({ putBack }) => putBack),
    ...steps.flatMap((step) =>
      step.kind === 'record' ? [...step.draft.lines.map(({ goodId }) => goodId), ...goodsOf(step.held)] : [],
    ),
  ]);
  return { goodIds, productIds: movedProducts };
}
