import { kept, money, orderFields } from './content.ts';
import type { Fields } from './content.ts';
import { pageOf } from './shop-parts.ts';
import type { OtherProduct, OtherShop } from './shop-parts.ts';
import { FEED_REPLACES, UNP_ELSEWHERE } from './switches.ts';
import type { Switches } from './switches.ts';

const SHORT: Readonly<Record<string, string>> = {
  OrderID: 'Number',
  OrderStatus: 'Status',
  OrderCreatedAt: 'Date',
  OrderCurrencyCode: 'Currency',
  OrderTotal: 'GrandTotal',
  OrderUniqueSaleNumber: 'UNP',
  OrderItems: 'Items',
  OrderItem: 'Item',
  OrderTotalLines: 'Totals',
  OrderTotalLine: 'TotalLine',
  OrderItemProductCode: 'SKU',
  OrderItemProductName: 'Name',
  OrderItemQty: 'Quantity',
  OrderItemPrice: 'UnitPrice',
  OrderItemDiscount: 'Discount',
  OrderItemTotal: 'LineTotal',
  OrderTotalLineType: 'Type',
  OrderTotalLineName: 'Title',
  OrderTotalLineAmount: 'Value',
  OrderCustomerEmail: 'Email',
  OrderBillingFirstName: 'FirstName',
  OrderBillingLastName: 'LastName',
};

function nameOf(name: string, on: Switches): string {
  const short = on.has('shortNames') ? (SHORT[name] ?? name) : name;
  const parted = on.has('namesWithUnderscores') ? short.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_') : short;
  return on.has('namesInSmallLetters') ? parted.toLowerCase() : parted;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function element(name: string, value: Fields[string], on: Switches): string {
  const tag = nameOf(name, on);
  if (typeof value === 'string') return `<${tag}>${escaped(value)}</${tag}>`;
  if (typeof value === 'boolean') return `<${tag}>${value ? '1' : '0'}</${tag}>`;
  const inner = value.map((row) => record(name.slice(0, -1), row, on)).join('');
  return `<${tag}>${inner}</${tag}>`;
}

function record(name: string, fields: Fields, on: Switches): string {
  const tag = nameOf(name, on);
  return `<${tag}>${Object.entries(fields)
    .map(([key, value]) => element(key, value, on))
    .join('')}</${tag}>`;
}

function envelope(content: string, on: Switches): string {
  if (on.has('noEnvelope')) return `<?xml version="1.0"?><data>${content}</data>`;
  const status = on.has('otherStatusWord') ? '<result>Success</result>' : element('Status', 'ok', on);
  return `<?xml version="1.0"?><Response>${status}${content}</Response>`;
}

function orders(shop: OtherShop, form: URLSearchParams): string {
  const { on } = shop;
  const numbers = form.get('orderids');
  const named = new Set((numbers ?? '').split(',').map(Number));
  const from = Number(form.get('fromorderid') ?? 0) - (on.has('boundaryIncluded') ? 1 : 0);
  const limit = Number(form.get('limit') ?? 100);
  const isNamed = numbers !== null && !on.has('numbersIgnored');
  const found = isNamed
    ? shop.orders.filter((order) => named.has(order.number))
    : pageOf(shop.orders, { limit, skip: (order) => order.number <= from, offset: 0 }, on);
  const rows = found.map((order) => record('Order', orderFields(order, shop.orders.indexOf(order), on), on));
  return envelope(`<${nameOf('Orders', on)}>${rows.join('')}</${nameOf('Orders', on)}>`, on);
}

function update(shop: OtherShop, form: URLSearchParams): string {
  const order = shop.orders.find(({ number }) => number === Number(form.get('orderid')));
  if (order === undefined) return '<Response><Status>error</Status><ErrorCode>order</ErrorCode></Response>';
  const field = shop.on.has('unpNotKept') ? UNP_ELSEWHERE : 'uniquesalenumber';
  order.unp = form.get(field) ?? order.unp;
  if (shop.on.has('noEcho') || shop.on.has('unpNotKept')) return '<Response><Status>ok</Status></Response>';
  return envelope(record('Order', { OrderUniqueSaleNumber: order.unp }, shop.on), shop.on);
}

function valueIn(text: string, name: string): string | undefined {
  const found = new RegExp(`<${name}[^>]*>(?:<BG>)?([^<]*)<`).exec(text)?.[1];
  return found
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/** Takes a feed: each product by its code. */
function takeFeed(shop: OtherShop, form: URLSearchParams): string {
  if (shop.on.has(FEED_REPLACES)) shop.products.clear();
  const rows = [...(form.get('xmlfeed') ?? '').matchAll(/<Product>(.*?)<\/Product>/gs)].map(
    ([, text = '']) => {
      const code = valueIn(text, 'ProductCode') ?? '';
      const known = [...shop.products.values()].find((product) => product.code === code);
      const told = {
        name: valueIn(text, 'ProductName'),
        barcode: valueIn(text, 'ProductBarcode'),
        price: valueIn(text, 'ProductPrice'),
        quantity: valueIn(text, 'ProductQuantity'),
      };
      const fields = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
      const active = valueIn(text, 'ProductIsActive');
      const put = shop.put(known?.id ?? null, {
        code,
        ...fields,
        ...(active === undefined ? {} : { isActive: active === '1' }),
      });
      const result = known === undefined ? 'created' : 'updated';
      return record('Product', { ProductCode: code, ProductID: String(put.id), Result: result }, shop.on);
    },
  );
  return envelope(rows.join(''), shop.on);
}

function feedProduct(product: OtherProduct, index: number, on: Switches): string {
  const bad = on.has('oneBadProduct') && index === 2 ? '<Note>Sport & Co <b</Note>' : '';
  const more = on.has('feedWithQuantity')
    ? `<ProductQuantity>${product.quantity}</ProductQuantity><ProductIsActive>${product.isActive ? 'Yes' : 'No'}</ProductIsActive>`
    : '';
  const price = money(Number(product.price) * 100, on);
  return (
    `<Product><ProductID>${product.id}</ProductID><ProductCode>${escaped(product.code)}</ProductCode>` +
    `<ProductBarcode>${product.barcode}</ProductBarcode>` +
    `<ProductName><BG>${escaped(kept(product.name, on))}</BG></ProductName>` +
    `<ProductPrice currencycode="EUR">${price}</ProductPrice>${more}${bad}</Product>`
  );
}

/** What the XML API and the export feed answer. */
export function xmlAnswer(shop: OtherShop, url: URL, form: URLSearchParams): string {
  if (url.pathname === '/module.php') {
    const products = [...shop.products.values()].map((product, index) =>
      feedProduct(product, index, shop.on),
    );
    return `<?xml version="1.0"?><Store><Products>${products.join('')}</Products></Store>`;
  }
  const action = form.get('action');
  if (action === 'getorders') return orders(shop, form);
  return action === 'updateorder' ? update(shop, form) : takeFeed(shop, form);
}
