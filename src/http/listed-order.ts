import type { OrderRow } from '../api/orders.ts';
import type { ErrorCode } from '../model/error-codes.ts';
import type { LedgerEntry } from '../model/ledger.ts';
import { SyncError } from '../model/sync-error.ts';
import { fill, textsOf } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';
import { faultOf } from './error-answer.ts';

/** An order for a list: its reason in words. */
export function listedOrder(entry: LedgerEntry, language: Language): OrderRow {
  const texts = textsOf(language);
  const { reason, recordedContent: _content, held: _held, rawHash: _hash, ...rest } = entry;
  const words =
    reason === null
      ? null
      : reason.code in texts.reasons
        ? fill(texts.reasons[reason.code as keyof typeof texts.reasons], reason.facts)
        : faultOf(new SyncError(reason.code as ErrorCode, reason.facts), language).what;
  return { ...rest, stageLabel: texts.stages[entry.stage], reason: words };
}
