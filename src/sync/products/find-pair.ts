import type { GoodId } from '../../model/good.ts';
import type { SentFields } from '../../model/link.ts';
import type { ProductId } from '../../model/product.ts';
import { park } from '../park.ts';
import type { Park } from '../park.ts';
import { fieldsOfProduct, textsOf } from '../plan-export.ts';
import { nearCodes } from './near-code.ts';
import type { PairFacts, ProductPlanning } from './product-facts.ts';

/**
 * The product that a good takes over, with what it has; and the deleted good whose link gives way to it.
 */
export interface FoundPair {
  readonly productId: ProductId;
  readonly known: SentFields;
  /** The product's code as the shop writes it; null = it was not read. */
  readonly code: string | null;
  readonly instead: GoodId | null;
}

/**
 * The product of a good that has none: the one that has its key, or why a person must say (E4). `none`: the
 * shop has no such product. What the owner has deleted is never made anew by itself (peer-43).
 */
export function findPair(
  facts: PairFacts,
  { readsProducts }: Pick<ProductPlanning, 'readsProducts'>,
): FoundPair | Park | 'none' {
  const { good, twins, match, linkedTo, inherited, gone, rivals } = facts;
  const instead = inherited?.goodId ?? null;
  if (twins !== null) return twins;
  // Under a code that only looks like the good's: a second one is not made unasked.
  if (match.kind === 'near') {
    const products = nearCodes(good.code, match.products);
    return park('good.product.near', { good: good.id, code: good.code, products });
  }
  if (match.kind === 'ambiguous') {
    const products = match.products.map((product) => product.id).join(', ');
    return park('good.product.ambiguous', { good: good.id, code: good.code, products });
  }
  if (match.kind === 'none') {
    if (gone !== null) return park('shop.product.gone', { good: good.id, product: gone.productId });
    // Where products cannot be read, what was last sent tells of the product of the good that was deleted.
    return inherited === null || readsProducts
      ? 'none'
      : { productId: inherited.productId, known: inherited.sent, code: null, instead };
  }
  const { product, key } = match;
  if (product.fault !== undefined) return park(product.fault.code, product.fault.facts);
  if (linkedTo !== null && linkedTo !== good.id)
    return park('good.product.linkedElsewhere', { good: good.id, product: product.id, other: linkedTo });
  const { id: productId, code } = product;
  if (rivals.length === 0)
    return { productId, known: fieldsOfProduct(product, textsOf(good)), code, instead };
  const goods = [good.id, ...rivals].sort((left, right) => left - right).join(', ');
  return park('good.product.shared', { product: product.id, key: key.text, goods });
}
