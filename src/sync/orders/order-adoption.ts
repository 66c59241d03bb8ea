import { convertMoney } from '../../model/currency.ts';
import { add, compare, round, ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { Good, GoodId } from '../../model/good.ts';
import { OPERATION } from '../../model/operation-type.ts';
import type { RecordedOperation, StandingDocument, StandingLine } from '../../model/operation.ts';
import type { Order } from '../../model/order.ts';
import type { OrderOrigin } from '../../model/order-origin.ts';
import { readDocument } from '../../model/written-document.ts';
import type { WrittenDocument } from '../../model/written-document.ts';
import { matchOrderLine } from '../match-goods.ts';
import { readMoney } from '../order-money/read-money.ts';
import { orderContent } from './order-status.ts';
import type { OrderReason } from '../order-steps.ts';
import { isPark } from '../park.ts';
import { isDatedToday, planContent } from '../plan-operation.ts';
import { documentDate } from './document-date.ts';
import type { OperationContext } from '../plan-operation.ts';

const CENT = 2;

/** What stands in the warehouse for an order, and whether it is the order's (Q5, I18). */
export type Adoption =
  | {
      readonly kind: 'found';
      readonly operation: RecordedOperation;
      /** `orderContent` of the version that it was made from. */
      readonly content: string;
      /** Every document with the order's note, for people: `19/7`, or `19/7, 2/31` where it became a sale. */
      readonly documents: string;
      /** What it holds, as read now: nobody knows what was written (Annex 38). */
      readonly written: WrittenDocument;
    }
  | { readonly kind: 'unfit' | 'gone'; readonly reason: OrderReason };

/** What a document must hold to be the order's; null = it cannot be told from the order. */
interface Expected {
  readonly date: string | null;
  readonly total: Decimal | null;
  /** Quantities by good, as far as the order's lines have one. */
  readonly goods: ReadonlyMap<GoodId, Decimal>;
  /** Nothing else may stand on the document. */
  readonly isWhole: boolean;
}

type Quantities = readonly { readonly goodId: GoodId; readonly quantity: Decimal }[];

/** Charges and discounts are compared by the sum alone: what lines they have is a setting. */
function byGood(lines: Quantities, { charges }: OperationContext): ReadonlyMap<GoodId, Decimal> {
  const ignored = Object.values(charges).map((good: Good | null) => good?.id);
  const sums = new Map<GoodId, Decimal>();
  for (const { goodId, quantity } of lines)
    if (!ignored.includes(goodId)) sums.set(goodId, add(sums.get(goodId) ?? ZERO, quantity));
  return sums;
}

function expectedOf(order: Order, context: OperationContext): Expected {
  const content = planContent(order, context);
  if (!isPark(content)) return { ...content, goods: byGood(content.lines, context), isWhole: true };
  // What can be told although the order could not be recorded today: a good was deleted, a setting changed.
  const goods = byGood(namedLines(order, context), context);
  return { date: documentDate(order.createdAt), total: totalOf(order, context), goods, isWhole: false };
}

/** What the buyer pays, in the warehouse's currency; null when the order does not add up. */
function totalOf(order: Order, context: OperationContext): Decimal | null {
  const money = readMoney(order, context);
  return isPark(money) ? null : convertMoney(money.amounts.total, order.currency, context.baseCurrency);
}

function isSameGoods(expected: Expected, document: StandingDocument, context: OperationContext): boolean {
  const found = byGood(document.lines, context);
  const isThere = [...expected.goods].every(([goodId, quantity]) => {
    const order = compare(found.get(goodId) ?? ZERO, quantity);
    return expected.isWhole ? order === 0 : order >= 0;
  });
  return isThere && (!expected.isWhole || found.size === expected.goods.size);
}

/** In what a document differs from what an order would have become: `date`, `total`, `lines`, for people. */
function differences(order: Order, document: StandingDocument, context: OperationContext): readonly string[] {
  const expected = expectedOf(order, context);
  const total = expected.total === null ? null : round(expected.total, CENT);
  return [
    ...(isDatedToday(context.settings) || expected.date === document.date
      ? []
      : [`date ${expected.date ?? '–'} ≠ ${document.date}`]),
    ...(total !== null && compare(total, document.total) === 0
      ? []
      : [`total ${round(order.total, CENT)} ≠ ${document.total}`]),
    ...(isSameGoods(expected, document, context) ? [] : ['lines']),
  ];
}

/** True when a document holds what the order would have become: its day, its sum and its lines (Q5). */
export function fitsOrder(order: Order, document: StandingDocument, context: OperationContext): boolean {
  return differences(order, document, context).length === 0;
}

/** True when the order and a document have a good in common, other than charges. */
export function sharesGood(order: Order, document: StandingDocument, context: OperationContext): boolean {
  const goods = expectedOf(order, context).goods;
  return document.lines.some(({ goodId }) => goods.has(goodId));
}

function nameOf({ operation }: StandingDocument): string {
  return `${operation.operationType}/${operation.documentNumber}`;
}

/** An order and the sale made of it may bear the same note; all else is two documents of one order. */
function isOneChain(documents: readonly StandingDocument[]): boolean {
  const sales = documents.filter(({ operation }) => operation.operationType === OPERATION.sale);
  return documents.length === 2 && sales.length === 1;
}

/**
 * What a line of a document would be called if it were written now; where the order could not be recorded any
 * more, as the order calls its good.
 */
function lineNames(
  order: Order,
  context: OperationContext,
): (line: StandingLine) => Partial<Pick<Good, 'name' | 'vatRate'>> {
  const content = planContent(order, context);
  const lines = isPark(content) ? namedLines(order, context) : content.lines;
  return ({ goodId, quantity }) => {
    const ofGood = lines.filter((line) => line.goodId === goodId);
    return ofGood.find((line) => compare(line.quantity, quantity) === 0) ?? ofGood[0] ?? {};
  };
}

function namedLines(order: Order, context: OperationContext) {
  return order.lines.flatMap((line) => {
    const match = matchOrderLine(context.goods, line, context.settings.matchingKey);
    if (!('good' in match)) return [];
    const { id: goodId, vatRate } = match.good;
    return [{ goodId, vatRate, name: line.name, quantity: line.quantity }];
  });
}

/**
 * Whether the documents found for an order by claim and note are its own: day, sum and lines must fit one of
 * the versions of the order that are known, newest first; the one that fits is what the document was made
 * from (Q5, I14, I18). Without a version nothing can be compared, and nothing is adopted.
 */
export function judgeDocuments(
  { orderNumber: order, claimKey: claim }: OrderOrigin,
  what: { readonly documents: readonly StandingDocument[]; readonly versions: readonly Order[] },
  context: OperationContext,
): Adoption {
  const [document] = what.documents;
  if (document === undefined)
    return { kind: 'gone', reason: { code: 'order.documentGone', facts: { order, claim } } };
  const documents = what.documents.map(nameOf).join(', ');
  if (what.documents.length > 1 && !isOneChain(what.documents))
    return { kind: 'unfit', reason: { code: 'order.twoDocuments', facts: { order, documents } } };
  const judged = what.versions.map((version) => ({
    version,
    wrong: differences(version, document, context),
  }));
  const own = judged.find(({ wrong }) => wrong.length === 0);
  const { operation } = document;
  if (own !== undefined) {
    const written = readDocument(order, document, lineNames(own.version, context));
    return { kind: 'found', operation, content: orderContent(own.version), documents, written };
  }
  const facts = {
    order,
    document: nameOf(document),
    unp: operation.unp ?? '–',
    differences: judged[0]?.wrong.join(', ') ?? 'unreadable',
  };
  return { kind: 'unfit', reason: { code: 'order.documentDiffers', facts } };
}
