import type { LedgerEntry } from '../../model/ledger.ts';
import type { LostDocument, OperationDraft, UnpRequest } from '../../model/operation.ts';
import { claimKeyAgain } from '../../model/order-origin.ts';
import type { OrderOrigin } from '../../model/order-origin.ts';
import { LAST_SEQUENCE, parseUnp } from '../../model/unp.ts';
import type { OrderReason } from '../order-steps.ts';
import { isPark, park } from '../park.ts';
import type { Park } from '../park.ts';
import { planOperation } from '../plan-operation.ts';
import type { OperationContext } from '../plan-operation.ts';
import type { Order } from '../../model/order.ts';

/**
 * What an order becomes: by the settings, or, where its document is lost, what that document was: the same
 * type, the same УНП or none, and the claim of this loss (Q1, A9).
 */
export function planDocument(
  entry: LedgerEntry,
  what: { readonly order: Order; readonly origin: OrderOrigin },
  around: OperationContext,
): OperationDraft | Park {
  const { order, origin } = what;
  if (entry.stage !== 'missing') return planOperation(order, origin, around);
  const documentType = String(entry.operationType ?? around.settings.documentType);
  const settings = { ...around.settings, documentType } as OperationContext['settings'];
  const unp = entry.unp === null ? null : ownRequest(entry.unp, settings);
  if (unp !== null && 'code' in unp) return park(unp.code, unp.facts);
  // The shop was given its own УНП: that is no stranger's.
  const bare = order.unp === entry.unp ? { ...order, unp: null } : order;
  const draft = planOperation(bare, origin, { ...around, settings, unp });
  return isPark(draft) ? draft : { ...draft, again: lostDocument(entry, origin) };
}

function lostDocument(entry: LedgerEntry, origin: OrderOrigin): LostDocument {
  return {
    claimKey: claimKeyAgain(origin.claimKey, entry.recordedAt),
    operationType: entry.operationType ?? 0,
    documentNumber: entry.documentNumber ?? 0,
    unp: entry.unp,
  };
}

/** No number is drawn: the request names the device and the operator of the one that is written again. */
function ownRequest(unp: string, settings: OperationContext['settings']): UnpRequest | OrderReason {
  const parts = parseUnp(unp);
  if (parts === null) return { code: 'unp.malformed', facts: { unp } };
  return {
    deviceSerial: parts.deviceSerial,
    operatorCode: parts.operatorCode,
    rangeFrom: 1,
    rangeTo: LAST_SEQUENCE,
    receiptOperationType: settings.unpOperationType ?? Number(settings.documentType),
    lastKnownSequence: 0,
    namedInTexts: 0,
    isShared: true,
  };
}
