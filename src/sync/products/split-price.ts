import { decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import type { ProductChange } from '../product-change.ts';

/** A change whose price is held, in two: what goes all the same, and the price that waits. */
export interface SplitChange {
  /** Null: there is nothing but the price. */
  readonly rest: ProductChange | null;
  readonly price: ProductChange;
}

/**
 * Takes the price out of a change, so that a price that is held holds neither the other fields nor the
 * pair, and with it the quantity. A new product is one piece: without its price it is not made (E7).
 */
export function splitPrice(whole: ProductChange): SplitChange {
  const { change, write, link } = whole;
  const price = change.fields.find((each) => each.field === 'price');
  if (price === undefined || write === null || write.kind === 'create') return { rest: null, price: whole };
  const { price: sum, ...fields } = write.fields;
  if (sum === undefined) return { rest: null, price: whole };
  const others = change.fields.filter((each) => each.field !== 'price');
  const isAlone = others.length === 0;
  if (isAlone && !whole.isNewPair) return { rest: null, price: whole };
  const rest: ProductChange = {
    ...whole,
    change: { ...change, kind: isAlone ? 'link' : change.kind, fields: others },
    write: isAlone ? null : { ...write, fields },
    contentHash: `${whole.contentHash}:rest`,
    // Without a hash the good is looked at again, and its price with it.
    link: {
      ...link,
      goodsHash: '',
      sent: { ...link.sent, price: price.before === null ? null : decimal(price.before) },
    },
  };
  return {
    rest,
    price: {
      ...whole,
      change: { ...change, key: `${change.key}:price`, kind: 'updateProduct', fields: [price] },
      write: { ...write, fields: { price: sum } },
      isNewPair: false,
      instead: null,
    },
  };
}

/** Changes in rounds of which none has a good twice: what follows upon another is sent after it. */
export function roundsOf(changes: readonly ProductChange[]): readonly (readonly ProductChange[])[] {
  const rounds: ProductChange[][] = [];
  const roundOf = new Map<GoodId, number>();
  for (const change of changes) {
    const round = roundOf.get(change.link.goodId) ?? 0;
    roundOf.set(change.link.goodId, round + 1);
    const into = rounds[round];
    if (into === undefined) rounds.push([change]);
    else into.push(change);
  }
  return rounds;
}
