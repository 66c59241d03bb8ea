import { z } from 'zod';
import { call, ProfileParams } from './call.ts';
import { OrderRow } from './orders.ts';
import { list } from './values.ts';

const MOST_ORDERS = 100_000;

export const MISSING_CALLS = {
  list: call({
    method: 'get',
    path: '/api/profiles/{name}/missing',
    summary: 'recorded orders whose document is not in the warehouse any more, and that nobody has let go',
    needs: 'reader',
    params: ProfileParams,
    answer: list(OrderRow),
  }),
  decide: call({
    method: 'post',
    path: '/api/profiles/{name}/missing',
    summary: 'have the next import record them again under their own УНП, or let them go',
    needs: 'operator',
    params: ProfileParams,
    body: z.object({
      decision: z.enum(['again', 'letGo']),
      orders: z.union([z.array(z.int().min(0)).max(MOST_ORDERS), z.literal('all')]),
    }),
    answer: z.object({ decided: z.int() }),
  }),
} as const;
