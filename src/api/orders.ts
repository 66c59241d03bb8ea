import { z } from 'zod';
import { ORDER_STAGES } from '../model/order-stage.ts';
import { REFUND_WAYS } from '../model/written-document.ts';
import { call, Done, ProfileParams } from './call.ts';
import { HistoryEntry } from './changes.ts';
import { DecimalText, list, Moment, PageNumber } from './values.ts';

export const OrderQuery = z.object({
  page: PageNumber,
  /** A part of the order's number, of the document's, or of the УНП. */
  search: z.string().max(100).default(''),
  stage: z.enum(['', ...ORDER_STAGES]).default(''),
});
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

export const OrderPage = z
  .object({ found: z.int(), pageSize: z.int(), orders: list(OrderRow) })
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

/** One order from its arrival on. */
export const OrderStory = z
  .object({
    order: OrderRow,
    versions: list(OrderVersion),
    /** Newest first. */
    history: list(HistoryEntry),
    refundWay: RefundWay.nullable(),
    /** Their words. */
    refundWays: z.record(RefundWay, z.string()),
  })
  .meta({ id: 'OrderStory' });
export type OrderStory = z.infer<typeof OrderStory>;

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
    query: OrderQuery.omit({ page: true }),
    media: 'text/csv',
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
