import type { Good } from '../../model/good.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { Link } from '../../model/link.ts';
import type { StandingDocument } from '../../model/operation.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { FetchedOrder } from '../../model/order.ts';
import { NO_EVIDENCE } from '../../model/pair.ts';
import { codeToSend } from '../products/stranger.ts';
import type { PairEvidence } from '../../model/pair.ts';

/** A document with the order number of its note. */
interface NotedDocument {
  readonly orderNumber: OrderNumber;
  readonly document: Pick<StandingDocument, 'date' | 'total'>;
}

function evidence(isAgreement: readonly boolean[]): PairEvidence {
  const agree = isAgreement.filter(Boolean).length;
  return { agree, differ: isAgreement.length - agree };
}

/** Orders of the ledger beside the shop's: the same when the shop has them, with the same day and sum. */
export function orderEvidence(
  entries: readonly LedgerEntry[],
  fetched: readonly FetchedOrder[],
): PairEvidence {
  const orders = new Map(fetched.map((each) => [each.number, each.order]));
  const told = entries.filter((entry) => entry.total !== null);
  return evidence(
    told.map((entry) => {
      const order = orders.get(entry.orderNumber);
      return order !== undefined && order.total === entry.total && order.createdAt === entry.createdAt;
    }),
  );
}

/** Links beside the goods that they name: the same when the good has the code it was sent with. */
export function linkEvidence(links: readonly Link[], goods: readonly Good[]): PairEvidence {
  const codes = new Map(goods.map((good) => [good.id, codeToSend(good)]));
  const sent = links.filter((link) => link.sent.code !== null);
  return evidence(sent.map((link) => codes.get(link.goodId) === link.sent.code));
}

/** Recorded orders beside the warehouse: the same when their document, or at least their claim, is there. */
export function claimEvidence(entries: readonly LedgerEntry[], found: ReadonlySet<number>): PairEvidence {
  return evidence(entries.map((entry) => found.has(entry.orderNumber)));
}

/**
 * Documents that bear notes of another identity beside the shop's orders of these numbers: the same with
 * the order's day and sum. `same`: the last that is; null = none.
 */
export function noteEvidence<T extends NotedDocument>(
  documents: readonly T[],
  fetched: readonly FetchedOrder[],
): { readonly evidence: PairEvidence; readonly same: T | null } {
  const orders = new Map(fetched.map((each) => [each.number, each.order]));
  const isSame = documents.map(({ orderNumber, document }) => {
    const order = orders.get(orderNumber);
    return order?.createdAt.slice(0, 10) === document.date && order.total === document.total;
  });
  return { evidence: evidence(isSame), same: documents.findLast((_, index) => isSame[index]) ?? null };
}

/** Several kinds of records together. */
export function together(...parts: readonly PairEvidence[]): PairEvidence {
  return parts.reduce(
    (sum, part) => ({ agree: sum.agree + part.agree, differ: sum.differ + part.differ }),
    NO_EVIDENCE,
  );
}
