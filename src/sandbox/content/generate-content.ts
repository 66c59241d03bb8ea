import { readContent } from '../content-file.ts';
import type { SandboxContent } from '../content-file.ts';
import type { StoredRecord } from '../resource.ts';
import { Chance, ean13 } from './chance.ts';
import type { ContentOptions, SoldGood } from './content-options.ts';
import { customerRecord, generateBuyers } from './generate-customers.ts';
import { generateOrders } from './generate-orders.ts';
import { BRANDS, CATEGORIES, THINGS } from './words.ts';

function categories(): readonly StoredRecord[] {
  const records: StoredRecord[] = [];
  for (const [name, children] of Object.entries(CATEGORIES)) {
    const parent = records.length + 1;
    records.push({ categoryId: parent, categoryName: { BG: name }, categoryParentID: null });
    for (const child of children) {
      records.push({ categoryId: records.length + 1, categoryName: { BG: child }, categoryParentID: parent });
    }
  }
  return records;
}

function inventedGoods(chance: Chance, count: number): readonly SoldGood[] {
  return Array.from({ length: count }, (_, index) => ({
    code: `P${100_001 + index}`,
    barcode: ean13(700_000_000 + index),
    name: `${chance.pick(THINGS)} ${chance.pick(BRANDS)} ${index + 1}`,
    price: (chance.between(50, 9999) / 100).toFixed(2),
  }));
}

function productRecord(
  chance: Chance,
  good: SoldGood,
  where: { readonly id: number; readonly categories: number },
): StoredRecord {
  return {
    productId: where.id,
    productName: { BG: good.name },
    productCode: good.code,
    productBarcode: good.barcode === '' ? null : good.barcode,
    productPrice: Number(good.price).toFixed(2),
    productQuantity: chance.between(1, 200),
    brandID: chance.between(1, BRANDS.length),
    productIsActive: true,
    productAvailabilityStatus: 'in_stock',
    productCategories: [{ categoryID: chance.between(1, where.categories) }],
  };
}

/** Believable Bulgarian content of any size; the same options give the same content. */
export function generateContent(options: ContentOptions): SandboxContent {
  const chance = new Chance(options.seed);
  const tree = categories();
  const goods = options.goods ?? inventedGoods(chance, options.products);
  const products = goods.map((good, index) =>
    productRecord(chance, good, { id: index + 1, categories: tree.length }),
  );
  const buyers = generateBuyers(chance, Math.max(1, Math.ceil(options.orders * 0.7)));
  return readContent({
    apiUsers: [{ username: 'sklad', secret: 'sandbox-secret' }],
    apps: [{ clientId: 'testclient', clientSecret: 'testpass', redirectPath: 'http://127.0.0.1/callback' }],
    currency: options.currency,
    exportFeed: {
      username: 'feed',
      domain: 'example.bg',
      signature: '0123456789abcdef0123456789abcdef01234567',
    },
    brands: BRANDS.map((name, index) => ({ brandId: index + 1, brandName: { BG: name } })),
    categories: tree,
    customers: buyers.map(customerRecord),
    products,
    orders: generateOrders(chance, { products, buyers, options }),
    pages: [{ pageId: 1, pageTitle: { BG: 'За нас' }, pageContent: { BG: '<p>Ние сме демо магазин.</p>' } }],
  });
}
