import { z } from 'zod';
import { call } from './call.ts';
import { RunRow } from './runs.ts';
import { list, Moment } from './values.ts';

const Removed = z.object({ id: z.string().regex(/^\d{1,9}$/) });

/**
 * A server that was removed; its orders, archive and runs are kept. `movedAt`: when it was moved into another
 * memory, where it may go on since, so that it is not restored here; null: it was only removed.
 */
export const RemovedRow = z
  .object({
    id: z.int(),
    name: z.string(),
    shop: z.string(),
    removedAt: Moment,
    movedAt: Moment.nullable(),
    orders: z.int(),
  })
  .meta({ id: 'RemovedServer' });
export type RemovedRow = z.infer<typeof RemovedRow>;

export const REMOVED_CALLS = {
  list: call({
    method: 'get',
    path: '/api/removed',
    summary: 'servers that were removed; their orders, archive and runs are kept',
    needs: 'owner',
    answer: list(RemovedRow),
  }),
  restore: call({
    method: 'post',
    path: '/api/removed/{id}/restore',
    summary: 'take a removed server back, under another name where one is given',
    needs: 'owner',
    params: Removed,
    body: z.object({ name: z.string().max(200).optional() }),
    answer: z.object({ name: z.string() }),
  }),
  ordersCsv: call({
    method: 'get',
    path: '/api/removed/{id}/orders.csv',
    summary: 'the ledger of a removed server as CSV',
    needs: 'owner',
    params: Removed,
    media: 'text/csv',
    answer: z.string(),
  }),
  archive: call({
    method: 'get',
    path: '/api/removed/{id}/archive.jsonl',
    summary: 'every order of a removed server as received, with what became of it; a JSON object per line',
    needs: 'owner',
    params: Removed,
    media: 'application/jsonl',
    answer: z.string(),
  }),
  runs: call({
    method: 'get',
    path: '/api/removed/{id}/runs',
    summary: 'runs of a removed server, newest first',
    needs: 'owner',
    params: Removed,
    answer: list(RunRow),
  }),
} as const;
