import { z } from 'zod';
import { ORDER_STAGES } from '../model/order-stage.ts';
import { call, ProfileParams } from './call.ts';
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

export const Stage = z.enum(ORDER_STAGES);
export type Stage = z.infer<typeof Stage>;
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

export const ORDER_CALLS = {
  orders: call({
    method: 'get',
    path: '/api/profiles/{name}/orders',
    summary: 'the ledger: order, document, УНП, stage; newest first',
    needs: 'reader',
    params: ProfileParams,
    query: OrderQuery,
    answer: OrderPage,
  }),
  ordersCsv: call({
    method: 'get',
    path: '/api/profiles/{name}/orders.csv',
    summary: 'the ledger as CSV, for a spreadsheet',
    needs: 'reader',
    params: ProfileParams,
    query: OrderFilterQuery,
    media: 'text/csv',
    answer: z.string(),
  }),
  ordersXlsx: call({
    method: 'get',
    path: '/api/profiles/{name}/orders.xlsx',
    summary: 'the same as an Excel workbook',
    needs: 'reader',
    params: ProfileParams,
    query: OrderFilterQuery,
    media: XLSX,
    answer: z.string(),
  }),
} as const;
