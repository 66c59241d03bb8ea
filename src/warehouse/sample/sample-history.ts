import type { SeededRandom } from '../../lib/seeded-random.ts';
import { OPERATION } from '../../model/operation-type.ts';
import { formatUnp } from '../../model/unp.ts';
import { documentTotal, paymentRecords, receiptRecord, SAMPLE_TILL } from './document-records.ts';
import type { DocumentHead, DocumentLine } from './document-records.ts';
import { HistoryBook } from './history-book.ts';
import type { HistoryParts } from './history-parts.ts';
import { writeMarkers, writeOpening } from './opening-documents.ts';
import type { PlacedGood } from './sample-goods.ts';
import { lotsOf, NO_LOT } from './sample-lots.ts';
import { SAMPLE_LOCATION_IDS, SAMPLE_OPERATORS } from './sample-people.ts';
import { momentOf } from './sample-moment.ts';
import type { Moment } from './sample-moment.ts';
import { grams, usesLots } from './sample-rows.ts';
import type { SampleOptions, SampleRows } from './sample-rows.ts';

const DOCUMENTS_AT_ONCE = 500;
const SERVICE_PARTNER = 1;
/** Share of lines that take more than is there. */
const OVERSOLD = 0.03;
const OFFICE = SAMPLE_OPERATORS.office.id;
const ONLINE = SAMPLE_LOCATION_IDS.at(-1) ?? 0;

/** Share of each kind; the first documents take the kinds in this order, so that each is there. */
const KINDS = [
  ['purchase', 0.12],
  ['sale', 0.46],
  ['order', 0.18],
  ['transfer', 0.06],
  ['refund', 0.04],
  ['request', 0.05],
  ['offer', 0.05],
  ['proforma', 0.04],
] as const;
type Kind = (typeof KINDS)[number][0];
interface PastSale {
  readonly head: DocumentHead;
  readonly line: DocumentLine;
  readonly unp: string | null;
}

function operatorAt(location: number): (typeof SAMPLE_OPERATORS)[keyof typeof SAMPLE_OPERATORS] {
  return location === ONLINE ? SAMPLE_OPERATORS.online : SAMPLE_OPERATORS.till;
}

/** The documents of a year, played day by day on a stock that they alone change. */
class History {
  readonly #parts: HistoryParts;
  readonly #book: HistoryBook;
  readonly #hasLots: boolean;
  #sequence = 0;
  #receipt = 0;
  #lastSale: PastSale | null = null;

  constructor(parts: HistoryParts, book: HistoryBook) {
    this.#parts = parts;
    this.#book = book;
    this.#hasLots = usesLots(parts.options);
  }

  /** One document of a kind, or of another where the stock allows none. */
  play(kind: Kind, when: Moment): void {
    const { random } = this.#parts;
    const location = random.pick(SAMPLE_LOCATION_IDS);
    const client = this.#client();
    switch (kind) {
      case 'purchase':
        this.#purchase(location, when);
        return;
      case 'sale':
        this.#sellOrBuy({ location, partner: client }, when);
        return;
      case 'order':
        this.#order({ location, partner: client }, when);
        return;
      case 'transfer':
        this.#transfer(location, when);
        return;
      case 'refund':
        this.#refund(when);
        return;
      case 'request':
      case 'offer':
      case 'proforma':
        this.#promise(kind, location, when);
    }
  }

  #supplier(): number {
    return this.#parts.random.between(this.#parts.partners.first, this.#parts.partners.lastSupplier);
  }

  #client(): number {
    return this.#parts.random.between(this.#parts.partners.lastSupplier + 1, this.#parts.partners.last);
  }

  /**
   * Some different goods; with `from` only what that object has, now and then more where no lots forbid
   * it.
   */
  #lines(from: number | null): readonly DocumentLine[] {
    const { random, goods, balance } = this.#parts;
    const lines = new Map<number, DocumentLine>();
    for (let tries = random.between(1, 4); tries > 0; tries -= 1) {
      const isOversold = from !== null && !this.#hasLots && random.chance(OVERSOLD);
      const good = isOversold ? this.#scarce(from) : random.pick(goods);
      const place = this.#hasLots ? lotsOf(good.id)[0] : NO_LOT;
      const wanted = good.isMeasured ? grams(random.between(200, 6000) / 1000) : random.between(1, 6);
      const most = from === null || isOversold ? wanted : balance.at(from, good.id);
      const quantity = Math.min(wanted, most);
      const discount = random.chance(0.1) ? random.pick([5, 10]) : 0;
      if (quantity > 0) lines.set(good.id, { good, quantity, discount, place });
    }
    return [...lines.values()];
  }

  /** The good with the least stock among some: selling it is how stock falls below zero. */
  #scarce(location: number): PlacedGood {
    const { random, goods, balance } = this.#parts;
    const some = Array.from({ length: 30 }, () => random.pick(goods));
    const least = (left: PlacedGood, right: PlacedGood): PlacedGood =>
      balance.at(location, right.id) < balance.at(location, left.id) ? right : left;
    return some.reduce(least);
  }

  #purchase(location: number, when: Moment): void {
    const lines = this.#lines(null).map((line) => ({ ...line, quantity: line.quantity * 5, discount: 0 }));
    const bought = lines.map((line) => ({ ...line, quantity: grams(line.quantity) }));
    const about = {
      type: OPERATION.purchase,
      location,
      partner: this.#supplier(),
      operator: OFFICE,
      note: ' ',
    };
    this.#book.write({ ...about, ...when }, bought);
  }

  #sellOrBuy(where: { readonly location: number; readonly partner: number }, when: Moment): void {
    const lines = this.#lines(where.location);
    if (lines.length === 0) this.#purchase(where.location, when);
    else this.#sell({ ...where, note: ' ' }, lines, when);
  }

  #sell(
    about: { readonly location: number; readonly partner: number; readonly note: string },
    lines: readonly DocumentLine[],
    when: Moment,
  ): DocumentHead {
    const { random, options } = this.#parts;
    const operator = operatorAt(about.location).id;
    const head = this.#book.write({ type: OPERATION.sale, operator, ...about, ...when }, lines);
    const total = documentTotal(lines);
    const paidBy = random.chance(0.05) ? null : random.pick([1, 1, 1, 2, 3]);
    const { payments, cash } = paymentRecords(head, total, paidBy);
    for (const payment of payments) this.#book.add('payments', payment);
    for (const entry of cash) this.#book.add('cashbook', entry);
    const unp = options.hasSupto ? this.#receipts(head, { total, paidBy }) : null;
    const [line] = lines;
    if (line !== undefined) this.#lastSale = { head, line, unp };
    return head;
  }

  /** The УНП of a sale, and the receipt where it was paid in cash or by card. */
  #receipts(
    head: DocumentHead,
    sale: { readonly total: number; readonly paidBy: number | null },
  ): string | null {
    this.#sequence += 1;
    const operatorCode = operatorAt(head.location).code;
    const unp = formatUnp({ deviceSerial: SAMPLE_TILL, operatorCode, sequence: this.#sequence });
    if (unp === null) return null;
    const { total } = sale;
    this.#book.add('ecrreceipts', receiptRecord(head, { type: 8, id: this.#sequence, unp, total }));
    if (sale.paidBy === 1 || sale.paidBy === 3) {
      this.#receipt += 1;
      this.#book.add('ecrreceipts', receiptRecord(head, { type: 1, id: this.#receipt, unp, total }));
    }
    return unp;
  }

  /**
   * A customer's order; every third one has become a sale, and its lines stay as chronology (facts
   * section 8).
   */
  #order(where: { readonly location: number; readonly partner: number }, when: Moment): void {
    const lines = this.#lines(where.location);
    if (lines.length === 0) {
      this.#purchase(where.location, when);
      return;
    }
    const note = this.#parts.random.chance(0.2) ? 'Обаждане преди доставка' : ' ';
    const about = { type: OPERATION.customerOrder, operator: OFFICE, ...where, note };
    const order = this.#book.write({ ...about, ...when }, lines);
    if (order.number % 3 !== 1) return;
    const sale = this.#sell({ ...where, note }, lines, when);
    this.#book.add('transformations', {
      RootOperType: order.type,
      RootAcct: order.number,
      FromOperType: order.type,
      FromAcct: order.number,
      ToOperType: sale.type,
      ToAcct: sale.number,
      UserID: sale.operator,
      UserRealTime: sale.time,
    });
  }

  /** Out of one object (8) and into another (7), under one number, on the service partner. */
  #transfer(from: number, when: Moment): void {
    const lines = this.#lines(from).map((line) => ({ ...line, discount: 0 }));
    if (lines.length === 0) {
      this.#purchase(from, when);
      return;
    }
    const target = this.#parts.random.pick(SAMPLE_LOCATION_IDS.filter((location) => location !== from));
    const common = {
      partner: SERVICE_PARTNER,
      operator: OFFICE,
      note: ' ',
      number: this.#book.nextNumber(OPERATION.transferIn),
      ...when,
    };
    this.#book.write({ ...common, type: OPERATION.transferOut, location: from }, lines);
    this.#book.write({ ...common, type: OPERATION.transferIn, location: target }, lines);
  }

  /** One piece of the newest sale comes back; the reversal carries the УНП of the sale. */
  #refund(when: Moment): void {
    const past = this.#lastSale;
    if (past === null) {
      this.#purchase(ONLINE, when);
      return;
    }
    this.#lastSale = null;
    const line = { ...past.line, quantity: Math.min(1, past.line.quantity) };
    const { partner, location } = past.head;
    const about = { type: OPERATION.refund, partner, location, operator: operatorAt(location).id, note: ' ' };
    const head = this.#book.write({ ...about, ...when }, [line]);
    if (past.unp === null) return;
    this.#receipt += 1;
    const total = documentTotal([line]);
    this.#book.add('ecrreceipts', receiptRecord(head, { type: 3, id: this.#receipt, unp: past.unp, total }));
  }

  /** Documents that leave the stock alone: request to a supplier, offer, proforma. */
  #promise(kind: 'request' | 'offer' | 'proforma', location: number, when: Moment): void {
    const type = {
      request: OPERATION.supplierRequest,
      offer: OPERATION.offer,
      proforma: OPERATION.proforma,
    }[kind];
    const partner = kind === 'request' ? this.#supplier() : this.#client();
    const about = { type, partner, location, operator: OFFICE, note: ' ' };
    this.#book.write({ ...about, ...when }, this.#lines(null));
  }
}

function pickKind(random: SeededRandom, index: number): Kind {
  const first = KINDS[index];
  if (first !== undefined) return first[0];
  let left = random.next();
  for (const [kind, share] of KINDS) {
    left -= share;
    if (left < 0) return kind;
  }
  return 'sale';
}

function documentCount(options: SampleOptions): number {
  return options.operations ?? Math.min(Math.max(20, Math.floor(options.goods / 4)), 5000);
}

/**
 * Documents of the last year with their numbers, payments, cash book and receipts, in the order of time.
 * The stock of every traded good is afterwards the sum of its lines by sign: it is left in
 * `parts.balance`.
 */
export function* sampleHistory(parts: HistoryParts): Generator<SampleRows> {
  const book = new HistoryBook(parts.balance);
  writeMarkers(book, parts.options);
  yield* book.take();
  if (parts.goods.length === 0) return;
  yield* writeOpening(book, parts);
  const history = new History(parts, book);
  const count = documentCount(parts.options);
  for (let index = 0; index < count; index += 1) {
    history.play(pickKind(parts.random, index), momentOf(parts.options.today, index / count));
    if (index % DOCUMENTS_AT_ONCE === DOCUMENTS_AT_ONCE - 1) yield* book.take();
  }
  yield* book.take();
}
