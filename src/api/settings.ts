import { z } from 'zod';
import { EVIDENCE } from '../model/evidence.ts';
import { SETTING_KINDS, SETTING_SECTIONS } from '../model/setting-kinds.ts';
import { SECRETS, SETTINGS } from '../model/settings.ts';
import type { SettingKey } from '../model/settings.ts';
import { WAREHOUSE_BUILDS } from '../model/warehouse-version.ts';
import { call, Done, ProfileParams } from './call.ts';
import { PostedDraft } from './draft.ts';
import { Facts, Fault, ToldFault } from './fault.ts';
import { DecimalText, Labelled, list, Moment } from './values.ts';

const Secret = ProfileParams.extend({ secret: z.enum(SECRETS) });

/** Every setting with its value, each by its own schema: from the one description. */
export const SettingValues = z
  .object(
    Object.fromEntries(Object.entries(SETTINGS).map(([key, { schema }]) => [key, schema])) as {
      [K in SettingKey]: (typeof SETTINGS)[K]['schema'];
    },
  )
  .meta({ id: 'Settings' });
export type SettingValues = z.infer<typeof SettingValues>;

/** A value of any kind of setting. */
export const SettingValue = z.union([
  z.boolean(),
  z.number(),
  z.string(),
  z.null(),
  list(z.number()),
  list(z.string()),
  z.record(z.string(), z.string()),
]);
export type SettingValue = z.infer<typeof SettingValue>;

/** A setting as a form asks for it. */
export const SettingView = z
  .object({
    key: z.string(),
    kind: z.enum(SETTING_KINDS),
    section: z.enum(SETTING_SECTIONS),
    /** Where it is agreed: a clause of the manual, or the specification. */
    source: z.string(),
    label: z.string(),
    help: z.string(),
    defaultValue: SettingValue,
    /** Shown only while another setting has this value. */
    onlyWhen: z.object({ setting: z.string(), is: z.string() }).nullable(),
    options: list(Labelled),
  })
  .meta({ id: 'Setting' });
export type SettingView = z.infer<typeof SettingView>;

/** What settings and secrets there are. */
export const Described = z
  .object({
    sections: list(z.object({ section: z.enum(SETTING_SECTIONS), label: z.string() })),
    settings: list(SettingView),
    secrets: list(z.object({ secret: z.enum(SECRETS), label: z.string(), help: z.string() })),
  })
  .meta({ id: 'Described' });
export type Described = z.infer<typeof Described>;

/** A record of the warehouse to choose. */
const Choice = z.object({ id: z.int(), name: z.string() });
const CodedChoice = Choice.extend({ code: z.string() });

/** What the warehouse offers to choose from. */
export const Choices = z
  .object({
    groups: list(CodedChoice),
    locations: list(CodedChoice),
    operators: list(CodedChoice.extend({ isDeleted: z.boolean() })),
    partnerGroups: list(Choice),
    /** `method`: 1 cash, 2 bank transfer, 3 card, 4 voucher, 5 advance. */
    paymentTypes: list(Choice.extend({ method: z.int() })),
    /** The edition that the warehouse shows by its УНП; null: it shows none. */
    edition: z.enum(WAREHOUSE_BUILDS).nullable(),
  })
  .meta({ id: 'Choices' });
export type Choices = z.infer<typeof Choices>;

/** What the warehouse's database says of itself. */
export const WarehouseView = z
  .object({
    databaseVersion: z.string().nullable(),
    /** The only sign of a SUPTO build (S2). */
    hasUnpRows: z.boolean(),
    pricesIncludeVat: z.boolean(),
    isNegativeStockAllowed: z.boolean(),
    stockMethod: z.int(),
    hasNumbersPerLocation: z.boolean(),
    baseCurrency: z.string(),
    vatGroups: list(z.object({ id: z.int(), name: z.string(), rate: DecimalText })),
    notices: list(z.object({ code: z.string(), facts: Facts })),
  })
  .meta({ id: 'WarehouseFacts' });
export type WarehouseView = z.infer<typeof WarehouseView>;

/** What the shop says of itself; null where its interface does not tell. */
export const ShopView = z
  .object({
    feedCurrency: z.string().nullable(),
    orderCurrency: z.string().nullable(),
    orderCount: z.int().nullable(),
    productCount: z.int().nullable(),
    /** By number ascending. */
    newestOrders: list(z.object({ number: z.int(), createdAt: z.string(), unp: z.string().nullable() })),
  })
  .meta({ id: 'ShopFacts' });
export type ShopView = z.infer<typeof ShopView>;

/** One line of the connection test; `isOk` null: something before it failed, so it was not tried. */
export const PointView = z.object({
  point: z.string(),
  label: z.string(),
  isOk: z.boolean().nullable(),
  error: Fault.nullable(),
});
export type PointView = z.infer<typeof PointView>;

/** Everything that the connection test finds out. */
export const TestAnswer = z
  .object({
    points: list(PointView),
    /** What is wrong of the settings, by field; what the warehouse contradicts too. */
    fields: z.record(z.string(), ToldFault),
    warehouse: WarehouseView.nullable(),
    shop: ShopView.nullable(),
    /** What this pair of interfaces cannot do, as codes; in words among the notes. */
    limits: list(z.string()),
    /** How the agent of a warehouse in a back office stands; null where nothing is to be said of it. */
    agent: z.string().nullable(),
    /** Which currency the compared prices speak of; null when nothing could be compared. */
    prices: z.string().nullable(),
    /** What open orders that are too old still hold; null where there are none. */
    agedOrders: z.string().nullable(),
    notes: list(z.string()),
  })
  .meta({ id: 'ConnectionTest' });
export type TestAnswer = z.infer<typeof TestAnswer>;

export const SETTING_CALLS = {
  described: call({
    method: 'get',
    path: '/api/settings',
    summary: 'what settings there are, for a form',
    needs: 'owner',
    answer: Described,
  }),
  choices: call({
    method: 'get',
    path: '/api/profiles/{name}/choices',
    summary: 'groups, objects, users … of the warehouse to choose from',
    needs: 'owner',
    params: ProfileParams,
    answer: Choices,
  }),
  test: call({
    method: 'post',
    path: '/api/profiles/{name}/test',
    summary: 'test the connection to both sides, as it is typed; writes nothing',
    needs: 'owner',
    params: ProfileParams,
    body: PostedDraft,
    answer: TestAnswer,
  }),
  evidence: call({
    method: 'get',
    path: '/api/profiles/{name}/evidence.json',
    summary: 'evidence of what is assumed, from both sides; reads only, personal data blanked',
    needs: 'owner',
    params: ProfileParams,
    answer: EVIDENCE,
  }),
  setSecret: call({
    method: 'put',
    path: '/api/profiles/{name}/secrets/{secret}',
    summary: 'set a secret; it is never read out again',
    needs: 'owner',
    params: Secret,
    body: z.object({ value: z.string().min(1).max(10_000) }),
    answer: Done,
  }),
  removeSecret: call({
    method: 'delete',
    path: '/api/profiles/{name}/secrets/{secret}',
    summary: 'forget a secret',
    needs: 'owner',
    params: Secret,
    answer: Done,
  }),
  schedule: call({
    method: 'post',
    path: '/api/schedule',
    summary: 'the next five starts of a schedule, as it is typed',
    needs: 'owner',
    body: z.object({ schedule: z.string().max(100) }),
    answer: z.object({ starts: list(Moment) }),
  }),
} as const;
