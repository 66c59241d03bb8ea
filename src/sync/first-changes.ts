import { isSameText } from '../model/html-text.ts';
import { compare, decimal, round } from '../model/decimal.ts';
import type { ChangeKind } from '../model/plan.ts';
import type { Product, ProductFields } from '../model/product.ts';
import type { ProductChange } from './product-change.ts';

/** So many of a kind go out first and are read back before the rest (lessons.md section 5, no. 3). */
export const FIRST = 20;

/** The first of each kind that has not been proven in this run, and the rest. */
export function splitFirst(
  changes: readonly ProductChange[],
  proven: ReadonlySet<ChangeKind>,
): { readonly first: readonly ProductChange[]; readonly rest: readonly ProductChange[] } {
  const counts = new Map<ChangeKind, number>();
  const first: ProductChange[] = [];
  const rest: ProductChange[] = [];
  for (const each of changes) {
    const { kind } = each.change;
    const count = counts.get(kind) ?? 0;
    const isFirst = each.write !== null && !proven.has(kind) && count < FIRST;
    if (isFirst) counts.set(kind, count + 1);
    (isFirst ? first : rest).push(each);
  }
  // A handful is its own proof: nothing follows that a mistake could spread to.
  return rest.some((each) => each.write !== null) ? { first, rest } : { first: [], rest: changes };
}

/** A field that the shop holds otherwise than it was sent. */
export interface NotKept {
  readonly field: string;
  readonly sent: string;
  readonly found: string;
}

/** The first field that the shop holds otherwise than it was sent; what it does not tell is not compared. */
export function firstNotKept(sent: ProductFields, product: Product): NotKept | null {
  if (product.fault !== undefined) return null;
  for (const field of ['name', 'code', 'barcode'] as const) {
    const value = sent[field];
    if (value !== undefined && !isSameText(value, product[field]))
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
