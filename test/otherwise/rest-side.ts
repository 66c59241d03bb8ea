import { kept, money, orderFields } from './content.ts';
import type { Fields } from './content.ts';
import { pageOf } from './shop-parts.ts';
import type { OtherProduct, OtherShop } from './shop-parts.ts';
import { UNP_ELSEWHERE } from './switches.ts';
import type { Switches } from './switches.ts';

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
}

/** Rows as PHP writes an array that it has filtered. */
function listed(rows: readonly unknown[], on: Switches): unknown {
  if (!on.has('listsAsObjects')) return rows;
  if (rows.length === 0) return null;
  return rows.length === 1 ? rows[0] : Object.fromEntries(rows.map((row, index) => [3 * index, row]));
}

function inSmallLetters(fields: Fields, on: Switches): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const key = name.charAt(0).toLowerCase() + name.slice(1);
      return [
        key === 'orderID' ? 'orderId' : key,
        Array.isArray(value)
          ? listed(
              value.map((row: Fields) => inSmallLetters(row, on)),
              on,
            )
          : value,
      ];
    }),
  );
}

function product(shop: OtherShop, found: OtherProduct): Record<string, unknown> {
  const { on } = shop;
  const isBad = on.has('oneBadProduct') && [...shop.products.keys()].indexOf(found.id) === 2;
  return {
    productId: found.id,
    productCode: found.code,
    productBarcode: isBad ? { de: 'Strichcode' } : found.barcode,
    productName: { BG: kept(found.name, on) },
    productPrice: money(Number(found.price) * 100, on),
    productQuantity: on.has('commas') ? found.quantity.replace('.', ',') : Number(found.quantity),
    productIsActive: on.has('truthsInWords') ? (found.isActive ? 'Yes' : 'No') : found.isActive,
  };
}

function listAnswer(plural: string, rows: readonly unknown[], count: number, on: Switches): string {
  return JSON.stringify({
    [plural]: listed(rows, on),
    ...(on.has('noCount') ? {} : { _metadata: { count } }),
  });
}

function orders(shop: OtherShop, { method, url, body }: Asked, id: number | null): string {
  const { on } = shop;
  const whole = (order: OtherShop['orders'][number]) =>
    inSmallLetters(orderFields(order, shop.orders.indexOf(order), on), on);
  if (id === null) {
    const asked = {
      limit: Number(url.searchParams.get('limit') ?? 20),
      offset: Number(url.searchParams.get('offset') ?? 0),
      skip: () => false,
    };
    return listAnswer('orders', pageOf(shop.orders, asked, on).map(whole), shop.orders.length, on);
  }
  const order = shop.orders.find(({ number }) => number === id);
  if (order === undefined) return JSON.stringify({ error: { message: 'no such order' } });
  if (method === 'PUT') {
    const sent = JSON.parse(body) as Readonly<Record<string, string>>;
    order.unp = sent[on.has('unpNotKept') ? UNP_ELSEWHERE : 'orderUniqueSaleNumber'] ?? order.unp;
  }
  return JSON.stringify({ order: whole(order) });
}

function products(shop: OtherShop, { method, url, body }: Asked, id: number | null): string {
  const { on } = shop;
  if (method === 'POST' || method === 'PUT') {
    const sent = JSON.parse(body) as Record<string, unknown>;
    const name = Object.values((sent['productName'] ?? {}) as Record<string, string>)[0];
    const put = shop.put(id, {
      ...(name === undefined ? {} : { name }),
      ...(sent['productCode'] === undefined ? {} : { code: String(sent['productCode']) }),
      ...(sent['productBarcode'] === undefined ? {} : { barcode: String(sent['productBarcode'] ?? '') }),
      ...(sent['productPrice'] === undefined ? {} : { price: String(sent['productPrice']) }),
      ...(sent['productQuantity'] === undefined ? {} : { quantity: String(sent['productQuantity']) }),
      ...(sent['productIsActive'] === undefined ? {} : { isActive: sent['productIsActive'] === true }),
    });
    return JSON.stringify(method === 'POST' ? product(shop, put) : { product: product(shop, put) });
  }
  if (id !== null) {
    const found = shop.products.get(id);
    return JSON.stringify(
      found === undefined ? { error: { message: 'none' } } : { product: product(shop, found) },
    );
  }
  const rows = [...shop.products.values()].map((found) => ({ ...found, number: found.id }));
  const asked = {
    limit: Number(url.searchParams.get('limit') ?? 20),
    offset: Number(url.searchParams.get('offset') ?? 0),
    skip: () => false,
  };
  return listAnswer(
    'products',
    pageOf(rows, asked, on).map((row) => product(shop, row)),
    rows.length,
    on,
  );
}

/** What REST API v1 and its OAuth server answer. */
export function restAnswer(shop: OtherShop, asked: Asked): string {
  const [, , , plural = '', id = ''] = asked.url.pathname.split('/');
  if (asked.url.pathname === '/token') return JSON.stringify({ access_token: 'a.b.c', expires_in: 3600 });
  const number = id === '' ? null : Number(id);
  if (plural === 'orders') return orders(shop, asked, number);
  if (plural === 'products') return products(shop, asked, number);
  return JSON.stringify({ [plural]: [], _metadata: { count: 0 } });
}
