import { add } from '../model/decimal.ts';
import type { Decimal } from '../model/decimal.ts';
import type { Good } from '../model/good.ts';
import type { LocationId } from '../model/location.ts';
import type {
  OperationDraft,
  OperationLineDraft,
  OperationType,
  PartnerChoice,
  UnpRequest,
} from '../model/operation.ts';
import { originNote } from '../model/order-origin.ts';
import type { OrderOrigin } from '../model/order-origin.ts';
import type { Order, OrderBuyer, OrderLine } from '../model/order.ts';
import type { OperatorId } from '../model/operator.ts';
import type { PartnerDraft } from '../model/partner.ts';
import type { PaymentType } from '../model/warehouse-facts.ts';
import type { RunnableSettings } from '../model/runnable-settings.ts';
import type { Settings } from '../model/settings.ts';
import { matchOrderLine } from './match-goods.ts';
import { nearCodes } from './products/near-code.ts';
import { codeToSend } from './products/stranger.ts';
import type { GoodsIndex } from './match-goods.ts';
import { buyerName, isCompanyBuyer, matchPartner } from './match-partner.ts';
import type { PartnerIndex } from './match-partner.ts';
import { makeOperationLines } from './order-money/operation-lines.ts';
import type { ChargeGoods, GoodsLine } from './order-money/operation-lines.ts';
import { readMoney } from './order-money/read-money.ts';
import { taxFault } from './order-money/order-taxes.ts';
import { receivedPayments } from './orders/order-payments.ts';
import { documentDate } from './orders/document-date.ts';
import { isPark, park } from './park.ts';
import type { Park } from './park.ts';
import type { WordMeanings } from './words/word-meanings.ts';

/**
 * Everything a decision about one order needs; gathered by `app`, the same for all orders of a batch but
 * the origin.
 */
export interface OperationContext {
  readonly settings: RunnableSettings;
  readonly baseCurrency: string;
  readonly pricesIncludeVat: boolean;
  /** Lots are in use: a sale writes a line for each. */
  readonly usesLots: boolean;
  readonly goods: GoodsIndex;
  readonly charges: ChargeGoods;
  readonly placeholder: Good | null;
  readonly partners: PartnerIndex;
  /** The one chosen partner, when the settings say so; null = he is gone. */
  readonly chosenPartner: PartnerChoice | null;
  /** Who has the orders of buyers without a name, when somebody is chosen; null = nobody, or he is gone. */
  readonly namelessPartner: PartnerChoice | null;
  readonly locationId: LocationId;
  readonly operatorId: OperatorId;
  readonly unp: UnpRequest | null;
  /** What the shop's words mean. */
  readonly words: WordMeanings;
  /** `YYYY-MM-DD`: a later day is a slip of a clock or of a hand, and would open a month nobody is in. */
  readonly latestDay: string;
  /** `YYYY-MM-DD`, Europe/Sofia. */
  readonly today: string;
  readonly paymentTypes: readonly PaymentType[];
}

const SALE = 2;

/** Day, sum and lines of an order's document: what depends neither on its partner nor on its УНП. */
export type PlannedContent = Pick<OperationDraft, 'date' | 'total' | 'lines'>;

/** A new partner from the order's billing block (I10). */
export function draftPartner(buyer: OrderBuyer, groupId: number): PartnerDraft {
  const person = [buyer.firstName, buyer.lastName].filter((part) => part !== '').join(' ');
  const isCompany = isCompanyBuyer(buyer);
  const address = [buyer.zip, buyer.address].filter((part) => part !== '').join(', ');
  return {
    company: buyerName(buyer),
    contact: isCompany && buyer.contactPerson !== '' ? buyer.contactPerson : person,
    city: buyer.city,
    address,
    phone: buyer.phone,
    email: buyer.email,
    companyNumber: isCompany ? buyer.companyNumber : '',
    vatNumber: isCompany ? buyer.vatNumber : '',
    groupId,
  };
}

function choosePartner(order: Order, context: OperationContext): PartnerChoice | Park {
  const { settings } = context;
  if (settings.fixedPartner !== null) {
    return (
      context.chosenPartner ??
      park('order.partner.gone', { order: order.number, partner: settings.fixedPartner })
    );
  }
  const match = matchPartner(context.partners, order.buyer);
  if (match.kind === 'found')
    return { kind: 'existing', id: match.partner.id, company: match.partner.company };
  if (match.kind === 'none') {
    return buyerName(order.buyer) === ''
      ? namelessPartner(order, context)
      : { kind: 'new', partner: draftPartner(order.buyer, settings.partnerGroup) };
  }
  // Facts carry ids, not the key's value: an e-mail or a phone is personal data (facts/fiscal-bg.md P6).
  const partners = match.partners.map((partner) => partner.id).join(', ');
  const code = match.kind === 'ambiguous' ? 'order.partner.ambiguous' : 'order.partner.otherName';
  return park(code, { order: order.number, key: match.key, partners });
}

/** Nobody's card is made of an order without a name: it goes to who is chosen for such, or waits (I10). */
function namelessPartner(order: Order, context: OperationContext): PartnerChoice | Park {
  const chosen = context.settings.namelessPartner;
  if (context.namelessPartner !== null) return context.namelessPartner;
  return chosen === null
    ? park('order.partner.nameless', { order: order.number })
    : park('order.partner.gone', { order: order.number, partner: chosen });
}

function goodOfLine(order: Order, line: OrderLine, context: OperationContext): Good | Park {
  const about = { order: order.number, code: line.code };
  const match = matchOrderLine(context.goods, line, context.settings.matchingKey);
  switch (match.kind) {
    case 'found':
      return match.good;
    case 'ambiguous':
      return park('order.good.ambiguous', { ...about, goods: match.goods.map((good) => good.id).join(', ') });
    case 'deleted':
      return park('order.good.deleted', { ...about, good: match.good.id });
    case 'stranger': {
      const { good } = match;
      const facts = { ...about, good: good.id, goodCode: codeToSend(good), name: good.name };
      return park('order.good.stranger', facts);
    }
    case 'near':
      return park('order.good.near', { ...about, goods: nearCodes(line.code, match.goods) });
    case 'none':
      if (context.settings.unknownGoods === 'placeholder' && context.placeholder !== null)
        return context.placeholder;
      return park('order.good.unknown', { ...about, name: line.name });
  }
}

function findGoods(order: Order, context: OperationContext): readonly GoodsLine[] | Park {
  const found: GoodsLine[] = [];
  for (const line of order.lines) {
    const good = goodOfLine(order, line, context);
    if (isPark(good)) return good;
    if (good.vatRate === null) {
      return park('order.good.noVatGroup', { order: order.number, code: line.code, good: good.id });
    }
    found.push({ line, good, vatRate: good.vatRate });
  }
  return found;
}

/** The document's lines with the sum that they come to, or why there are none. */
function planLines(order: Order, context: OperationContext): readonly OperationLineDraft[] | Park {
  const { settings, baseCurrency: base } = context;
  const money = readMoney(order, context);
  if (isPark(money)) return money;
  const { amounts, pricesIncludeVat: shopPricesIncludeVat } = money;
  const goods = findGoods(money.order, context);
  if (isPark(goods)) return goods;
  const rated = goods.map(({ line, vatRate }) => ({ line, rate: vatRate }));
  const fault = settings.taxRates === 'order' ? taxFault(money.order, rated, shopPricesIncludeVat) : null;
  if (fault !== null) return fault;
  return makeOperationLines(
    money.order,
    { goods, amounts },
    {
      pricesIncludeVat: context.pricesIncludeVat,
      charges: context.charges,
      currency: order.currency,
      base,
      shopPricesIncludeVat,
      mayWritePercent: !(context.usesLots && Number(settings.documentType) === SALE),
      discountLines: settings.orderDiscounts === 'ownLines',
    },
  );
}

/** A sale may bear the day on which it is written; every other document has the day of its order. */
export function isDatedToday({ documentType, saleDate }: Settings): boolean {
  return Number(documentType) === SALE && saleDate === 'today';
}

/** Shop's code and name of the lines that stand on the placeholder, for the room of the note. */
function placeholderRemark(order: Order, { goods, placeholder, settings }: OperationContext): string {
  if (settings.unknownGoods !== 'placeholder' || placeholder === null) return '';
  const unknown = order.lines.filter(
    (line) => matchOrderLine(goods, line, settings.matchingKey).kind === 'none',
  );
  return unknown.map(({ code, name }) => `${code} ${name}`.trim()).join('; ');
}

/** What a document of the order must hold, or the reason why that cannot be told (I7, I8, Q5). Pure. */
export function planContent(order: Order, context: OperationContext): PlannedContent | Park {
  const date = documentDate(order.createdAt);
  if (date === null || date > context.latestDay)
    return park('order.date.bad', { order: order.number, date: order.createdAt });
  const lines = planLines(order, context);
  if (isPark(lines)) return lines;
  const written = isDatedToday(context.settings) ? context.today : date;
  return { date: written, lines, total: add(...lines.map((line) => line.total)) };
}

/**
 * One order → the document that it becomes, or the reason to park it (I7..I10, I12). Pure: the same order,
 * goods, partners and settings make the same document over either interface of the shop.
 */
export function planOperation(
  order: Order,
  origin: OrderOrigin,
  context: OperationContext,
): OperationDraft | Park {
  if (order.unp !== null) return park('order.unp.foreign', { order: order.number, unp: order.unp });
  const content = planContent(order, context);
  if (isPark(content)) return content;
  const partner = choosePartner(order, context);
  if (isPark(partner)) return partner;
  const operationType = Number(context.settings.documentType) as OperationType;
  const isSale = operationType === SALE;
  const received = { types: context.paymentTypes, words: context.words, today: context.today };
  return {
    origin,
    operationType,
    locationId: context.locationId,
    operatorId: context.operatorId,
    partner,
    ...content,
    note: originNote(origin.shopIdentity, origin.orderNumber),
    remark: placeholderRemark(order, context),
    unp: context.unp,
    payments: isSale ? receivedPayments(order, content.total, received) : [],
  };
}

/**
 * Quantities of an order's lines by good, for those that can be found: what the shop holds back for it
 * (section 2).
 */
export function heldByOrder(
  order: Order,
  goods: GoodsIndex,
  by: Settings['matchingKey'],
): readonly { goodId: Good['id']; quantity: Decimal }[] {
  if (!order.isStockReduced) return [];
  return order.lines.flatMap((line) => {
    const match = matchOrderLine(goods, line, by);
    return match.kind === 'found' ? [{ goodId: match.good.id, quantity: line.quantity }] : [];
  });
}
