import { compare, decimal, round } from '../../model/decimal.ts';
import type { ChangeKind } from '../../model/plan.ts';
import type { Product, ProductFields, ProductId } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import { fieldsOfProduct } from '../../sync/plan-export.ts';
import type { TaskContext } from '../task-context.ts';
import type { PendingWrite } from './product-writer.ts';

/** So many of a kind go out first and are read back before the rest (lessons.md section 5, no. 3). */
export const FIRST = 20;

/** A write that the shop has confirmed, with the product it made or changed. */
export interface ConfirmedWrite {
  readonly entry: PendingWrite;
  readonly productId: ProductId;
}

/** The first of each kind that has not been proven in this run, and the rest. */
export function splitFirst(
  pending: readonly PendingWrite[],
  proven: ReadonlySet<ChangeKind>,
): { readonly first: readonly PendingWrite[]; readonly rest: readonly PendingWrite[] } {
  const counts = new Map<ChangeKind, number>();
  const first: PendingWrite[] = [];
  const rest: PendingWrite[] = [];
  for (const entry of pending) {
    const { kind } = entry.change;
    const count = counts.get(kind) ?? 0;
    const isFirst = entry.write !== null && !proven.has(kind) && count < FIRST;
    if (isFirst) counts.set(kind, count + 1);
    (isFirst ? first : rest).push(entry);
  }
  // A handful is its own proof: nothing follows that a mistake could spread to.
  return rest.some((entry) => entry.write !== null) ? { first, rest } : { first: [], rest: pending };
}

function sameText(left: string, right: string): boolean {
  const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  return plain(left) === plain(right);
}

/** The first field that the shop holds otherwise than it was sent; what it does not tell is not compared. */
function difference(
  sent: ProductFields,
  product: Product,
): { readonly field: string; readonly sent: string; readonly found: string } | null {
  for (const field of ['name', 'code', 'barcode'] as const) {
    const value = sent[field];
    if (value !== undefined && !sameText(value, product[field]))
      return { field, sent: value, found: product[field] };
  }
  for (const field of ['price', 'quantity'] as const) {
    const [value, found] = [sent[field], product[field]];
    if (value === undefined || found === null) continue;
    const places = field === 'price' ? 2 : 3;
    if (compare(round(decimal(value), places), round(decimal(found), places)) !== 0)
      return { field, sent: value, found };
  }
  for (const field of ['isVisible', 'isAvailable'] as const) {
    const [value, found] = [sent[field], product[field]];
    if (value !== undefined && found !== null && value !== found)
      return { field, sent: value ? 'yes' : 'no', found: found ? 'yes' : 'no' };
  }
  return null;
}

/**
 * Reads the first changes back from the shop and compares them. Where one is not as it was sent, what the
 * shop really has is remembered instead, and the task ends with `shop.write.notKept`: nothing more goes out.
 */
export async function proveFirst(context: TaskContext, written: readonly ConfirmedWrite[]): Promise<void> {
  const { shop, state, profile, signal } = context;
  const products = await shop.fetchProductsById(
    written.map((each) => each.productId),
    signal,
  );
  const byId = new Map(products.map((product) => [product.id, product]));
  let wrong: SyncError | null = null;
  for (const { entry, productId } of written) {
    const product = byId.get(productId);
    const found =
      product === undefined
        ? { field: 'product', sent: String(productId), found: '' }
        : difference(entry.write?.fields ?? {}, product);
    if (found === null) continue;
    wrong ??= new SyncError('shop.write.notKept', { what: entry.change.label, ...found });
    if (product === undefined) continue;
    const link = entry.linkAfter(productId);
    const sent = { ...fieldsOfProduct(product), category: link.sent.category };
    await state.links.save(profile.id, [{ ...link, goodsHash: '', stockHash: '', sent }]);
  }
  if (wrong !== null) throw wrong;
}
