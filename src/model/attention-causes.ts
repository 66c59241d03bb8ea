import type { ErrorCode } from './error-codes.ts';
import { ERROR_CODES } from './error-codes.ts';
import type { SettingKey } from './settings.ts';

/** How a person settles a cause where he is told of it. */
export type Settlement =
  /** Chooses a good or a partner, which is kept as this setting. */
  | { readonly kind: 'choose'; readonly setting: SettingKey; readonly record: 'good' | 'partner' }
  /** Says what the shop's word means. */
  | { readonly kind: 'word' }
  /** Changes a setting; null: which one, the fault says. */
  | { readonly kind: 'settings'; readonly setting: SettingKey | null }
  /** Mends the record in the warehouse software, or in the shop, and has it tried again. */
  | { readonly kind: 'warehouse' | 'shop' }
  /** Links or unlinks the good. */
  | { readonly kind: 'goods' }
  /** Looks at the order and decides. */
  | { readonly kind: 'order' }
  /** Looks at the preview; carrying it out is the approval. */
  | { readonly kind: 'plan' }
  /** Starts a run. */
  | { readonly kind: 'run' }
  /** Has the documents recorded again, or lets them go. */
  | { readonly kind: 'missing' }
  /** Answers the question that stands above every place. */
  | { readonly kind: 'question' }
  /** Has done by hand what no program may do, and says so. */
  | { readonly kind: 'seen' }
  /** Has it tried again. */
  | { readonly kind: 'again' };

interface Cause {
  readonly settle: Settlement;
  readonly codes: readonly ErrorCode[];
}

function choose(setting: SettingKey, record: 'good' | 'partner', ...codes: readonly ErrorCode[]): Cause {
  return { settle: { kind: 'choose', setting, record }, codes };
}

function settings(setting: SettingKey | null, ...codes: readonly ErrorCode[]): Cause {
  return { settle: { kind: 'settings', setting }, codes };
}

function by(kind: Exclude<Settlement['kind'], 'choose' | 'settings'>, ...codes: readonly ErrorCode[]): Cause {
  return { settle: { kind }, codes };
}

/**
 * Everything that may wait for a person, by what is behind it: whoever settles one record of a cause settles
 * all of them in the same way.
 */
export const CAUSES = {
  pair: by(
    'question',
    'pair.shop.looksMoved',
    'pair.shop.looksOther',
    'pair.shop.changed',
    'pair.shop.knownBefore',
    'pair.warehouse.looksMoved',
    'pair.warehouse.looksOther',
    'pair.warehouse.changed',
    'pair.memory.copied',
  ),
  sharedShop: by('question', 'pair.shop.otherProfile', 'pair.shop.sharedImport', 'pair.shop.toldAddress'),
  numbering: by(
    'question',
    'orders.numbersBeganAgain',
    'orders.numberUsedAgain',
    'orders.pastCameBack',
    'orders.fewer',
  ),
  missing: by('missing', 'order.documentMissing', 'orders.missingFirst'),
  overdue: by('run', 'orders.overdue', 'orders.unread'),
  installation: by('seen', 'installation.other'),
  word: by('word', 'word.status.unknown', 'order.totalLine.unknown', 'order.arithmetic.ambiguous'),
  deliveryGood: choose('deliveryGood', 'good', 'order.deliveryGood.missing'),
  feeGood: choose('feeGood', 'good', 'order.feeGood.missing'),
  discountGood: choose('discountGood', 'good', 'order.discountGood.missing'),
  namelessPartner: choose('namelessPartner', 'partner', 'order.partner.nameless'),
  partnerGone: settings('partner', 'order.partner.gone'),
  partner: by('warehouse', 'order.partner.ambiguous', 'order.partner.otherName'),
  orderGood: by(
    'warehouse',
    'order.good.unknown',
    'order.good.near',
    'order.good.ambiguous',
    'order.good.appeared',
    'order.good.deleted',
    'order.good.noVatGroup',
  ),
  stranger: by('goods', 'order.good.stranger', 'good.stranger'),
  currency: settings(
    'shopCurrency',
    'settings.shopCurrency.unknown',
    'shop.currency.contradicts',
    'settings.currency.differs',
    'shop.currency.unknown',
    'settings.warehouseCurrency.unknown',
  ),
  orderCurrency: by('order', 'order.currency.differs'),
  orderSum: by(
    'shop',
    'order.total.doesNotAddUp',
    'order.line.doesNotAddUp',
    'order.totalLine.wrongSign',
    'order.discount.tooGreat',
    'order.quantity.bad',
    'order.price.bad',
    'warehouse.api.wouldNotAddUp',
  ),
  orderTax: by('warehouse', 'order.taxRate.differs', 'order.tax.differs'),
  orderUnclear: by(
    'order',
    'order.unreadable',
    'order.empty',
    'order.date.bad',
    'order.number.absurd',
    'order.numberless',
    'order.unp.foreign',
    'shop.order.refused',
  ),
  changedAfter: by(
    'seen',
    'order.changedAfterImport',
    'order.cancelledAfterImport',
    'order.removedAfterImport',
    'order.unreadableAfterImport',
    'shop.order.gone',
  ),
  document: by(
    'order',
    'order.documentGone',
    'order.documentDiffers',
    'order.twoDocuments',
    'warehouse.api.documentDiffers',
    'warehouse.document.doesNotAddUp',
    'warehouse.record.answerLost',
  ),
  unp: by(
    'order',
    'unp.rowGone',
    'unp.rowChanged',
    'unp.doubled',
    'unp.taken',
    'unp.malformed',
    'unp.differsAtShop',
    'unp.notKept',
    'unp.special',
  ),
  unpRange: settings(
    'deviceSerial',
    'unp.range.exhausted',
    'unp.sequence.behindLedger',
    'unp.sequence.behindShop',
    'unp.device.foreign',
    'unp.notPossible',
  ),
  guard: by(
    'plan',
    'guard.hidden',
    'guard.created',
    'guard.repriced',
    'guard.zeroed',
    'guard.downloaded',
    'guard.groupEmptied',
  ),
  heldPrice: by('plan', 'good.price.rose', 'good.price.currencyFactor', 'good.price.dropped'),
  firstFeed: by(
    'plan',
    'shop.feed.firstAsked',
    'shop.feed.firstAskedBlind',
    'shop.feed.firstNotFound',
    'shop.feed.firstNotConfirmed',
    'shop.feed.replaces',
    'shop.feed.countChanged',
    'shop.feed.emptied',
  ),
  goodData: by(
    'warehouse',
    'good.code.missing',
    'good.name.missing',
    'good.price.bad',
    'good.vatGroup.missing',
    'good.code.ambiguous',
    'good.barcode.ambiguous',
    'good.code.notRenamed',
  ),
  productPair: by(
    'goods',
    'good.product.ambiguous',
    'good.product.shared',
    'good.product.near',
    'good.product.linkedElsewhere',
    'product.good.near',
    'product.good.ambiguous',
    'shop.product.gone',
  ),
  productData: by(
    'shop',
    'product.unreadable',
    'product.code.missing',
    'product.code.ambiguous',
    'product.price.bad',
  ),
  refusedByShop: by(
    'shop',
    'shop.product.refused',
    'shop.category.refused',
    'shop.write.notKept',
    'shop.write.answerLost',
  ),
  refusedByWarehouse: by(
    'warehouse',
    'warehouse.text.refused',
    'warehouse.text.tooLong',
    'warehouse.value.refused',
    'warehouse.stock.notEnough',
    'warehouse.stock.rowMissing',
    'warehouse.number.exhausted',
    'warehouse.api.refused',
  ),
  // What no cause names: settled by whose move its kind says it is.
  settings: settings(null),
  connection: by('run'),
  other: by('again'),
} as const satisfies Readonly<Record<string, Cause>>;

export type CauseName = keyof typeof CAUSES;
export const CAUSE_NAMES = Object.keys(CAUSES) as readonly CauseName[];

const BY_CODE = new Map<ErrorCode, CauseName>(
  CAUSE_NAMES.flatMap((name) => CAUSES[name].codes.map((code) => [code, name] as const)),
);

/** What is behind a code. */
export function causeOf(code: ErrorCode): CauseName {
  const named = BY_CODE.get(code);
  if (named !== undefined) return named;
  const { kind } = ERROR_CODES[code];
  if (kind === 'setting' || kind === 'access') return 'settings';
  return kind === 'connection' || kind === 'busy' ? 'connection' : 'other';
}

/** A cause by its name; null for a note of something else. */
export function causeNamed(field: string): CauseName | null {
  return CAUSE_NAMES.find((name) => name === field) ?? null;
}
