import { z } from 'zod';
import { call, Done, ProfileParams } from './call.ts';
import { HistoryEntry } from './changes.ts';
import { DecimalText, list } from './values.ts';

const GoodParams = ProfileParams.extend({ id: z.string().regex(/^\d{1,10}$/) });

/** What was last sent of a product; null = never by us. */
export const SentView = z.object({
  name: z.string().nullable(),
  code: z.string().nullable(),
  barcode: z.string().nullable(),
  price: DecimalText.nullable(),
  category: list(z.string()).nullable(),
  quantity: DecimalText.nullable(),
  isAvailable: z.boolean().nullable(),
});
export type SentView = z.infer<typeof SentView>;

/** A remembered pair of good and product. */
export const LinkView = z
  .object({
    goodId: z.int(),
    productId: z.int(),
    /** The good left the chosen groups. */
    hasLeft: z.boolean(),
    isHiddenByUs: z.boolean(),
    /** Made of the product and not moved yet: its quantity is the shop's. */
    awaitsMovement: z.boolean(),
    sent: SentView,
  })
  .meta({ id: 'Link' });
export type LinkView = z.infer<typeof LinkView>;

/** `next`: after which good the next page begins; null = this is the last one. */
export const LinkPage = z
  .object({ links: list(LinkView), next: z.int().nullable() })
  .meta({ id: 'LinkPage' });
export type LinkPage = z.infer<typeof LinkPage>;

export const GoodHistory = z.object({ history: list(HistoryEntry) });
export type GoodHistory = z.infer<typeof GoodHistory>;

export const GOOD_CALLS = {
  links: call({
    method: 'get',
    path: '/api/profiles/{name}/links',
    summary: 'pairs of good and product, by good',
    needs: 'operator',
    params: ProfileParams,
    query: z.object({ after: z.coerce.number().int().min(0).default(0).meta({ type: 'integer' }) }),
    answer: LinkPage,
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
    answer: GoodHistory,
  }),
} as const;
