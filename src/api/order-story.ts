import { z } from 'zod';
import { REFUND_WAYS } from '../model/written-document.ts';
import { AttentionRow } from './attention.ts';
import { call, Done, ProfileParams } from './call.ts';
import { HistoryEntry } from './changes.ts';
import { ListedOrder } from './orders.ts';
import { DecimalText, list, Moment } from './values.ts';

const OrderParams = ProfileParams.extend({ number: z.string().regex(/^\d{1,15}$/) });

export const RefundWay = z.enum(REFUND_WAYS);
export type RefundWay = z.infer<typeof RefundWay>;

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

export const STORY_CALLS = {
  order: call({
    method: 'get',
    path: '/api/profiles/{name}/orders/{number}',
    summary: 'one order from its arrival on',
    needs: 'reader',
    params: OrderParams,
    answer: OrderStory,
  }),
  orderGoods: call({
    method: 'get',
    path: '/api/profiles/{name}/orders/{number}/goods',
    summary: 'what the warehouse calls the goods of an order; asks the warehouse',
    needs: 'reader',
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
