import { NO_WORDS } from '../../src/sync/words/word-meanings.ts';
import { decimal } from '../../src/model/decimal.ts';
import type { Good, GoodId, GoodsGroupId } from '../../src/model/good.ts';
import type { LocationId } from '../../src/model/location.ts';
import type { OrderNumber, OrderOrigin } from '../../src/model/order-origin.ts';
import type { Order, OrderBuyer, OrderLine, OrderTotalLine } from '../../src/model/order.ts';
import type { OperatorId } from '../../src/model/operator.ts';
import type { Partner, PartnerId } from '../../src/model/partner.ts';
import type { Product, ProductId } from '../../src/model/product.ts';
import { runnableSettings } from '../../src/model/runnable-settings.ts';
import type { RunnableSettings } from '../../src/model/runnable-settings.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import type { Settings } from '../../src/model/settings.ts';
import { addPartner, emptyPartnerIndex } from '../../src/sync/match-partner.ts';
import { indexGoods } from '../../src/sync/match-goods.ts';
import type { OperationContext } from '../../src/sync/plan-operation.ts';
import type { WarehouseEvidence } from '../../src/model/evidence.ts';

/** A good of the warehouse with whatever a test does not care about filled in. */
export function aGood(id: number, more: Partial<Omit<Good, 'id'>> = {}): Good {
  return {
    id: id as GoodId,
    code: `C${id}`,
    barcodes: [],
    name: `Стока ${id}`,
    measure: 'бр.',
    price: decimal('10'),
    vatRate: decimal('20'),
    groupId: 2 as GoodsGroupId,
    kind: 'ordinary',
    isDeleted: false,
    ...more,
  };
}

/** A product of the shop. */
export function aProduct(id: number, more: Partial<Omit<Product, 'id'>> = {}): Product {
  return {
    id: id as ProductId,
    code: `C${id}`,
    barcode: '',
    name: `Стока ${id}`,
    price: decimal('10'),
    quantity: decimal('1'),
    isVisible: true,
    isAvailable: true,
    ...more,
  };
}

/** An item of an order; its total follows from price, quantity and discount unless given. */
export function aLine(code: string, price: string, quantity = '1', more: Partial<OrderLine> = {}): OrderLine {
  const discount = more.discount ?? decimal('0');
  const total = (Number(price) * Number(quantity) - Number(discount)).toFixed(2);
  return {
    productId: null,
    code,
    name: `Продукт ${code}`,
    quantity: decimal(quantity),
    unitPrice: decimal(price),
    discount,
    total: decimal(total),
    taxRate: null,
    taxAmount: null,
    ...more,
  };
}

export function aTotalLine(type: string, amount: string): OrderTotalLine {
  return { type, name: type, amount: decimal(amount) };
}

export const BUYER: OrderBuyer = {
  firstName: 'Мария',
  lastName: 'Иванова',
  email: 'maria@example.bg',
  phone: '0888 123 456',
  city: 'София',
  address: 'ул. Шипка 1',
  zip: '1000',
  country: 'bg',
  isCompany: false,
  company: '',
  companyNumber: '',
  vatNumber: '',
  contactPerson: '',
};

/** An order; its total is the sum of its lines and charges unless given. */
export function anOrder(lines: readonly OrderLine[], more: Partial<Order> = {}): Order {
  const charges = (more.totalLines ?? []).filter((line) => !['subtotal', 'tax', 'total'].includes(line.type));
  const sum = [...lines.map((line) => line.total), ...charges.map((line) => line.amount)].reduce(
    (left, amount) => left + Number(amount),
    0,
  );
  return {
    number: 101 as OrderNumber,
    status: 'new',
    paymentStatus: 'unpaid',
    paymentMethod: 'Наложен платеж',
    shippingMethod: 'Куриер',
    createdAt: '2026-11-20 14:05:09',
    currency: 'EUR',
    total: decimal(sum.toFixed(2)),
    lines,
    totalLines: [],
    buyer: BUYER,
    instructions: '',
    isStockReduced: true,
    unp: null,
    ...more,
  };
}

export function aPartner(id: number, more: Partial<Omit<Partner, 'id'>> = {}): Partner {
  return {
    id: id as PartnerId,
    company: `Партньор ${id}`,
    companyNumber: '',
    vatNumber: '',
    email: '',
    phones: [],
    ...more,
  };
}

export const ORIGIN: OrderOrigin = {
  shopIdentity: 'shop.example.bg',
  orderNumber: 101 as OrderNumber,
  claimKey: 'ZWEB-0a1b2c3d-101',
};

/** Settings of a run on a warehouse without anything special. */
export function someSettings(more: Partial<Settings> = {}): RunnableSettings {
  return runnableSettings({
    ...defaultSettings(),
    warehouse: 'sqlite:w.db',
    shopAddress: 'https://shop.example.bg',
    operator: 3,
    deviceSerial: 'DT000001',
    discountGood: 903,
    location: 2,
    groups: [2],
    ...more,
  });
}

/**
 * Surroundings of a decision about an order: goods, partners, the goods for delivery (901), fee (902),
 * discount (903).
 */
export function surroundings(
  goods: readonly Good[],
  more: Partial<OperationContext> = {},
  partners: readonly Partner[] = [],
): OperationContext {
  const index = emptyPartnerIndex();
  for (const partner of partners) addPartner(index, partner);
  return {
    settings: someSettings(),
    baseCurrency: 'EUR',
    pricesIncludeVat: true,
    usesLots: false,
    goods: indexGoods(goods, new Map()),
    charges: {
      delivery: aGood(901, { kind: 'service', code: 'ДОСТАВКА' }),
      fee: aGood(902, { kind: 'service', code: 'ТАКСА' }),
      discount: aGood(903, { kind: 'discount', code: 'ОТСТЪПКА' }),
    },
    placeholder: null,
    partners: index,
    chosenPartner: null,
    latestDay: '2100-01-01',
    today: '2026-11-24',
    paymentTypes: [
      { id: 1, name: 'В брой', method: 1 },
      { id: 2, name: 'По банка', method: 2 },
      { id: 3, name: 'С карта', method: 3 },
    ],
    namelessPartner: null,
    locationId: 2 as LocationId,
    operatorId: 3 as OperatorId,
    words: NO_WORDS,
    unp: null,
    ...more,
  };
}

/** What `collect` keeps of a warehouse in which there is nothing to be seen. */
export const SILENT_WAREHOUSE: WarehouseEvidence = {
  system: [],
  currencies: [],
  configurationKeys: [],
  lastKeys: [],
  receipts: [],
  doubledUnp: 0,
  unpOperators: {},
  operatorCodes: [],
  oddities: [],
  openOrders: {},
  collations: [],
  conversions: { count: 0, noted: 0, keptNote: 0, numbered: 0, sameUnp: 0 },
};
