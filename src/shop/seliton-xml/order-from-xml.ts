import { currencyCode } from '../../model/currency.ts';
import { ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type {
  FetchedOrder,
  NumberlessOrder,
  Order,
  OrderBuyer,
  OrderLine,
  OrderTotalLine,
} from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { ProductId } from '../../model/product.ts';
import { readShopTime } from '../../model/shop-time.ts';
import { SyncError } from '../../model/sync-error.ts';
import { buyerNames } from '../../model/buyer-names.ts';
import { placesOf } from '../seliton-http/order-places.ts';
import { wireDecimal, wireFlag } from '../seliton-http/wire-values.ts';
import { READING } from './codec.ts';
import { spellingsOf } from './spellings.ts';
import { childOf, childText, isNamed, parseXml, XmlFault } from './xml-document.ts';
import type { XmlElement } from './xml-element.ts';

const NUMBER = /^[1-9]\d{0,14}$/;
/** For a record that is no XML at all: its own number stands before those of its lines. */
const NUMBER_IN_TEXT = new RegExp(
  `<(?:[^\\s<>/:]+:)?(?:${spellingsOf(READING.order.number).join('|')})>\\s*([1-9]\\d{0,14})\\s*<`,
  'i',
);

/** What makes one record unreadable; it becomes `order.unreadable` and stops no other order (I16). */
class FieldFault extends Error {
  readonly field: string;
  readonly problem: string;

  constructor(field: string, problem: string) {
    super(`${field}: ${problem}`);
    this.field = field;
    this.problem = problem;
  }
}

function requiredDecimal(element: XmlElement, name: string): Decimal {
  const text = childText(element, name);
  if (text === '') throw new FieldFault(name, 'missing');
  const value = wireDecimal(text);
  if (value === null) throw new FieldFault(name, `notNumber: ${text.slice(0, 40)}`);
  return value;
}

function optionalDecimal(element: XmlElement, name: string): Decimal | null {
  return childText(element, name) === '' ? null : requiredDecimal(element, name);
}

function records(order: XmlElement, list: string, record: string): readonly XmlElement[] {
  const element = childOf(order, list);
  if (element === undefined) throw new FieldFault(list, 'missing');
  return element.children.filter((child) => isNamed(child, record));
}

function lineOf(element: XmlElement): OrderLine {
  const names = READING.line;
  const productId = childText(element, names.productId);
  const isVariant = NUMBER.test(childText(element, names.variantId));
  return {
    // A variant has its own code and stock: the product that it belongs to is not the good that was bought.
    productId: !isVariant && NUMBER.test(productId) ? (Number(productId) as ProductId) : null,
    code: childText(element, names.code),
    name: childText(element, names.name),
    quantity: requiredDecimal(element, names.quantity),
    unitPrice: requiredDecimal(element, names.unitPrice),
    discount: optionalDecimal(element, names.discount) ?? ZERO,
    total: requiredDecimal(element, names.total),
    taxRate: optionalDecimal(element, names.taxRate),
    taxAmount: optionalDecimal(element, names.taxAmount),
  };
}

function totalLineOf(element: XmlElement): OrderTotalLine {
  const names = READING.totalLine;
  return {
    type: childText(element, names.type),
    name: childText(element, names.name),
    amount: requiredDecimal(element, names.amount),
  };
}

function buyerOf(order: XmlElement): OrderBuyer {
  const names = READING.buyer;
  const text = (name: string): string => childText(order, name);
  return {
    ...buyerNames(
      {
        firstName: text(names.firstName),
        lastName: text(names.lastName),
        company: text(names.company),
      },
      { firstName: text(names.deliveryFirstName), lastName: text(names.deliveryLastName) },
    ),
    email: text(names.email),
    phone: text(names.phone),
    city: text(names.city),
    address: [text(names.address1), text(names.address2)].filter((line) => line !== '').join(', '),
    zip: text(names.zip),
    country: text(names.country),
    isCompany: wireFlag(text(names.isCompany)),
    company: text(names.company),
    companyNumber: text(names.companyNumber),
    vatNumber: text(names.vatNumber),
    contactPerson: text(names.contactPerson),
  };
}

function unpOf(order: XmlElement): string | null {
  const unp = childText(order, READING.order.unp);
  return unp === '' ? null : unp;
}

function currencyOf(text: string): string {
  return currencyCode(text) ?? text.toUpperCase();
}

function orderOf(element: XmlElement, number: OrderNumber): Order {
  const names = READING.order;
  return {
    number,
    status: childText(element, names.status),
    paymentStatus: childText(element, names.paymentStatus),
    paymentMethod: childText(element, names.paymentMethod),
    shippingMethod: childText(element, names.shippingMethod),
    createdAt: readShopTime(childText(element, names.createdAt)) ?? childText(element, names.createdAt),
    currency: currencyOf(childText(element, names.currency)),
    total: requiredDecimal(element, names.total),
    lines: records(element, names.lines, names.line).map(lineOf),
    totalLines: records(element, names.totalLines, names.totalLine).map(totalLineOf),
    buyer: buyerOf(element),
    instructions: childText(element, names.instructions),
    isStockReduced: wireFlag(childText(element, names.isStockReduced)),
    unp: unpOf(element),
  };
}

/**
 * An order's record as read, with the УНП that it shows even when the rest of it cannot be read; null =
 * none.
 */
export interface XmlOrder {
  readonly fetched: FetchedOrder;
  readonly shownUnp: string | null;
}

/** The orders of an answer in the order in which they stand in it, and those without a number (Q10). */
export interface XmlOrders {
  readonly orders: readonly XmlOrder[];
  readonly numberless: readonly NumberlessOrder[];
}

/** So much of what stands in a number's place is told. */
const TOLD = 40;

/** All records of an answer. */
export function ordersFromXml(records: readonly string[]): XmlOrders {
  const read = records.map(orderFromXml);
  const places = placesOf(read.map((order) => order?.fetched.number ?? null));
  const numberless = records.flatMap((raw, index) => {
    const place = places[index];
    return place === undefined || read[index] !== null ? [] : [{ ...findableBy(raw), place }];
  });
  return { orders: read.filter((order) => order !== null), numberless };
}

/** What a record can be found by without its number; of one that is no XML, nothing is told. */
function findableBy(raw: string): Omit<NumberlessOrder, 'place'> {
  const element = elementOf(raw);
  if (element === null) return { raw, written: '', createdAt: '', total: '', codes: [] };
  const names = READING.order;
  const createdAt = childText(element, names.createdAt);
  const lines = childOf(element, names.lines)?.children ?? [];
  return {
    raw,
    written: childText(element, names.number).slice(0, TOLD),
    createdAt: readShopTime(createdAt) ?? createdAt,
    total: `${childText(element, names.total)} ${childText(element, names.currency)}`.trim(),
    codes: lines.map((line) => childText(line, READING.line.code)).filter((code) => code !== ''),
  };
}

function elementOf(raw: string): XmlElement | null {
  try {
    return parseXml(raw);
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    return null;
  }
}

/** What a record shows in a field of any name, with or without `Order` before it; '' = nothing. */
export function shownText(raw: string, field: string): string {
  const element = elementOf(raw);
  if (element === null) return '';
  return childText(element, field) || childText(element, `Order${field}`);
}

/** An order that was asked for by number, and whose record tells none: unreadable, never gone. */
export function unreadableOrder(number: OrderNumber, { raw, written }: NumberlessOrder): XmlOrder {
  const fault = new FieldFault(READING.order.number, written === '' ? 'missing' : written);
  const element = elementOf(raw);
  return { fetched: faulty(number, raw, fault), shownUnp: element === null ? null : unpOf(element) };
}

/**
 * One record of `getorders` as an order: money with VAT in the order's currency. What cannot be read is a
 * fault that names its field. Null when not even the number can be found: it is told by what else it has
 * (`numberlessOrders`), since an order must never vanish.
 */
export function orderFromXml(raw: string): XmlOrder | null {
  let element: XmlElement | null = null;
  let fault: FieldFault | null = null;
  try {
    element = parseXml(raw);
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    fault = new FieldFault(READING.order.record, 'xml');
  }
  const text = element === null ? NUMBER_IN_TEXT.exec(raw)?.[1] : childText(element, READING.order.number);
  if (text === undefined || !NUMBER.test(text)) return null;
  const number = Number(text) as OrderNumber;
  if (element === null) return { fetched: faulty(number, raw, fault), shownUnp: null };
  const shownUnp = unpOf(element);
  try {
    return { fetched: { number, raw, order: orderOf(element, number) }, shownUnp };
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
    return { fetched: faulty(number, raw, error), shownUnp };
  }
}

function faulty(number: OrderNumber, raw: string, fault: FieldFault | null): FetchedOrder {
  const { field, problem } = fault ?? new FieldFault(READING.order.record, 'missing');
  return { number, raw, fault: new SyncError('order.unreadable', { order: number, field, problem }) };
}
