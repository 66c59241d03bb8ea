import type { Settings } from './settings.ts';

/** What the warehouse may own of a product (E2). Availability goes with the quantity. */
export const SENT_FIELDS = ['name', 'barcode', 'code', 'price', 'quantity', 'category'] as const;
export type SentField = (typeof SENT_FIELDS)[number];

/** When a field goes to the shop: whenever it differs, with a new product only, or not at all. */
export type WhenSent = 'always' | 'new' | 'never';
export type SendingRules = Readonly<Record<SentField, WhenSent>>;

const NOTHING: SendingRules = {
  name: 'never',
  barcode: 'never',
  code: 'never',
  price: 'never',
  quantity: 'never',
  category: 'never',
};

type Chosen = Pick<
  Settings,
  'exportMode' | 'sendName' | 'sendBarcode' | 'sendCode' | 'sendPrice' | 'sendQuantity' | 'sendCategory'
>;

/**
 * When each field is sent: as chosen one by one, or only prices or quantities to products that are there.
 */
export function sendingRules(settings: Chosen): SendingRules {
  if (settings.exportMode === 'prices') return { ...NOTHING, price: 'always' };
  if (settings.exportMode === 'quantities') return { ...NOTHING, quantity: 'always' };
  return {
    name: settings.sendName,
    barcode: settings.sendBarcode,
    code: settings.sendCode,
    price: settings.sendPrice,
    quantity: settings.sendQuantity,
    category: settings.sendCategory,
  };
}

/** Fields that an update may send. */
export function sentToOld(rules: SendingRules): ReadonlySet<SentField> {
  return new Set(SENT_FIELDS.filter((field) => rules[field] === 'always'));
}

/**
 * Fields that a new product gets; null where none can be made: without name, code or price it could neither
 * be found again nor be sold.
 */
export function sentToNew(rules: SendingRules): ReadonlySet<SentField> | null {
  const isComplete = (['name', 'code', 'price'] as const).every((field) => rules[field] !== 'never');
  return isComplete ? new Set(SENT_FIELDS.filter((field) => rules[field] !== 'never')) : null;
}

type Tasks = Chosen & Pick<Settings, 'export' | 'exportGoods' | 'exportStock'>;

/** Whether goods are exported (S8, S16): where only quantities are sent, products are only found. */
export function exportsGoods(settings: Tasks): boolean {
  return settings.export && settings.exportGoods && settings.exportMode !== 'quantities';
}

/** Whether quantities of products that are there are exported (S8, S15). */
export function exportsStock(settings: Tasks): boolean {
  return settings.export && settings.exportStock && sendingRules(settings).quantity === 'always';
}

/** Whether new products get their quantity at once. */
export function stocksNewProducts(settings: Tasks): boolean {
  return settings.export && settings.exportStock && sendingRules(settings).quantity !== 'never';
}

/** Goods that stand for something else than an article: delivery, fees, discounts, unknown lines (E1). */
export function standInGoods(
  settings: Pick<Settings, 'deliveryGood' | 'feeGood' | 'discountGood' | 'placeholderGood'>,
): ReadonlySet<number> {
  const { deliveryGood, feeGood, discountGood, placeholderGood } = settings;
  return new Set([deliveryGood, feeGood, discountGood, placeholderGood].filter((id) => id !== null));
}
