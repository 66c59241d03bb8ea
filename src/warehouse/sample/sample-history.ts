import type { SeededRandom } from '../../lib/seeded-random.ts';
import { SAMPLE_LOCATION_IDS } from './sample-people.ts';
import { dayBefore, rowsOf } from './sample-rows.ts';
import type { Cell, SampleOptions, SampleRows } from './sample-rows.ts';

/** Fiscal device of the sample's till. */
export const SAMPLE_TILL = 'DT279013';

interface SoldGood {
  readonly id: number;
  readonly retail: number;
}

interface Kind {
  readonly type: number;
  readonly prefix: string;
  readonly sign: number;
  readonly share: number;
}

const KINDS: readonly Kind[] = [
  { type: 1, prefix: 'D', sign: 1, share: 0.2 },
  { type: 2, prefix: 'S', sign: -1, share: 0.55 },
  { type: 12, prefix: 'R', sign: 0, share: 0.05 },
  { type: 13, prefix: 'OF', sign: 0, share: 0.04 },
  { type: 19, prefix: 'OR', sign: 0, share: 0.12 },
  { type: 34, prefix: 'Rf', sign: 1, share: 0.04 },
];
const SALE = 2;
const ORDER = 19;
const VAT = 20;
const USER = 2;

/** Rows of the history, gathered by table. */
class History {
  readonly operations: Record<string, Cell>[] = [];
  readonly payments: Record<string, Cell>[] = [];
  readonly cash: Record<string, Cell>[] = [];
  readonly receipts: Record<string, Cell>[] = [];
  readonly keys: Record<string, Cell>[] = [];
  readonly transformations: Record<string, Cell>[] = [];
  /** Change of stock by object and good: `object good` → quantity. */
  readonly moved = new Map<string, number>();
}

function cents(value: number): number {
  return Math.round(value * 100) / 100;
}

function lineRecord(what: {
  readonly kind: Kind;
  readonly number: number;
  readonly good: SoldGood;
  readonly quantity: number;
  readonly location: number;
  readonly partner: number;
  readonly day: string;
}): Record<string, Cell> {
  const cost = cents(what.good.retail * 0.6);
  return {
    OperType: what.kind.type,
    Acct: what.number,
    GoodID: what.good.id,
    PartnerID: what.partner,
    ObjectID: what.location,
    OperatorID: USER,
    Qtty: what.quantity,
    Sign: what.kind.sign,
    PriceIn: cost,
    PriceOut: what.good.retail,
    VATIn: (cost * VAT) / (100 + VAT),
    VATOut: (what.good.retail * VAT) / (100 + VAT),
    Discount: 0,
    CurrencyID: 1,
    CurrencyRate: 1,
    Date: what.day,
    Lot: ' ',
    LotID: 1,
    Note: ' ',
    SrcDocID: 0,
    UserID: USER,
    UserRealTime: what.day,
  };
}

function addDocument(
  history: History,
  random: SeededRandom,
  what: {
    readonly kind: Kind;
    readonly number: number;
    readonly goods: readonly SoldGood[];
    readonly partners: number;
    readonly day: string;
  },
): void {
  const location = random.pick(SAMPLE_LOCATION_IDS);
  const partner = random.between(2, what.partners + 1);
  let total = 0;
  for (let line = random.between(1, 4); line > 0; line -= 1) {
    const good = random.pick(what.goods);
    const quantity = random.between(1, 6);
    history.operations.push(lineRecord({ ...what, good, quantity, location, partner }));
    total = cents(total + quantity * good.retail);
    const place = `${location} ${good.id}`;
    history.moved.set(place, (history.moved.get(place) ?? 0) + quantity * what.kind.sign);
  }
  history.keys.push({ NextAcct: `${what.kind.prefix}${what.number}` });
  if (what.kind.type === SALE)
    addMoney(history, random, { number: what.number, partner, location, total, day: what.day });
}

function addMoney(
  history: History,
  random: SeededRandom,
  sale: {
    readonly number: number;
    readonly partner: number;
    readonly location: number;
    readonly total: number;
    readonly day: string;
  },
): void {
  const common = {
    Acct: sale.number,
    OperType: SALE,
    PartnerID: sale.partner,
    ObjectID: sale.location,
    Qtty: sale.total,
    Sign: 1,
    Date: sale.day,
    UserID: USER,
    UserRealTime: sale.day,
    TransactionNumber: ' ',
    EndDate: sale.day,
  };
  history.payments.push({ ...common, Mode: -1, Type: 1 });
  if (random.chance(0.05)) return;
  const type = random.pick([1, 1, 1, 2, 3]);
  history.payments.push({ ...common, Mode: 1, Type: type });
  if (type !== 1) return;
  history.cash.push({
    Date: sale.day,
    Desc: `Продажба № ${String(sale.number).padStart(10, '0')}`,
    OperType: 8,
    Sign: 1,
    Profit: sale.total,
    UserID: USER,
    UserRealtime: sale.day,
    ObjectID: sale.location,
  });
}

/** УНП and printed receipt of each sale on the till's device, as a SUPTO build leaves them. */
function addReceipts(history: History): void {
  const due = history.payments.filter((payment) => payment['Mode'] === -1);
  for (const [index, payment] of due.entries()) {
    const unp = `${SAMPLE_TILL}-0003-${String(index + 1).padStart(7, '0')}`;
    const common = {
      OperType: SALE,
      Acct: payment['Acct'] ?? 0,
      ReceiptDate: payment['Date'] ?? null,
      ECRID: SAMPLE_TILL,
      Description: unp,
      Total: payment['Qtty'] ?? 0,
      UserID: USER,
      UserRealTime: payment['Date'] ?? null,
    };
    history.receipts.push({ ...common, ReceiptID: index + 1, ReceiptType: 8 });
    history.receipts.push({ ...common, ReceiptID: 5000 + index, ReceiptType: 1 });
  }
}

/** Every third order has become a sale; its lines stay as chronology, as the operator chose. */
function addTransformations(history: History, sales: number): void {
  const orders = [
    ...new Set(
      history.operations.filter((row) => row['OperType'] === ORDER).map((row) => Number(row['Acct'])),
    ),
  ];
  for (const [index, order] of orders.filter((_, position) => position % 3 === 0).entries()) {
    if (index >= sales) return;
    const chain = {
      RootOperType: ORDER,
      RootAcct: order,
      FromOperType: ORDER,
      FromAcct: order,
      ToOperType: SALE,
      ToAcct: index + 1,
    };
    history.transformations.push({ ...chain, UserID: USER, UserRealTime: null });
  }
}

/** Where a number range begins: a row without partner, counted only when the next number is drawn. */
function marker(type: number, last: number): Record<string, Cell> {
  const good = { id: 1, retail: 0 };
  const kind = { type, prefix: '', sign: 0, share: 0 };
  return lineRecord({
    kind,
    number: last,
    good,
    quantity: 0,
    location: 2,
    partner: 0,
    day: '2011-01-01 00:00:00',
  });
}

export interface SampleHistory {
  readonly rows: readonly SampleRows[];
  readonly moved: ReadonlyMap<string, number>;
}

/** Documents of several types over the last year, with their numbers, payments, cash book and receipts. */
export function sampleHistory(
  random: SeededRandom,
  options: SampleOptions,
  what: { readonly goods: readonly SoldGood[]; readonly partners: number },
): SampleHistory {
  const history = new History();
  const documents = what.goods.length === 0 ? 0 : Math.min(Math.max(10, Math.floor(options.goods / 4)), 5000);
  let sales = 0;
  for (const kind of KINDS) {
    const count = Math.floor(documents * kind.share);
    if (kind.type === SALE) sales = count;
    for (let number = 1; number <= count; number += 1) {
      const day = dayBefore(options.today, 365 - Math.floor((number * 364) / Math.max(count, 1)));
      addDocument(history, random, { kind, number, goods: what.goods, partners: what.partners, day });
    }
  }
  if (options.hasSupto) addReceipts(history);
  addTransformations(history, sales);
  history.operations.push(marker(11, 0), marker(15, 0));
  const tables: readonly [string, Record<string, Cell>[]][] = [
    ['operations', history.operations],
    ['payments', history.payments],
    ['cashbook', history.cash],
    ['ecrreceipts', history.receipts],
    ['nextacct', history.keys],
    ['transformations', history.transformations],
  ];
  const rows = tables
    .filter(([, records]) => records.length > 0)
    .map(([table, records]) => rowsOf(table, records));
  return { rows, moved: history.moved };
}
