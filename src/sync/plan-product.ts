import type { Good } from '../model/good.ts';
import type { LinkHead } from '../model/link.ts';
import { isPark } from './park.ts';
import type { Park } from './park.ts';
import { goodsFields, goodsFieldsText } from './plan-export.ts';
import { isPriceMissed } from './products/good-notes.ts';
import type { ProductChange } from './product-change.ts';
import { foundProduct } from './products/found-product.ts';
import { keptProduct } from './products/kept-product.ts';
import { leftProduct } from './products/left-product.ts';
import { isStranger, strangerPark } from './products/stranger.ts';
import type { ProductFacts, ProductPlanning, UnsentGood, WantedProduct } from './products/product-facts.ts';

export type { ProductFacts, ProductPlanning, UnsentGood, WantedProduct } from './products/product-facts.ts';

/**
 * The first question to a good, before anything more is gathered for it: what the shop should have (E2, E7),
 * why that cannot be said, or that it was sent already (E5).
 */
export function wantedProduct(
  good: Good,
  head: LinkHead | null,
  planning: ProductPlanning,
): WantedProduct | Park | 'unchanged' {
  const wanted = goodsFields(good, planning);
  if (isPark(wanted)) return wanted;
  const hash = planning.hashOf(goodsFieldsText(wanted.fields, planning.rules));
  const isSent = head?.goodsHash === hash && !head.hasLeft && !isPriceMissed(wanted, planning);
  return isSent ? 'unchanged' : { good, ...wanted, hash };
}

/** What becomes of one good's product, or why a person must decide (E3, E4, E6). */
export function planProduct(
  facts: ProductFacts,
  planning: ProductPlanning,
): ProductChange | Park | UnsentGood {
  switch (facts.kind) {
    case 'linked': {
      const { wanted, head, sent } = facts;
      if (isStranger(wanted.good, sent) && !facts.isApproved)
        return strangerPark(wanted.good, { productId: head.productId, sent });
      return keptProduct(facts, planning);
    }
    case 'left':
      return leftProduct(facts, planning);
    case 'unlinked':
      return foundProduct(facts, planning);
  }
}
