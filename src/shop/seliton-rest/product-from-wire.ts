import { z } from 'zod';
import type { Product, ProductId } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import { idOf } from './read-page.ts';
import { productSchema, textIn } from './wire.ts';

/** What may be read of a record that is not what it should be. */
const codeSchema = z.object({ productCode: z.union([z.string(), z.number()]).transform(String) });

/** What we write ourselves; of any other word nothing follows. */
const STATUSES: ReadonlyMap<string, boolean> = new Map([
  ['in_stock', true],
  ['out_of_stock', false],
]);

/** A record as a product; one that cannot be read keeps its number and code, and stops no other (E9). */
export function productFromWire(record: unknown, language: string): Product {
  const parsed = productSchema.safeParse(record);
  if (!parsed.success) return unreadable(record, parsed.error.issues[0]?.path.join('.') ?? '');
  const wire = parsed.data;
  return {
    id: wire.productId as ProductId,
    code: wire.productCode,
    barcode: wire.productBarcode,
    name: textIn(wire.productName, language),
    price: wire.productPrice,
    quantity: wire.productQuantity,
    isVisible: wire.productIsActive,
    isAvailable: STATUSES.get(wire.productAvailabilityStatus) ?? null,
    availabilityLabel: wire.productAvailabilityStatus,
  };
}

function unreadable(record: unknown, field: string): Product {
  const id = idOf(record, 'productId');
  const known = codeSchema.safeParse(record);
  const code = known.success ? known.data.productCode.trim() : '';
  return {
    id: id as ProductId,
    code,
    barcode: '',
    name: '',
    price: null,
    quantity: null,
    isVisible: null,
    isAvailable: null,
    fault: new SyncError('product.unreadable', { product: id === 0 ? '?' : id, code, field }),
  };
}
