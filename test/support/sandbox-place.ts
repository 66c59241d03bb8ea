import { generateContent } from '../../src/sandbox/content/generate-content.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { SeenProduct, ShopPlace } from '../../src/shop/shop.contract.ts';
import type { Shop } from '../../src/shop/shop.ts';

/** A path of the interface under which products are created. */
export type CreatePath = '/products/' | '/modules/';

/** The sandbox as the other side of a shop adapter's contract. */
export async function sandboxPlace(
  size: { readonly products: number; readonly orders: number },
  createPath: CreatePath,
  open: (url: string) => Shop,
): Promise<ShopPlace> {
  const now = new Date('2026-11-24T10:00:00Z');
  const sandbox = await startSandbox({
    content: generateContent({ ...size, seed: 7, currency: 'EUR', now }),
  });
  const { store } = sandbox;
  const product = (code: string): SeenProduct | null => {
    const [id] = store.productsByCode(code);
    const record = id === undefined ? null : store.get('products', id);
    if (id === undefined || record === null) return null;
    const names = record['productName'] as Readonly<Record<string, string>>;
    return {
      id,
      name: names['BG'] ?? '',
      price: String(record['productPrice']),
      quantity: String(record['productQuantity']),
      isVisible: record['productIsActive'] === true,
    };
  };
  return {
    shop: open(sandbox.url),
    orderNumbers: () => [...store.ids('orders')],
    removeOrder: (number) => void store.delete('orders', number),
    unpOf: (order) => (store.get('orders', order)?.['orderUniqueSaleNumber'] ?? null) as string | null,
    product,
    productCount: () => store.count('products'),
    createsOf: (code) => sandbox.requests.creates()[code] ?? 0,
    loseNextCreate: () => sandbox.faults.add({ kind: 'cutAfter', next: 1, method: 'POST', path: createPath }),
    stumble: (count) => sandbox.faults.add({ kind: 'error503', next: count }),
    cleanUp: () => sandbox.close(),
  };
}
