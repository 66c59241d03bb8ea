import type { Good, GoodId } from '../../model/good.ts';
import { isSameText } from '../../model/html-text.ts';
import type { SentFields } from '../../model/link.ts';
import type { ProductId } from '../../model/product.ts';
import { park } from '../park.ts';
import type { Park } from '../park.ts';

/** Where the warehouse has no code, the bar code is sent as one. */
export function codeToSend({ code, barcodes }: Pick<Good, 'code' | 'barcodes'>): string {
  return code === '' ? (barcodes[0] ?? '') : code;
}

/**
 * True for a good that its link was not made with (Q3): it has another code than was sent of it, and neither
 * its name nor its bar code says that it is the same one under a new code. Another database at the old
 * address, or a number that was given to another good, looks like this.
 */
export function isStranger(good: Good, sent: SentFields): boolean {
  if (sent.code === null || sent.code === codeToSend(good)) return false;
  if (sent.name !== null && isSameText(good.name, sent.name)) return false;
  return sent.barcode === null || sent.barcode === '' || !good.barcodes.includes(sent.barcode);
}

/** Why nothing is sent of a good until a person has looked. */
export function strangerPark(
  good: Good,
  link: { readonly productId: ProductId; readonly sent: SentFields },
): Park {
  return park('good.stranger', {
    good: good.id,
    code: codeToSend(good),
    name: good.name,
    product: link.productId,
    known: link.sent.code ?? '',
    knownName: link.sent.name ?? '',
  });
}

/** Links that lead to a stranger are not followed: product by product, the good that stands there now. */
export function strangersAmong(
  links: readonly { readonly goodId: GoodId; readonly productId: ProductId; readonly sent: SentFields }[],
  goods: readonly Good[],
): ReadonlyMap<ProductId, Good> {
  const byId = new Map(goods.map((good) => [good.id, good]));
  const strangers = new Map<ProductId, Good>();
  for (const { goodId, productId, sent } of links) {
    const good = byId.get(goodId);
    if (good !== undefined && isStranger(good, sent)) strangers.set(productId, good);
  }
  return strangers;
}
