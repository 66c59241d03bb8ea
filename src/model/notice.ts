import type { ErrorCode } from './error-codes.ts';
import type { ErrorFacts } from './sync-error.ts';

/** An attention item as a person meets it: a code with its facts, worded by `texts/`. */
export interface AttentionNote {
  /** `order:123`, `good:45`, `product:67`, `word:orderStatus:нова` or `profile`. */
  readonly subject: string;
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
}

/** Something worth telling that parks nothing, such as "the shop does not store УНП over this interface". */
export type NoticeCode =
  | 'notice.unp.notKeptByShop'
  | 'notice.unp.rangeNearlyFull'
  | 'notice.unp.deviceUsedByOthers'
  | 'notice.export.noGroups'
  | 'notice.prices.vatAdded'
  | 'notice.prices.rounded'
  | 'notice.profile.sameShop'
  | 'notice.warehouse.readOnly'
  | 'notice.warehouse.cutOff'
  | 'notice.warehouse.oldCopy'
  | 'notice.products.notReadable'
  | 'notice.feed.first'
  | 'notice.feed.firstBlind'
  | 'notice.feed.firstNotSeen'
  | 'notice.product.inherited'
  | 'notice.product.replaced'
  | 'notice.product.metMeanwhile'
  | 'notice.export.takenOver'
  | 'notice.export.landing'
  | 'notice.product.waits'
  | 'notice.orders.belowFirst'
  | 'notice.order.notImported'
  | 'notice.order.freeLines'
  | 'notice.order.discountLines'
  | 'notice.order.becameSale'
  | 'notice.word.proven'
  | 'notice.audit.fromWarehouse'
  | 'notice.audit.nameCut'
  | 'notice.audit.quantityRounded'
  | 'notice.audit.refundWayOpen'
  | 'notice.undo.left'
  | 'notice.operation.goneFromWarehouse'
  | 'notice.change.alreadyDone'
  | 'notice.lease.takenOver'
  | 'notice.shop.restored'
  | 'notice.work.alone'
  | 'notice.work.waits'
  | 'notice.orders.between'
  | 'notice.orders.betweenFailed'
  | 'notice.task.off';

/** A notice with its facts. */
export interface Notice {
  readonly code: NoticeCode;
  readonly facts: ErrorFacts;
}
