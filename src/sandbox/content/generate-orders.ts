import { fixed, itemFields, itemTax, itemTotal, totalLines } from '../place-order.ts';
import type { ItemDraft } from '../place-order.ts';
import type { StoredRecord } from '../resource.ts';
import { shopTime } from '../rest-routes.ts';
import type { Chance } from './chance.ts';
import type { ContentOptions } from './content-options.ts';
import type { Buyer } from './generate-customers.ts';

const FIRST_NUMBER = 1001;
const MINUTE_MS = 60_000;
const STATUSES = ['new', 'new', 'new', 'confirmed', 'processing', 'shipped', 'completed'] as const;

interface OrderPlan {
  readonly number: number;
  readonly buyer: Buyer;
  readonly items: readonly ItemDraft[];
  readonly status: string;
  readonly currency: string;
  readonly createdAt: string;
  readonly extras: {
    readonly shipping: number;
    readonly fee: number;
    readonly coupon: number;
    readonly discount: number;
  };
  /** Cents by which the written total is wrong. */
  readonly error: number;
}

/** What must not be imported, one for each of the last orders: by position from the end. */
const ODDITIES = [
  'unfinished',
  'cancelled',
  'unknownProduct',
  'wrongTotal',
  'leva',
  'unfinished',
  'cancelled',
] as const;
type Oddity = (typeof ODDITIES)[number] | null;

function makeItems(
  chance: Chance,
  products: readonly StoredRecord[],
  rates: ReadonlyMap<string, number>,
): readonly ItemDraft[] {
  if (products.length === 0) return [];
  return Array.from({ length: chance.between(1, 6) }, () => {
    const product = chance.pick(products);
    const price = Math.round(Number(product['productPrice']) * 100);
    const quantity = chance.is(0.1) ? chance.between(100, 3000) / 1000 : chance.between(1, 4);
    const full = Math.round(price * quantity + 1e-6);
    const discount = chance.is(0.15) ? Math.floor(full * chance.pick([0.05, 0.1, 0.2])) : 0;
    const names = product['productName'] as Readonly<Record<string, string>>;
    return {
      product,
      code: String(product['productCode']),
      name: names['BG'] ?? '',
      price,
      quantity,
      discount,
      taxRate: rates.get(String(product['productCode'])) ?? null,
    };
  });
}

function totals(plan: OrderPlan): { readonly lines: readonly StoredRecord[]; readonly total: number } {
  const subtotal = plan.items.reduce((sum, item) => sum + itemTotal(item), 0);
  const { shipping, fee, coupon, discount } = plan.extras;
  const total = subtotal + shipping + fee - coupon - discount;
  const lines = totalLines([
    ['subtotal', 'Междинна сума', subtotal],
    ['shipping', shipping === 0 ? 'Безплатна доставка' : 'Доставка с куриер', shipping],
    ...(fee > 0 ? ([['fee', 'Такса наложен платеж', fee]] as const) : []),
    ...(coupon > 0 ? ([['coupon', 'Купон ДОБРЕ10', -coupon]] as const) : []),
    ...(discount > 0 ? ([['discount', 'Отстъпка за лоялен клиент', -discount]] as const) : []),
    ...(plan.items.every((item) => item.taxRate === null)
      ? []
      : ([['tax', 'в т.ч. ДДС', plan.items.reduce((sum, item) => sum + itemTax(item), 0)]] as const)),
    ['total', 'Общо', total],
  ]);
  return { lines, total: total + plan.error };
}

function buyerFields(buyer: Buyer): StoredRecord {
  return {
    customerID: buyer.id,
    orderCustomerEmail: buyer.email,
    orderBillingFirstName: buyer.firstName,
    orderBillingLastName: buyer.lastName,
    orderBillingCompany: buyer.company,
    orderBillingPhone: buyer.phone,
    orderBillingAddress1: buyer.address,
    orderBillingCity: buyer.city,
    orderBillingCountry: 'България',
    orderBillingCountryCode2: 'bg',
    orderBillingZip: buyer.zip,
    orderBillingVatNumber: buyer.vatNumber,
    orderBillingTaxNumber: buyer.companyNumber,
    orderBillingIsCompany: buyer.company !== '',
    orderBillingInvoiceContactPerson: buyer.company === '' ? '' : `${buyer.firstName} ${buyer.lastName}`,
    orderShippingFirstName: buyer.firstName,
    orderShippingLastName: buyer.lastName,
    orderShippingAddress1: buyer.address,
    orderShippingCity: buyer.city,
    orderShippingZip: buyer.zip,
    orderShippingPhone: buyer.phone,
  };
}

function orderRecord(plan: OrderPlan): StoredRecord {
  const { lines, total } = totals(plan);
  const hasFee = plan.extras.fee > 0;
  return {
    orderId: plan.number,
    orderCreatedAt: plan.createdAt,
    orderLanguageCode: 'bg',
    orderStatus: plan.status,
    orderPaymentStatus: hasFee ? 'unpaid' : 'paid',
    orderPaymentModuleName: hasFee ? 'Наложен платеж' : 'Карта през ePay.bg',
    orderShippingModuleName: 'Куриер',
    orderCouponCode: plan.extras.coupon > 0 ? 'ДОБРЕ10' : '',
    orderQuantitiesInStockReduced: plan.status !== 'unfinished' && plan.status !== 'cancelled',
    ...buyerFields(plan.buyer),
    orderTotal: fixed(total),
    orderTotalPayAmount: fixed(total),
    orderCustomerCurrencyTotal: fixed(total),
    orderCurrencyCode: plan.currency,
    orderTotalPayCurrencyCode: plan.currency,
    orderCustomerCurrencyCode: plan.currency,
    orderItems: plan.items.map(itemFields),
    orderTotalLines: lines,
  };
}

function extrasOf(chance: Chance, items: readonly ItemDraft[]): OrderPlan['extras'] {
  const subtotal = items.reduce((sum, item) => sum + itemTotal(item), 0);
  return {
    shipping: chance.is(0.2) ? 0 : chance.pick([399, 499, 650]),
    fee: chance.is(0.4) ? 150 : 0,
    coupon: chance.is(0.15) ? Math.floor(subtotal / 10) : 0,
    discount: chance.is(0.08) ? Math.floor(subtotal / 20) : 0,
  };
}

const UNKNOWN: ItemDraft = {
  product: null,
  code: 'НЯМА-ТАКЪВ',
  name: 'Стар продукт',
  price: 1290,
  quantity: 1,
  discount: 0,
  taxRate: null,
};

/** Orders with numbers that leave gaps, the newest a few minutes old; buyers come back. */
export function generateOrders(
  chance: Chance,
  shop: {
    readonly products: readonly StoredRecord[];
    readonly buyers: readonly Buyer[];
    readonly options: ContentOptions;
  },
): readonly StoredRecord[] {
  const { options } = shop;
  const rates = new Map(
    (options.goods ?? []).flatMap(({ code, vatRate }) =>
      vatRate === undefined ? [] : [[code, Number(vatRate)] as const],
    ),
  );
  let number = FIRST_NUMBER;
  return Array.from({ length: options.orders }, (_, index) => {
    const left = options.orders - index - 1;
    const oddity: Oddity = options.unimportable === true ? (ODDITIES[left] ?? null) : null;
    number += chance.is(0.15) ? chance.between(2, 5) : 1;
    const items = makeItems(chance, shop.products, rates);
    const status = oddity === 'unfinished' || oddity === 'cancelled' ? oddity : chance.pick(STATUSES);
    return orderRecord({
      number,
      buyer: chance.pick(shop.buyers),
      items: oddity === 'unknownProduct' ? [...items, UNKNOWN] : items,
      status,
      currency: oddity === 'leva' ? 'BGN' : options.currency,
      createdAt: shopTime(new Date(options.now.getTime() - (left + 1) * 11 * MINUTE_MS)),
      extras: extrasOf(chance, items),
      error: oddity === 'wrongTotal' ? 1 : 0,
    });
  });
}
