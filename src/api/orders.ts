import { z } from 'zod';
import { ORDER_STAGES } from '../model/order-stage.ts';
import { REFUND_WAYS } from '../model/written-document.ts';
import { call, Done, ProfileParams } from './call.ts';
import { AttentionRow } from './attention.ts';
import { HistoryEntry } from './changes.ts';
import { DayOrNone, DecimalText, list, Moment, PageNumber, XLSX } from './values.ts';

/** Which orders a list is of. */
export const OrderFilterQuery = z.object({
  /** Parts of the order's number, the document's, the УНП, of the buyer's name, telephone, e-mail. */
  search: z.string().max(100).default(''),
  stage: z.enum(['', ...ORDER_STAGES]).default(''),
  /** Days on which they were placed, both included; '' = any. */
  from: DayOrNone,
  to: DayOrNone,
});
export const OrderQuery = OrderFilterQuery.extend({ page: PageNumber });
const OrderParams = ProfileParams.extend({ number: z.string().regex(/^\d{1,15}$/) });

export const Stage = z.enum(ORDER_STAGES);
export type Stage = z.infer<typeof Stage>;
export const RefundWay = z.enum(REFUND_WAYS);
export type RefundWay = z.infer<typeof RefundWay>;

/** An order as a list shows it: how far it has come, its document and УНП. */
export const OrderRow = z
  .object({
    orderNumber: z.int(),
    stage: Stage,
    stageLabel: z.string(),
    /** The shop's status when last seen. */
    status: z.string(),
    currency: z.string(),
    total: DecimalText.nullable(),
    /** Europe/Sofia, as the shop wrote it. */
    createdAt: z.string(),
    operationType: z.int().nullable(),
    documentNumber: z.int().nullable(),
    unp: z.string().nullable(),
    seenAt: Moment,
    recordedAt: Moment.nullable(),
    acknowledgedAt: Moment.nullable(),
    /** When the last request for its document left, where the warehouse has no transaction (I4). */
    sentAt: Moment.nullable(),
    /** Runs that have looked for that document since, and found none (Q13). */
    looks: z.int(),
    /** Why it is parked, waiting, missing or dismissed, in words. */
    reason: z.string().nullable(),
  })
  .meta({ id: 'Order' });
export type OrderRow = z.infer<typeof OrderRow>;

/** An order of the list: who ordered, and why it is not imported. */
export const ListedOrder = OrderRow.extend({
  /** '' = the record does not tell. */
  buyer: z.string(),
  payment: z.string(),
  delivery: z.string(),
  /** What `reason` is of, and what to do about it. */
  why: z.object({ code: z.string(), remedy: z.string() }).nullable(),
}).meta({ id: 'ListedOrder' });
export type ListedOrder = z.infer<typeof ListedOrder>;

export const OrderPage = z
  .object({
    found: z.int(),
    pageSize: z.int(),
    orders: list(ListedOrder),
    /** Orders of each stage, whatever is searched for. */
    counts: z.partialRecord(Stage, z.int()),
    /** False: buyers of an older program's orders are still being read; asking again reads on. */
    isComplete: z.boolean(),
  })
  .meta({ id: 'OrderPage' });
export type OrderPage = z.infer<typeof OrderPage>;

/** One version of an order exactly as it was received (I16). */
export const OrderVersion = z
  .object({
    orderNumber: z.int(),
    version: z.int(),
    raw: z.string(),
    rawHash: z.string(),
    shopAddress: z.string(),
    receivedAt: Moment,
    /** When the buyer's contact data were erased from it. */
    erasedAt: Moment.nullable(),
  })
  .meta({ id: 'OrderVersion' });
export type OrderVersion = z.infer<typeof OrderVersion>;

const Place = z.object({
  name: z.string(),
  phone: z.string(),
  address: z.string(),
  city: z.string(),
  zip: z.string(),
});

/** A line as the shop has it; money in the order's currency and the shop's VAT mode. */
export const ShopLine = z
  .object({
    productId: z.int().nullable(),
    code: z.string(),
    name: z.string(),
    quantity: DecimalText,
    /** Per unit, before the line's discount. */
    unitPrice: DecimalText,
    discount: DecimalText,
    total: DecimalText,
  })
  .meta({ id: 'ShopLine' });
export type ShopLine = z.infer<typeof ShopLine>;

/** What an order says, as it was received last. */
export const OrderContent = z
  .object({
    buyer: Place.extend({
      email: z.string(),
      country: z.string(),
      company: z.string(),
      companyNumber: z.string(),
      vatNumber: z.string(),
      contactPerson: z.string(),
    }),
    /** Null: it tells no other place than the buyer's. */
    delivery: Place.nullable(),
    paymentStatus: z.string(),
    instructions: z.string(),
    lines: list(ShopLine),
    /** Rows of its sum; discounts are negative. */
    totals: list(z.object({ type: z.string(), name: z.string(), amount: DecimalText })),
  })
  .meta({ id: 'OrderContent' });
export type OrderContent = z.infer<typeof OrderContent>;

/** What was written into the warehouse, in its currency, with VAT. */
export const WrittenView = z
  .object({
    total: DecimalText,
    lines: list(
      z.object({ name: z.string(), quantity: DecimalText, vatRate: DecimalText, total: DecimalText }),
    ),
    /** By rate in percent, the highest first. */
    vat: list(z.object({ rate: DecimalText, net: DecimalText, vat: DecimalText })),
  })
  .meta({ id: 'WrittenDocument' });
export type WrittenView = z.infer<typeof WrittenView>;

/** One order from its arrival on. */
export const OrderStory = z
  .object({
    order: ListedOrder,
    /** Null: the record cannot be read. */
    content: OrderContent.nullable(),
    written: WrittenView.nullable(),
    /** What waits for a person about it. */
    waiting: list(AttentionRow),
    versions: list(OrderVersion),
    /** Newest first. */
    history: list(HistoryEntry),
    refundWay: RefundWay.nullable(),
    /** Their words. */
    refundWays: z.record(RefundWay, z.string()),
  })
  .meta({ id: 'OrderStory' });
export type OrderStory = z.infer<typeof OrderStory>;

/** A good of the warehouse that a product of the order is linked with. */
export const GoodOfOrder = z
  .object({ productId: z.int(), goodId: z.int(), code: z.string(), name: z.string() })
  .meta({ id: 'GoodOfOrder' });
export type GoodOfOrder = z.infer<typeof GoodOfOrder>;

export const ORDER_CALLS = {
  orders: call({
    method: 'get',
    path: '/api/profiles/{name}/orders',
    summary: 'the ledger: order, document, УНП, stage; newest first',
    needs: 'operator',
    params: ProfileParams,
    query: OrderQuery,
    answer: OrderPage,
  }),
  ordersCsv: call({
    method: 'get',
    path: '/api/profiles/{name}/orders.csv',
    summary: 'the ledger as CSV, for a spreadsheet',
    needs: 'operator',
    params: ProfileParams,
    query: OrderFilterQuery,
    media: 'text/csv',
    answer: z.string(),
  }),
  ordersXlsx: call({
    method: 'get',
    path: '/api/profiles/{name}/orders.xlsx',
    summary: 'the same as an Excel workbook',
    needs: 'operator',
    params: ProfileParams,
    query: OrderFilterQuery,
    media: XLSX,
    answer: z.string(),
  }),
  order: call({
    method: 'get',
    path: '/api/profiles/{name}/orders/{number}',
    summary: 'one order from its arrival on',
    needs: 'operator',
    params: OrderParams,
    answer: OrderStory,
  }),
  orderGoods: call({
    method: 'get',
    path: '/api/profiles/{name}/orders/{number}/goods',
    summary: 'what the warehouse calls the goods of an order; asks the warehouse',
    needs: 'operator',
    params: OrderParams,
    answer: list(GoodOfOrder),
  }),
  decline: call({
    method: 'post',
    path: '/api/profiles/{name}/orders/{number}/decline',
    summary: 'the order is not to be imported; kept with who has said so and why',
    needs: 'operator',
    params: OrderParams,
    body: z.object({ why: z.string().trim().min(3).max(200) }),
    answer: Done,
  }),
  admit: call({
    method: 'delete',
    path: '/api/profiles/{name}/orders/{number}/decline',
    summary: 'takes that back: the next import decides the order anew',
    needs: 'operator',
    params: OrderParams,
    answer: Done,
  }),
  refundWay: call({
    method: 'put',
    path: '/api/profiles/{name}/orders/{number}/refund',
    summary: 'how the money of an order went back, for the audit file; null: nobody has said so',
    needs: 'operator',
    params: OrderParams,
    body: z.object({ way: RefundWay.nullable() }),
    answer: Done,
  }),
} as const;
