import { z } from 'zod';
import { GOOD_STANDINGS, SHOWN_GOODS } from '../model/good-standing.ts';
import { AttentionRow } from './attention.ts';
import { call, Done, ProfileParams } from './call.ts';
import { HistoryEntry } from './changes.ts';
import { Fault } from './fault.ts';
import { DecimalText, list, Moment, XLSX } from './values.ts';

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

export type ShownGoods = (typeof SHOWN_GOODS)[number];

/** Which goods a list is of. */
export const GoodFilterQuery = z.object({
  /** Words that name, code or bar code hold, each of them. */
  search: z.string().max(100).default(''),
  show: z.enum(['', ...SHOWN_GOODS]).default(''),
});

/** A good as the warehouse has it. */
const WarehouseGood = z.object({
  name: z.string(),
  code: z.string(),
  barcodes: list(z.string()),
  measure: z.string(),
  /** As it stands there, in the warehouse's currency and VAT mode. */
  price: DecimalText.nullable(),
  /** Percent. */
  vatRate: DecimalText.nullable(),
  isDeleted: z.boolean(),
});

/** A good with its product: what the warehouse gives beside what the shop has confirmed. */
export const GoodRow = z
  .object({
    goodId: z.int(),
    /** Null = the warehouse has it no more. */
    good: WarehouseGood.nullable(),
    /** Null = it has no product. */
    link: LinkView.nullable(),
    standing: z.enum(GOOD_STANDINGS),
    /** What the shop is to have; null = cannot be said. */
    price: DecimalText.nullable(),
    quantity: DecimalText.nullable(),
    /** Names of the fields in which the shop has something else than it should. */
    differs: list(z.string()),
    /** Why it waits for a person, or why nothing or not its price can be sent. */
    why: Fault.nullable(),
    isWaiting: z.boolean(),
  })
  .meta({ id: 'Good' });
export type GoodRow = z.infer<typeof GoodRow>;

export const GoodPage = z
  .object({
    goods: list(GoodRow),
    /** After which good the next page begins; null = this is the last one. */
    next: z.int().nullable(),
    /** Of the shop's prices; null = only the shop itself tells it, and prices are not compared here. */
    currency: z.string().nullable(),
    /** When the warehouse was read; null = just now. */
    readAt: Moment.nullable(),
    /** Why the warehouse does not answer: these are as the memory has them; null = it does. */
    away: Fault.nullable(),
  })
  .meta({ id: 'GoodPage' });
export type GoodPage = z.infer<typeof GoodPage>;

/** How the quantity came about: in stock, less the others, never below zero. */
const QuantityTerms = z.object({
  physical: DecimalText,
  openOrders: DecimalText,
  ownOpenDocuments: DecimalText,
  held: DecimalText,
  buffer: DecimalText,
  quantity: DecimalText,
});

/** What a price for the shop is made of. */
const PriceTerms = z.object({
  baseCurrency: z.string(),
  pricesIncludeVat: z.boolean(),
  shopPricesIncludeVat: z.boolean(),
  /** 0..9: which price group's price is sent. */
  priceGroup: z.int(),
  /** Quantities go out without their fraction. */
  isWhole: z.boolean(),
});

/** One good with how its price and quantity came about. */
export const GoodDetails = z
  .object({
    good: GoodRow,
    quantity: QuantityTerms.nullable(),
    /** Where its stock lies, of several objects that are added up. */
    objects: list(z.object({ name: z.string(), physical: DecimalText })),
    currency: z.string().nullable(),
    /** Null = the warehouse does not answer, and nobody can say. */
    how: PriceTerms.nullable(),
    /** Why the warehouse does not answer; null = it does. */
    away: Fault.nullable(),
    waiting: list(AttentionRow),
  })
  .meta({ id: 'GoodDetails' });
export type GoodDetails = z.infer<typeof GoodDetails>;

/** A product of the shop, as a person looks for it. */
export const SoughtProduct = z
  .object({
    productId: z.int(),
    name: z.string(),
    code: z.string(),
    barcode: z.string(),
    /** The good that it is linked to; null = none. */
    goodId: z.int().nullable(),
  })
  .meta({ id: 'SoughtProduct' });
export type SoughtProduct = z.infer<typeof SoughtProduct>;

/** Products, the nearest first. `readAt`: when the catalogue was read; null = this interface cannot read it. */
export const ProductsFound = z
  .object({ products: list(SoughtProduct), readAt: Moment.nullable() })
  .meta({ id: 'ProductsFound' });
export type ProductsFound = z.infer<typeof ProductsFound>;

export const GOOD_CALLS = {
  goods: call({
    method: 'get',
    path: '/api/profiles/{name}/goods',
    summary: 'goods with both sides beside each other, by number; asks the warehouse',
    needs: 'reader',
    params: ProfileParams,
    query: GoodFilterQuery.extend({
      after: z.coerce.number().int().min(0).default(0).meta({ type: 'integer' }),
    }),
    answer: GoodPage,
  }),
  goodsCsv: call({
    method: 'get',
    path: '/api/profiles/{name}/goods.csv',
    summary: 'the same as CSV, for a spreadsheet',
    needs: 'reader',
    params: ProfileParams,
    query: GoodFilterQuery,
    media: 'text/csv',
    answer: z.string(),
  }),
  goodsXlsx: call({
    method: 'get',
    path: '/api/profiles/{name}/goods.xlsx',
    summary: 'the same as an Excel workbook',
    needs: 'reader',
    params: ProfileParams,
    query: GoodFilterQuery,
    media: XLSX,
    answer: z.string(),
  }),
  good: call({
    method: 'get',
    path: '/api/profiles/{name}/goods/{id}',
    summary: 'one good on both sides, and how its price and quantity came about; asks the warehouse',
    needs: 'reader',
    params: GoodParams,
    answer: GoodDetails,
  }),
  products: call({
    method: 'get',
    path: '/api/profiles/{name}/products',
    summary: 'products of the shop by name, code or bar code, for linking; reads its catalogue',
    needs: 'reader',
    params: ProfileParams,
    query: z.object({ search: z.string().max(100).default('') }),
    answer: ProductsFound,
  }),
  links: call({
    method: 'get',
    path: '/api/profiles/{name}/links',
    summary: 'pairs of good and product, by good',
    needs: 'reader',
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
    needs: 'reader',
    params: GoodParams,
    answer: GoodHistory,
  }),
} as const;
