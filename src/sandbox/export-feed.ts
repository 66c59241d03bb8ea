import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { SandboxContent } from './content-file.ts';
import type { StoredRecord } from './resource.ts';
import type { Store } from './store.ts';
import { element, escapeXml } from './xml-writer.ts';

const MODULE = 'com.seliton.superxmlexport';
const NAMESPACE = 'http://schemas.summercart.com/dealer/v1';

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function byLanguage(name: string, value: unknown): string {
  const texts = Object.entries((value ?? {}) as Readonly<Record<string, string>>);
  return texts.length === 0
    ? ''
    : element(name, texts.map(([language, text]) => element(language, escapeXml(text))).join(''));
}

function branches(store: Store, product: StoredRecord): string {
  const rows = (product['productCategories'] ?? []) as readonly StoredRecord[];
  return rows
    .map((row) => {
      const path: Record<string, string[]> = {};
      let name: unknown = {};
      for (let id = Number(row['categoryID']), depth = 0; id > 0 && depth < 20; depth += 1) {
        const category = store.get('categories', id);
        if (category === null) break;
        if (depth === 0) name = category['categoryName'];
        for (const [language, text] of Object.entries(
          category['categoryName'] as Readonly<Record<string, string>>,
        )) {
          path[language] = [text, ...(path[language] ?? [])];
        }
        id = Number(category['categoryParentID'] ?? 0);
      }
      const joined = Object.fromEntries(
        Object.entries(path).map(([language, texts]) => [language, texts.join('|')]),
      );
      return element('Category', byLanguage('CategoryName', name) + byLanguage('CategoryBranch', joined));
    })
    .join('');
}

function productXml(store: Store, product: StoredRecord, currency: string): string {
  const label = product['productAvailabilityStatus'] === 'in_stock' ? 'InStock' : 'OutOfStock';
  const barcode = product['productBarcode'];
  const price = String(product['productPrice'] ?? '0.00');
  return element(
    'Product',
    element('ProductID', String(product['productId'])) +
      element('ProductCode', escapeXml(String(product['productCode'] ?? ''))) +
      (typeof barcode === 'string' && barcode !== '' ? element('ProductBarcode', escapeXml(barcode)) : '') +
      byLanguage('ProductName', product['productName']) +
      `<ProductPrice currencycode="${currency}">${price}</ProductPrice>` +
      element('ProductQuantityLabel', label) +
      element('ProductWeight', Number(product['productWeight'] ?? 0).toFixed(3)) +
      branches(store, product),
  );
}

/**
 * The read-only Super XML Export feed with its own user name, domain and signature (facts of the platform,
 * section 2).
 */
export function exportFeed(shop: { readonly store: Store; readonly content: SandboxContent }): Hono {
  const app = new Hono();
  app.get('/module.php', (context) => {
    const { exportFeed: access, currency } = shop.content;
    const query = context.req.query();
    if (query['ModuleName'] !== MODULE) return context.text('Not found', 404);
    const isAllowed =
      access !== null &&
      query['Username'] === access.username &&
      query['Domain'] === access.domain &&
      same(query['Signature'] ?? '', access.signature);
    if (!isAllowed) return context.text('Forbidden', 403);
    const body = shop.store
      .list('products')
      .map((product) => productXml(shop.store, product, currency))
      .join('\n');
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Store xmlns="${NAMESPACE}"><Products>${body}</Products></Store>`;
    return context.body(text, 200, { 'Content-Type': 'text/xml; charset=UTF-8' });
  });
  return app;
}
