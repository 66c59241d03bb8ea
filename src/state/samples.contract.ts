import { decimal } from '../model/decimal.ts';
import type { GoodId } from '../model/good.ts';
import type { LedgerEntry } from '../model/ledger.ts';
import { NOTHING_SENT } from '../model/link.ts';
import type { Link } from '../model/link.ts';
import { NO_SIGHT } from '../model/order-sight.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import type { ProductId } from '../model/product.ts';
import { SyncError } from '../model/sync-error.ts';

/** When everything happens. */
export const NOW = '2026-11-24T10:00:00.000Z';

/** A link of which something was sent. */
export function link(good: number, product: number, more: Partial<Link> = {}): Link {
  const ids = { goodId: good as GoodId, productId: product as ProductId };
  return {
    ...ids,
    goodsHash: 'g',
    stockHash: 's',
    hasLeft: false,
    isHiddenByUs: false,
    awaitsMovement: false,
    sent: NOTHING_SENT,
    ...more,
  };
}

/** An order that was seen. */
export function entry(number: number, more: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    orderNumber: number as OrderNumber,
    stage: 'seen',
    status: 'new',
    currency: 'EUR',
    total: decimal('12.5'),
    createdAt: `2026-11-${String(10 + (number % 15)).padStart(2, '0')} 10:00:00`,
    operationType: null,
    documentNumber: null,
    unp: null,
    rawHash: `h${number}`,
    recordedContent: null,
    seenAt: NOW,
    recordedAt: null,
    acknowledgedAt: null,
    sentAt: null,
    looks: 0,
    reason: null,
    held: [],
    ...more,
  };
}

/** An order as it came in. */
export function archived(number: number, raw: string) {
  return {
    orderNumber: number as OrderNumber,
    raw,
    rawHash: `hash of ${raw}`,
    shopAddress: 'https://shop.bg',
    receivedAt: NOW,
    withoutContacts: () => raw,
    sight: { ...NO_SIGHT, buyer: raw, words: raw.toUpperCase() },
  };
}

/** A removal by somebody who can tell of no other process whether it lives. */
export const REMOVAL = { isAlive: () => null, nowIso: NOW };

/** The code with which work is refused; '' or another text is a surprise. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof SyncError ? error.code : String(error);
}
