import {
  add,
  floor,
  greatest,
  isPositive,
  QUANTITY_PLACES,
  round,
  subtract,
  ZERO,
} from '../model/decimal.ts';
import type { Decimal } from '../model/decimal.ts';
import type { Good, GoodsGroup, GoodsGroupId } from '../model/good.ts';
import type { LinkHead, SentFields } from '../model/link.ts';
import type { FieldChange } from '../model/plan.ts';
import type { ProductFields } from '../model/product.ts';
import type { Settings } from '../model/settings.ts';
import { readShopTime, shopTime } from '../model/shop-time.ts';
import type { StockLevel } from '../model/stock.ts';
import { productChange } from './product-change.ts';
import type { ProductChange, ProductDifference } from './product-change.ts';
import { yesOrNo } from './sent-fields.ts';

/** Quantity and availability for the shop; null = the field is not ours to send. */
export interface StockFields {
  readonly quantity: Decimal | null;
  readonly isAvailable: boolean | null;
}

/**
 * How a quantity came about, term by term: quantity = max(0, physical − open orders − own documents − held
 * − buffer).
 */
export interface QuantityTerms {
  readonly physical: Decimal;
  readonly openOrders: Decimal;
  readonly ownOpenDocuments: Decimal;
  /** Orders that the shop has taken off its stock and the warehouse does not hold yet. */
  readonly held: Decimal;
  readonly buffer: Decimal;
  readonly quantity: Decimal;
}

const DAY_MS = 86_400_000;
const NO_STOCK = { physical: ZERO, openOrders: ZERO, ownOpenDocuments: ZERO } as const;

/**
 * The buffer of every group: its own, or that of the nearest group above it, or the profile's (section 2).
 */
export function bufferByGroup(
  groups: readonly GoodsGroup[],
  settings: Settings,
): ReadonlyMap<GoodsGroupId, Decimal> {
  const own = settings.safetyBufferByGroup;
  const byCode = new Map(groups.map((group) => [group.code, group]));
  return new Map(
    groups.map((group) => {
      for (let code = group.code; code !== ''; code = code.slice(0, -3)) {
        const above = byCode.get(code);
        const buffer = above === undefined ? undefined : own[String(above.id)];
        if (buffer !== undefined) return [group.id, buffer];
      }
      return [group.id, settings.safetyBuffer];
    }),
  );
}

/**
 * From which day on open orders reserve (`YYYY-MM-DD`): that many before today. A clock that runs ahead makes
 * no order old: it is not later than the day of the shop's newest order (Q7).
 */
export function reservingSince(of: {
  readonly now: number;
  readonly days: number;
  readonly newestOrders: readonly { readonly createdAt: string }[];
}): string {
  const placed = of.newestOrders.flatMap(({ createdAt }) => readShopTime(createdAt) ?? []).toSorted();
  const today = [shopTime(of.now), ...placed.slice(-1)].toSorted()[0] ?? '';
  const day = Date.parse(`${today.slice(0, 10)}T12:00:00Z`);
  return new Date(day - of.days * DAY_MS).toISOString().slice(0, 10);
}

/** The quantity for the shop with its terms (section 2, E8): never below zero, whole if so set. */
export function explainQuantity(
  stock: StockLevel | null,
  more: { readonly held: Decimal; readonly buffer: Decimal },
  settings: Settings,
): QuantityTerms {
  const { physical, openOrders, ownOpenDocuments } = stock ?? NO_STOCK;
  const taken = settings.subtractOpenOrders ? [openOrders, ownOpenDocuments, more.held] : [];
  const free = greatest(subtract(physical, add(...taken, more.buffer)), ZERO);
  const quantity = settings.wholeQuantities ? floor(free) : round(free, QUANTITY_PLACES);
  const [open = ZERO, own = ZERO, held = ZERO] = taken;
  return { physical, openOrders: open, ownOpenDocuments: own, held, buffer: more.buffer, quantity };
}

/**
 * What the shop should have of a good's stock. A service has no quantity and is always available (section
 * 2).
 */
export function stockFields(good: Good, quantity: Decimal, settings: Settings): StockFields {
  const followsQuantity = settings.availabilityFromQuantity;
  if (good.kind === 'service') return { quantity: null, isAvailable: followsQuantity ? true : null };
  return { quantity, isAvailable: followsQuantity ? isPositive(quantity) : null };
}

/** Canonical text of the stock fields, hashed like `goodsFieldsText` (E5). */
export function stockFieldsText(fields: StockFields): string {
  return JSON.stringify([fields.quantity, fields.isAvailable]);
}

/** What must be sent so that a product that has `known` gets the stock `wanted`. */
export function diffStockFields(wanted: StockFields, known: SentFields): ProductDifference {
  const fields: { -readonly [K in keyof ProductFields]: ProductFields[K] } = {};
  const changes: FieldChange[] = [];
  if (wanted.quantity !== null && wanted.quantity !== known.quantity) {
    fields.quantity = wanted.quantity;
    changes.push({ field: 'quantity', before: known.quantity, after: wanted.quantity });
  }
  if (wanted.isAvailable !== null && wanted.isAvailable !== known.isAvailable) {
    fields.isAvailable = wanted.isAvailable;
    changes.push({
      field: 'isAvailable',
      before: yesOrNo(known.isAvailable),
      after: yesOrNo(wanted.isAvailable),
    });
  }
  return { fields, changes };
}

/** What is remembered as sent once `wanted` has been confirmed; the goods part stays. */
export function sentStockFields(wanted: StockFields, known: SentFields): SentFields {
  return {
    ...known,
    quantity: wanted.quantity ?? known.quantity,
    isAvailable: wanted.isAvailable ?? known.isAvailable,
  };
}

/** A linked good whose stock is not what was last sent. */
export interface ChangedStock {
  readonly good: Good;
  readonly head: LinkHead;
  readonly fields: StockFields;
  /** Hash of the fields. */
  readonly hash: string;
}

/** The stock of a linked good against what was last sent; null = it is the same (E5). */
export function changedStock(
  scoped: { readonly good: Good; readonly head: LinkHead },
  fields: StockFields,
  hashOf: (text: string) => string,
): ChangedStock | null {
  const hash = hashOf(stockFieldsText(fields));
  return hash === scoped.head.stockHash ? null : { ...scoped, fields, hash };
}

/** What makes the product's stock the good's (S15, E5, E8). */
export function planStock(changed: ChangedStock, known: SentFields): ProductChange {
  const { good, head, fields, hash } = changed;
  const difference = diffStockFields(fields, known);
  const isSent = Object.keys(difference.fields).length > 0;
  return productChange({
    task: 'export-stock',
    kind: 'setQuantity',
    good,
    productId: head.productId,
    code: known.code ?? good.code,
    difference,
    contentHash: hash,
    // Once a quantity of the warehouse goes out, the good has moved or a person has said that it counts.
    link: {
      ...head,
      awaitsMovement: head.awaitsMovement && !isSent,
      stockHash: hash,
      sent: sentStockFields(fields, known),
    },
  });
}
