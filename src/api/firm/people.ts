import { z } from 'zod';
import { call, Done, ProfileParams } from '../call.ts';
import { DecimalText, list } from '../values.ts';

const Series = z.int().nullable();

/** An order of somebody who is looked for: what of it would be erased, and what stays. */
export const FoundOrder = z
  .object({
    pastSeries: Series,
    order: z.int(),
    createdAt: z.string(),
    total: DecimalText.nullable(),
    currency: z.string(),
    documentNumber: z.int().nullable(),
    unp: z.string().nullable(),
    /** Names, addresses, e-mail and telephones that would be erased. */
    texts: list(z.string()),
  })
  .meta({ id: 'FoundOrder' });
export type FoundOrder = z.infer<typeof FoundOrder>;

const Chosen = z.object({ pastSeries: Series, order: z.int().min(0) });
const Month = ProfileParams.extend({ month: z.string().max(7) });

export const PEOPLE_CALLS = {
  search: call({
    method: 'post',
    path: '/api/profiles/{name}/people/search',
    summary: 'orders of whoever a telephone, an e-mail address or a part of a name is of; reads only',
    needs: 'owner',
    params: ProfileParams,
    // In a body: who is looked for has no place in an address, which is kept in histories and logs.
    body: z.object({ text: z.string().min(3).max(200) }),
    answer: z.object({ orders: list(FoundOrder), hasMore: z.boolean() }),
  }),
  erase: call({
    method: 'post',
    path: '/api/profiles/{name}/people/erase',
    summary: 'erase the contact data of these orders; sums, documents and УНП stay as the law says',
    needs: 'owner',
    params: ProfileParams,
    body: z.object({ orders: z.array(Chosen).min(1).max(200) }),
    answer: z.object({ erased: z.int() }),
  }),
  archive: call({
    method: 'get',
    path: '/api/profiles/{name}/archive.jsonl',
    summary: 'every order as received, with what became of it; a JSON object per line',
    needs: 'owner',
    params: ProfileParams,
    media: 'application/jsonl',
    answer: z.string(),
  }),
  audit: call({
    method: 'get',
    path: '/api/profiles/{name}/audit/{month}',
    summary: 'what the audit file of a month would be: what a person should know of it, or why there is none',
    needs: 'accountant',
    params: Month,
    answer: z.object({ bytes: z.int(), notices: list(z.string()) }),
  }),
  auditFile: call({
    method: 'get',
    path: '/api/profiles/{name}/audit/{month}/file',
    summary: 'the audit file of a month for the revenue agency',
    needs: 'accountant',
    params: Month,
    media: 'application/xml',
    answer: z.string(),
  }),
  testNotification: call({
    method: 'post',
    path: '/api/profiles/{name}/notifications/test',
    summary: 'send a test by mail or to the webhook, as they are saved',
    needs: 'owner',
    params: ProfileParams,
    body: z.object({ way: z.enum(['mail', 'webhook']) }),
    answer: Done,
  }),
} as const;
