import { z } from 'zod';

/** The first line of what `learn` reads; another form has another name. */
export const EVIDENCE_FORMAT = 'skladbridge-evidence-1';

const RAW_ANSWER = z.object({
  /** What was asked, in words: `getorders limit=1`. */
  question: z.string(),
  /** As it came, personal data blanked; null = there was none. */
  text: z.string().nullable(),
  /** The code of the fault instead of an answer. */
  fault: z.string().nullable(),
  /** Numbers of the orders in it, as this program reads them. */
  orders: z.array(z.number()),
});

/** Sales that were made of orders: what went along with them. */
const CONVERSIONS = z.object({
  /** How many of the newest were looked at. */
  count: z.number(),
  /** Those whose order had a note, and of these those that kept it. */
  noted: z.number(),
  keptNote: z.number(),
  /** Those whose order and sale both have a УНП, and of these those that have the same. */
  numbered: z.number(),
  sameUnp: z.number(),
});

const CATALOGUE = z.object({
  products: z.number(),
  goods: z.number(),
  /** Codes that stand more than once. */
  doubledProductCodes: z.number(),
  doubledGoodCodes: z.number(),
  /** Products whose code, or whose bar code, is a good's. */
  productsByCode: z.number(),
  productsByBarcode: z.number(),
  /** Names of the shop that hold characters above U+FFFF, and those that have lost what their good's has. */
  highNames: z.number(),
  lostHighNames: z.number(),
});
/** Figures of both catalogues beside each other. */
export type CatalogueFigures = z.infer<typeof CATALOGUE>;

const PROFILE = z.object({
  /** The kind of the warehouse, such as `access`. */
  warehouse: z.string(),
  /** What a person has said of the edition. */
  hasSupto: z.boolean(),
  /** The first feed was read back; false: it did more than was asked (`shop.feed.*`); null: none yet. */
  isFeedProven: z.boolean().nullable(),
});

const WAREHOUSE = z.object({
  system: z.array(z.object({ version: z.string(), product: z.number() })),
  currencies: z.array(z.object({ id: z.number(), currency: z.string() })),
  /** Keys of Configuration alone: values may be secrets. */
  configurationKeys: z.array(z.string()),
  /** The newest keys of NextAcct that are not ours. */
  lastKeys: z.array(z.string()),
  receipts: z.array(
    z.object({
      operationType: z.number(),
      receiptType: z.number(),
      count: z.number(),
      lowest: z.number(),
      highest: z.number(),
    }),
  ),
  /** УНП that stand more than once. */
  doubledUnp: z.number(),
  /** Operator parts of УНП, with how often each was met. */
  unpOperators: z.record(z.string(), z.number()),
  operatorCodes: z.array(z.string()),
  oddities: z.array(z.object({ kind: z.string(), table: z.string(), name: z.string() })),
  /** Documents of type 19 that were not turned into another, by year. */
  openOrders: z.record(z.string(), z.number()),
  /** Orders of letters in use (first day 9). */
  collations: z.array(z.string()).default([]),
  conversions: CONVERSIONS.default({ count: 0, noted: 0, keptNote: 0, numbered: 0, sameUnp: 0 }),
});

/** What a warehouse tells of itself for `learn`; personal data are never asked for. */
export type WarehouseEvidence = z.infer<typeof WAREHOUSE>;

/** One question to a shop and what it answered. */
export type RawAnswer = z.infer<typeof RAW_ANSWER>;

/** Everything that `collect` writes (`docs/first-day.md`). Nothing in it names a buyer. */
export const EVIDENCE = z.object({
  format: z.literal(EVIDENCE_FORMAT),
  takenAt: z.string(),
  /** What the file holds, for whoever is asked to send it. */
  holds: z.string(),
  interface: z.string(),
  answers: z.array(RAW_ANSWER),
  /** One order of each kind, as it came, personal data blanked. */
  orders: z.array(z.string()),
  words: z.array(z.object({ kind: z.string(), word: z.string(), count: z.number(), isKnown: z.boolean() })),
  /** What could not be asked, by code. */
  faults: z.array(z.string()),
  /** Null where the interface shows nothing of this. */
  warehouse: WAREHOUSE.nullable(),
  /** Null where one of the two cannot be read. */
  catalogue: CATALOGUE.nullable().default(null),
  profile: PROFILE.nullable().default(null),
});
export type Evidence = z.infer<typeof EVIDENCE>;
