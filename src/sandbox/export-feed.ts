import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { spoiltOf, toldRecord } from './otherwise/answer-values.ts';
import type { SandboxContent } from './content-file.ts';
import type { FaultBox } from './faults.ts';
import type { StoredRecord } from './resource.ts';
import { PRODUCT } from './resources/catalogue.ts';
import type { Store } from './store.ts';
import { XML } from './xml-names.ts';
import { element, escapeXml, SPOILT } from './xml-writer.ts';

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

/** Absolute addresses under the shop's public name, as a live shop's feed has them. */
function addressesXml(product: StoredRecord, baseUrl: string): string {
  const slug = slugOf(product['productName']);
  const images = ((product['productImages'] ?? []) as readonly StoredRecord[]).map((image) => {
    const path = `${baseUrl}userfiles/productimages/${String(image['productImage'] ?? '')}`;
    return element('ProductImage', element('ImagePath', escapeXml(path)));
  });
  return (
    element('ProductUrl', escapeXml(`${baseUrl}product/${String(product['productId'])}/${slug}.html`)) +
    (images.length === 0 ? '' : element('ProductImages', images.join('')))
  );
}

function slugOf(names: unknown): string {
  const [name = ''] = Object.values((names ?? {}) as Readonly<Record<string, string>>);
  const slug = name.toLocaleLowerCase('bg').replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  return encodeURIComponent(slug.replaceAll(/^-+|-+$/g, '') || 'product');
}

function productXml(shop: FeedShop, product: StoredRecord): string {
  const { store, faults, content, baseUrl } = shop;
  const label = product['productAvailabilityStatus'] === 'in_stock' ? 'InStock' : 'OutOfStock';
  const told = toldRecord(product, PRODUCT, faults);
  const barcode = told['productBarcode'];
  const brand = store.get('brands', Number(product['brandID'] ?? 0));
  const hidden = told['productIsActive'];
  const stock =
    faults.way('feedWithQuantity') === null
      ? ''
      : element('ProductQuantity', String(told['productQuantity'] ?? '')) +
        element('ProductIsActive', typeof hidden === 'boolean' ? String(Number(hidden)) : String(hidden));
  return element(
    'Product',
    element('ProductID', String(product['productId'])) +
      element('ProductCode', escapeXml(String(told['productCode'] ?? ''))) +
      (typeof barcode === 'string' && barcode !== '' ? element('ProductBarcode', escapeXml(barcode)) : '') +
      byLanguage('ProductName', told['productName']) +
      byLanguage('ProductDescription', told['productDescription']) +
      `<ProductPrice currencycode="${content.currency}">${String(told['productPrice'] ?? '0.00')}</ProductPrice>` +
      element('ProductQuantityLabel', label) +
      stock +
      element('ProductWeight', Number(product['productWeight'] ?? 0).toFixed(3)) +
      byLanguage('BrandName', brand?.['brandName']) +
      addressesXml(product, baseUrl()) +
      branches(store, product),
  );
}

/** What the feed is made of. */
interface FeedShop {
  readonly store: Store;
  readonly content: SandboxContent;
  readonly faults: FaultBox;
  /** `http://<host>/`: what its addresses begin with. */
  readonly baseUrl: () => string;
}

/**
 * The read-only Super XML Export feed with its own user name, domain and signature (facts of the platform,
 * section 2).
 */
export function exportFeed(shop: FeedShop): Hono {
  const app = new Hono();
  app.get(XML.feedPath, (context) => {
    const { exportFeed: access } = shop.content;
    const query = context.req.query();
    if (query['ModuleName'] !== MODULE) return context.text('Not found', 404);
    const isAllowed =
      access !== null &&
      query['Username'] === access.username &&
      query['Domain'] === access.domain &&
      same(query['Signature'] ?? '', access.signature);
    if (!isAllowed) return context.text('Forbidden', 403);
    const bad = spoiltOf('badProduct', shop.store.ids('products'), shop.faults);
    const body = shop.store.list('products').map((product) => {
      const told = productXml(shop, product);
      return product['productId'] === bad ? told.replace('</Product>', `${SPOILT}</Product>`) : told;
    });
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Store xmlns="${NAMESPACE}"><Products>${body.join('\n')}</Products></Store>`;
    return context.body(text, 200, { 'Content-Type': 'text/xml; charset=UTF-8' });
  });
  return app;
}
