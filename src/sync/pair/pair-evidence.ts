import type { Good } from '../../model/good.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { Link } from '../../model/link.ts';
import type { FetchedOrder } from '../../model/order.ts';
import { NO_EVIDENCE } from '../../model/pair.ts';
import { codeToSend } from '../products/stranger.ts';
import type { PairEvidence } from '../../model/pair.ts';

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

/** Several kinds of records together. */
export function together(...parts: readonly PairEvidence[]): PairEvidence {
  return parts.reduce(
    (sum, part) => ({ agree: sum.agree + part.agree, differ: sum.differ + part.differ }),
    NO_EVIDENCE,
  );
}
