import type { ListedOrder, OrderRow } from '../api/orders.ts';
import type { ListedOrder as Listed } from '../app/app.ts';
import type { ErrorCode } from '../model/error-codes.ts';
import type { LedgerEntry } from '../model/ledger.ts';
import { SyncError } from '../model/sync-error.ts';
import { fill, textsOf } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';
import { faultOf } from './error-answer.ts';

function wordsOf({ code, facts }: NonNullable<LedgerEntry['reason']>, language: Language) {
  const texts = textsOf(language);
  if (code in texts.reasons)
    return { what: fill(texts.reasons[code as keyof typeof texts.reasons], facts), remedy: '' };
  return faultOf(new SyncError(code as ErrorCode, facts), language);
}

/** An order for a list: its reason in words. */
export function listedOrder(entry: LedgerEntry, language: Language): OrderRow {
  const { reason, recordedContent: _content, held: _held, rawHash: _hash, ...rest } = entry;
  const words = reason === null ? null : wordsOf(reason, language).what;
  return { ...rest, stageLabel: textsOf(language).stages[entry.stage], reason: words };
}

/** The same with who ordered, and what to do about its reason. */
export function listedWithBuyer({ entry, sight }: Listed, language: Language): ListedOrder {
  const { buyer, payment, delivery } = sight;
  const { reason } = entry;
  const why = reason === null ? null : { code: reason.code, remedy: wordsOf(reason, language).remedy };
  return { ...listedOrder(entry, language), buyer, payment, delivery, why };
}
