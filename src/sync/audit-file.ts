import { isCompanyNumber } from '../model/company-number.ts';
import { escapeXmlText, xmlElement } from '../lib/xml-text.ts';
import {
  add,
  compare,
  decimal,
  divide,
  formatFixed,
  isNegative,
  isPositive,
  multiply,
  negate,
  round,
  subtract,
  ZERO,
} from '../model/decimal.ts';
import type { Decimal } from '../model/decimal.ts';
import type { Notice } from '../model/run.ts';
import { SyncError } from '../model/sync-error.ts';
import { vatInside } from '../model/vat.ts';

/** One line of an order; `gross` with VAT, the whole line. A discount is a line with a negative gross. */
export interface AuditLine {
  readonly name: string;
  readonly quantity: Decimal;
  readonly gross: Decimal;
  /** Percent, whole. */
  readonly rate: Decimal;
}

export interface AuditOrder {
  readonly number: string;
  /** `YYYY-MM-DD`, Europe/Sofia. */
  readonly date: string;
  readonly lines: readonly AuditLine[];
  /** What the buyer paid, with VAT. */
  readonly total: Decimal;
  /** 1…6 of Annex 38; 2 and 4 need more than a shop tells and are refused. */
  readonly payment: number;
}

export interface AuditReturn {
  readonly number: string;
  readonly amount: Decimal;
  readonly date: string;
  /** 1…4 of Annex 38; null: nobody has said so yet, and it counts as 4, other. */
  readonly way: number | null;
}

/** The file as text, with what a person should know of it (X20). */
export interface AuditText {
  readonly text: string;
  readonly notices: readonly Notice[];
}

/** Who files, and for which month. */
export interface AuditHead {
  readonly companyNumber: string;
  readonly shopNumber: string;
  readonly domain: string;
  readonly shopType: 'own' | 'platform';
  readonly createdOn: string;
  /** `YYYY-MM`. */
  readonly month: string;
}

const CENT = 2;
const HUNDRED = decimal('100');
const LONGEST_NAME = 200;
/** So much of a name is enough to know it by. */
const SHOWN_NAME = 40;
const NO_DOCUMENT = '0000000000';
const RETURNED_OTHERWISE = 4;

/** One line: what is no letter, sign or blank becomes a blank. */
function escaped(text: string): string {
  return escapeXmlText(text.replaceAll(/[\p{Cc}\uFFFE\uFFFF]|\p{Cs}/gu, ' ').trim());
}

function money(name: string, value: Decimal): string {
  return xmlElement(name, formatFixed(value, CENT));
}

interface OrderSums {
  readonly net: Decimal;
  readonly netDiscount: Decimal;
  readonly vat: Decimal;
  readonly gross: Decimal;
}

/** V1, X18 in the reading in which the discount is net: total1 − disc + vat = total2. */
function sumsOf(order: AuditOrder): OrderSums {
  let [net, netDiscount, vat, gross] = [ZERO, ZERO, ZERO, ZERO];
  for (const line of order.lines) {
    const lineVat = vatInside(line.gross, line.rate, CENT);
    const lineNet = subtract(line.gross, lineVat);
    vat = add(vat, lineVat);
    gross = add(gross, line.gross);
    if (isNegative(line.gross)) netDiscount = add(netDiscount, negate(lineNet));
    else net = add(net, lineNet);
  }
  return { net, netDiscount, vat, gross };
}

function refuse(order: AuditOrder, problem: string): never {
  throw new SyncError('audit.order.refused', { order: order.number, problem });
}

function orderXml(order: AuditOrder): string {
  const goods = order.lines.filter((line) => !isNegative(line.gross));
  if (goods.length === 0) refuse(order, 'X16');
  if (goods.some((line) => !isPositive(line.quantity))) refuse(order, 'X16');
  if (order.lines.some((line) => !/^\d{1,3}$/.test(line.rate))) refuse(order, 'X21');
  if (![1, 3, 5, 6].includes(order.payment)) refuse(order, order.payment === 2 ? 'X11' : 'X12');
  const sums = sumsOf(order);
  const paid = add(subtract(sums.net, sums.netDiscount), sums.vat);
  if (compare(sums.gross, order.total) !== 0 || compare(paid, order.total) !== 0) refuse(order, 'X18');
  const lines = goods.map((line) => {
    const vat = vatInside(line.gross, line.rate, CENT);
    return xmlElement(
      'artenum',
      [
        xmlElement('art_name', escaped([...line.name].slice(0, LONGEST_NAME).join(''))),
        money('art_quant', line.quantity),
        money('art_price', unitPrice(line)),
        xmlElement('art_vat_rate', line.rate),
        money('art_vat', vat),
        money('art_sum', line.gross),
      ].join(''),
    );
  });
  return xmlElement(
    'orderenum',
    [
      xmlElement('ord_n', escaped(order.number)),
      xmlElement('ord_d', order.date),
      // There is no document of чл. 52о for an order that has a fiscal receipt; the schema wants one
      // (facts/fiscal-bg.md section 8.9).
      xmlElement('doc_n', NO_DOCUMENT),
      xmlElement('doc_date', order.date),
      xmlElement('art', lines.join('')),
      money('ord_total1', sums.net),
      money('ord_disc', sums.netDiscount),
      money('ord_vat', sums.vat),
      money('ord_total2', order.total),
      xmlElement('paym', String(order.payment)),
    ].join(''),
  );
}

/** The unit price without VAT, rounded once from what was paid (facts/fiscal-bg.md section 8.8). */
function unitPrice(line: AuditLine): Decimal {
  const divisor = multiply(add(HUNDRED, line.rate), line.quantity);
  return divide(multiply(line.gross, HUNDRED), divisor, CENT);
}

function returnXml(returned: AuditReturn): string {
  return xmlElement(
    'rorderenum',
    [
      xmlElement('r_ord_n', escaped(returned.number)),
      money('r_amount', returned.amount),
      xmlElement('r_date', returned.date),
      xmlElement('r_paym', String(returned.way ?? RETURNED_OTHERWISE)),
    ].join(''),
  );
}

function checkHead(head: AuditHead): void {
  const wrong = (key: string, value: string): never => {
    throw new SyncError('audit.head.wrong', { key, value: value === '' ? '–' : value });
  };
  if (!isCompanyNumber(head.companyNumber)) wrong('auditCompanyNumber', head.companyNumber);
  if (!/^\S{1,10}$/.test(head.shopNumber)) wrong('auditShopNumber', head.shopNumber);
  if (head.domain === '' || [...head.domain].length > LONGEST_NAME) wrong('auditDomain', head.domain);
}

/**
 * The monthly audit file of an e-shop (Annex 38; facts/fiscal-bg.md section 8), checked against every rule
 * that its schema does not enforce. Rejects `audit.month.empty` (X7), `audit.head.wrong` (X15) and, naming
 * the order, `audit.order.refused`: no file is made whose sums do not add up (X16…X21).
 */
export function auditFile(
  head: AuditHead,
  orders: readonly AuditOrder[],
  returns: readonly AuditReturn[],
): AuditText {
  checkHead(head);
  if (orders.length === 0) throw new SyncError('audit.month.empty', { month: head.month });
  const numbers = new Set<string>();
  for (const order of orders) {
    if (order.number === '' || numbers.has(order.number)) refuse(order, 'X15');
    numbers.add(order.number);
  }
  const [year = '', month = ''] = head.month.split('-');
  const returned = returns.reduce((sum, each) => add(sum, each.amount), ZERO);
  const content = [
    xmlElement('eik', head.companyNumber),
    xmlElement('e_shop_n', escaped(head.shopNumber)),
    xmlElement('domain_name', escaped(head.domain)),
    xmlElement('e_shop_type', head.shopType === 'own' ? '1' : '2'),
    xmlElement('creation_date', head.createdOn),
    xmlElement('mon', month),
    xmlElement('god', year),
    xmlElement('order', orders.map(orderXml).join('')),
    xmlElement('r_ord', String(returns.length)),
    ...(returns.length === 0 ? [] : [xmlElement('rorder', returns.map(returnXml).join(''))]),
    money('r_total', returned),
  ];
  const text = `<?xml version="1.0" encoding="windows-1251"?>\n${xmlElement('audit', content.join(''))}\n`;
  return { text, notices: [...orders.flatMap(cutsOf), ...returns.flatMap(openRefunds)] };
}

/** Names that are too long for the file, and quantities that have more than its two places (X20). */
function cutsOf(order: AuditOrder): readonly Notice[] {
  return order.lines.flatMap(({ name, quantity }): readonly Notice[] => {
    const about = { order: order.number, name: [...name].slice(0, SHOWN_NAME).join('') };
    const written = round(quantity, CENT);
    return [
      ...([...name].length > LONGEST_NAME
        ? [{ code: 'notice.audit.nameCut' as const, facts: { ...about, places: LONGEST_NAME } }]
        : []),
      ...(compare(written, quantity) === 0
        ? []
        : [{ code: 'notice.audit.quantityRounded' as const, facts: { ...about, quantity, written } }]),
    ];
  });
}

/** Returns of which nobody has said yet how the money went back. */
function openRefunds({ number, way }: AuditReturn): readonly Notice[] {
  return way === null ? [{ code: 'notice.audit.refundWayOpen', facts: { order: number } }] : [];
}
