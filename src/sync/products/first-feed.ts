import { compare, decimal, round } from '../../model/decimal.ts';
import { isSameText } from '../../model/html-text.ts';
import type { Product, ProductFields } from '../../model/product.ts';
import { firstNotKept } from '../first-changes.ts';
import type { NotKept } from '../first-changes.ts';
import type { ProductChange } from '../product-change.ts';

/** Subject of the question which product the first feed is made of. */
export const FIRST_FEED = 'feed:first';

function priceOf({ write, change }: ProductChange): number {
  const price = write?.fields.price ?? change.fields.find(({ field }) => field === 'price')?.before;
  return price === undefined || price === null ? Number.POSITIVE_INFINITY : Number(price);
}

/**
 * The change that is proposed as the first feed: of the goods that the shop does not have yet the cheapest,
 * since nothing is lost with it, else the cheapest; null = nothing is sent.
 */
export function proposeFirst(changes: readonly ProductChange[]): ProductChange | null {
  let best: ProductChange | null = null;
  for (const each of changes) {
    if (each.write === null) continue;
    if (best === null) best = each;
    const [isNew, isBestNew] = [each.productId === null, best.productId === null];
    if (isNew === isBestNew ? priceOf(each) < priceOf(best) : isNew) best = each;
  }
  return best;
}

/** The change of the good that a person has named by its code; null = it is not among them. */
export function findFirst(changes: readonly ProductChange[], code: string): ProductChange | null {
  return (
    changes.find(({ write }) => write !== null && [write.code, write.fields.code].includes(code)) ?? null
  );
}

/** The shop's catalogue beside the first product, before or after it was sent. */
export interface SeenCatalogue {
  readonly count: number;
  readonly ids: ReadonlySet<number>;
  /** The product that is sent, as the shop tells it; null = it does not. */
  readonly product: Product | null;
}

/** What the first feed did that it should not have. */
export type FirstFeedFault =
  | { readonly kind: 'replaced' | 'counted'; readonly lost: number }
  | { readonly kind: 'notKept' | 'emptied'; readonly field: NotKept };

/**
 * Judges the first feed by the catalogue before and after it: no product may be gone, at most the one that
 * was made may be new, every field that was sent is there and every other one as it was. Null = nothing
 * speaks against it; what the shop does not tell is neither equal nor different.
 */
export function firstFeedFault(
  before: SeenCatalogue,
  after: SeenCatalogue,
  sent: ProductFields,
): FirstFeedFault | null {
  const lost = [...before.ids].filter((id) => !after.ids.has(id)).length;
  // Half of a catalogue does not go by the owner's own hand meanwhile.
  if (lost * 2 > before.count) return { kind: 'replaced', lost };
  const more = after.count - before.count;
  if (lost > 0 || more < 0 || more > 1) return { kind: 'counted', lost };
  if (after.product === null) return null;
  const notKept = firstNotKept(sent, after.product);
  if (notKept !== null) return { kind: 'notKept', field: notKept };
  const emptied = before.product === null ? null : changedUnsent(before.product, after.product, sent);
  return emptied === null ? null : { kind: 'emptied', field: emptied };
}

/** The first field that was not sent and is not what it was. */
function changedUnsent(before: Product, after: Product, sent: ProductFields): NotKept | null {
  if (before.fault !== undefined || after.fault !== undefined) return null;
  for (const field of ['name', 'code', 'barcode'] as const)
    if (sent[field] === undefined && !isSameText(before[field], after[field]))
      return { field, sent: before[field], found: after[field] };
  for (const field of ['price', 'quantity'] as const) {
    const [was, is] = [before[field], after[field]];
    if (sent[field] !== undefined || was === null) continue;
    const isSame = is !== null && compare(round(decimal(was), 3), round(decimal(is), 3)) === 0;
    if (!isSame) return { field, sent: was, found: is ?? '' };
  }
  const [was, is] = [before.isVisible, after.isVisible];
  if (sent.isVisible !== undefined || was === null || was === is) return null;
  return { field: 'isVisible', sent: was ? 'yes' : 'no', found: is === null ? '' : is ? 'yes' : 'no' };
}
