import { z } from 'zod';
import type { Decimal } from '../../model/decimal.ts';
import { EVIDENCE } from '../../model/evidence.ts';
import type { FoundRecord, RecordQuery } from '../../model/found-record.ts';
import type { Good, GoodDraft, GoodId, GoodsGroup, GoodsGroupId } from '../../model/good.ts';
import type { Location, LocationId } from '../../model/location.ts';
import type { Notice, NoticeCode } from '../../model/notice.ts';
import type { Operator, OperatorId } from '../../model/operator.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { Partner, PartnerId } from '../../model/partner.ts';
import type { StockLevel, StockQuery } from '../../model/stock.ts';
import type { UnpRange } from '../../model/unp-sharing.ts';
import type {
  PaymentType,
  UnpUse,
  VatGroup,
  WarehouseChoices,
  WarehouseFacts,
  WarehouseOddity,
} from '../../model/warehouse-facts.ts';
import type { DeviceUse, DocumentUse, WarehouseUsage } from '../../model/warehouse-usage.ts';
import type {
  ExportKey,
  GoodsKeys,
  GoodsQuery,
  NewExportKey,
  NewMark,
  WarehouseAbilities,
  WarehouseWork,
} from '../warehouse.ts';

// The nouns of the port as they go over the wire. Each schema names every field of its type, optional ones
// too, so that a field that is added is a fault of types here; what one side does not know is refused.

type Optional<T, K extends keyof T> = Pick<T, K> extends Required<Pick<T, K>> ? T[K] : T[K] | undefined;
type Shape<T> = { readonly [K in keyof T]-?: z.ZodType<Optional<T, K>> };

/** A noun with all of its fields, and no others. */
export function record<T>(shape: Shape<T>): z.ZodType<T> {
  return z.strictObject(shape) as unknown as z.ZodType<T>;
}

const isWhole = (value: unknown): boolean => Number.isSafeInteger(value);
const number = <T extends number>(): z.ZodType<T> => z.custom<T>(isWhole);
/** Canonical, as the program's own decimals are: two that are equal are the same text. */
const DECIMAL = /^(?!-0$)-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;

export const decimal = z.custom<Decimal>((value) => typeof value === 'string' && DECIMAL.test(value));
export const text = z.string();
export const goodId = number<GoodId>();
const groupId = number<GoodsGroupId>();
export const locationId = number<LocationId>();
export const operatorId = number<OperatorId>();
export const partnerId = number<PartnerId>();
export const orderNumber = number<OrderNumber>();
export const int = z.int();
export const truth = z.boolean();
export const nullableText = text.nullable();

export const abilities = record<WarehouseAbilities>({
  isAtomic: truth,
  writesUnp: truth,
  writesSales: truth,
  recordsOrders: truth,
  showsConversions: truth,
  readsRanges: truth,
});

export const work = record<WarehouseWork>({
  importsOrders: truth,
  writesUnp: truth,
  writesSales: truth,
  addsGoods: truth,
});

const goodKind = z.enum(['ordinary', 'service', 'distributedCharge', 'discount']);

export const good = record<Good>({
  id: goodId,
  code: text,
  barcodes: z.array(text),
  name: text,
  measure: text,
  price: decimal.nullable(),
  vatRate: decimal.nullable(),
  groupId,
  kind: goodKind,
  isDeleted: truth,
});

export const goodDraft = record<GoodDraft>({
  code: text,
  barcode: text,
  name: text,
  measure: text,
  price: decimal,
  priceGroup: int,
  vatGroupId: int,
  groupId,
});

export const goodsQuery = record<GoodsQuery>({
  groupIds: z
    .array(groupId)
    .transform((ids): ReadonlySet<GoodsGroupId> => new Set(ids))
    .nullable(),
  priceGroup: int,
  after: int.optional(),
});

export const goodsKeys = record<GoodsKeys>({
  ids: z.array(goodId).optional(),
  codes: z.array(text).optional(),
  barcodes: z.array(text).optional(),
  priceGroup: int,
});

export const stockQuery = record<StockQuery>({
  locationIds: z.array(locationId),
  shopIdentity: text,
  ordersSince: nullableText,
  goods: z.strictObject({ from: int, to: int }).optional(),
});

export const stockLevel = record<StockLevel>({
  goodId,
  physical: decimal,
  openOrders: decimal,
  ownOpenDocuments: decimal,
});

export const partner = record<Partner>({
  id: partnerId,
  company: text,
  companyNumber: text,
  vatNumber: text,
  email: text,
  phones: z.array(text),
});

export const unpRange = record<UnpRange>({ from: int, to: int });
export const unpUse = record<UnpUse>({
  lastInRange: int,
  foreignRows: int,
  foreignLast: int,
  receiptRows: int,
});

const notice = record<Notice>({
  code: z.custom<NoticeCode>((value) => typeof value === 'string' && value.startsWith('notice.')),
  facts: z.record(text, z.union([text, z.number()])),
});

export const facts = record<WarehouseFacts>({
  databaseVersion: nullableText,
  hasUnpRows: truth,
  pricesIncludeVat: truth,
  isNegativeStockAllowed: truth,
  stockMethod: z.number(),
  hasNumbersPerLocation: truth,
  baseCurrency: text,
  vatGroups: z.array(record<VatGroup>({ id: int, name: text, rate: decimal })),
  notices: z.array(notice),
});

export const oddity = record<WarehouseOddity>({
  kind: z.enum(['trigger', 'ownColumn', 'neededColumn', 'missingIndex', 'noUniqueKey']),
  table: text,
  name: text,
});

export const choices = record<WarehouseChoices>({
  groups: z.array(record<GoodsGroup>({ id: groupId, code: text, name: text })),
  locations: z.array(record<Location>({ id: locationId, code: text, name: text })),
  operators: z.array(record<Operator>({ id: operatorId, code: text, name: text, isDeleted: truth })),
  partnerGroups: z.array(z.strictObject({ id: int, name: text })),
  paymentTypes: z.array(record<PaymentType>({ id: int, name: text, method: z.number() })),
});

const recordKind = z.enum(['good', 'partner']);

export const recordQuery: z.ZodType<RecordQuery> = z.union([
  z.strictObject({ kind: recordKind, ids: z.array(int) }),
  z.strictObject({ kind: recordKind, text, isCharge: truth, limit: int }),
]);

export const foundRecord = record<FoundRecord>({
  kind: recordKind,
  id: int,
  code: text,
  name: text,
  mark: text,
  goodKind: goodKind.nullable(),
  isDeleted: truth,
});

export const usage = record<WarehouseUsage>({
  goodsByGroup: z
    .array(z.tuple([groupId, int]))
    .transform((pairs): ReadonlyMap<GoodsGroupId, number> => new Map(pairs)),
  charges: z.array(foundRecord),
  devices: z.array(
    record<DeviceUse>({
      serial: text,
      unpRows: int,
      lastSequence: int,
      receiptRows: int,
      operatorId: int.nullable(),
    }),
  ),
  documents: z.array(
    record<DocumentUse>({ operationType: int, locationId: int, operatorId: int, lines: int }),
  ),
});

export const evidence = EVIDENCE.shape.warehouse;

export const newMark = record<NewMark>({ key: text, former: z.array(text) });
export const markLeft = z.enum(['left', 'overtaken', 'notReplaced']);
export const exportKey = record<ExportKey>({ key: text, minutes: int });
export const newExportKey = record<NewExportKey>({ identityHash: text, from: nullableText, to: text });
export const keyReplaced = z.enum(['replaced', 'gone', 'refused']);
