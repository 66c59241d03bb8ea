import { z } from 'zod';
import { ORDER_STAGES } from '../model/order-stage.ts';
import { REFUND_WAYS } from '../model/written-document.ts';
import { AnyObject, call, Done, ProfileParams } from './call.ts';

const OrderQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1).meta({ type: 'integer' }),
  search: z.string().max(100).default(''),
  stage: z.enum(['', ...ORDER_STAGES]).default(''),
});
const OrderParams = ProfileParams.extend({ number: z.string().regex(/^\d{1,15}$/) });
const GoodParams = ProfileParams.extend({ id: z.string().regex(/^\d{1,10}$/) });

export const RECORD_CALLS = {
  orders: call({
    method: 'get',
    path: '/api/profiles/{name}/orders',
    summary: 'the ledger: order, document, УНП, stage; newest first',
    needs: 'operator',
    params: ProfileParams,
    query: OrderQuery,
    answer: AnyObject,
  }),
  ordersCsv: call({
    method: 'get',
    path: '/api/profiles/{name}/orders.csv',
    summary: 'the ledger as CSV, for a spreadsheet',
    needs: 'operator',
    params: ProfileParams,
    query: OrderQuery.omit({ page: true }),
    answer: z.any(),
  }),
  order: call({
    method: 'get',
    path: '/api/profiles/{name}/orders/{number}',
    summary: 'one order from its arrival on',
    needs: 'operator',
    params: OrderParams,
    answer: AnyObject,
  }),
  refundWay: call({
    method: 'put',
    path: '/api/profiles/{name}/orders/{number}/refund',
    summary: 'how the money of an order went back, for the audit file; null: nobody has said so',
    needs: 'operator',
    params: OrderParams,
    body: z.object({ way: z.enum(REFUND_WAYS).nullable() }),
    answer: Done,
  }),
  links: call({
    method: 'get',
    path: '/api/profiles/{name}/links',
    summary: 'pairs of good and product, by good',
    needs: 'operator',
    params: ProfileParams,
    query: z.object({ after: z.coerce.number().int().min(0).default(0).meta({ type: 'integer' }) }),
    answer: AnyObject,
  }),
  link: call({
    method: 'put',
    path: '/api/profiles/{name}/links/{id}',
    summary: 'link a good to a product by hand',
    needs: 'owner',
    params: GoodParams,
    body: z.object({ product: z.int().min(1) }),
    answer: Done,
  }),
  unlink: call({
    method: 'delete',
    path: '/api/profiles/{name}/links/{id}',
    summary: 'forget a pair; the next run looks for the product anew',
    needs: 'owner',
    params: GoodParams,
    answer: Done,
  }),
  goodHistory: call({
    method: 'get',
    path: '/api/profiles/{name}/links/{id}',
    summary: 'everything that was ever sent of a good',
    needs: 'operator',
    params: GoodParams,
    answer: AnyObject,
  }),
  unp: call({
    method: 'get',
    path: '/api/profiles/{name}/unp',
    summary: 'the fiscal device, its last number, УНП that the shop does not hold yet',
    needs: 'operator',
    params: ProfileParams,
    answer: AnyObject,
  }),
  summary: call({
    method: 'get',
    path: '/api/profiles/{name}/summary',
    summary: 'what a person looks for first, with the last thirty runs',
    needs: 'operator',
    params: ProfileParams,
    answer: AnyObject,
  }),
} as const;
