import { z } from 'zod';
import { SETUP_STEPS } from '../model/setup-steps.ts';
import { SECRETS } from '../model/settings.ts';
import { WAREHOUSE_ENGINES } from '../model/warehouse-address.ts';
import { WAREHOUSE_BUILDS } from '../model/warehouse-version.ts';
import { call, ProfileParams } from './call.ts';
import { PostedDraft } from './draft.ts';
import { Fault, ToldFault } from './fault.ts';
import { ShopView, WarehouseView } from './settings.ts';
import { list } from './values.ts';

/** The address of a warehouse in fields; '' = left out. */
export const WarehouseFields = z
  .object({
    engine: z.enum(WAREHOUSE_ENGINES),
    path: z.string().max(1000),
    host: z.string().max(255),
    port: z.string().max(5),
    database: z.string().max(255),
    user: z.string().max(255),
    instance: z.string().max(50),
    options: z.string().max(500),
    isSecure: z.boolean(),
  })
  .meta({ id: 'WarehouseFields' });
export type WarehouseFields = z.infer<typeof WarehouseFields>;

/** An address and its fields; each is made of the other. */
export const WarehouseAddress = z
  .object({
    address: z.string(),
    /** Null for an address that no engine has. */
    fields: WarehouseFields.nullable(),
    /** Fields that are still to be filled in; the address is whole when there are none. */
    missing: list(WarehouseFields.keyof()),
  })
  .meta({ id: 'WarehouseAddress' });
export type WarehouseAddress = z.infer<typeof WarehouseAddress>;

/**
 * A warehouse that was seen on the machine; `isSure`: a file that is one, and not a server that only
 * listens.
 */
export const FoundWarehouse = z
  .object({ fields: WarehouseFields, isSure: z.boolean() })
  .meta({ id: 'FoundWarehouse' });
export type FoundWarehouse = z.infer<typeof FoundWarehouse>;

/** How far a first run has come. */
export const SetupAnswer = z
  .object({
    steps: list(z.object({ step: z.enum(SETUP_STEPS), isDone: z.boolean() })),
    next: z.enum(SETUP_STEPS).nullable(),
  })
  .meta({ id: 'Setup' });
export type SetupAnswer = z.infer<typeof SetupAnswer>;

/** A record that a setting may name. */
export const RecordView = z
  .object({
    kind: z.enum(['good', 'partner']),
    id: z.int(),
    code: z.string(),
    name: z.string(),
    /** Bar codes of a good; company number and ways to reach a partner. */
    mark: z.string(),
    goodKind: z.enum(['ordinary', 'service', 'distributedCharge', 'discount']).nullable(),
    isDeleted: z.boolean(),
  })
  .meta({ id: 'Record' });
export type RecordView = z.infer<typeof RecordView>;

const Reason = z.enum(['byName', 'mostUsed', 'onlyOne', 'freeOfTills', 'leastTaken']);
const ProposedId = z.object({ value: z.int(), reason: Reason }).nullable();
const Named = z.object({ id: z.int(), name: z.string() });
const Coded = Named.extend({ code: z.string() });

/**
 * What is where the form says the warehouse is, what there is to choose from, and what it proposes itself.
 */
export const WarehouseAnswer = z
  .object({
    facts: WarehouseView,
    /** Documents can be written at all; УНП can be. */
    recordsOrders: z.boolean(),
    writesUnp: z.boolean(),
    writesSales: z.boolean(),
    /** The edition that the warehouse shows by its УНП. */
    edition: z.enum(WAREHOUSE_BUILDS),
    /**
     * With the goods that a shop may sell, those of subgroups left out. The code holds the place in the
     * tree.
     */
    groups: list(Coded.extend({ goods: z.int() })),
    locations: list(Coded),
    operators: list(Coded),
    partnerGroups: list(Named),
    goods: z.int(),
    proposals: z.object({
      location: ProposedId,
      operator: ProposedId,
      device: z
        .object({
          value: z.object({ serial: z.string(), from: z.int(), to: z.int() }),
          reason: Reason,
        })
        .nullable(),
      deliveryGood: ProposedId,
      feeGood: ProposedId,
      discountGood: ProposedId,
    }),
  })
  .meta({ id: 'WarehouseLook' });
export type WarehouseAnswer = z.infer<typeof WarehouseAnswer>;

/** What answered where the form says the shop is. */
export const ShopAnswer = z
  .object({
    facts: ShopView,
    /** The interface that answered. */
    interface: z.enum(['xml', 'rest']),
    /** Why the chosen one did not; null = it did. */
    chosenFault: Fault.nullable(),
    readsProducts: z.boolean(),
  })
  .meta({ id: 'ShopLook' });
export type ShopAnswer = z.infer<typeof ShopAnswer>;

/** What is to be said of a form before it is saved. */
export const DraftAnswer = z
  .object({
    /** By field. */
    fields: z.record(z.string(), ToldFault),
    /** Stored secrets that the typed addresses make void, and that were not typed anew. */
    voided: list(z.enum(SECRETS)),
    unchecked: Fault.nullable(),
  })
  .meta({ id: 'DraftCheck' });
export type DraftAnswer = z.infer<typeof DraftAnswer>;

const Query = PostedDraft.extend({
  kind: z.enum(['good', 'partner']),
  /** By number, or by words. */
  ids: z.array(z.int().min(1)).max(100).optional(),
  text: z.string().max(100).default(''),
  /** Goods of which no stock is kept alone. */
  isCharge: z.boolean().default(false),
  limit: z.int().min(1).max(50).default(20),
});

export const SETUP_CALLS = {
  found: call({
    method: 'get',
    path: '/api/found-warehouses',
    summary: 'warehouses that can be seen on this machine; nothing is asked of servers',
    needs: 'owner',
    answer: z.object({ found: list(FoundWarehouse) }),
  }),
  engines: call({
    method: 'get',
    path: '/api/warehouse-engines',
    summary: 'what a warehouse may be in that is set up here',
    needs: 'owner',
    answer: z.object({ engines: list(z.enum(WAREHOUSE_ENGINES)) }),
  }),
  address: call({
    method: 'post',
    path: '/api/warehouse-address',
    summary: 'the address of a warehouse from its fields, or the fields of an address',
    needs: 'owner',
    body: z.object({ address: z.string().max(1000).optional(), fields: WarehouseFields.optional() }),
    answer: WarehouseAddress,
  }),
  state: call({
    method: 'get',
    path: '/api/profiles/{name}/setup',
    summary: 'how far the first run of a server has come',
    needs: 'reader',
    params: ProfileParams,
    answer: SetupAnswer,
  }),
  warehouse: call({
    method: 'post',
    path: '/api/profiles/{name}/look/warehouse',
    summary: 'what is where the form says the warehouse is, and what it proposes; reads only',
    needs: 'owner',
    params: ProfileParams,
    body: PostedDraft,
    answer: WarehouseAnswer,
  }),
  shop: call({
    method: 'post',
    path: '/api/profiles/{name}/look/shop',
    summary: 'what answers where the form says the shop is; reads only',
    needs: 'owner',
    params: ProfileParams,
    body: PostedDraft,
    answer: ShopAnswer,
  }),
  search: call({
    method: 'post',
    path: '/api/profiles/{name}/look/records',
    summary: 'goods or partners of the warehouse by number, or by words of name, code and mark',
    needs: 'owner',
    params: ProfileParams,
    body: Query,
    answer: z.object({ found: list(RecordView) }),
  }),
  check: call({
    method: 'post',
    path: '/api/profiles/{name}/check',
    summary: 'what is wrong of a form as it is typed, and which secrets it makes void; stores nothing',
    needs: 'owner',
    params: ProfileParams,
    body: PostedDraft.extend({ asksWarehouse: z.boolean().default(true) }),
    answer: DraftAnswer,
  }),
} as const;
